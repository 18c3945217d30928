"""Outlines of regions as paths of a drawing, so coarse that a page stays light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from kg.read.geojson import Outline

__all__ = ["Drawn", "drawing"]

#: Width of the drawing in units of its own; height follows from the map.
WIDTH = 1000.0
#: Grids that corners are put on, from fine to coarse, until the paths are short enough.
_GRIDS = (0.5, 1.0, 2.0, 4.0, 8.0)
_MOST_BYTES = 150_000

Corner = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """One region on the drawing: its code and the path of its rings."""

    code: str
    path: str


def drawing(outlines: Sequence[Outline]) -> tuple[tuple[Drawn, ...], float]:
    """The regions as paths, and the height of the drawing.

    Degrees are taken as they are: at the equator a degree is as wide as it is high.
    """
    rings = chain.from_iterable(outline.rings for outline in outlines)
    corners = list(chain.from_iterable(rings))
    west = min(x for x, _ in corners)
    north = max(y for _, y in corners)
    span = max(max(x for x, _ in corners) - west, 1e-9)
    scale = WIDTH / span
    height = (north - min(y for _, y in corners)) * scale
    found: tuple[Drawn, ...] = ()
    for grid in _GRIDS:
        frame = _Frame(west, north, scale, grid)
        found = tuple(Drawn(outline.code, frame.path(outline)) for outline in outlines)
        if sum(len(one.path) for one in found) <= _MOST_BYTES:
            break
    return found, height


@dataclass(frozen=True)
class _Frame:
    """From degrees to the grid of the drawing."""

    west: float
    north: float
    scale: float
    grid: float

    def path(self, outline: Outline) -> str:
        """The rings of a region, corners on one point of the grid once."""
        return "".join(map(self._ring, outline.rings))

    def _ring(self, ring: Sequence[Corner]) -> str:
        points: list[str] = []
        for x, y in ring:
            across = round((x - self.west) * self.scale / self.grid) * self.grid
            down = round((self.north - y) * self.scale / self.grid) * self.grid
            point = f"{across:g} {down:g}"
            if not points or points[-1] != point:
                points.append(point)
        if len(points) < 3:
            return ""  # smaller than the grid
        return f"M{'L'.join(points)}Z"
