"""A store for as long as some questions are put to it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.store.embedded import EmbeddedStore, memory_store

__all__ = ["passing_store"]

#: From so many bytes on it pays to sort the statements; making the folder takes some 30 ms.
_MANY = 1_000_000


@contextmanager
def passing_store(data: bytes) -> Generator[EmbeddedStore, None, None]:
    """Hold N-Triples of our own while the block runs.

    In memory the database walks all statements of a node to find one of them: of a node with 20,000 statements that
    20,000 rows ask about, 400 million. On disk they are sorted, so many statements are held in a folder that passes.
    """
    if len(data) < _MANY:
        yield _in_memory(data)
        return

    # A file that Windows still holds is no reason to fail; the system clears its folder for temporary files.
    with TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
        yield _on_disk(data, folder)


def _in_memory(data: bytes) -> EmbeddedStore:
    store = memory_store()
    store.add(data)
    return store


def _on_disk(data: bytes, folder: str) -> EmbeddedStore:
    """In the folder where there is room, else in memory: slower, and with the same answers."""
    try:
        database = pyoxigraph.Store(folder)
        database.bulk_load(data, format=RdfFormat.N_TRIPLES)
    except OSError:
        return _in_memory(data)
    return EmbeddedStore(database, "memory")
