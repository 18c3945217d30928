"""Finds the way of placing a tree in which it is largest on a sheet of A3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.report.drawing.fold import Block, folded, unfolded
from kg.report.drawing.graphviz import Flow, Link, arranged
from kg.report.drawing.routes import Curve, Point, routes
from kg.report.drawing.scene import SIZE, Scene, widened

__all__ = ["PAPER", "Placed", "best", "place"]

#: Side lines (to posts, to plan items) pull boxes together; or those that jump over a rank, or all, are fitted in afterwards.
Plan = Literal["close", "fitted", "tree"]
#: A3, long side first, less the margins of a printer, in points.
PAPER = (1148.0, 799.0)
#: Smallest print on A3 that is still read easily, in points; into how many ranks a long level is folded.
_SMALLEST, _FOLDS = 5.5, (2, 3, 4, 5)
#: Directions with the widths of boxes that suit them.
_WAYS: tuple[tuple[Flow, float], ...] = (("LR", 188.0), ("LR", 250.0), ("TB", 188.0), ("TB", 150.0))
_WAYS_OF_BLOCKS: tuple[tuple[Flow, float], ...] = (("LR", 188.0), ("TB", 150.0))
#: Room for captions, title and legend around the tree, in points.
_AROUND = (100.0, 110.0)


@dataclass(frozen=True)
class Placed:
    """The scene with centres of its boxes by IRI and curves of its lines by their index, y downwards; size of it all."""

    scene: Scene
    flow: Flow
    width: float
    height: float
    centres: dict[str, Point]
    curves: dict[int, Curve]

    @property
    def scale(self) -> float:
        """How much the picture shrinks on A3, whichever way the sheet lies; never more than 1."""
        w, h = self.width + _AROUND[0], self.height + _AROUND[1]
        return min(1.0, max(min(PAPER[0] / w, PAPER[1] / h), min(PAPER[1] / w, PAPER[0] / h)))

    @property
    def is_legible(self) -> bool:
        """Whether its print on A3 is still read easily."""
        return self.scale * SIZE >= _SMALLEST


def _links(scene: Scene, blocks: Sequence[Block], plan: Plan) -> tuple[list[Link], dict[int, tuple[int, int]]]:
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
        if ends[0] != ends[1] and (line.is_tree or plan == "close" or (plan == "fitted" and jump == 1)):
            weights[ends] = max(weights.get(ends, 0), 8 if line.is_tree else 1)
            of_line[i] = ends
    return [(*ends, weight) for ends, weight in weights.items()], of_line


def place(scene: Scene, flow: Flow, plan: Plan) -> Placed:
    """Every box and line with its place, from top to bottom or from left to right."""
    blocks = unfolded(scene, turned=flow == "TB")
    links, of_line = _links(scene, blocks, plan)
    spots, led = arranged(blocks, links, flow)
    centres = {iri: spot for block, at in zip(blocks, spots, strict=True) for iri, spot in block.centres(*at).items()}
    curves = {} if scene.folds else {i: led[ends] for i, ends in of_line.items()}
    return _cropped(scene, flow, centres, routes(scene, centres, curves, turned=flow == "TB"))


def _cropped(scene: Scene, flow: Flow, centres: dict[str, Point], curves: dict[int, Curve]) -> Placed:
    """The places with nothing but boxes and lines around the edges."""
    corners = [(x + s * b.width / 2, y + s * b.height / 2) for b in scene.boxes for x, y in [centres[b.iri]] for s in (-1, 1)]
    every = [*corners, *(p for curve in curves.values() for p in curve)] or [(0.0, 0.0)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    width, height = max(x for x, _ in every) - left, max(y for _, y in every) - top
    moved = {iri: (x - left, y - top) for iri, (x, y) in centres.items()}
    return Placed(scene, flow, width, height, moved, {i: tuple((x - left, y - top) for x, y in c) for i, c in curves.items()})


def best(scene: Scene) -> Placed:
    """The way of placing in which the picture is largest on A3; folded only when it could not be read otherwise."""
    chosen = _largest(scene)
    for times in _FOLDS:
        if not chosen.is_legible:
            chosen = max(chosen, _largest(folded(scene, times)), key=lambda placed: round(placed.scale, 3))
    return chosen


def _largest(scene: Scene) -> Placed:
    """The largest on A3 of all directions and widths; of equals the first."""
    sides = any(not line.is_tree for line in scene.lines)
    plans: tuple[Plan, ...] = ("tree",) if scene.folds else ("close", "fitted") if sides else ("close",)
    ways = _WAYS_OF_BLOCKS if scene.folds else _WAYS
    tried = (place(widened(scene, wide), flow, plan) for flow, wide in ways for plan in plans)
    return max(tried, key=lambda placed: round(placed.scale, 3))
