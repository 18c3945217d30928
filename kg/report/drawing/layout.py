"""Finds the way of placing a tree in which it is largest on a sheet of A3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.report.drawing.fold import Block, folded, unfolded
from kg.report.drawing.frame import Frame, framed
from kg.report.drawing.graphviz import Flow, Link, arranged
from kg.report.drawing.routes import Curve, Point, routes
from kg.report.drawing.scene import Scene, widened

__all__ = ["Placed", "best", "is_legible", "place"]

#: Side lines (to posts, to plan items) pull boxes together; or those that jump over a rank, or all, are fitted in afterwards.
Plan = Literal["close", "fitted", "tree"]
#: Into how many ranks a long level is folded.
_FOLDS = (2, 3, 4, 5, 6, 8, 10, 12)
#: Directions with the widths of boxes that suit them.
_WAYS: tuple[tuple[Flow, float], ...] = (("LR", 188.0), ("LR", 250.0), ("TB", 188.0), ("TB", 150.0))
_WAYS_OF_BLOCKS: tuple[tuple[Flow, float], ...] = (
    ("LR", 188.0),
    ("LR", 150.0),
    ("TB", 188.0),
    ("TB", 150.0),
)


@dataclass(frozen=True)
class Placed:
    """The scene with centres of its boxes by IRI and curves of its lines by their index, y downwards; size of it all."""

    scene: Scene
    flow: Flow
    width: float
    height: float
    centres: dict[str, Point]
    curves: dict[int, Curve]

    @cached_property
    def frame(self) -> Frame:
        """The sheet around it."""
        return framed(self.scene, self.width, self.height, down=self.flow == "TB")

    @property
    def scale(self) -> float:
        """How much the picture shrinks on A3, whichever way the sheet lies; never more than 1."""
        return self.frame.scale

    @property
    def is_legible(self) -> bool:
        """Whether its print on A3 is still read easily."""
        return self.frame.is_legible


def _links(
    scene: Scene, blocks: Sequence[Block], plan: Plan
) -> tuple[list[Link], dict[int, tuple[int, int]]]:
    """The lines that Graphviz makes room for, and which link stands for which line.

    ``fitted`` leaves out side lines that jump over a rank, ``tree`` all side lines; lines into one block are one link.
    """
    home = {box.iri: i for i, block in enumerate(blocks) for box in block.boxes}
    ranks = sorted({block.rank for block in blocks})
    weights: dict[tuple[int, int], int] = {}
    of_line = {}
    for i, line in enumerate(scene.lines):
        ends = home[line.upper], home[line.lower]
        jump = ranks.index(blocks[ends[1]].rank) - ranks.index(blocks[ends[0]].rank)
        if ends[0] != ends[1] and (
            line.is_tree or plan == "close" or (plan == "fitted" and jump == 1)
        ):
            weights[ends] = max(weights.get(ends, 0), 8 if line.is_tree else 1)
            of_line[i] = ends
    return [(*ends, weight) for ends, weight in weights.items()], of_line


def place(scene: Scene, flow: Flow, plan: Plan) -> Placed:
    """Every box and line with its place, from top to bottom or from left to right."""
    blocks = unfolded(scene, turned=flow == "TB")
    links, of_line = _links(scene, blocks, plan)
    spots, led = arranged(blocks, links, flow)
    centres = {
        iri: spot
        for block, at in zip(blocks, spots, strict=True)
        for iri, spot in block.centres(*at).items()
    }
    curves = {} if scene.folds else {i: led[ends] for i, ends in of_line.items()}
    return _cropped(scene, flow, centres, routes(scene, centres, curves, turned=flow == "TB"))


def _cropped(
    scene: Scene, flow: Flow, centres: dict[str, Point], curves: dict[int, Curve]
) -> Placed:
    """The places with nothing but boxes and lines around the edges."""
    corners = [
        (x + s * b.width / 2, y + s * b.height / 2)
        for b in scene.boxes
        for x, y in [centres[b.iri]]
        for s in (-1, 1)
    ]
    every = [*corners, *(p for curve in curves.values() for p in curve)] or [(0.0, 0.0)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    width, height = max(x for x, _ in every) - left, max(y for _, y in every) - top
    moved = {iri: (x - left, y - top) for iri, (x, y) in centres.items()}
    return Placed(
        scene,
        flow,
        width,
        height,
        moved,
        {i: tuple((x - left, y - top) for x, y in c) for i, c in curves.items()},
    )


def _least(scene: Scene, flow: Flow) -> Frame:
    """A sheet that is smaller than the tree can become: its levels side by side, the boxes of a level without any gap."""
    along: dict[int, float] = {}
    across: dict[int, float] = {}
    for block in unfolded(scene, turned=flow == "TB"):
        width, height = block.size if flow == "LR" else reversed(block.size)
        along[block.rank] = max(along.get(block.rank, 0.0), width)
        across[block.rank] = across.get(block.rank, 0.0) + height
    size = sum(along.values()), max(across.values(), default=0.0)
    return framed(scene, *(size if flow == "LR" else size[::-1]), down=flow == "TB")


def _ways(scene: Scene) -> Iterator[tuple[Scene, Flow, Plan]]:
    """All directions and widths."""
    sides = any(not line.is_tree for line in scene.lines)
    plans: tuple[Plan, ...] = (
        ("tree",) if scene.folds else ("close", "fitted") if sides else ("close",)
    )
    for flow, wide in _WAYS_OF_BLOCKS if scene.folds else _WAYS:
        shown = widened(scene, wide)
        yield from ((shown, flow, plan) for plan in plans)


def _foldings(scene: Scene) -> Iterator[Scene]:
    """The scene as it is, then with its longest level folded, as long as that makes it shorter."""
    yield scene
    for times in _FOLDS:
        shown = folded(scene, times)
        if max(map(len, shown.folds), default=0) >= times:
            yield shown


def _is_larger(one: float, other: float) -> bool:
    return round(one, 3) > round(other, 3)


def best(scene: Scene) -> Placed:
    """The way of placing in which the picture is largest on A3, of equals the first; folded only where it must be."""
    chosen: Placed | None = None
    for shown in _foldings(scene):
        if chosen is not None and chosen.is_legible:
            break
        for wide, flow, plan in _ways(shown):
            if chosen is None or _is_larger(_least(wide, flow).scale, chosen.scale):
                placed = place(wide, flow, plan)
                chosen = (
                    placed if chosen is None or _is_larger(placed.scale, chosen.scale) else chosen
                )
    return chosen or place(scene, "LR", "close")


def is_legible(scene: Scene) -> bool:
    """Whether there is a way of placing in which the picture can be read on A3."""
    ways = (way for shown in _foldings(scene) for way in _ways(shown))
    return any(
        _least(shown, flow).is_legible and place(shown, flow, plan).is_legible
        for shown, flow, plan in ways
    )
