"""The lines of a picture: one to every node from what it hangs below, and those of an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.report.drawing.forest import Forest

__all__ = ["DrawnLine", "Highlight", "drawn_lines"]


@dataclass(frozen=True)
class DrawnLine:
    """A line from what stands above to what stands below; ``kind`` is above, reports, or path for one that only answers."""

    upper: str
    lower: str
    kind: str
    marked: bool

    @property
    def is_tree(self) -> bool:
        """Whether the line is one of the tree itself; every node has one at most."""
        return self.kind != "path"


@dataclass(frozen=True)
class Highlight:
    """Nodes and lines (upper, lower) that answer a question."""

    nodes: frozenset[str] = frozenset()
    lines: frozenset[tuple[str, str]] = frozenset()


def drawn_lines(forest: Forest, shown: Collection[str], marked: Highlight) -> list[DrawnLine]:
    """One line to every node that is shown with what it hangs below, then those of an answer that are no line of the tree."""
    # An answer may tell a line from either end.
    lit = set(marked.lines) | {(lower, upper) for upper, lower in marked.lines}
    found = []
    for upper, lower in _hanging(forest, shown):
        kind = "above"
        if forest.nodes[lower].band == "jabatan":
            kind = "reports"
        found.append(DrawnLine(upper, lower, kind, (upper, lower) in lit))
    tree = {(line.upper, line.lower) for line in found}
    for ends in sorted(marked.lines):
        upper, lower = sorted(ends, key=lambda iri: forest.ranks.get(iri, 0))
        if {upper, lower} <= set(shown) and (upper, lower) not in tree:
            found.append(DrawnLine(upper, lower, "path", marked=True))
    return found


def _hanging(forest: Forest, shown: Collection[str]) -> Iterator[tuple[str, str]]:
    """Upper and lower end of the tree's own lines, both of them shown."""
    for iri in forest.nodes:
        upper = forest.above.get(iri)
        if upper is not None and upper in shown and iri in shown:
            yield upper, iri
