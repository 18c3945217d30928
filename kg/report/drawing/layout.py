"""Finds the way of placing a tree in which it is largest on a sheet of A3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.report.drawing.frame import PAPER, SMALLEST, Frame, framed
from kg.report.drawing.scene import SIZE, Box, DrawnLine, Scene, widened
from kg.report.drawing.tidy import Tidy, tidied

__all__ = ["Curve", "Flow", "Placed", "Point", "best", "is_legible", "place"]

Flow = Literal["TB", "LR"]
Point = tuple[float, float]
#: The corners of a line, from what stands above to what stands below.
Curve = tuple[Point, ...]
#: Widths of boxes, and how many leaves may be piled up below their parent, from airy to dense.
_WIDE = (188.0, 150.0, 236.0)
#: Heights of piles of boxes, those that are read most easily first.
_TALL = (1, 3, 5, 8, 12, 18)


@dataclass(frozen=True)
class Placed:
    """The scene with centres of its boxes by IRI and corners of its lines by their index, y downwards; size of it all."""

    scene: Scene
    flow: Flow
    width: float
    height: float
    centres: dict[str, Point]
    curves: dict[int, Curve]

    @property
    def frame(self) -> Frame:
        """The sheet around it."""
        return framed(self.scene, self.width, self.height, down=self.flow == "TB")

    @property
    def scale(self) -> float:
        """How much the picture shrinks on A3, whichever way the sheet lies; never more than 1."""
        return self.frame.scale


class _Placing:
    """Centres and lines of one scene, told along and across; turned round at the end."""

    def __init__(self, scene: Scene, places: Tidy, *, down: bool) -> None:
        self.boxes = {box.iri: box for box in scene.boxes}
        self.places = places
        self.down = down

    def half(self, box: Box) -> tuple[float, float]:
        """Half the extent along and across."""
        sizes = (box.height / 2, box.width / 2)
        if self.down:
            return sizes
        return sizes[::-1]

    def centre(self, box: Box) -> Point:
        """Along and across."""
        begin = self.places.starts[box.rank] + self.places.depths.get(box.iri, 0.0)
        return begin + self.half(box)[0], self.places.across[box.iri]

    def corners(self, line: DrawnLine) -> Curve:
        """From the end of the upper box along its own strip to the beginning, or the side, of the lower one."""
        upper = self.boxes[line.upper]
        lower = self.boxes[line.lower]
        along, across = self.centre(upper)
        low_along, low_across = self.centre(lower)
        start = (along + self.half(upper)[0], across)
        if not line.is_tree:
            return start, (low_along - self.half(lower)[0], low_across)
        rank_end = self.places.starts[upper.rank] + self.places.extents[upper.rank]
        bus = rank_end + self.places.between / 2
        trunk = self.places.trunks.get(line.lower)
        if trunk is not None:
            side = low_across - self.half(lower)[1]
            return start, (bus, across), (bus, trunk), (low_along, trunk), (low_along, side)
        end = (low_along - self.half(lower)[0], low_across)
        if abs(across - low_across) < 1:
            return start, end
        return start, (bus, across), (bus, low_across), end

    def turned(self, point: Point) -> Point:
        """A place as x and y."""
        if self.down:
            return point[::-1]
        return point


def place(scene: Scene, flow: Flow, tall: int) -> Placed:
    """Every box and line with its place, from top to bottom or from left to right.

    The corner at the left above is (0, 0).
    """
    down = flow == "TB"
    placing = _Placing(scene, tidied(scene, tall, down=down), down=down)
    centres = {}
    for box in scene.boxes:
        centres[box.iri] = placing.turned(placing.centre(box))
    curves = {}
    for index, line in enumerate(scene.lines):
        curves[index] = tuple(map(placing.turned, placing.corners(line)))
    return _cropped(scene, flow, centres, curves)


def _extent(scene: Scene, centres: dict[str, Point], curves: dict[int, Curve]) -> list[Point]:
    """Every corner of a box or line."""
    found = []
    for box in scene.boxes:
        x, y = centres[box.iri]
        found.append((x - box.width / 2, y - box.height / 2))
        found.append((x + box.width / 2, y + box.height / 2))
    for curve in curves.values():
        found += curve
    return found or [(0.0, 0.0)]


def _cropped(
    scene: Scene, flow: Flow, centres: dict[str, Point], curves: dict[int, Curve]
) -> Placed:
    """The places with nothing but boxes and lines around the edges."""
    every = _extent(scene, centres, curves)
    left = min(x for x, _ in every)
    top = min(y for _, y in every)
    width = max(x for x, _ in every) - left
    height = max(y for _, y in every) - top
    moved = {}
    for iri, (x, y) in centres.items():
        moved[iri] = (x - left, y - top)
    led = {}
    for index, curve in curves.items():
        led[index] = tuple((x - left, y - top) for x, y in curve)
    return Placed(scene, flow, width, height, moved, led)


def _ways(scene: Scene) -> Iterator[tuple[Scene, Flow, int]]:
    """All directions, widths and heights of piles, those that are read most easily first."""
    for wide in _WIDE:
        shown = widened(scene, wide)
        yield shown, "LR", 1
        for tall in _TALL:
            yield shown, "TB", tall


def _most_scale(scene: Scene, flow: Flow, tall: int) -> float:
    """The scale that no such picture exceeds: no two boxes of a rank lie over each other.

    Told without placing anything, which is what most of the time went into.
    """
    ranks: dict[int, list[float]] = {}
    for box in scene.boxes:
        ranks.setdefault(box.rank, []).append(box.height)
    if not ranks:
        return 1.0
    box_width = scene.boxes[0].width
    if flow == "TB":
        wide = max(-(-len(heights) // tall) for heights in ranks.values()) * box_width
        high = sum(map(max, ranks.values()))
    else:
        wide = len(ranks) * box_width
        high = max(map(sum, ranks.values()))
    long_, short = PAPER
    # However the sheet lies.
    return max(min(1.0, long_ / wide, short / high), min(1.0, short / wide, long_ / high))


def _frame(scene: Scene, flow: Flow, tall: int) -> Frame:
    """The sheet around a picture whose lines have not been led: they reach beyond its boxes only beside a pile."""
    down = flow == "TB"
    places = tidied(scene, tall, down=down)
    placing = _Placing(scene, places, down=down)
    along: list[float] = []
    across: list[float] = []
    for box in scene.boxes:
        middle, aside = placing.centre(box)
        deep, wide = placing.half(box)
        along += (middle - deep, middle + deep)
        across += (aside - wide, aside + wide)
    for line in scene.lines:
        if line.is_tree and line.lower in places.trunks:
            across.append(places.trunks[line.lower])
    size = _reach(across), _reach(along)
    if not down:
        size = size[::-1]
    return framed(scene, *size, down=down)


def _reach(places: list[float]) -> float:
    return max(places, default=0.0) - min(places, default=0.0)


def best(scene: Scene) -> Placed:
    """The way of placing in which the picture is largest on A3, of equals the first."""
    ways = _ways(scene)
    chosen = next(ways)
    scale = _frame(*chosen).scale
    for way in ways:
        if scale >= 1:
            break
        if round(_most_scale(*way), 3) <= round(scale, 3):
            continue
        found = _frame(*way).scale
        if round(found, 3) > round(scale, 3):
            chosen = way
            scale = found
    return place(*chosen)


def is_legible(scene: Scene) -> bool:
    """Whether there is a way of placing in which the picture can be read on A3."""
    least = SMALLEST / SIZE
    tried = (way for way in _ways(scene) if _most_scale(*way) >= least)
    return any(_frame(*way).is_legible for way in tried)
