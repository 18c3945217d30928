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
        tops = (node for node, level in self.levels.items() if level == highest)
        return [node for node in tops if not self._view.objects(node, KIN["menopang"])]

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
        for missing, fact in _SKIPPED.items():
            beside = [] if missing in tree.present else tree.skipping(missing)
            if len(beside) >= several:
                yield Triple(document, KIN[fact], counted(context.view, str(len(beside)), beside))
                yield from (Triple(n, KIN["tingkatTerlewat"], name) for n in beside)
        ends = [] if _LAST in tree.present else tree.leaves()
        if len(ends) >= several:
            told = counted(context.view, str(len(ends)), ends)
            yield Triple(document, KIN["tanpaKondisiOperasional"], told)
            yield from (Triple(n, KIN["cabangBerhentiBersama"], name) for n in ends)
        # That there is no outcome is told of the tree (STR-01).
        tops = [] if _TOP in tree.present else tree.parentless()
        if len(tops) >= several:
            yield from (Triple(n, KIN["tingkatTerlewat"], name) for n in tops)
