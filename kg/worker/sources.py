"""What is checked, asked or drawn.

The store, an endpoint, or the documents that come with the program.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assets import bundled_documents
from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.ontology import Ontology
from kg.store.base import GraphStore
from kg.store.embedded import memory_store
from kg.store.lookup import is_empty
from kg.store.opening import open_store

if TYPE_CHECKING:
    from kg.read.document import Document
    from kg.store.remote import RemoteStore

__all__ = ["bundled", "filled_store", "reading_store", "remote", "sample_digests"]


@lru_cache(maxsize=1)
def _read_once(paths: tuple[Path, ...]) -> list[Document]:
    """What lies there; it comes with the program and changes with it only."""
    from kg.read.inputs import read_paths  # every reader of files: a store needs none of them

    return read_paths(list(paths))


def bundled() -> list[Document]:
    """The five documents that come with the program, named by their folders."""
    found = []
    for document in _read_once(tuple(bundled_documents())):
        name = f"data/{Path(document.name).name}"
        # Each caller gets lists of its own: they may be changed.
        own = replace(document, name=name, triples=list(document.triples), notes=[*document.notes])
        found.append(own)

    return found


@lru_cache(maxsize=1)
def sample_digests() -> frozenset[str]:
    """The SHA-256 of the five documents: whatever was made from one of them is a sample."""
    from kg.read.inputs import input_digests

    return frozenset(input_digests(bundled_documents()).values())


def remote(
    endpoint: str,
    update: str,
    user: str,
    password: str,
    seconds: float = DEFAULT.endpoint_seconds,
) -> RemoteStore:
    """The store behind a SPARQL endpoint.

    :raises InputError: REMOTE-ADDRESS for anything but http and https, REMOTE-USERINFO for a
        password in it.
    """
    from kg.store.remote import Endpoint, RemoteStore  # loaded late: SPARQLWrapper brings rdflib

    return RemoteStore(Endpoint(endpoint, update, user, password, seconds))


def filled_store(store: GraphStore) -> GraphStore:
    """The store, which must hold something.

    :raises InputError: STORE-EMPTY.
    """
    if is_empty(store):
        raise InputError(Problem("STORE-EMPTY", store.name))
    return store


def reading_store(folder: Path, ontology: Ontology, *, sample: bool) -> GraphStore:
    """The embedded store in a folder, which must be there; or one of the sample documents.

    A name with a slip in it is never answered from other documents.

    :raises InputError: STORE-MISSING, STORE-EMPTY.
    """
    if sample:
        from kg.worker.loading import load  # with all that derives facts: only here it is needed

        store = memory_store()
        load(bundled(), store, ontology)
        return store
    if not folder.exists():
        raise InputError(Problem("STORE-MISSING", str(folder)))
    return filled_store(open_store(folder, write=False))
