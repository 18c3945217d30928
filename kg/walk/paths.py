"""The way from a result or plan component up to a result it contributes to."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.terms import KIN
from kg.walk.view import View

__all__ = ["CONTRIBUTES", "way"]

#: The steps of ``kin:berkontribusiPada``: (property, forward?), as its sub-properties in the ontology say.
CONTRIBUTES: tuple[tuple[NamedNode, bool], ...] = (
    (KIN["menopang"], True),
    (KIN["diterjemahkanKe"], False),
    (KIN["bagianDari"], True),
    (KIN["mendukungSasaran"], True),
    (KIN["memilikiSasaran"], False),
)


def _next(view: View, node: NamedNode) -> list[NamedNode]:
    found: set[NamedNode] = set()
    for predicate, forward in CONTRIBUTES:
        found.update(view.step(node, predicate, forward=forward))
    return sorted(found, key=lambda n: n.value)


def way(view: View, start: NamedNode, end: NamedNode) -> list[NamedNode]:
    """A shortest chain of contributions from ``start`` to ``end``; empty when there is none."""
    before: dict[NamedNode, NamedNode | None] = {start: None}
    level = [start]
    # Breadth first: the first way that arrives is a shortest one.
    while level and end not in before:
        following: list[NamedNode] = []
        for node in level:
            fresh = [reached for reached in _next(view, node) if reached not in before]
            before.update(dict.fromkeys(fresh, node))
            following += fresh
        level = following
    return _back(before, end)


def _back(before: dict[NamedNode, NamedNode | None], end: NamedNode) -> list[NamedNode]:
    """The chain that led to ``end``, from its start."""
    chain: list[NamedNode] = []
    current = end if end in before else None
    while current is not None:
        chain.append(current)
        current = before[current]
    chain.reverse()
    return chain
