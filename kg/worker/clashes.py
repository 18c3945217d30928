"""Two documents of one kecamatan and period must not use one IRI for two things.

Merging would hide defects of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Triple

from kg.errors import InputError, Problem
from kg.terms import GRAPH, RDF, RDFS, UnitKey

__all__ = ["refuse_clashes", "unit_of"]

#: Kinds of instance that documents of one kecamatan share; they are the same thing when they have
#: the same label.
_SHARED = {"organisasi", "jabatan", "unit"}
#: So many of the IRIs that clash are named.
_NAMED = 5


def unit_of(graph: NamedNode) -> UnitKey:
    """Region and period of a document graph.

    >>> unit_of(NamedNode("https://w3id.org/kinerja/graph/33.02.19/2021/cascading"))
    UnitKey(region='33.02.19', period='2021')
    """
    region, period, _ = graph.value.removeprefix(GRAPH).split("/")
    return UnitKey(region, period)


def _things(triples: Iterable[Triple]) -> dict[NamedNode, str]:
    """Everything with a type, and its label."""
    labels: dict[object, str] = {}
    typed: set[NamedNode] = set()
    for triple in triples:
        if triple.predicate == RDFS["label"]:
            labels[triple.subject] = str(triple.object)
        elif triple.predicate == RDF["type"] and isinstance(triple.subject, NamedNode):
            typed.add(triple.subject)

    return {node: labels.get(node, "") for node in typed}


def _is_shared(node: NamedNode) -> bool:
    """Whether the IRI is of a kind that documents of one kecamatan share.

    >>> _is_shared(NamedNode("https://w3id.org/kinerja/id/33.02.19/2021/jabatan/camat"))
    True
    """
    return any(kind in _SHARED for kind in node.value.split("/")[-2:-1])


def _both(own: dict[NamedNode, str], theirs: dict[NamedNode, str]) -> list[str]:
    """What two documents use for two things: kind and code, sorted."""
    found = []
    for node in own.keys() & theirs.keys():
        same = own[node] == theirs[node] and _is_shared(node)
        if not same:
            found.append("/".join(node.value.split("/")[-2:]))

    return sorted(found)


def refuse_clashes(
    graphs: Mapping[NamedNode, Sequence[Triple]], names: dict[NamedNode, str]
) -> None:
    """Raise UNIT-CLASH for every document of ``names`` that shares an IRI with another one."""
    units: dict[UnitKey, list[NamedNode]] = {}
    for graph in graphs:
        units.setdefault(unit_of(graph), []).append(graph)

    # A unit of one document has nothing to clash with, and most have one.
    things = {}
    for together in units.values():
        if len(together) > 1:
            things.update({graph: _things(graphs[graph]) for graph in together})

    problems = []
    for graph, name in names.items():
        for other in units[unit_of(graph)]:
            if other == graph:
                continue

            both = _both(things[graph], things[other])
            if both:
                values = {"other": names.get(other, other.value), "count": str(len(both))}
                values["found"] = ", ".join(both[:_NAMED])
                problems.append(Problem("UNIT-CLASH", name, values))

    if problems:
        raise InputError(problems)
