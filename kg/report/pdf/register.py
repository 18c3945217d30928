"""All rules, all waivers and all changes as the paper lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import Lang
from kg.report.dossier.counts import state, states
from kg.report.dossier.dossier import Dossier
from kg.report.words import words_of
from kg.rules.check import RuleStatus
from kg.rules.finding import number_of
from kg.rules.waiver import WaiverUse

__all__ = ["changes", "rules", "waivers"]

#: The most units whose statuses fit beside each other on a page.
_ABREAST = 12
#: The most changed findings of a kind that are listed; the heading carries the number of all.
_LISTED = 1_000
_STATES = ("active", "reopened", "expired", "future", "unused")
_Plain = dict[str, Any]


def _rule(row: RuleStatus, each: list[str], lang: Lang) -> _Plain:
    rule = row.rule
    return {
        "id": rule.id,
        "title": rule.title[lang],
        "description": rule.description[lang],
        "basis": list(rule.basis),
        "severity": rule.severity,
        "tier": rule.tier,
        "kind": rule.kind,
        "state": state(row),
        "targets": row.targets,
        "findings": row.findings,
        "waived": row.waived,
        "question": rule.question[lang] if rule.question else "",
        "each": each,
    }


def rules(dossier: Dossier) -> _Plain:
    """Every rule with its status, by family.

    ``each`` has its status in every unit where they fit abreast.
    """
    lang = dossier.lang
    report = dossier.report
    w = words_of("pdf", dossier.lang)
    if 1 < len(report.units) <= _ABREAST:
        units = report.units
    else:
        units = ()
    families: dict[str, list[_Plain]] = {}
    for index, row in enumerate(report.statuses()):
        each = [state(unit.statuses[index]) for unit in units]
        families.setdefault(row.rule.family, []).append(_rule(row, each, lang))
    return {
        "families": [{"name": w.get(key, key), "rules": rows} for key, rows in families.items()],
        "states": states(report.statuses()),
        "total": len(report.rules),
        "abreast": [unit.region for unit in units],
    }


def _waiver(use: WaiverUse, when: str) -> _Plain:
    waiver = use.waiver
    return {
        "id": waiver.id,
        "rule": waiver.rule,
        "node": waiver.node,
        "reason": waiver.reason,
        "approver": waiver.approver,
        "letter": waiver.letter,
        "valid": when.format(a=waiver.approved, b=waiver.expires),
        "place": waiver.place,
        "covers": list(map(number_of, use.findings)),
    }


def waivers(dossier: Dossier) -> list[_Plain]:
    """The waivers by what became of them."""
    when = words_of("pdf", dossier.lang)["until"]
    groups = {}
    for key in _STATES:
        groups[key] = [_waiver(u, when) for u in dossier.waivers if u.state == key]
    return [{"state": key, "waivers": rows} for key, rows in groups.items() if rows]


def _found(one: Mapping[str, Any], lang: Lang) -> list[str]:
    return [
        number_of(str(one["id"])),
        str(one["rule"]),
        str(one["label"]),
        str(one["message"][lang]),
    ]


def changes(dossier: Dossier) -> _Plain | None:
    """New, re-opened and resolved findings, the number of persisting ones, and rules whose status changed."""
    if dossier.changes is None:
        return None
    lang = dossier.lang
    difference = dossier.changes
    lists = {
        "new": difference.new,
        "reopened": difference.reopened,
        "resolved": difference.resolved,
    }
    counts = {key: len(rows) for key, rows in lists.items()}
    # What persists is counted only: the report itself lists it.
    counts["persisting"] = len(difference.persisting)
    told = []
    for key, rows in lists.items():
        if rows:
            findings = [_found(one, lang) for one in rows[:_LISTED]]
            told.append({"key": key, "findings": findings})
    statuses = []
    for step in difference.statuses:
        statuses.append([step.rule, step.before, step.after])
    return {"counts": counts, "lists": told, "statuses": statuses}
