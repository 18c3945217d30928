"""The tree of a unit in which every node hangs below one other at most.

One line to each child, whatever the data state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.report.drawing.ranks import ordered, ranked
from kg.worker.facts import NodeFact, UnitFacts

__all__ = ["Forest"]


class Forest:
    """What hangs below each node, in the order of the codes.

    A node that states several nodes above it hangs below the first; the others are told in its box.
    A step that leads up again (a loop, a level stated the wrong way round) is no step of the tree
    and is told in the same way.
    """

    def __init__(self, facts: UnitFacts) -> None:
        self.nodes: dict[str, NodeFact] = {n.iri: n for n in ordered(facts.nodes)}
        self.ranks, self.bands = ranked(list(self.nodes.values()))
        self.above: dict[str, str] = {}
        self.below: dict[str, list[str]] = defaultdict(list)
        self.roots: list[str] = []
        for iri, node in self.nodes.items():
            self._hang(iri, node)
        self.size = self._sizes()

    def _hang(self, iri: str, node: NodeFact) -> None:
        for above in node.above:
            if self.ranks.get(above, len(self.nodes)) < self.ranks[iri]:
                self.above[iri] = above
                self.below[above].append(iri)
                return
        self.roots.append(iri)

    def _sizes(self) -> dict[str, int]:
        """How many nodes hang below each node, at any depth."""
        size: dict[str, int] = {}
        for iri in reversed(self.reach(self.roots)):
            size[iri] = sum(1 + size[below] for below in self.below[iri])
        return size

    def next(self, level: Iterable[str]) -> list[str]:
        """What hangs directly below some nodes."""
        found: list[str] = []
        for iri in level:
            found += self.below[iri]
        return found

    def reach(self, tops: Iterable[str]) -> list[str]:
        """The nodes and everything below them, level by level."""
        found: list[str] = []
        level = list(tops)
        while level:
            found += level
            level = self.next(level)
        return found

    def hidden(self, iri: str, shown: frozenset[str]) -> list[str]:
        """What hangs directly below a node and is not shown with it."""
        return [below for below in self.below[iri] if below not in shown]

    def others(self, iri: str) -> list[str]:
        """What a node states above it besides the node that it hangs below."""
        stated = (above for above in self.nodes[iri].above if above in self.nodes)
        found: list[str] = []
        for above in stated:
            if above not in {iri, self.above.get(iri)}:
                found.append(above)
        return found
