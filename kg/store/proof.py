"""``kg store verify``.

Every digest computed again, from the statements that the store holds today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import CouldNotError
from kg.store.base import CATALOGUE
from kg.store.catalogue import entries
from kg.store.embedded import EmbeddedStore

__all__ = ["Proof", "prove"]


@dataclass(frozen=True)
class Proof:
    """One graph: how many statements it must hold, where they came from, and whether they are all there and unchanged."""

    graph: str
    origin: str
    statements: int
    whole: bool


def prove(store: EmbeddedStore) -> Iterator[Proof]:
    """Every graph of the store in the order of its IRIs, and the catalogue last.

    Questions need not count again what was found whole here.
    """
    for name, held in sorted(store.must_hold.items()):
        whole = True
        try:
            store.triples(NamedNode(name))
            store.counts.add(name)
        except CouldNotError:
            whole = False
        yield Proof(name, held.origin, held.statements, whole)
    try:
        documents = entries(store)
        whole = True
    except CouldNotError:
        documents = []
        whole = False
    for entry in documents:
        # The catalogue promises a digest of its own, which reports have printed.
        held = store.must_hold[entry.graph.value]
        whole = whole and entry.content == held.digest
    store.counts.keep()
    yield Proof(CATALOGUE.value, "", len(store.must_hold), whole)
