"""The tree of a unit in which every node hangs below one other at most, so that it can be cut into sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.report.drawing.ranks import ordered
from kg.worker.facts import UnitFacts

__all__ = ["Forest"]

_POST = "jabatan"


class Forest:
    """What hangs below each node, in the order of the codes; posts that only accompany what they answer for stand beside."""

    def __init__(self, facts: UnitFacts) -> None:
        self.nodes = {n.iri: n for n in ordered(facts.nodes)}
        self._mixed = any(n.band != _POST for n in facts.nodes)
        named = {p for n in facts.nodes if n.band != _POST for p in (*n.posts, *n.assistants)}
        own = [iri for iri in self.nodes if not (self.is_side(iri) and iri in named)]
        self.below: dict[str, list[str]] = defaultdict(list)
        self.roots: list[str] = []
        self._hang(own)
        self.size = self._sizes()

    def is_side(self, iri: str) -> bool:
        """Whether the node is a post beside a tree of other things."""
        return self._mixed and iri in self.nodes and self.nodes[iri].band == _POST

    def _hang(self, own: Sequence[str]) -> None:
        """Each node below the first that leads to it; a loop is opened at its first node."""
        known, below = set(own), defaultdict[str, list[str]](list)
        for iri in own:
            for above in dict.fromkeys(self.nodes[iri].above):
                if above in known and above != iri:
                    below[above].append(iri)
        left = dict.fromkeys(own)
        tops = [iri for iri in own if known.isdisjoint(set(self.nodes[iri].above) - {iri})]
        while left:
            level = [iri for iri in tops if iri in left] or [next(iter(left))]
            self.roots += level
            for iri in level:
                del left[iri]
            while level:
                upper, level = level, []
                for one in upper:
                    found = [iri for iri in below[one] if iri in left]
                    self.below[one] += found
                    level += found
                    for iri in found:
                        del left[iri]

    def _sizes(self) -> dict[str, int]:
        """How many nodes hang below each node, at any depth."""
        size: dict[str, int] = {}
        for iri in reversed(self.reach(self.roots)):
            size[iri] = sum(1 + size[b] for b in self.below[iri])
        return size

    def reach(self, tops: Iterable[str]) -> list[str]:
        """The nodes and everything below them, level by level."""
        found: list[str] = []
        level = list(tops)
        while level:
            found += level
            level = [b for iri in level for b in self.below[iri]]
        return found

    def beside(self, shown: Iterable[str]) -> list[str]:
        """The posts that answer for some nodes, in the order of the codes."""
        named = {
            p
            for iri in shown
            for p in (*self.nodes[iri].posts, *self.nodes[iri].assistants)
            if self.is_side(p)
        }
        return [iri for iri in self.nodes if iri in named]

    def hidden(self, iri: str, shown: frozenset[str]) -> list[str]:
        """What hangs directly below a node and is not shown with it."""
        return [b for b in self.below[iri] if b not in shown]
