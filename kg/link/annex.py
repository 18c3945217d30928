"""The annexes of the decrees as spreadsheets.

Nine columns without dependable headings, split over pages and files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.derive.official.concept import Concept
from kg.errors import Problem
from kg.link.entries import ListEntry, ListReading, level_of, parent_of, place_of
from kg.link.forms import forms
from kg.read.grid import Cell, Grid, Line

__all__ = ["Annex", "looks_like_annex"]

#: Columns: urusan, bidang, program, kegiatan, sub kegiatan; then name, result, indicator, unit.
_CODES, _NAME, _RESULT, _INDICATOR, _UNIT = range(5), 5, 6, 7, 8
#: One group of a code in its cell; of a template the groups are X and XX.
_PART = re.compile(r"\d{1,4}|\d\.\d{2}|X|XX")
#: An activity that a spreadsheet took for a number.
_SHORT = re.compile(r"\d\.\d")
#: Rows of the template stand for every branch of government: their codes begin with it.
_TEMPLATE = "X"


def looks_like_annex(grid: Grid) -> bool:
    """Whether most lines with a code hold its parts in the first columns, and a text in the sixth."""
    fitting = coded = 0
    for line in grid.lines:
        parts = list(filter(None, (line.cell(i).text.strip() for i in _CODES)))
        if not parts:
            continue
        coded += 1
        if all(map(_PART.fullmatch, parts)) and line.cell(_NAME).text.strip():
            fitting += 1
    return fitting * 2 > coded


@dataclass
class Annex:
    """Reads one grid after the other; a name may go on in the next file."""

    reading: ListReading
    digits: int
    _above: list[str] = field(default_factory=list)

    def read(self, grid: Grid) -> None:
        """Add the entries of one grid."""
        for place, line in enumerate(grid.lines):
            parts = list(map(line.cell, _CODES))
            if any(cell.text.strip() for cell in parts):
                self._row(grid, place, line, parts)
            elif line.cell(_NAME).text.strip():
                self._goes_on(line)

    def _goes_on(self, line: Line) -> None:
        """A line without a code continues the texts above, unless it is a remark."""
        text = _joined("", line.cell(_NAME))
        remarks = tuple(forms().remarks["beginnings"])
        if not self.reading.entries or text.casefold().startswith(remarks):
            return
        last = self.reading.entries[-1]
        concept = last.concept
        longer = replace(
            concept,
            names=(f"{concept.name} {text}",),
            result=_joined(concept.result, line.cell(_RESULT)),
            indicator=_joined(concept.indicator, line.cell(_INDICATOR)),
            unit=_joined(concept.unit, line.cell(_UNIT)),
        )
        self.reading.entries[-1] = replace(last, concept=longer)

    def _row(self, grid: Grid, place: int, line: Line, parts: list[Cell]) -> None:
        texts = [cell.text.strip() for cell in parts]
        first = next(filter(None, texts))
        if first[0].isalpha() and not first.startswith(_TEMPLATE):
            return  # headings, printed again on every page
        groups = self._groups(grid, place, line, parts)
        if groups is None:
            return
        code = ".".join(groups)
        if not level_of(code):
            return
        where = place_of(grid, line, 0)
        concept = _concept(line, code)
        if not concept.name:
            self.reading.problems.append(Problem("LINK-NAME-EMPTY", where, {"code": code}))
            return
        self.reading.entries.append(ListEntry(concept, where))

    def _groups(self, grid: Grid, place: int, line: Line, parts: list[Cell]) -> list[str] | None:
        """The groups of the code; what a row leaves out stands in the rows above."""
        lowest = max(i for i in _CODES if parts[i].text.strip())
        groups: list[str] = []
        for index in range(lowest + 1):
            text = parts[index].text.strip()
            if not text and index < len(self._above):
                groups.append(self._above[index])
                continue
            group = self._group(grid, place, index, parts[index])
            if group is None:
                where = place_of(grid, line, index)
                problem = Problem("LINK-CODE-NUMBER", where, {"found": text})
                self.reading.problems.append(problem)
                return None
            groups.append(group)
        self._above = groups
        return groups

    def _group(self, grid: Grid, place: int, index: int, cell: Cell) -> str | None:
        text = cell.text.strip()
        if not _PART.fullmatch(text) and not _SHORT.fullmatch(text):
            return None
        if index == 3 and _SHORT.fullmatch(text):
            # Stored as a number, 2.10 has lost its zero; only the neighbours can tell.
            if _between_neighbours(grid, place, text):
                return f"{text}0"
            return None
        if not text.isdigit():
            return text
        # A spreadsheet that took a group for a number has dropped the zeros in front.
        if index in {1, 2}:
            return text.zfill(2)
        if index == 4:
            return text.zfill(self.digits)
        return text


def _concept(line: Line, code: str) -> Concept:
    """The entry that a line prints beside its code."""
    scope = "nasional"
    if code.startswith(_TEMPLATE):
        scope = "umum"
    return Concept(
        code=code,
        former_code="",
        level=level_of(code),
        names=(_joined("", line.cell(_NAME)),),
        result=_joined("", line.cell(_RESULT)),
        indicator=_joined("", line.cell(_INDICATOR)),
        unit=_joined("", line.cell(_UNIT)),
        since=None,
        until=None,
        parent=parent_of(code),
        scope=scope,
    )


def _between_neighbours(grid: Grid, place: int, text: str) -> bool:
    """Whether the activities before and after are those of 2.10: 2.09 and 2.11."""
    head, _, tail = text.partition(".")
    lower = f"{head}.{int(tail) - 1}9"
    upper = f"{head}.{tail}1"
    above = range(place - 1, -1, -1)
    below = range(place + 1, len(grid.lines))
    return _activity(grid, above) == lower and _activity(grid, below) == upper


def _activity(grid: Grid, places: range) -> str:
    """The first other activity in these lines."""
    for place in places:
        text = grid.lines[place].cell(3).text.strip()
        if re.fullmatch(r"\d\.\d\d", text):
            return text
    return ""


def _joined(text: str, cell: Cell) -> str:
    """A text that goes on in a cell, with one space between words."""
    words = f"{text} {cell.text}".split()
    return " ".join(words)
