"""The cells of a ruled table on paper.

Each letter belongs to one cell, and one that a rule cuts makes its row doubtful.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfplumber.page import Page as Paper
    from pdfplumber.table import Table

__all__ = ["Line", "RuledPages"]

#: How near rules and letters may be to belong together, in points, for letters of that height or
#: more.
_NEAR, _LETTER = 3.0, 10.0
#: Which share of its height a letter may stand outside its cell: strokes reach over a rule, words
#: do not.
_OVER = 0.4

_Box = tuple[float, float, float, float]
# A letter as pdfplumber gives it: a plain dict of numbers and texts.
_Letter = dict[str, Any]


@dataclass
class Line:
    """One row of a page: its texts by column, whether it stands in a table, and whether it is torn."""

    cells: list[str]
    tabled: bool = False
    torn: bool = False


@dataclass
class _Letters:
    """The letters of a page from top to bottom; each is given to one cell only."""

    all: list[_Letter]
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.all.sort(key=_middle)
        self.heights = list(map(_middle, self.all))

    def inside(self, box: _Box) -> list[_Letter]:
        """The letters of a cell that no smaller cell has."""
        left, top, right, bottom = box
        first = bisect_left(self.heights, top)
        last = bisect_right(self.heights, bottom)
        found: list[_Letter] = []
        for index in range(first, last):
            letter = self.all[index]
            across = (letter["x0"] + letter["x1"]) / 2
            if index not in self.taken and left <= across <= right:
                self.taken.add(index)
                found.append(letter)
        return found


def _middle(letter: _Letter) -> float:
    return float(letter["top"] + letter["bottom"]) / 2


def _area(box: _Box) -> float:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def _letter_height(paper: Paper) -> float:
    """The height of most letters: a wide matrix is printed so small that its lines nearly touch."""
    sizes = sorted(char["size"] for char in paper.chars)
    if sizes:
        return float(sizes[len(sizes) // 2])
    return _LETTER


def _is_cut(letters: list[_Letter], box: _Box) -> bool:
    """Whether a rule runs through a letter, so that its words may belong to the row beside."""
    _, top, _, bottom = box
    for letter in letters:
        over = _OVER * (letter["bottom"] - letter["top"])
        if letter["text"].strip() and (
            letter["top"] < top - over or letter["bottom"] > bottom + over
        ):
            return True
    return False


def _between(paper: Paper, top: float, bottom: float, near: float) -> list[Line]:
    """The lines of text between two tables, above the first and below the last."""
    if bottom - top < 1:
        return []
    part = paper.crop((0, top, paper.width, bottom), strict=False)
    text = part.extract_text(x_tolerance=near, y_tolerance=near)
    found: list[Line] = []
    for line in text.splitlines():
        if line.strip():
            found.append(Line([line]))
    return found


@dataclass
class RuledPages:
    """Reads the pages of one file.

    A table that goes on keeps its columns, also where a page lacks some of them.
    """

    starts: list[float] = field(default_factory=list)

    def lines(self, paper: Paper) -> list[Line]:
        """The lines of text and the rows of all tables of one page, from top to bottom."""
        near = _NEAR * min(1.0, _letter_height(paper) / _LETTER)
        ruled = {"snap_tolerance": near, "join_tolerance": near, "intersection_tolerance": near}
        tables = paper.find_tables(ruled)
        letters = _Letters(list(paper.chars))
        found: list[Line] = []
        ends = 0.0
        for table in sorted(tables, key=lambda one: one.bbox[1]):
            found += _between(paper, ends, table.bbox[1], near)
            found += self._table(letters, table, near)
            ends = max(ends, table.bbox[3])
        return found + _between(paper, ends, float(paper.height), near)

    def _table(self, letters: _Letters, table: Table, near: float) -> list[Line]:
        """The rows of a table, the smallest cells filled first.

        Where cells lie over each other, the inner one holds.
        """
        from pdfplumber.utils.text import extract_text

        rows = []
        for row in table.rows:
            rows.append([box for box in row.cells if box is not None])
        boxes: set[_Box] = set()
        for cells in rows:
            boxes.update(cells)
        self._columns(boxes, near)
        texts: dict[_Box, str] = {}
        cut: set[_Box] = set()
        for box in sorted(boxes, key=_area):
            own = letters.inside(box)
            text = extract_text(own, x_tolerance=near, y_tolerance=near)
            texts[box] = " ".join(text.split())
            if _is_cut(own, box):
                cut.add(box)
        lines = [self._line(cells, texts, cut) for cells in rows]
        self._outside(letters.inside(table.bbox), lines, [row.bbox for row in table.rows], near)
        return lines

    def _line(self, cells: list[_Box], texts: dict[_Box, str], cut: set[_Box]) -> Line:
        line = [""] * len(self.starts)
        for box in cells:
            line[self._column(box)] = texts[box]
        return Line(line, tabled=True, torn=not cut.isdisjoint(cells))

    def _outside(
        self, letters: list[_Letter], lines: list[Line], boxes: list[_Box], near: float
    ) -> None:
        """Letters in a table but in no closed cell, as of a merged cell that a page cuts.

        In the row where they begin.
        """
        from pdfplumber.utils.text import extract_text

        columns: dict[int, list[_Letter]] = {}
        for letter in letters:
            if letter["text"].strip():
                before = []
                for i, start in enumerate(self.starts):
                    if start <= letter["x0"] + near:
                        before.append(i)
                columns.setdefault(before[-1] if before else 0, []).append(letter)
        tops = [top for _, top, _, _ in boxes]
        for column, own in columns.items():
            row = max(bisect_right(tops, _middle(own[0])) - 1, 0)
            text = extract_text(own, x_tolerance=near, y_tolerance=near)
            lines[row].cells[column] = " ".join(f"{lines[row].cells[column]} {text}".split())
            lines[row].torn = True

    def _columns(self, boxes: set[_Box], near: float) -> None:
        """Keep the columns of the table before where all of this one begin there.

        Else take its own.
        """
        own = sorted({left for left, _, _, _ in boxes})
        if self.starts and all(abs(self.starts[self._at(left)] - left) <= 2 * near for left in own):
            return
        self.starts = own[:1]
        for before, left in pairwise(own):
            if left - before > near:
                self.starts.append(left)

    def _column(self, box: _Box) -> int:
        return self._at(box[0])

    def _at(self, left: float) -> int:
        """The column that begins nearest to a place."""
        return min(range(len(self.starts)), key=lambda index: abs(self.starts[index] - left))
