"""What a store holds: one catalogue entry per document graph, one per derived graph, kept in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.read.gate import sha256
from kg.store.base import GraphStore, Term
from kg.terms import GRAPH, KIN, RDF, graph_iri, integer, text_of

__all__ = [
    "CATALOGUE",
    "ONTOLOGY",
    "Entry",
    "content_digest",
    "derivations",
    "derived_graph",
    "derived_triples",
    "entries",
    "entry_triples",
]

#: The graph that holds the catalogue, and the graph that holds the ontology.
CATALOGUE = GRAPH["katalog"]
ONTOLOGY = GRAPH["ontologi"]
_DERIVED = "turunan"


@dataclass(frozen=True)
class Entry:
    """One document graph of a store."""

    graph: NamedNode
    region: str
    period: str
    origin: str
    sha256: str
    content: str
    rows: int
    triples: int

    @property
    def unit(self) -> tuple[str, str]:
        """Region and period."""
        return self.region, self.period


def derived_graph(unit: tuple[str, str]) -> NamedNode:
    """The graph of the derived facts of a unit.

    >>> derived_graph(("33.02.19", "2021")).value
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
    ]
    return [Triple(entry.graph, RDF["type"], KIN["GrafDokumen"])] + [Triple(entry.graph, KIN[n], v) for n, v in values]


def derived_triples(unit: tuple[str, str], digest: str) -> list[Triple]:
    """The catalogue statements about the derived graph of a unit; ``digest`` names how it was derived."""
    graph = derived_graph(unit)
    return [
        Triple(graph, RDF["type"], KIN["GrafTurunan"]),
        Triple(graph, KIN["kodeSatuanPeriksa"], Literal(unit[0])),
        Triple(graph, KIN["periode"], Literal(unit[1])),
        Triple(graph, KIN["sidikIsi"], Literal(digest)),
    ]


def derivations(store: GraphStore) -> set[str]:
    """The digests of the derivations that made the derived graphs of the store."""
    triples = store.triples(CATALOGUE)
    graphs = {t.subject for t in triples if t.predicate == RDF["type"] and t.object == KIN["GrafTurunan"]}
    return {text_of(t.object) for t in triples if t.subject in graphs and t.predicate == KIN["sidikIsi"]}


def entries(store: GraphStore) -> list[Entry]:
    """All document graphs of the store, by graph IRI."""
    rows: dict[NamedNode, dict[str, Term]] = {}
    for triple in store.triples(CATALOGUE):
        if isinstance(triple.subject, NamedNode):
            rows.setdefault(triple.subject, {})[triple.predicate.value.rpartition("#")[2]] = triple.object  # type: ignore[assignment]
    found = [
        Entry(
            graph,
            text_of(row["kodeSatuanPeriksa"]),
            text_of(row["periode"]),
            text_of(row["asalBerkas"]),
            text_of(row["sidikBerkas"]),
            text_of(row["sidikIsi"]),
            int(text_of(row["jumlahBaris"])),
            int(text_of(row["jumlahTripel"])),
        )
        for graph, row in rows.items()
        if row.get("type") == KIN["GrafDokumen"]
    ]
    return sorted(found, key=lambda e: e.graph.value)
