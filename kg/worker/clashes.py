"""Two documents of one kecamatan and period must not use one IRI for two things: merging would hide defects of both."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode, Triple

from kg.errors import InputError, Problem
from kg.terms import GRAPH, RDF, RDFS, UnitKey

__all__ = ["refuse_clashes", "unit_of"]

#: Kinds of instance that documents of one kecamatan share; they are the same thing when they have the same label.
_SHARED = {"organisasi", "jabatan", "unit"}


def unit_of(graph: NamedNode) -> UnitKey:
    """Region and period of a document graph.

    >>> unit_of(NamedNode("https://w3id.org/kinerja/graph/33.02.19/2021/cascading"))
    UnitKey(region='33.02.19', period='2021')
    """
    region, period, _ = graph.value.removeprefix(GRAPH).split("/")
    return UnitKey(region, period)


def _things(triples: list[Triple]) -> dict[NamedNode, str]:
    """Everything with a type, and its label."""
    labels = {t.subject: str(t.object) for t in triples if t.predicate == RDFS["label"]}
    typed = (t.subject for t in triples if t.predicate == RDF["type"])
    return {node: labels.get(node, "") for node in typed if isinstance(node, NamedNode)}


def _same(node: NamedNode, own: str, other: str) -> bool:
    kind = node.value.split("/")[-2:-1]
    return own == other and kind != [] and kind[0] in _SHARED


def refuse_clashes(graphs: dict[NamedNode, list[Triple]], names: dict[NamedNode, str]) -> None:
    """Raise UNIT-CLASH for every document of ``names`` that shares an IRI with another document of its unit."""
    units = Counter(unit_of(graph) for graph in graphs)
    things = {
        graph: _things(triples) for graph, triples in graphs.items() if units[unit_of(graph)] > 1
    }
    problems = []
    for graph, name in names.items() if things else ():
        for other, theirs in things.items():
            if other == graph or unit_of(other) != unit_of(graph):
                continue
            both = [
                n
                for n, label in things[graph].items()
                if n in theirs and not _same(n, label, theirs[n])
            ]
            if both:
                found = ", ".join(sorted("/".join(n.value.split("/")[-2:]) for n in both)[:5])
                values = {
                    "other": names.get(other, other.value),
                    "count": str(len(both)),
                    "found": found,
                }
                problems.append(Problem("UNIT-CLASH", name, values))
    if problems:
        raise InputError(problems)
