"""Where a thing is shown: the node of the tree, plan item or post that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.walk.trace import steps_up
from kg.walk.view import View

__all__ = ["homes"]

_DEEPEST = 10


def _steps(view: View, node: NamedNode) -> list[NamedNode]:
    """What the thing belongs to, by the first step that leads somewhere."""
    for predicate, forward in steps_up():
        found = view.step(node, predicate, forward=forward)
        if found:
            return sorted(found, key=lambda n: n.value)
    return []


def _home(view: View, node: NamedNode, shown: frozenset[str]) -> str:
    """The nearest shown node on the way up, of several at the same distance the first by IRI; empty when there is none."""
    level, seen = [node], {node}
    for _ in range(_DEEPEST):
        found = [n.value for n in level if n.value in shown]
        if found:
            return min(found)
        level = [
            n for n in dict.fromkeys(s for n in level for s in _steps(view, n)) if n not in seen
        ]
        seen.update(level)
    return ""


def homes(
    view: View, things: Iterable[NamedNode], shown: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """For every shown node the things that belong to it: results, indicators, targets, tasks, reprints."""
    found: dict[str, list[str]] = {}
    for thing in sorted(set(things), key=lambda n: n.value):
        home = "" if thing.value in shown else _home(view, thing, shown)
        if home:
            found.setdefault(home, []).append(thing.value)
    return {home: tuple(parts) for home, parts in found.items()}
