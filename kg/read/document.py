"""What the gate hands on: one checked document with its graph name and its triples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import Problem
from kg.terms import UnitKey

__all__ = ["Document"]


@dataclass
class Document:
    """One document of one kecamatan and period, read completely.

    ``rows`` counts sheet rows (0 for RDF input); ``notes`` are remarks that stop nothing, such as
    unknown columns.
    """

    graph: NamedNode
    region: str
    period: str
    code: str
    name: str
    sha256: str
    rows: int
    triples: Sequence[Triple]
    notes: list[Problem] = field(default_factory=list)

    @property
    def unit(self) -> UnitKey:
        """Region and period: what is checked as one."""
        return UnitKey(self.region, self.period)

    def quads(self) -> list[Quad]:
        """The statements in the named graph of the document."""
        found: list[Quad] = []
        for t in self.triples:
            found.append(Quad(t.subject, t.predicate, t.object, self.graph))
        return found
