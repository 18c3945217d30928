"""A change that a server cannot take at once waits beside its graphs, and comes in whole or not at all."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.store.base import Write
from kg.store.portions import updates

GRAPH = NamedNode("https://w3id.org/kinerja/graph/33.02.19/2025/uji")
SAYS = NamedNode("https://w3id.org/kinerja/ns#kode")


def _triples(text: str, count: int) -> list[Triple]:
    return [Triple(GRAPH, SAYS, Literal(f"{text} {number}")) for number in range(count)]


def _held(store: Store) -> set[str]:
    found = store.quads_for_pattern(None, SAYS, None, GRAPH)
    return {quad.object.value for quad in found if isinstance(quad.object, Literal)}


@pytest.fixture
def store() -> Store:
    """What a server holds before: two statements of the graph."""
    store = Store()
    for update in updates(Write({GRAPH: _triples("lama", 2)}), 10):
        store.update(update)
    return store


def test_all_is_in_place_after_the_last(store: Store) -> None:
    """Before it readers see what was there; after it nothing waits any more."""
    change = list(updates(Write({GRAPH: _triples("baru", 25)}), 10))
    assert len(change) == 5
    for update in change[:-1]:
        store.update(update)
        assert _held(store) == {"lama 0", "lama 1"}
    store.update(change[-1])
    assert _held(store) == {f"baru {number}" for number in range(25)}
    assert not [graph for graph in store.named_graphs() if "menunggu" in graph.value]


def test_what_was_taken_away_meanwhile_fails_and_changes_nothing(store: Store) -> None:
    """Another load of the same document begins by clearing what waits there."""
    *before, last = updates(Write({GRAPH: _triples("baru", 25)}), 10)
    for update in before:
        store.update(update)
    store.update(before[0])
    with pytest.raises(RuntimeError, match="does not exist"):
        store.update(last)
    assert _held(store) == {"lama 0", "lama 1"}
