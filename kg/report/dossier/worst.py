"""The nodes with the gravest open findings, the same list in every part of a report."""

from __future__ import annotations

from dataclasses import dataclass

from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import Places
from kg.rules.finding import Finding

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
    found = []
    for unit in dossier.report.units:
        own = facts.get(unit.key)
        places = Places(own) if own is not None else None
        groups: dict[str, list[Finding]] = {}
        for finding in unit.findings:
            if finding.waived is None and (places is None or places.of(finding)[0] != "text"):
                groups.setdefault(finding.focus, []).append(finding)
        name = own.name if own is not None else unit.region
        found += [Heavy(name, tuple(group)) for group in groups.values()]
    return sorted(found, key=lambda heavy: (-weight(heavy.findings), heavy.first.focus))[:MOST]
