"""Where a thing is shown: the node of the tree, plan item or post that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.walk.trace import steps_up
from kg.walk.view import View

__all__ = ["homes"]

#: Nothing belongs to a node over more steps; a circle ends here.
_DEEPEST = 10


def _steps(view: View, node: NamedNode) -> list[NamedNode]:
    """What the thing belongs to, by the first step that leads somewhere."""
    for predicate, forward in steps_up():
        found = view.step(node, predicate, forward=forward)
        if found:
            return sorted(found, key=lambda n: n.value)

    return []


def _home(
    view: View,
    node: NamedNode,
    shown: frozenset[str],
) -> str:
    """The nearest shown node on the way up, of several at the same distance the first by IRI.

    Empty when there is none.
    """
    level = [node]
    seen = {node}
    for _ in range(_DEEPEST):
        found = [near.value for near in level if near.value in shown]
        if found:
            return min(found)

        above: dict[NamedNode, None] = {}
        for near in level:
            above.update(dict.fromkeys(_steps(view, near)))

        level = [far for far in above if far not in seen]
        seen.update(level)

    return ""


def homes(
    view: View,
    things: Iterable[NamedNode],
    shown: frozenset[str],
) -> dict[str, tuple[str, ...]]:
    """For every shown node the things that belong to it.

    Results, indicators, targets, tasks, reprints.
    """
    found: dict[str, list[str]] = {}
    for thing in sorted(set(things), key=lambda n: n.value):
        # What is shown itself belongs to nothing else.
        if thing.value in shown:
            continue

        home = _home(view, thing, shown)
        if home:
            found.setdefault(home, []).append(thing.value)

    return {home: tuple(parts) for home, parts in found.items()}
