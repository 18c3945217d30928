"""Folds the longest level of a tree: leaves of one parent stand side by side in a block, so that a sheet is used both ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from kg.report.drawing.scene import Box, Scene

__all__ = ["Block", "folded", "unfolded"]

#: Space between the ranks of a block, where lines turn, and between its rows, in points.
_ALONG, _ACROSS = 28.0, 9.0


@dataclass(frozen=True)
class Block:
    """Boxes that Graphviz places as one: ``times`` ranks of equal depth ``along``, filled row by row; one box as a rule."""

    boxes: tuple[Box, ...]
    times: int
    along: float
    turned: bool

    def rows(self) -> list[float]:
        """The extent of every row across the direction of the picture."""
        sizes = [box.width if self.turned else box.height for box in self.boxes]
        return [max(sizes[i : i + self.times]) for i in range(0, len(sizes), self.times)]

    @property
    def rank(self) -> int:
        """The first of its ranks."""
        return min(box.rank for box in self.boxes)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        along = self.times * self.along + (self.times - 1) * _ALONG
        across = sum(self.rows()) + (len(self.rows()) - 1) * _ACROSS
        return (across, along) if self.turned else (along, across)

    def centres(self, x: float, y: float) -> dict[str, tuple[float, float]]:
        """The centre of every box when the block is centred at (x, y), y downwards."""
        u, v = (y, x) if self.turned else (x, y)
        along, across = reversed(self.size) if self.turned else self.size
        found, top = {}, v - across / 2
        for row, extent in enumerate(self.rows()):
            for column, box in enumerate(self.boxes[row * self.times : (row + 1) * self.times]):
                place = (
                    u - along / 2 + self.along / 2 + column * (self.along + _ALONG),
                    top + extent / 2,
                )
                found[box.iri] = place[::-1] if self.turned else place
            top += extent + _ACROSS
        return found


def unfolded(shown: Scene, *, turned: bool) -> list[Block]:
    """The blocks of a scene: those of its folds, and every other box by itself; equal in depth within a rank."""
    boxes = {box.iri: box for box in shown.boxes}
    inside = {iri for fold in shown.folds for iri in fold}
    first = min((boxes[iri].rank for iri in inside), default=-1)
    depth = max(
        (
            b.height if turned else b.width
            for b in shown.boxes
            if b.iri in inside or b.rank == first
        ),
        default=0.0,
    )
    found = [
        Block(tuple(boxes[i] for i in fold), shown.times, depth, turned) for fold in shown.folds
    ]
    for box in shown.boxes:
        if box.iri not in inside:
            same = box.rank == first
            own = box.height if turned else box.width
            found.append(Block((box,), shown.times if same else 1, depth if same else own, turned))
    order = {iri: i for i, iri in enumerate(boxes)}
    return sorted(found, key=lambda block: order[block.boxes[0].iri])


def folded(shown: Scene, times: int) -> Scene:
    """The scene with the leaves of its longest level dealt out to so many ranks, those of one parent together."""
    above = {line.lower: line.upper for line in reversed(shown.lines) if line.is_tree}
    inner = {line.upper for line in shown.lines if line.is_tree}
    leaves = [box for box in shown.boxes if box.iri not in inner]
    if not leaves:
        return shown
    longest = min(
        Counter(box.rank for box in leaves).items(), key=lambda item: (-item[1], item[0])
    )[0]
    families: dict[str, list[str]] = defaultdict(list)
    alone = 0
    for box in (b for b in leaves if b.rank == longest):
        families[above.get(box.iri, f"#{alone // times}")].append(box.iri)
        alone += box.iri not in above
    dealt = {iri: i % times for family in families.values() for i, iri in enumerate(family)}
    more = times - 1
    boxes = (
        replace(b, rank=b.rank + dealt.get(b.iri, more if b.rank > longest else 0))
        for b in shown.boxes
    )
    bands = (
        (b, first + more * (first > longest), last + more * (last >= longest))
        for b, first, last in shown.bands
    )
    folds = tuple(tuple(family) for family in families.values())
    return replace(shown, boxes=tuple(boxes), bands=tuple(bands), folds=folds, times=times)
