"""The way from a result or plan component up to a result it contributes to."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode

from kg.read.ontology import ontology
from kg.terms import KIN, OWL, RDFS, text_of
from kg.walk.view import View

__all__ = ["Step", "contributions", "parents", "way"]

#: A property and whether it is walked forward.
Step = tuple[NamedNode, bool]


@lru_cache(maxsize=1)
def contributions() -> tuple[Step, ...]:
    """The steps upward in tree and plan: the sub-properties of ``kin:berkontribusiPada``, by name.

    Documents state some of them the other way round; those are walked backward by the inverse.

    >>> [f"{'' if forward else '^'}{step.value.rpartition('#')[2]}" for step, forward in contributions()]
    ['bagianDari', 'mendukungSasaran', 'menopang', '^memilikiSasaran', '^diterjemahkanKe']
    """
    stated = ontology().triples
    inverse = {}
    for t in stated:
        if t.predicate == OWL["inverseOf"]:
            inverse[text_of(t.object)] = t.subject
    below = (t for t in stated if t.predicate == RDFS["subPropertyOf"])
    names = sorted(text_of(t.subject) for t in below if t.object == KIN["berkontribusiPada"])
    found = [_step(name, inverse.get(name)) for name in names]
    return tuple(found)


def _step(name: str, inverse: object) -> Step:
    if isinstance(inverse, NamedNode):
        return (inverse, False)
    return (NamedNode(name), True)


@lru_cache(maxsize=1)
def parents() -> tuple[NamedNode, ...]:
    """The properties that name what stands directly above.

    Stated contributions, and the outcome of a success factor.

    A factor has its place below an outcome but contributes nothing itself: the condition that
    answers it does.

    >>> [step.value.rpartition("#")[2] for step in parents()]
    ['bagianDari', 'mendukungSasaran', 'menopang', 'faktorDari']
    """
    stated = [step for step, forward in contributions() if forward]
    return (*stated, KIN["faktorDari"])


def _next(view: View, node: NamedNode) -> list[NamedNode]:
    found: set[NamedNode] = set()
    for predicate, forward in contributions():
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
    current = None
    if end in before:
        current = end
    while current is not None:
        chain.append(current)
        current = before[current]
    chain.reverse()
    return chain
