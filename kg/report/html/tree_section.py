"""The trees as nested lists.

Every node with its code and post, and below it the findings on it and on its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.report.drawing.forest import Forest
from kg.report.html.cards import Card
from kg.report.html.text import mark
from kg.worker.facts import NodeFact, UnitFacts

__all__ = ["Branch", "Tree", "TreePart", "trees"]


@dataclass(frozen=True)
class TreePart:
    """What has findings of its own.

    A node, or something that belongs to one (indicator, target, task, text).
    """

    anchor: str
    label: str
    level: str
    unit: int
    path: tuple[str, ...]
    cards: tuple[Card, ...]

    @property
    def open(self) -> tuple[Card, ...]:
        """Its findings that no waiver covers."""
        return tuple(card for card in self.cards if card.found.waived is None)

    def count(self, severity: str) -> int:
        """How many of its open findings have this severity."""
        return sum(card.found.severity == severity for card in self.open)


@dataclass(frozen=True)
class Branch:
    """One node of a tree, how deep it stands, who answers for it, and what was found on it and its parts."""

    anchor: str
    code: str
    label: str
    level: str
    depth: int
    posts: tuple[str, ...]
    also: tuple[str, ...]
    own: TreePart | None
    parts: tuple[TreePart, ...]

    @property
    def count(self) -> int:
        """All findings of the node and its parts."""
        many = sum(len(part.cards) for part in self.parts)
        if self.own is not None:
            many += len(self.own.cards)
        return many


@dataclass(frozen=True)
class Tree:
    """Everything of one unit.

    Its nodes from the top, then what has findings and belongs to no node.
    """

    unit: int
    name: str
    branches: tuple[Branch, ...]
    others: tuple[TreePart, ...]

    @property
    def parts(self) -> list[TreePart]:
        """Everything that has findings."""
        found = []
        for branch in self.branches:
            if branch.own is not None:
                found.append(branch.own)
            found += branch.parts
        found += self.others
        return found


def _code(iri: str) -> str:
    return iri.replace(":", "/").rpartition("/")[2]


class _Growing:
    """The tree of one unit."""

    def __init__(self, number: int, facts: UnitFacts, made: Mapping[str, TreePart]) -> None:
        self._number = number
        self._forest = Forest(facts)
        self._posts = {post.iri: post.label for post in facts.posts}
        self._made = made
        self.taken: set[str] = set()

    def _anchor(self, iri: str) -> str:
        return f"n-{mark(str(self._number), iri)}"

    def _take(self, iri: str) -> TreePart | None:
        """The findings on something, which is shown once only."""
        anchor = self._anchor(iri)
        if anchor in self.taken or anchor not in self._made:
            return None
        self.taken.add(anchor)
        return self._made[anchor]

    def _branch(self, node: NodeFact, depth: int) -> Branch:
        # A node takes its findings before its parts do: what is both is shown at the node.
        own = self._take(node.iri)
        parts = filter(None, map(self._take, node.parts))
        others = map(_code, self._forest.others(node.iri))
        posts = [self._posts.get(post, post) for post in node.posts]
        return Branch(
            anchor=self._anchor(node.iri),
            code=node.nomenclature or _code(node.iri),
            label=node.label,
            level=node.band,
            depth=depth,
            posts=tuple(posts),
            also=tuple(others),
            own=own,
            parts=tuple(parts),
        )

    def branches(self) -> tuple[Branch, ...]:
        """Every node, each directly below what it hangs on."""
        found = []
        left = [(iri, 0) for iri in reversed(self._forest.roots)]
        while left:
            iri, depth = left.pop()
            found.append(self._branch(self._forest.nodes[iri], depth))
            for below in reversed(self._forest.below[iri]):
                left.append((below, depth + 1))
        return tuple(found)


def _parts(made: list[Card]) -> dict[str, TreePart]:
    """What has findings, by anchor, in the order of the documents."""
    by_node: dict[str, list[Card]] = {}
    for card in made:
        by_node.setdefault(card.node, []).append(card)
    found = {}
    for anchor, own in by_node.items():
        first = own[0]
        found[anchor] = TreePart(
            anchor,
            label=first.found.label,
            level=first.level,
            unit=first.unit,
            path=first.found.path[:-1],
            cards=tuple(own),
        )
    return found


def trees(made: list[Card], facts: tuple[UnitFacts, ...]) -> list[Tree]:
    """The tree of every unit, those without any node too."""
    parts = _parts(made)
    found = []
    for number, unit in enumerate(facts):
        growing = _Growing(number, unit, parts)
        branches = growing.branches()
        others = []
        for anchor, part in parts.items():
            if part.unit == number and anchor not in growing.taken:
                others.append(part)
        found.append(Tree(number, unit.name, branches, tuple(others)))
    return found
