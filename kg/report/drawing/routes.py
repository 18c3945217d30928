"""Leads side lines through the gaps between boxes, those to the same box together, so that no line passes behind a box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from kg.report.drawing.scene import Box, Line, Scene

__all__ = ["Curve", "Point", "routes"]

Point = tuple[float, float]
Curve = tuple[Point, ...]
#: Longest handle of a curve.
_BEND = 60.0


def _turn(points: list[Point]) -> list[Point]:
    """The same points with the two coordinates exchanged."""
    return [(y, x) for x, y in points]


class _Grid:
    """The boxes of every rank along the rank (``u``) and across it (``v``); top to bottom is turned to left to right."""

    def __init__(self, scene: Scene, centres: Mapping[str, Point], *, turned: bool) -> None:
        self.boxes = {box.iri: box for box in scene.boxes}
        self.turned = turned
        self.places = {iri: (y, x) if turned else (x, y) for iri, (x, y) in centres.items()}
        self.ranks: dict[int, list[Box]] = defaultdict(list)
        for box in sorted(scene.boxes, key=lambda b: self.places[b.iri][1]):
            self.ranks[box.rank].append(box)

    def half(self, box: Box) -> tuple[float, float]:
        """Half the extent of a box along and across."""
        return (box.height / 2, box.width / 2) if self.turned else (box.width / 2, box.height / 2)

    def sides(self, rank: int) -> tuple[float, float]:
        """Where the boxes of a rank begin and end."""
        spans = [(self.places[b.iri][0], self.half(b)[0]) for b in self.ranks[rank]]
        return min(u - h for u, h in spans), max(u + h for u, h in spans)

    def gap(self, rank: int, wish: float) -> float:
        """The way through a rank that is nearest to ``wish``: between two boxes, or around the outer ones."""
        spans = [(self.places[b.iri][1], self.half(b)[1]) for b in self.ranks[rank]]
        outer = [spans[0][0] - spans[0][1] - 6, spans[-1][0] + spans[-1][1] + 6]
        ways = [(a + ha + b - hb) / 2 for (a, ha), (b, hb) in pairwise(spans)]
        return min([*ways, *outer], key=lambda v: (abs(v - wish), v))

    def route(self, line: Line) -> Curve:
        """From side to side, straight through the gaps, bent between the ranks."""
        upper, lower = self.boxes[line.upper], self.boxes[line.lower]
        (u1, v1), (u2, v2) = self.places[line.upper], self.places[line.lower]
        stops = [(u1 + self.half(upper)[0], v1)]
        wish = (
            v2 - self.half(lower)[1] - 3 if line.is_tree else v2
        )  # above its row, where no other parent's lines run
        for rank in range(upper.rank + 1, lower.rank):
            way = self.gap(rank, wish)
            stops += [(u, way) for u in self.sides(rank)]
        stops.append((u2 - self.half(lower)[0], v2))
        curve = [stops[0]]
        for (a, va), (b, vb) in pairwise(stops):
            bend = min((b - a) / 2, _BEND)
            curve += [(a + bend, va), (b - bend, vb), (b, vb)]
        return tuple(_turn(curve) if self.turned else curve)


def routes(
    scene: Scene, centres: Mapping[str, Point], drawn: Mapping[int, Curve], *, turned: bool
) -> dict[int, Curve]:
    """A curve for every line: that of Graphviz where it led one past other ranks, else one of ours."""
    grid = _Grid(scene, centres, turned=turned)
    found = {}
    for i, line in enumerate(scene.lines):
        jump = grid.boxes[line.lower].rank - grid.boxes[line.upper].rank
        found[i] = drawn[i] if i in drawn and jump != 1 else grid.route(line)
    return found
