"""The tree of a unit as nested lists, each node with what was found on it and on what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.rules.finding import Finding
from kg.rules.rule import SEVERITIES
from kg.worker.facts import NodeFact, UnitFacts

__all__ = ["ShownBranch", "branches", "chain_up", "find_node", "findings_of"]

#: Deeper nodes are left to the page of their parent: no document has so many levels, and a circle
#: would never end.
_DEEPEST = 40


@dataclass(frozen=True)
class ShownBranch:
    """One node, the posts that answer for it, its findings by severity, and what stands below."""

    node: NodeFact
    posts: tuple[str, ...]
    counts: tuple[int, ...]
    below: tuple[ShownBranch, ...]

    @property
    def worst(self) -> str:
        """The gravest severity found here; empty when nothing was."""
        found = (s for s, n in zip(SEVERITIES, self.counts, strict=True) if n)
        return next(found, "")


def findings_of(node: NodeFact, findings: Sequence[Finding]) -> list[Finding]:
    """What was found on a node, its results, indicators, targets and duties."""
    own = {node.iri, *node.parts, *node.results}
    return [found for found in findings if found.focus in own]


def find_node(facts: UnitFacts, iri: str) -> NodeFact | None:
    """The node of that IRI, or the node that it is a part of."""
    for node in facts.nodes:
        if iri == node.iri:
            return node
    return next((node for node in facts.nodes if iri in node.parts), None)


def chain_up(facts: UnitFacts, node: NodeFact) -> list[NodeFact]:
    """The way from the top of the tree down to the node, by the first parent of each."""
    by_iri = {n.iri: n for n in facts.nodes}
    chain = [node]
    while chain[-1].above and chain[-1].above[0] in by_iri:
        parent = by_iri[chain[-1].above[0]]
        if parent in chain:
            break  # a circle is a finding of its own
        chain.append(parent)
    return chain[::-1]


class _Grower:
    def __init__(self, facts: UnitFacts, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self.names = {post.iri: post.label for post in facts.posts}
        self.below: dict[str, list[NodeFact]] = {}
        for node in facts.nodes:
            for parent in node.above:
                self.below.setdefault(parent, []).append(node)

    def grow(self, node: NodeFact, above: frozenset[str]) -> ShownBranch:
        severities = []
        for f in findings_of(node, self.findings):
            if f.waived is None:
                severities.append(f.severity)
        children = []
        for n in self.below.get(node.iri, ()):
            if n.iri not in above:
                children.append(n)
        deeper = above | {node.iri}
        below: tuple[ShownBranch, ...] = ()
        if len(above) <= _DEEPEST:
            below = tuple(self.grow(n, deeper) for n in children)
        posts = tuple(self.names.get(iri, iri) for iri in node.posts)
        counts = tuple(map(severities.count, SEVERITIES))
        return ShownBranch(node, posts, counts, below)


def branches(facts: UnitFacts, findings: Sequence[Finding]) -> list[ShownBranch]:
    """The trees of a unit: nodes without a parent in it stand at the top."""
    known = {node.iri for node in facts.nodes}
    tops = []
    for node in facts.nodes:
        if not known & set(node.above):
            tops.append(node)
    grower = _Grower(facts, findings)
    return [grower.grow(node, frozenset()) for node in tops]
