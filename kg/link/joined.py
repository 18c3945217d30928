"""Tables whose cells hold code and name together (``7.01.02 PROGRAM …``), taken apart before they are read.

What such a column holds is told by its cells, whatever its heading says: with one of them every row
is an entry, with several each has a level of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.derive.official.concept import LEVELS
from kg.read.grid import Cell, Grid, Line

__all__ = ["parted"]

#: A code of three groups or more, and a name that begins with a letter.
_JOINED = re.compile(
    r"\s*\[?((?:\d|X)(?:\s*\.\s*[\dX]{1,4}){2,5})\s*\.?\]?\s*[-–—:|]?\s*([^\W\d].*)", re.DOTALL
)
#: Least share of the filled cells of a column that hold both.
_MOST = 0.8
#: Heads stand at the top: so many rows are looked at for one.
_ROWS = 20


def parted(grid: Grid) -> Grid:
    """The table with a column of names beside each column that holds codes and names together.

    Others as they are.
    """
    columns = _joined_columns(grid)
    start = _first(grid, columns)
    head = _head(grid, start)
    if not columns or head is None:
        return grid
    width = 1 + max(max(line.cells, default=0) for line in grid.lines)
    beside = dict(zip(columns, range(width, width + len(columns)), strict=True))
    lines = []
    for number, line in enumerate(grid.lines):
        if number == head:
            lines.append(_headed(line, columns, beside))
        elif number >= start:
            lines.append(_apart(line, beside))
        else:
            lines.append(line)
    return replace(grid, lines=tuple(lines))


def _joined_columns(grid: Grid) -> dict[int, str]:
    """The columns that hold both, with the level that most of their codes have."""
    filled: Counter[int] = Counter()
    levels: dict[int, Counter[str]] = {}
    for line in grid.lines:
        for index, cell in line.cells.items():
            found = _JOINED.fullmatch(cell.text)
            filled[index] += bool(cell.text.strip())
            if found is not None:
                level = LEVELS.get(found[1].count(".") + 1, "")
                levels.setdefault(index, Counter())[level] += 1
    columns = {}
    for index, counts in sorted(levels.items()):
        # Headings and titles stand above.
        rows = max(filled[index] - 2, 1)
        if counts.total() >= _MOST * rows:
            columns[index] = counts.most_common(1)[0][0]
    return columns


def _first(grid: Grid, columns: dict[int, str]) -> int:
    """The first line with code and name in one cell."""
    for number, line in enumerate(grid.lines):
        if any(_JOINED.fullmatch(line.cell(index).text) for index in columns):
            return number
    return len(grid.lines)


def _head(grid: Grid, start: int) -> int | None:
    """The line of headings above: the nearest one with words."""
    for number in range(min(start, _ROWS) - 1, -1, -1):
        texts = []
        for cell in grid.lines[number].cells.values():
            texts.append(cell.text.strip())
        if any(text and not text.isdigit() for text in texts):
            return number
    return None


def _headed(line: Line, columns: dict[int, str], beside: dict[int, int]) -> Line:
    """The headings, with those of codes and names in place of the joined ones."""
    cells = dict(line.cells)
    for index, level in columns.items():
        tail = ""
        if len(columns) > 1:
            tail = f"_{level}"
        cells[index] = Cell(f"kode{tail}")
        cells[beside[index]] = Cell(f"nama{tail}")
    return replace(line, cells=cells)


def _apart(line: Line, beside: dict[int, int]) -> Line:
    """A row with its codes left where they stand, and the names beside."""
    cells = dict(line.cells)
    for index, other in beside.items():
        found = _JOINED.fullmatch(line.cell(index).text)
        if found is not None:
            cells[index] = replace(line.cell(index), text=found[1])
            cells[other] = replace(line.cell(index), text=found[2])
    return replace(line, cells=cells)
