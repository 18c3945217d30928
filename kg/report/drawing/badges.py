"""How many findings stand on every node, by severity; those that a waiver covers apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.report.drawing.text import width
from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = [
    "BESIDE",
    "FIGURE",
    "NO_FINDINGS",
    "SIGN",
    "Counts",
    "badges_width",
    "counted",
    "of_unit",
]


@dataclass(frozen=True)
class Counts:
    """Open findings by severity, and the waived ones."""

    violation: int = 0
    warning: int = 0
    info: int = 0
    waived: int = 0

    @property
    def total(self) -> int:
        """All findings, waived ones too."""
        return self.violation + self.warning + self.info + self.waived

    def shown(self) -> list[tuple[str, int]]:
        """The counts that are not nothing, the gravest first."""
        every = (
            ("violation", self.violation),
            ("warning", self.warning),
            ("info", self.info),
            ("waived", self.waived),
        )
        found: list[tuple[str, int]] = []
        for kind, number in every:
            if number:
                found.append((kind, number))
        return found


NO_FINDINGS = Counts()
#: Font size of the number, radius of the sign, and the space beside them, in points.
FIGURE, SIGN, BESIDE = 9.8, 5.5, 9.0


def badges_width(counts: Counts) -> float:
    """How much room the badges of these counts take."""
    room = 0.0
    for _, many in counts.shown():
        room += width(str(many), FIGURE, bold=True) + 2 * SIGN + BESIDE
    return room


def of_unit(facts: UnitFacts, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of this unit, when the list holds those of others as well."""
    region = f"/id/{facts.region}/"
    own = f"/id/{facts.region}/{facts.period}/"
    found = []
    for f in findings:
        if f.kecamatan == facts.region and (own in f.focus or region not in f.focus):
            found.append(f)
    return found


def _counts(findings: Sequence[Finding]) -> Counts:
    kinds = Counter("waived" if f.waived is not None else f.severity for f in findings)
    return Counts(kinds["violation"], kinds["warning"], kinds["info"], kinds["waived"])


def counted(facts: UnitFacts, findings: Sequence[Finding]) -> tuple[Mapping[str, Counts], Counts]:
    """Counts by node, and those of the findings that stand on no node, such as on the document as a whole."""
    home = {}
    for node in facts.nodes:
        for thing in (*node.parts, node.iri):
            home[thing] = node.iri
    groups: dict[str, list[Finding]] = {}
    for finding in of_unit(facts, findings):
        groups.setdefault(home.get(finding.focus, ""), []).append(finding)
    loose = _counts(groups.pop("", []))
    return {iri: _counts(group) for iri, group in groups.items()}, loose
