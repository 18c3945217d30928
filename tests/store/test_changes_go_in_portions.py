"""A change is sent to a server in requests of bounded size, and shows when the last has come, whole."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.store.base import BOOK, CATALOGUE, Write
from kg.store.portions import updates

_MOST = 3
_ONE, _OTHER = NamedNode("urn:x-graf:satu"), NamedNode("urn:x-graf:dua")


def _triples(count: int, text: str = "isi") -> list[Triple]:
    return [
        Triple(NamedNode(f"urn:x-s:{number}"), NamedNode("urn:x-p"), Literal(text))
        for number in range(count)
    ]


def _row(graph: NamedNode, text: str) -> list[Triple]:
    return [Triple(graph, NamedNode("urn:x-nama"), Literal(text))]


def _held(store: pyoxigraph.Store) -> set[Quad]:
    """What a reader sees: the graphs of documents and the catalogue."""
    seen = {_ONE, _OTHER, CATALOGUE, BOOK}
    return {quad for quad in store if quad.graph_name in seen}


def _wanted(change: Write) -> set[Quad]:
    store = pyoxigraph.Store()
    for graph, triples in change.graphs.items():
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    for rows in change.rows.values():
        store.extend(Quad(t.subject, t.predicate, t.object, CATALOGUE) for t in rows)
    return set(store)


def _change(count: int, text: str) -> Write:
    graphs = {_ONE: _triples(count, text), _OTHER: _triples(2, text)}
    return Write(graphs, {_ONE: _row(_ONE, text), _OTHER: _row(_OTHER, text)})


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7, 9])
def test_after_the_last_request_everything_stands_there(count: int) -> None:
    """And nothing besides, in a store that held an earlier version."""
    store = pyoxigraph.Store()
    for change in (_change(8, "lama"), _change(count, "baru")):
        for update in updates(change, _MOST):
            store.update(update)
        assert set(store) == _wanted(change)


def test_before_the_last_request_nothing_has_changed() -> None:
    """Whoever is broken off leaves the earlier version, and the next attempt is not disturbed."""
    store = pyoxigraph.Store()
    earlier, later = _change(8, "lama"), _change(7, "baru")
    for update in updates(earlier, _MOST):
        store.update(update)
    *first, _ = updates(later, _MOST)
    for update in first:
        store.update(update)
        assert _held(store) == _wanted(earlier)
    last = _change(5, "terakhir")
    for update in updates(last, _MOST):
        store.update(update)
    assert set(store) == _wanted(last)


def test_a_request_holds_no_more_than_it_may() -> None:
    """However much the change holds."""
    requests = list(updates(_change(20, "baru"), _MOST))
    assert max(request.count("<urn:x-p>") for request in requests) == _MOST


def test_a_small_change_is_one_request() -> None:
    """It needs no graph beside."""
    assert len(list(updates(_change(1, "baru"), _MOST))) == 1
