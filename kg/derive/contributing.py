"""What results contribute to, over the tree, the plan and what ties the two."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.derive.context import Context
from kg.walk.paths import contributions

__all__ = ["reached"]


def reached(context: Context, starts: set[NamedNode]) -> set[NamedNode]:
    """Everything that these results contribute to, themselves included."""
    view = context.view
    found = set(starts)
    new = set(starts)
    while new:
        above: set[NamedNode] = set()
        for step, forward in contributions():
            for node in new:
                above.update(view.step(node, step, forward=forward))
        new = above - found
        found |= new
    return found
