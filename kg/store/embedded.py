"""The embedded store: Oxigraph in a folder with a marker of what must be in it, or in memory."""

from __future__ import annotations

import errno
import zlib
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.errors import CouldNotError, InputError, Problem
from kg.files import sync_folder
from kg.store.base import (
    BOOK,
    CATALOGUE,
    GENERATION,
    WRITTEN,
    Solutions,
    Write,
    as_update,
    clear_about,
    insert,
    solutions_of,
)
from kg.store.catalogue import content_digest
from kg.store.counted import WholeGraphs
from kg.store.holding import held_of
from kg.store.marker import Held, Marker, State
from kg.store.pouring import one_by_one
from kg.store.written import as_written
from kg.terms import integer, text_of

__all__ = ["EmbeddedStore", "Parcel", "damaged", "memory_store", "reason_of"]


@dataclass(frozen=True)
class Parcel:
    """Graphs that the store does not hold yet, ready to be written.

    ``data`` are their statements as compressed TriG; ``rows`` what the catalogue will say, and ``forms`` what is written in other
    signs than the database keeps, both as N-Triples.
    """

    graphs: dict[str, Held] = field(default_factory=dict)
    data: bytes = b""
    rows: bytes = b""
    forms: bytes = b""


class EmbeddedStore:
    """Named graphs in an Oxigraph database; ``state`` is what must be in it, nothing for one in memory."""

    def __init__(
        self,
        store: pyoxigraph.Store,
        name: str,
        marker: Marker | None = None,
        state: State | None = None,
        counts: WholeGraphs | None = None,
    ) -> None:
        self._store, self._name = store, name
        self._marker, self._state = marker, state
        self.counts = counts or WholeGraphs()

    @property
    def engine(self) -> pyoxigraph.Store:
        """The database itself, for :mod:`kg.store.free_queries`, which only reads."""
        return self._store

    @property
    def name(self) -> str:
        """The folder of the store, or that it is in memory."""
        return self._name

    @property
    def must_hold(self) -> Mapping[str, Held]:
        """What every graph must hold, by IRI."""
        return self._state.graphs if self._state is not None else {}

    def graphs(self) -> list[NamedNode]:
        """Every named graph, by IRI; neither the book of the store nor what an interrupted load left behind."""
        hidden = {BOOK.value}
        if self._state is not None:
            hidden |= self._state.begun - self._state.graphs.keys()
        with self.reading():
            found = set(map(text_of, self._store.named_graphs()))
        return list(map(NamedNode, sorted(found - hidden)))

    def triples(self, graph: NamedNode) -> list[Triple]:
        """All statements of one named graph, each term as it was loaded.

        :raises CouldNotError: STORE-DAMAGED when they are not the ones that were written.
        """
        found = as_written(self._quads(graph), self._forms(graph))
        held = self.must_hold.get(graph.value)
        if held is not None and content_digest(found) != held.digest:
            raise damaged(self._name, graph.value, held.origin)
        return found

    def _quads(self, graph: NamedNode) -> list[Triple]:
        with self.reading():
            quads = self._store.quads_for_pattern(None, None, None, graph)
            return [quad.triple for quad in quads]

    def _forms(self, graph: NamedNode) -> list[bytes]:
        """The statements of a graph that the database keeps in other signs, as N-Triples."""
        with self.reading():
            quads = self._store.quads_for_pattern(graph, WRITTEN, None, BOOK)
            return [text_of(quad.object).encode() for quad in quads]

    def add(self, data: bytes) -> None:
        """Put our own N-Triples into the default graph of a store in memory."""
        # They were written from terms that had been checked: what the parser asks of foreign ones is not asked again.
        self._store.load(data, format=RdfFormat.N_TRIPLES, lenient=True)

    def select(self, query: str, graphs: Sequence[NamedNode] = ()) -> Solutions:
        """Answer a SELECT over the union of ``graphs``; over the default graph when none is given.

        :raises CouldNotError: STORE-DAMAGED when one of the graphs does not hold as many statements as were written.
        """
        self.count(graphs)
        with self.reading():
            try:
                answer = self._store.query(query, default_graph=list(graphs) if graphs else None)
            except SyntaxError as error:
                raise InputError(Problem("ASK-SYNTAX", "", {"reason": str(error)})) from error
            if not isinstance(answer, pyoxigraph.QuerySolutions):
                raise InputError(Problem("ASK-SYNTAX", "", {"reason": "SELECT expected"}))
            return solutions_of(answer)

    def count(self, graphs: Iterable[NamedNode]) -> None:
        """Count the statements of graphs that are not known to be whole.

        :raises CouldNotError: STORE-DAMAGED when one of them does not hold what was written.
        """
        for graph in graphs:
            held = self.must_hold.get(graph.value)
            if held is None or self.counts.has(graph.value):
                continue
            query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
            counted = text_of(self.select(query).rows[0][0])
            # Two numbers that differ only in their signs are one statement to the database.
            if int(counted) != held.statements:
                self.triples(graph)
            self.counts.add(graph.value)

    def vouch(self, rows: Iterable[Triple]) -> None:
        """Say nothing when the catalogue holds just this about the graphs that ``rows`` are about."""
        if self._state is None:
            return
        about: dict[str, list[Triple]] = {}
        for row in rows:
            about.setdefault(text_of(row.subject), []).append(row)
        for name, own in about.items():
            held = self.must_hold.get(name)
            if held is None or content_digest(own) != held.rows:
                raise damaged(self._name, f"katalog: {name}", held.origin if held else "")

    def write(self, change: Write) -> None:
        """Carry out a change as one transaction, and bring it to the disk.

        :raises CouldNotError: STORE-WRITE when the disk is full or fails; the store is what it was.
        """
        if not (change.graphs or change.rows):
            return
        step: dict[str, Held | None] = {}
        for graph in change.graphs.keys() | change.rows.keys():
            step[graph.value] = self._will_hold(graph, change)
        text = as_update(change)

        def work(number: str) -> None:
            whole = text + number
            self._store.update(whole)

        self._step(step, work)

    def _will_hold(self, graph: NamedNode, change: Write) -> Held | None:
        """What a graph must hold after a change; nothing when it is taken away."""
        before = self.must_hold.get(graph.value)
        triples, rows = change.graphs.get(graph), change.rows.get(graph)
        if triples is None and before is not None:
            return held_of(None, rows, before)
        if triples or rows:
            return held_of(triples, rows, before)
        return None

    def pour(self, parcels: Sequence[Parcel]) -> None:
        """Write graphs that the catalogue does not name yet: first they, fast, and when they are on disk what names them.

        A kill in between leaves graphs that no entry names: nobody reads them, and the next writer takes them away.
        """
        step: dict[str, Held | None] = {}
        for parcel in parcels:
            step.update(parcel.graphs)

        def work(number: str) -> None:
            # Of a step that failed a moment ago something may lie here, which must not become part of this one.
            for name in step:
                self._store.remove_graph(NamedNode(name))
            # Of terms that had been checked, as in ``add``.
            data = one_by_one(zlib.decompress(parcel.data) for parcel in parcels)
            self._store.bulk_load(data, format=RdfFormat.TRIG, lenient=True)
            self.name_poured(parcels, number)

        self._step(step, work)

    def name_poured(self, parcels: Sequence[Parcel], number: str) -> None:
        """Let the catalogue name what was poured: from here on it is seen."""
        rows = b"".join(parcel.rows for parcel in parcels).decode()
        forms = b"".join(parcel.forms for parcel in parcels).decode()
        named = f"GRAPH {CATALOGUE} {{ {rows} }} GRAPH {BOOK} {{ {forms} }}"
        text = f"INSERT DATA {{ {named} }}{number}"
        self._store.update(text)

    def _step(self, step: dict[str, Held | None], work: Callable[[str], None]) -> None:
        """The frame of a change: written down before, numbered in its transaction, told as done when it is on the disk.

        ``work`` gets the end of its update, which carries the number; what is in memory needs none.
        """
        marker, state = self._marker, self._state
        if marker is None or state is None:
            with self._writing():
                work("")
            return
        following = state.after(step)
        with self._writing():
            marker.step(following.generation, step)
            work(numbered(following.generation))
            self._store.flush()
            sync_folder(marker.path.parent)
            marker.done(following.generation)
        self._state = following
        self.counts.forget(step)

    def tidy(self) -> None:
        """Put the files of the database in order, which makes questions faster after much was added."""
        with self._writing():
            self._store.optimize()

    @contextmanager
    def _writing(self) -> Generator[None, None, None]:
        """Tell a disk that is full or fails as what it is."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            values = {"reason": reason_of(error)}
            raise CouldNotError(Problem("STORE-WRITE", self._name, values)) from error

    @contextmanager
    def reading(self) -> Generator[None, None, None]:
        """Tell damage of the database files as what it is: STORE-DAMAGED."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise damaged(self._name, reason_of(error)) from error


def numbered(generation: int) -> str:
    """The end of an update that carries the number of its step."""
    statement = Triple(BOOK, GENERATION, integer(generation))
    return f" ;\n{clear_about(BOOK, BOOK)} ;\n{insert(BOOK, [statement])}"


def damaged(store: str, what: str, origin: str = "") -> CouldNotError:
    """The error for a store that does not hold what was written."""
    if origin:
        place = f"{what} ({origin})"
    else:
        place = what
    return CouldNotError(Problem("STORE-DAMAGED", store, {"what": place}))


def reason_of(error: Exception) -> str:
    """Why the database could not do it, in short."""
    text = str(error)
    if getattr(error, "errno", None) == errno.ENOSPC or "No space" in text:
        return "disk full"
    return text[:200]


def memory_store() -> EmbeddedStore:
    """An empty store in memory."""
    return EmbeddedStore(pyoxigraph.Store(), "memory")
