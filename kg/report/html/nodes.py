"""Findings by node: what was found on it, and on what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.report.html.cards import Card
from kg.report.html.text import mark
from kg.worker.facts import NodeFact, UnitFacts

__all__ = ["NodeCard", "nodes"]


@dataclass(frozen=True)
class NodeCard:
    """One node with all that was found on it; ``parts`` are the nodes that belong to it and have findings."""

    anchor: str
    label: str
    unit: int
    level: str
    path: tuple[str, ...]
    posts: tuple[str, ...]
    cards: tuple[Card, ...]
    parts: tuple[NodeCard, ...] = ()

    @property
    def open(self) -> tuple[Card, ...]:
        """Its findings that no waiver covers."""
        return tuple(c for c in self.cards if c.found.waived is None)

    def count(self, severity: str) -> int:
        """How many of its open findings have this severity."""
        return sum(c.found.severity == severity for c in self.open)


def _homes(facts: tuple[UnitFacts, ...]) -> dict[str, tuple[str, NodeFact]]:
    """By anchor of a part: anchor and facts of the tree node, plan item or post that it belongs to."""
    return {
        f"n-{mark(str(number), part)}": (f"n-{mark(str(number), node.iri)}", node)
        for number, unit in enumerate(facts)
        for node in unit.nodes
        for part in node.parts
        if part != node.iri
    }


def _above(card: Card, label: str) -> tuple[str, ...]:
    path = card.found.path
    return path[: path.index(label)] if label in path else ()


def _own(anchor: str, cards: list[Card], parts: tuple[NodeCard, ...]) -> NodeCard:
    first = cards[0]
    found = first.found
    return NodeCard(
        anchor,
        found.label,
        first.unit,
        first.level,
        found.path[:-1],
        first.posts,
        tuple(cards),
        parts,
    )


def nodes(made: list[Card], facts: tuple[UnitFacts, ...]) -> list[NodeCard]:
    """The nodes in the order of the documents; a node of which only parts have findings stands before the first of them."""
    homes, by_node = _homes(facts), dict[str, list[Card]]()
    for card in made:
        by_node.setdefault(card.node, []).append(card)
    parts: dict[str, list[NodeCard]] = {}
    for anchor, cards in by_node.items():
        if anchor in homes:
            parts.setdefault(homes[anchor][0], []).append(_own(anchor, cards, ()))
    found: dict[str, NodeCard] = {}
    for anchor, cards in by_node.items():
        home = homes.get(anchor)
        if home is not None and home[0] not in by_node and home[0] not in found:
            name, node, first = *home, cards[0]
            above = _above(first, node.label)
            found[name] = NodeCard(
                name, node.label, first.unit, node.band, above, first.posts, (), tuple(parts[name])
            )
        found[anchor] = _own(anchor, cards, tuple(parts.get(anchor, ())))
    return list(found.values())
