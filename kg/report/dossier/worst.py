"""The nodes with the gravest open findings, the same list in every part of a report."""

from __future__ import annotations

from dataclasses import dataclass

from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import DossierPlaces
from kg.rules.check import UnitReport
from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = ["MOST", "Heavy", "weight", "worst"]

#: How many nodes a list of the worst ones names.
MOST = 20
#: One violation weighs more than all warnings that a node ever has.
_WEIGHT = {"violation": 100, "warning": 10, "info": 1}


@dataclass(frozen=True)
class Heavy:
    """One node with its open findings, the first of which tells label and place."""

    kecamatan: str
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that names the node."""
        return self.findings[0]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that it breaks."""
        return tuple(sorted({found.rule for found in self.findings}))


def weight(findings: tuple[Finding, ...]) -> int:
    """How grave some findings are together."""
    return sum(_WEIGHT[found.severity] for found in findings)


def worst(dossier: Dossier) -> list[Heavy]:
    """The gravest first; a document as a whole is no node."""
    facts = {facts.key: facts for facts in dossier.facts}
    found: list[Heavy] = []
    for unit in dossier.report.units:
        found += _heavy(unit, facts.get(unit.key))
    found.sort(key=_order)
    return found[:MOST]


def _order(heavy: Heavy) -> tuple[int, str]:
    return -weight(heavy.findings), heavy.first.focus


def _heavy(unit: UnitReport, facts: UnitFacts | None) -> list[Heavy]:
    """The nodes of one unit that have open findings.

    Without facts nobody knows which of them are nodes.
    """
    name = unit.region
    found = [finding for finding in unit.findings if finding.waived is None]
    if facts is not None:
        name = facts.name
        places = DossierPlaces(facts)
        found = [finding for finding in found if places.of(finding)[0] != "text"]
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.focus, []).append(finding)
    return [Heavy(name, tuple(group)) for group in groups.values()]
