"""What a store holds: one catalogue entry per document graph, one per derived graph, kept in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import CouldNotError, Problem
from kg.read.gate import sha256
from kg.store.base import CATALOGUE, ONTOLOGY, GraphStore, ntriples
from kg.terms import KIN, RDF, UnitKey, graph_iri, integer, text_of

__all__ = [
    "CATALOGUE",
    "ONTOLOGY",
    "CatalogueEntry",
    "content_digest",
    "derived_graph",
    "derived_triples",
    "entries",
    "entries_of",
    "entry_triples",
]

_DERIVED = "turunan"


@dataclass(frozen=True)
class CatalogueEntry:
    """One document graph of a store.

    ``names`` are what its kecamatan is called, in the form in which names are compared.
    """

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
    """SHA-256 of the statements as sorted N-Triples.

    A graph is a set, however often and in what order it is told.
    """
    lines = sorted(set(ntriples(triples).splitlines()))
    return sha256(b"\n".join(lines))


def entry_triples(entry: CatalogueEntry, version: str) -> list[Triple]:
    """The catalogue statements about one document graph."""
    values: dict[str, Literal] = {
        "kodeSatuanPeriksa": Literal(entry.region),
        "periode": Literal(entry.period),
        "asalBerkas": Literal(entry.origin),
        "sidikBerkas": Literal(entry.sha256),
        "sidikIsi": Literal(entry.content),
        "jumlahBaris": integer(entry.rows),
        "jumlahTripel": integer(entry.triples),
        "versiProgram": Literal(version),
    }
    kind = Triple(entry.graph, RDF["type"], KIN["GrafDokumen"])
    own = []
    for name, value in values.items():
        own.append(Triple(entry.graph, KIN[name], value))
    called = KIN["namaSatuanPeriksa"]
    names = [Triple(entry.graph, called, Literal(name)) for name in entry.names]
    return [kind, *own, *names]


def derived_triples(unit: UnitKey, digest: str) -> list[Triple]:
    """The catalogue statements about the derived graph of a unit.

    ``digest`` names how it was derived.
    """
    graph = derived_graph(unit)
    return [
        Triple(graph, RDF["type"], KIN["GrafTurunan"]),
        Triple(graph, KIN["kodeSatuanPeriksa"], Literal(unit.region)),
        Triple(graph, KIN["periode"], Literal(unit.period)),
        Triple(graph, KIN["sidikIsi"], Literal(digest)),
    ]


def entries(store: GraphStore) -> list[CatalogueEntry]:
    """All document graphs of the store, by graph IRI.

    What concerns one kecamatan is found by :mod:`kg.store.lookup`.
    """
    return entries_of(store, store.triples(CATALOGUE))


def entries_of(store: GraphStore, rows: list[Triple]) -> list[CatalogueEntry]:
    """The entries that all statements of the catalogue about some graphs amount to, by graph IRI.

    :raises CouldNotError: STORE-DAMAGED for a row that lacks something, or that says what nobody
        wrote.
    """
    store.vouch(rows)
    found: dict[NamedNode, dict[str, list[str]]] = {}
    for graph, predicate, value in rows:
        if isinstance(graph, NamedNode):
            name = text_of(predicate).rpartition("#")[2]
            found.setdefault(graph, {}).setdefault(name, []).append(text_of(value))
    documents = KIN["GrafDokumen"].value
    entered: list[CatalogueEntry] = []
    for graph, row in found.items():
        if documents in row.get("type", ()):
            entered.append(_entry(store, graph, row))
    return sorted(entered, key=lambda entry: entry.graph.value)


def _entry(store: GraphStore, graph: NamedNode, row: dict[str, list[str]]) -> CatalogueEntry:
    """One row of the catalogue; that of a foreign endpoint may lack anything."""
    try:
        return CatalogueEntry(
            graph,
            region=row["kodeSatuanPeriksa"][0],
            period=row["periode"][0],
            origin=row["asalBerkas"][0],
            sha256=row["sidikBerkas"][0],
            content=row["sidikIsi"][0],
            rows=int(row["jumlahBaris"][0]),
            triples=int(row["jumlahTripel"][0]),
            names=tuple(sorted(row.get("namaSatuanPeriksa", ()))),
        )
    except (KeyError, ValueError) as error:
        values = {"what": f"katalog: {graph.value}"}
        raise CouldNotError(Problem("STORE-DAMAGED", store.name, values)) from error
