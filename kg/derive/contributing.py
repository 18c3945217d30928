"""What results contribute to, over the tree, the plan and what ties the two."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.derive.context import Context, each_once
from kg.walk.paths import contributions

__all__ = ["reached"]


@each_once
def _directly(context: Context, node: NamedNode) -> frozenset[NamedNode]:
    """What a result contributes to without anything between; many ways up pass here."""
    found: set[NamedNode] = set()
    for step, forward in contributions():
        found.update(context.view.step(node, step, forward=forward))
    return frozenset(found)


def reached(context: Context, starts: set[NamedNode]) -> set[NamedNode]:
    """Everything that these results contribute to, themselves included."""
    found = set(starts)
    new = set(starts)
    while new:
        above: set[NamedNode] = set()
        for node in new:
            above |= _directly(context, node)
        new = above - found
        found |= new
    return found
