"""The embedded store: Oxigraph in a folder, or in memory."""

from __future__ import annotations

import errno
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.errors import CouldNotError, InputError, Problem
from kg.limits import DEFAULT
from kg.store.base import Solutions

__all__ = ["EmbeddedStore", "memory_store", "open_store"]


class EmbeddedStore:
    """Named graphs in an Oxigraph database."""

    def __init__(self, store: pyoxigraph.Store, name: str) -> None:
        self._store = store
        self._name = name

    @property
    def name(self) -> str:
        """The folder of the store, or that it is in memory."""
        return self._name

    def graphs(self) -> list[NamedNode]:
        """Every named graph, by IRI."""
        with self._reading():
            found = [g for g in self._store.named_graphs() if isinstance(g, NamedNode)]
        return sorted(found, key=lambda g: g.value)

    def triples(self, graph: NamedNode) -> list[Triple]:
        """All statements of one named graph."""
        with self._reading():
            quads = self._store.quads_for_pattern(None, None, None, graph)
            return [Triple(q.subject, q.predicate, q.object) for q in quads]

    def add(self, data: bytes) -> None:
        """Put our own N-Triples into the default graph of a store in memory."""
        self._store.load(data, format=RdfFormat.N_TRIPLES)

    def select(self, query: str, graphs: Sequence[NamedNode] = ()) -> Solutions:
        """Answer a SELECT over the union of ``graphs``; over the default graph when none is given."""
        with self._reading():
            try:
                answer = self._store.query(query, default_graph=list(graphs) if graphs else None)
            except SyntaxError as error:
                raise InputError(Problem("ASK-SYNTAX", "", {"reason": str(error)})) from error
            if not isinstance(answer, pyoxigraph.QuerySolutions):
                raise InputError(Problem("ASK-SYNTAX", "", {"reason": "SELECT expected"}))
            names = [v.value for v in answer.variables]
            return Solutions(names, [[row[i] for i in range(len(names))] for row in answer])

    def pour(self, data: bytes) -> None:
        """Put our own N-Quads on disk at once: fast, but a kill may leave a part of them. What nothing speaks of is not seen."""
        with self._writing():
            self._store.bulk_load(data, format=RdfFormat.N_QUADS)

    def append(self, data: bytes) -> None:
        """Add our own N-Quads as one transaction."""
        with self._writing():
            self._store.load(data, format=RdfFormat.N_QUADS)

    def remove(self, graph: NamedNode) -> None:
        """Remove a graph with all that is in it; one that is not there is no error."""
        with self._writing():
            self._store.remove_graph(graph)

    def holds(self, graph: NamedNode) -> bool:
        """Whether anything stands in the graph."""
        with self._reading():
            return (
                next(iter(self._store.quads_for_pattern(None, None, None, graph)), None) is not None
            )

    def settle(self, *, thoroughly: bool) -> None:
        """Write down what waits in memory, so that opening reads no journal; ``thoroughly`` also puts the files in order."""
        with self._writing():
            self._store.flush()
            if thoroughly:
                self._store.optimize()

    @contextmanager
    def _writing(self) -> Generator[None, None, None]:
        """Tell a disk that is full or fails as what it is."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise CouldNotError(
                Problem("STORE-WRITE", self._name, {"reason": _reason(error)})
            ) from error

    @contextmanager
    def _reading(self) -> Generator[None, None, None]:
        """Tell damage of the database files as what it is."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise CouldNotError(
                Problem("STORE-OPEN", self._name, {"reason": _reason(error)})
            ) from error

    def update(self, text: str) -> None:
        """Carry out an update; Oxigraph applies it as one transaction."""
        with self._writing():
            self._store.update(text)


def _reason(error: Exception) -> str:
    full = getattr(error, "errno", None) == errno.ENOSPC or "No space" in str(error)
    return "disk full" if full else str(error)[:200]


def memory_store() -> EmbeddedStore:
    """An empty store in memory."""
    return EmbeddedStore(pyoxigraph.Store(), "memory")


def open_store(folder: Path, *, write: bool) -> EmbeddedStore:
    """Open the store in ``folder``; for reading, a folder that does not exist is an empty store.

    :raises CouldNotError: another process writes to it (STORE-BUSY) or the folder cannot be used (STORE-OPEN).
    """
    if not write and not folder.exists():
        return EmbeddedStore(pyoxigraph.Store(), str(folder))
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / "CURRENT").exists())
    ):
        raise InputError(Problem("STORE-FOREIGN", str(folder)))
    try:
        if write:
            folder.parent.mkdir(parents=True, exist_ok=True)
            return EmbeddedStore(pyoxigraph.Store(str(folder)), str(folder))
        return EmbeddedStore(pyoxigraph.Store.read_only(str(folder)), str(folder))
    except (OSError, RuntimeError) as error:
        busy = "lock" in str(error).casefold()
        code = "STORE-BUSY" if busy else "STORE-OPEN"
        values = {"reason": _reason(error), "seconds": str(DEFAULT.endpoint_seconds)}
        raise CouldNotError(Problem(code, str(folder), values)) from error
