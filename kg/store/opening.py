"""Opening a store: what is there must be what its marker says, or it is an error that says what is damaged."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode

from kg.errors import CouldNotError, InputError, KgError, Problem
from kg.files import sync_folder
from kg.limits import DEFAULT
from kg.store.base import BOOK, CATALOGUE, GENERATION
from kg.store.counted import WholeGraphs
from kg.store.embedded import EmbeddedStore, damaged, reason_of
from kg.store.marker import NAME, Marker, MarkerError, NewerError, State
from kg.terms import KIN, RDF, text_of

__all__ = ["open_store"]

#: How long to wait before looking again, in seconds.
_PAUSE = 0.1
#: Every database of RocksDB has this file; while the first load makes one, its log and its lock
#: come before it.
_DATABASE = "CURRENT"
_LOCK = "LOCK"
_LOG = "LOG"
#: To compare the names of more graphs than these takes longer than to keep that they were compared.
_MANY = 1_000
#: Graphs of the store itself, which the marker does not name; their parts are vouched for with the
#: graphs that they are about.
_OWN = {CATALOGUE.value, BOOK.value}


def open_store(
    folder: Path, *, write: bool, seconds: float = DEFAULT.store_seconds
) -> EmbeddedStore:
    """Open the store in ``folder``; for reading, a folder without anything is an empty store.

    :raises InputError: STORE-FOREIGN when the folder holds something else.
    :raises CouldNotError: STORE-BUSY after so many seconds beside another writer, STORE-DAMAGED,
        STORE-NEWER, STORE-OLD, or STORE-OPEN when the folder cannot be used.
    """
    if not write and not folder.exists():
        return EmbeddedStore(pyoxigraph.Store(), str(folder))
    until = time.monotonic() + seconds
    before = _look(folder)
    while True:
        try:
            if write:
                return _writing(folder)
            return _reading(folder)
        except KgError as error:
            now = _look(folder)
            may_pass = now != before or _may_pass(error.problems[0].code, folder)
            if not may_pass or time.monotonic() > until:
                raise
            before = now
            time.sleep(_PAUSE)


def _may_pass(code: str, folder: Path) -> bool:
    """Whether a problem may be over in a moment although nothing moves in the folder.

    What looks damaged may be half a glance at a writer at work: only a folder in which nothing
    moves is damaged, and one without a marker only after a while: the first load writes it when the
    database stands, and may be kept waiting before.
    """
    if code == "STORE-BUSY":
        return True
    return code == "STORE-DAMAGED" and not (folder / NAME).exists()


def _look(folder: Path) -> list[tuple[str, int]] | None:
    """Names and sizes of what lies in the folder; nothing when it cannot be listed."""
    try:
        # Closed here: a file that a writer removes meanwhile ends the listing in the middle.
        with os.scandir(folder) as listed:
            return sorted((entry.name, entry.stat().st_size) for entry in listed)
    except OSError:
        return None


def _refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds something else, or a database that lost its first file."""
    if not folder.exists() or (folder / _DATABASE).exists():
        return
    if not folder.is_dir():
        raise InputError(Problem("STORE-FOREIGN", str(folder)))
    names = {path.name for path in folder.iterdir()}
    if NAME in names:
        raise damaged(str(folder), _DATABASE)
    if _LOCK in names or names == {_LOG}:  # another process makes the store just now
        raise CouldNotError(Problem("STORE-BUSY", str(folder)))
    if names:
        raise InputError(Problem("STORE-FOREIGN", str(folder)))


def _reading(folder: Path) -> EmbeddedStore:
    name = str(folder)
    counts = WholeGraphs(folder)
    try:
        _refuse_foreign(folder)
        if not any(folder.iterdir()):  # the first load has made the folder and nothing more yet
            return EmbeddedStore(pyoxigraph.Store(), name)
        database = pyoxigraph.Store.read_only(name)
        state = _state(database, Marker(folder), name, compared=counts.compared)
    except (OSError, RuntimeError) as error:
        raise _failed(name, error) from error
    if len(state.graphs) > _MANY:
        counts.keep()
    return EmbeddedStore(database, name, None, state, counts)


def _writing(folder: Path) -> EmbeddedStore:
    name = str(folder)
    marker = Marker(folder)
    try:
        _refuse_foreign(folder)
        if not folder.exists():
            _make(folder)
        database = pyoxigraph.Store(name)
        if not marker.path.exists() and not next(iter(database), None):
            marker.begin(State(0, {}))
        state = _state(database, marker, name)
        # What an interrupted load poured and the catalogue never named goes away with the step that
        # it belonged to.
        for left in state.begun - state.graphs.keys():
            database.remove_graph(NamedNode(left))
        marker.begin(State(state.generation, state.graphs))
    except (OSError, RuntimeError) as error:
        raise _failed(name, error) from error
    return EmbeddedStore(database, name, marker, state)


def _make(folder: Path) -> None:
    """A folder that only its owner may look into; those above it are made as usual."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def _failed(name: str, error: Exception) -> CouldNotError:
    """What the database or the disk says, as the error that it is."""
    if "lock" in str(error).casefold():
        return CouldNotError(Problem("STORE-BUSY", name))
    if isinstance(error, PermissionError) or "Permission denied" in str(error):
        return CouldNotError(Problem("STORE-OPEN", name, {"reason": "permission denied"}))
    if reason_of(error) == "disk full":
        return CouldNotError(Problem("STORE-OPEN", name, {"reason": "disk full"}))
    return damaged(name, reason_of(error))


def _state(
    database: pyoxigraph.Store, marker: Marker, name: str, *, compared: bool = False
) -> State:
    """What the store must hold, compared with what it holds.

    Graphs by name, and those that the catalogue names; not again where that was ``compared`` before.

    :raises CouldNotError: STORE-OLD without marker, STORE-NEWER, or STORE-DAMAGED.
    """
    if not marker.path.exists():
        raise CouldNotError(Problem("STORE-OLD", name))
    try:
        state = marker.at(_generation(database))
    except NewerError as error:
        raise CouldNotError(Problem("STORE-NEWER", name, {"program": str(error)})) from error
    except MarkerError as error:
        raise damaged(name, str(error)) from error
    if compared:
        return state
    found = set()
    for graph in database.named_graphs():
        if isinstance(graph, NamedNode):
            found.add(graph.value)
    must = {graph for graph, held in state.graphs.items() if held.statements}
    wrong = (must - found) | (found - state.graphs.keys() - state.begun - _OWN)
    named = {graph for graph, held in state.graphs.items() if held.rows}
    wrong |= named ^ _named(database)
    if wrong:
        raise damaged(name, ", ".join(sorted(wrong)[:3]))
    return state


def _generation(database: pyoxigraph.Store) -> int:
    """The number of the last change that the database holds."""
    quads = database.quads_for_pattern(BOOK, GENERATION, None, BOOK)
    numbers = [text_of(quad.object) for quad in quads]
    if len(numbers) > 1 or not all(number.isdecimal() for number in numbers):
        msg = "number of changes"
        raise RuntimeError(msg)
    if numbers:
        return int(numbers[0])
    return 0


def _named(database: pyoxigraph.Store) -> set[str]:
    """The graphs that the catalogue names."""
    found: set[str] = set()
    for kind in (KIN["GrafDokumen"], KIN["GrafTurunan"]):
        quads = database.quads_for_pattern(None, RDF["type"], kind, CATALOGUE)
        found.update(text_of(quad.subject) for quad in quads)
    return found
