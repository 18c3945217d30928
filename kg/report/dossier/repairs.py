"""The list of repairs: what each post has to mend, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import DossierPlaces
from kg.report.dossier.priority import urgency
from kg.rules.check import UnitReport
from kg.rules.finding import Finding
from kg.rules.rule import Rule
from kg.terms import UnitKey

__all__ = ["Repair", "repairs"]


@dataclass(frozen=True)
class Repair:
    """One kind of work of one post: a rule with its open findings.

    ``post`` is empty where nobody answers for the node.
    """

    unit: UnitKey
    name: str
    post: str
    rule: Rule
    findings: tuple[Finding, ...]


def _posts(found: Finding, places: DossierPlaces | None) -> tuple[str, ...]:
    """The posts of a finding, or one empty name."""
    if places is None:
        return ("",)
    _level, posts = places.of(found)
    return posts or ("",)


def _of_unit(
    unit: UnitReport, name: str, places: DossierPlaces | None, rules: dict[str, Rule]
) -> Iterable[Repair]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for found in unit.findings:
        if found.waived is not None:
            continue
        for post in _posts(found, places):
            key = (post, found.rule)
            groups.setdefault(key, []).append(found)
    for (post, rule), own in groups.items():
        yield Repair(unit.key, name, post, rules[rule], tuple(own))


def _order(repair: Repair) -> tuple[object, ...]:
    """By kecamatan and post; work of nobody last, since somebody must be named first."""
    return repair.unit, not repair.post, repair.post, urgency(repair.rule)


def repairs(dossier: Dossier) -> list[Repair]:
    """All open work; a finding that two posts answer for is work of both."""
    facts = {facts.key: facts for facts in dossier.facts}
    rules = {rule.id: rule for rule in dossier.report.rules}
    found: list[Repair] = []
    for unit in dossier.report.units:
        own = facts.get(unit.key)
        if own is None:
            found += _of_unit(unit, unit.region, None, rules)
        else:
            found += _of_unit(unit, own.name, DossierPlaces(own), rules)
    return sorted(found, key=_order)
