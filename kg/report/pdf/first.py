"""What to do first, as much of it as stands on one page.

The most urgent rules, and the first work of each post.
"""

from __future__ import annotations

from typing import Any

from kg.report.dossier.dossier import Dossier
from kg.report.dossier.priority import urgency
from kg.report.dossier.repairs import Repair, repairs
from kg.report.dossier.worst import weight
from kg.report.words import word

__all__ = ["first_rules", "first_work"]

_RULES, _POSTS, _EACH = 10, 8, 2


def first_rules(dossier: Dossier) -> list[dict[str, Any]]:
    """The rules that are broken, most urgent first."""
    lang = dossier.lang
    broken = [row for row in dossier.report.statuses() if row.findings > row.waived]
    found = []
    for row in sorted(broken, key=lambda row: urgency(row.rule))[:_RULES]:
        rule = row.rule
        found.append(
            {
                "id": rule.id,
                "title": rule.title[lang],
                "severity": rule.severity,
                "remedy": rule.remedy[lang],
                "count": row.findings - row.waived,
            }
        )
    return found


def _grave(work: list[Repair]) -> int:
    return sum(weight(repair.findings) for repair in work)


def first_work(dossier: Dossier) -> list[dict[str, Any]]:
    """The posts with the gravest work, each with what it does first."""
    lang = dossier.lang
    groups: dict[tuple[str, str], list[Repair]] = {}
    for repair in repairs(dossier):
        groups.setdefault((repair.name, repair.post), []).append(repair)
    ordered = sorted(groups.items(), key=lambda entry: (-_grave(entry[1]), entry[0]))
    found = []
    for (name, post), work in ordered[:_POSTS]:
        told = [f"{repair.rule.id}: {repair.rule.remedy[lang]}" for repair in work[:_EACH]]
        total = sum(len(repair.findings) for repair in work)
        shown = post or word("html/nobody", lang)
        found.append({"post": f"{shown} · {name}", "work": told, "count": total})
    return found
