"""Links that lead back to where they start.

Found for a whole tree at once, in proportion to its links.

A query asks anew for every node whether it reaches itself; a chain of 10,000 nodes takes it
minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from kg.derive.context import Context
from kg.terms import KIN

__all__ = ["circles", "circular"]

_Links = Mapping[NamedNode, list[NamedNode]]
#: A link, and what says that it lies in a circle.
_FACTS = (
    (KIN["menopang"], KIN["menopangMelingkar"]),
    (KIN["melaporKe"], KIN["melaporMelingkar"]),
)


def _turned(links: _Links) -> dict[NamedNode, list[NamedNode]]:
    """Every link the other way round."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for start, ends in links.items():
        for end in ends:
            found.setdefault(end, []).append(start)

    return found


def _walked(start: NamedNode, links: _Links, seen: set[NamedNode]) -> list[NamedNode]:
    """What is reached from a node and was not seen before, each after all that it leads to."""
    if start in seen:
        return []

    seen.add(start)
    done: list[NamedNode] = []
    open_ends = [(start, iter(links.get(start, ())))]
    while open_ends:
        node, ends = open_ends[-1]
        following = next((end for end in ends if end not in seen), None)
        if following is None:
            done.append(node)
            open_ends.pop()
        else:
            seen.add(following)
            open_ends.append((following, iter(links.get(following, ()))))

    return done


def circular(links: _Links) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The links whose two ends reach each other (Kosaraju's two walks).

    >>> a, b, c = (NamedNode(f"urn:{letter}") for letter in "abc")
    >>> [start.value for start, _ in circular({a: [b], b: [c, a], c: [c]})]
    ['urn:a', 'urn:b', 'urn:c']
    """
    order: list[NamedNode] = []
    seen: set[NamedNode] = set()
    for node in links:
        order += _walked(node, links, seen)

    back = _turned(links)
    seen = set()
    part: dict[NamedNode, NamedNode] = {}
    for node in reversed(order):
        part.update(dict.fromkeys(_walked(node, back, seen), node))

    for start, ends in links.items():
        for end in ends:
            if part[start] == part[end]:
                yield start, end


def _links(pairs: Iterable[tuple[object, object]]) -> dict[NamedNode, list[NamedNode]]:
    found: dict[NamedNode, list[NamedNode]] = {}
    for start, end in pairs:
        if isinstance(start, NamedNode) and isinstance(end, NamedNode):
            found.setdefault(start, []).append(end)

    return found


def _told_once(links: _Links) -> Iterator[tuple[NamedNode, NamedNode]]:
    """One link of every circle: the first by name."""
    seen: set[NamedNode] = set()
    for start in sorted(links, key=lambda node: node.value):
        if start not in seen:
            seen.update(_walked(start, links, set()))
            yield start, min(links[start], key=lambda node: node.value)


def circles(context: Context) -> Iterator[Triple]:
    """Links between nodes that lie in a circle, and one link of every circle of posts."""
    for link, fact in _FACTS:
        found = circular(_links(context.view.pairs(link)))
        if fact == KIN["melaporMelingkar"]:
            found = _told_once(_links(found))
        for start, end in found:
            yield Triple(start, fact, end)
