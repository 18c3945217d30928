"""Hundreds of tiny kecamatan, a handful of statements each, and a store that tells what it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.store.base import GraphStore, Solutions, Write, as_update
from kg.store.catalogue import CATALOGUE
from kg.terms import KIN, RDF, RDFS, graph_iri, instance_iri

PERIOD = "2025"


def code(number: int) -> str:
    """The region code of a kecamatan that does not exist."""
    return f"33.{number // 90 + 10:02d}.{number % 90 + 10:02d}"


def name(number: int) -> str:
    """Its name; every name is of one kecamatan."""
    return f"Karang {number}"


def graph(number: int) -> NamedNode:
    """The graph of its one document."""
    return graph_iri(code(number), PERIOD, "renja")


def node(number: int, kind: str, own: str) -> NamedNode:
    """A thing of that kecamatan."""
    return instance_iri(code(number), PERIOD, kind, own)


def tiny(number: int, *, outcome: str = "Terwujudnya pelayanan prima") -> str:
    """One outcome that the camat answers for, as N-Quads."""
    place, top, post = (
        node(number, "organisasi", "kecamatan"),
        node(number, "simpul", "O1"),
        node(number, "jabatan", "camat"),
    )
    statements = [
        f"{place} {RDF['type']} {KIN['Kecamatan']}",
        f'{place} {RDFS["label"]} "{name(number)}"',
        f"{top} {RDF['type']} {KIN['Outcome']}",
        f'{top} {RDFS["label"]} "{outcome}"',
        f"{top} {KIN['ditanggungjawabiOleh']} {post}",
        f"{post} {RDF['type']} {KIN['Camat']}",
        f'{post} {RDFS["label"]} "Camat"',
    ]
    return "".join(f"{statement} {graph(number)} .\n" for statement in statements)


def crowd(folder: Path, numbers: Sequence[int]) -> Path:
    """One N-Quads file each, two folders deep."""
    for number in numbers:
        path = folder / code(number)[:2] / code(number)[:5] / f"{code(number)}.nq"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tiny(number), encoding="utf-8")
    return folder


class Watched:
    """A store that writes down what is read: graphs, rows of the catalogue, and the length of updates."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.read: set[NamedNode] = set()
        self.catalogue_rows = 0
        self.listed = False
        self.updates: list[str] = []

    @property
    def name(self) -> str:
        """The name of the store."""
        return self._store.name

    def graphs(self) -> list[NamedNode]:
        """Lists everything, which is written down."""
        self.listed = True
        return self._store.graphs()

    def triples(self, graph: NamedNode) -> list[Triple]:
        """All statements of a graph; of the catalogue, that lists everything."""
        self.read.add(graph)
        self.listed = self.listed or graph == CATALOGUE
        return self._store.triples(graph)

    def select(self, query: str, graphs: Sequence[NamedNode]) -> Solutions:
        """A query over graphs that are named; over none, that looks everywhere."""
        self.read.update(graphs)
        self.listed = self.listed or not graphs
        found = self._store.select(query, graphs)
        self.catalogue_rows += len(found.rows) if list(graphs) == [CATALOGUE] else 0
        return found

    def write(self, change: Write) -> None:
        """A change; its text is kept."""
        self.updates.append(as_update(change))
        self._store.write(change)

    def vouch(self, rows: Iterable[Triple]) -> None:
        """As the store does."""
        self._store.vouch(rows)
