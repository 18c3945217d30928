"""The sheet around a tree: title above, legend below, and how much it all shrinks on A3."""

from __future__ import annotations

from dataclasses import dataclass

from kg.report.drawing.legend import legend_height
from kg.report.drawing.scene import SIZE, Scene
from kg.report.drawing.text import width, wrap

__all__ = ["CAPTION", "LANE", "MARGIN", "PAPER", "SMALLEST", "TITLE", "Frame", "framed"]

#: A3, long side first, less the margins, the heading and the footer that the paper report has
#: around a picture, in points.
PAPER = (1126.0, 770.0)
#: Smallest label on a sheet of A3, in points: a little more than 6.5, so that rounding does not
#: matter; notes are then above 6.
SMALLEST = 6.55
#: Space around the tree; room for captions of rows at the left and of columns above, in points.
MARGIN, CAPTION, LANE = 14.0, 84.0, 34.0
#: Font size of the title, its lines and its least width.
TITLE, _TITLE_LINES, _NARROW = 17.0, 4, 620.0
#: Bold letters are at most so much wider than the letters that lines are broken by.
_BOLDER = 1.2


@dataclass(frozen=True)
class Frame:
    """The whole picture in points before it shrinks, and where the tree begins in it."""

    wide: float
    high: float
    left: float
    top: float
    title: tuple[str, ...]
    scale: float

    @property
    def is_legible(self) -> bool:
        """Whether its smallest print on A3 is still read easily."""
        return self.scale * SIZE >= SMALLEST


def framed(scene: Scene, width_: float, height: float, *, down: bool) -> Frame:
    """The frame of a tree of that size, whose levels stand in rows (``down``) or in columns."""
    if down:
        left = CAPTION
        above = 0.0
    else:
        left = MARGIN
        above = LANE
    tree = width_ + left + MARGIN
    room = PAPER[0] - 2 * MARGIN
    titled = min(width(scene.title, TITLE, bold=True), room)
    wide = max(tree, _NARROW + 2 * MARGIN, titled + 2 * MARGIN)
    title = wrap(scene.title, (wide - 2 * MARGIN) / _BOLDER, TITLE, _TITLE_LINES)
    top = 60 + (len(title) - 1) * (TITLE + 3) + above
    high = top + height + MARGIN + legend_height(scene, wide - 2 * MARGIN)
    if wide >= high:
        long_, short = PAPER
    else:
        long_, short = reversed(PAPER)
    scale = min(1.0, long_ / wide, short / high)
    return Frame(
        wide,
        high,
        left + (wide - tree) / 2,
        top,
        title,
        scale,
    )
