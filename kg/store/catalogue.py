"""What a store holds: one catalogue entry per document graph, one per derived graph, kept in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.read.gate import sha256
from kg.store.base import GraphStore
from kg.terms import GRAPH, KIN, RDF, UnitKey, graph_iri, integer, text_of

__all__ = [
    "CATALOGUE",
    "ONTOLOGY",
    "Entry",
    "content_digest",
    "derived_graph",
    "derived_triples",
    "entries",
    "entries_of",
    "entry_triples",
]

#: The graph that holds the catalogue, and the graph that holds the ontology.
CATALOGUE = GRAPH["katalog"]
ONTOLOGY = GRAPH["ontologi"]
_DERIVED = "turunan"


@dataclass(frozen=True)
class Entry:
    """One document graph of a store; ``names`` are what its kecamatan is called, in the form in which names are compared."""

    graph: NamedNode
    region: str
    period: str
    origin: str
    sha256: str
    content: str
    rows: int
    triples: int
    names: tuple[str, ...] = ()

    @property
    def unit(self) -> UnitKey:
        """Region and period."""
        return UnitKey(self.region, self.period)


def derived_graph(unit: UnitKey) -> NamedNode:
    """The graph of the derived facts of a unit.

    >>> derived_graph(UnitKey("33.02.19", "2021")).value
    'https://w3id.org/kinerja/graph/33.02.19/2021/turunan'
    """
    return graph_iri(*unit, _DERIVED)


def content_digest(triples: Iterable[Triple]) -> str:
    """SHA-256 of the statements as sorted N-Triples: the same for the same statements in any order."""
    lines = (pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines()
    return sha256(b"\n".join(sorted(lines)))


def entry_triples(entry: Entry, version: str) -> list[Triple]:
    """The catalogue statements about one document graph."""
    values: list[tuple[str, Literal]] = [
        ("kodeSatuanPeriksa", Literal(entry.region)),
        ("periode", Literal(entry.period)),
        ("asalBerkas", Literal(entry.origin)),
        ("sidikBerkas", Literal(entry.sha256)),
        ("sidikIsi", Literal(entry.content)),
        ("jumlahBaris", integer(entry.rows)),
        ("jumlahTripel", integer(entry.triples)),
        ("versiProgram", Literal(version)),
        *(("namaSatuanPeriksa", Literal(name)) for name in entry.names),
    ]
    return [Triple(entry.graph, RDF["type"], KIN["GrafDokumen"])] + [
        Triple(entry.graph, KIN[n], v) for n, v in values
    ]


def derived_triples(unit: UnitKey, digest: str) -> list[Triple]:
    """The catalogue statements about the derived graph of a unit; ``digest`` names how it was derived."""
    graph = derived_graph(unit)
    return [
        Triple(graph, RDF["type"], KIN["GrafTurunan"]),
        Triple(graph, KIN["kodeSatuanPeriksa"], Literal(unit.region)),
        Triple(graph, KIN["periode"], Literal(unit.period)),
        Triple(graph, KIN["sidikIsi"], Literal(digest)),
    ]


def entries(store: GraphStore) -> list[Entry]:
    """All document graphs of the store, by graph IRI; what concerns one kecamatan is found by :mod:`kg.store.lookup`."""
    return entries_of((t.subject, t.predicate, t.object) for t in store.triples(CATALOGUE))


def entries_of(statements: Iterable[tuple[object, object, object]]) -> list[Entry]:
    """The entries that statements of the catalogue amount to, by graph IRI."""
    rows: dict[NamedNode, dict[str, list[str]]] = {}
    for graph, predicate, value in statements:
        if isinstance(graph, NamedNode):
            rows.setdefault(graph, {}).setdefault(text_of(predicate).rpartition("#")[2], []).append(
                text_of(value)
            )
    found = [
        Entry(
            graph,
            row["kodeSatuanPeriksa"][0],
            row["periode"][0],
            row["asalBerkas"][0],
            row["sidikBerkas"][0],
            row["sidikIsi"][0],
            int(row["jumlahBaris"][0]),
            int(row["jumlahTripel"][0]),
            tuple(sorted(row.get("namaSatuanPeriksa", ()))),
        )
        for graph, row in rows.items()
        if KIN["GrafDokumen"].value in row.get("type", ())
    ]
    return sorted(found, key=lambda e: e.graph.value)
