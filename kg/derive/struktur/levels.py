"""Levels that a whole tree does without.

Told once for the document, not once for every node beside the gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.evidence import counted
from kg.terms import KIN

__all__ = ["absent_levels"]

#: The levels from the top down.
_LEVELS = ("Outcome", "KondisiStrategis", "KondisiAntara", "KondisiOperasional")
_TOP, _LAST = 0, 3
#: The fact that tells how many nodes stand right below a level that is not there.
_SKIPPED = {1: "tanpaKondisiStrategis", 2: "tanpaKondisiAntara"}


class _Tree:
    """The nodes of one document by level."""

    def __init__(self, context: Context, nodes: list[tuple[NamedNode, int]]) -> None:
        self._view = context.view
        self.levels = dict(nodes)
        self.present = set(self.levels.values())

    def above(self, node: NamedNode) -> list[NamedNode]:
        return [one for one in self._view.nodes(node, KIN["menopang"]) if one in self.levels]

    def parentless(self) -> list[NamedNode]:
        """The nodes of the highest level that support nothing, of a tree without an outcome."""
        highest = min(self.present)
        found: list[NamedNode] = []
        for node, level in self.levels.items():
            if level == highest and not self._view.objects(node, KIN["menopang"]):
                found.append(node)
        return found

    def leaves(self) -> list[NamedNode]:
        """The nodes that nothing supports."""
        held: set[NamedNode] = set()
        for node in self.levels:
            held.update(self.above(node))
        return [node for node in self.levels if node not in held]

    def skipping(self, missing: int) -> list[NamedNode]:
        """The nodes right below a level that no node has."""
        found: list[NamedNode] = []
        for node, level in self.levels.items():
            tops = [self.levels[one] for one in self.above(node)]
            if level == missing + 1 and tops and max(tops) < missing:
                found.append(node)
        return found


def _trees(context: Context) -> dict[NamedNode, _Tree]:
    """The tree of every document."""
    found: dict[NamedNode, list[tuple[NamedNode, int]]] = {}
    for level, kind in enumerate(_LEVELS):
        for node in context.view.instances(KIN[kind]):
            for document in context.papers(node):
                found.setdefault(document, []).append((node, level))
    return {document: _Tree(context, nodes) for document, nodes in found.items()}


def absent_levels(context: Context) -> Iterator[Triple]:
    """Documents whose tree has no node of a level, and the nodes for which that is told there."""
    several = context.threshold("tingkat-kosong")
    for document, tree in _trees(context).items():
        name = Literal(context.view.label(document))
        for fact, of_node, nodes in _gaps(tree):
            if len(nodes) < several:
                continue
            if fact:
                yield Triple(document, KIN[fact], counted(context.view, str(len(nodes)), nodes))
            for node in nodes:
                yield Triple(node, KIN[of_node], name)


def _gaps(tree: _Tree) -> Iterator[tuple[str, str, list[NamedNode]]]:
    """What is told of a document and of its nodes for every level that no node has, with the nodes."""
    for missing, fact in _SKIPPED.items():
        if missing not in tree.present:
            yield fact, "tingkatTerlewat", tree.skipping(missing)
    if _LAST not in tree.present:
        yield "tanpaKondisiOperasional", "cabangBerhentiBersama", tree.leaves()
    if _TOP not in tree.present:
        # That there is no outcome is told of the tree (STR-01).
        yield "", "tingkatTerlewat", tree.parentless()
