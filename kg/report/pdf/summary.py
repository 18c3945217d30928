"""What the summary counts.

Findings by family, severity, level and post, shares of both verdicts, the worst nodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.report.dossier.counts import by_severity, share
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import LEVELS, DossierPlaces, stands
from kg.report.words import words_of
from kg.rules.finding import Finding

__all__ = ["summary"]

_WEIGHT = {
    "violation": 100,
    "warning": 10,
    "info": 1,
}
_WORST = 20
_POSTS = 25
_Row = dict[str, Any]


def _by(found: list[Finding], keys: Callable[[Finding], Iterable[str]]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for one in found:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return groups


def _table(
    groups: dict[str, list[Finding]], order: Iterable[str], names: Mapping[str, str]
) -> list[_Row]:
    found = []
    for key in order:
        if key in groups:
            found.append({"name": names.get(key, key), "counts": by_severity(groups[key])})
    return found


def _worst(dossier: Dossier) -> list[_Row]:
    weight: Counter[str] = Counter()
    for found in dossier.report.open:
        weight[found.focus] += _WEIGHT[found.severity]
    groups = _by(dossier.report.open, lambda f: [f.focus])
    worst = sorted(weight, key=lambda focus: (-weight[focus], focus))[:_WORST]
    rows = []
    for focus in worst:
        rows.append(
            {
                "label": groups[focus][0].label,
                "where": stands(groups[focus][0]),
                "rules": sorted({f.rule for f in groups[focus]}),
                "counts": by_severity(groups[focus]),
            }
        )
    return rows


def summary(dossier: Dossier) -> dict[str, Any]:
    """The figures of the whole check; a finding that two posts answer for counts for both."""
    w = words_of("pdf", dossier.lang)
    found = dossier.findings
    report = dossier.report
    families = {row.rule.id: row.rule.family for row in report.statuses()}
    levels: dict[str, str] = {}
    bearers: dict[str, list[str]] = {}
    measurable: list[bool] = []
    complete: list[bool] = []
    for facts, unit in zip(dossier.facts, report.units, strict=True):
        places = DossierPlaces(facts)
        for finding in unit.findings:
            levels[finding.id], posts = places.of(finding)
            # Two kecamatan have posts of the same name: the table says whose it is.
            bearers[finding.id] = [f"{post} · {facts.name}" for post in posts]
        for verdict in unit.verdicts:
            measurable.append(verdict.measurable)
        for condition in unit.conditions:
            complete.append(condition.complete)
    by_post = _by(found, lambda f: bearers[f.id])
    busiest = sorted(by_post, key=lambda post: (-len(by_post[post]), post))
    by_family = _by(found, lambda f: [families[f.rule]])
    by_level = _by(found, lambda f: [levels[f.id]])
    titles = {level: w[f"level-{level}"] for level in LEVELS}
    return {
        "total": by_severity(found),
        "families": _table(by_family, dict.fromkeys(families.values()), w),
        "levels": _table(by_level, LEVELS, titles),
        "posts": _table(by_post, busiest[:_POSTS], {}),
        "posts_left": max(0, len(busiest) - _POSTS),
        "worst": _worst(dossier),
        "measurable": share(measurable),
        "complete": share(complete),
    }
