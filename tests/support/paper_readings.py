"""Prints specimens of ``tests/layouts`` on paper, and holds the draft of the paper against the workbook it shows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.identity import Wanted
from kg.read.layout.reading import Indicator, Item, Reading, Value
from tests.support.variants.converted import converted

__all__ = ["Draft", "drafts", "printed"]

_DECIMAL = re.compile(r"^(-?\d+),(\d+)(?=%?$)")
#: A3, as a matrix is printed; points a line of text needs, and letters that go into a unit of width.
_A3, _LINE, _LETTERS = 8, 15, 0.8
#: For specimens that name no kecamatan, or no year.
_SOME = Choice(wanted=Wanted(kecamatan="33.02.19", period="2025"))


@dataclass(frozen=True)
class Draft:
    """How many rows a workbook has, how many the draft reads alike, and its wrong rows that nothing tells."""

    name: str
    rows: int
    alike: int
    untold: tuple[str, ...]


def _lines_of(sheet: Worksheet, row: int) -> int:
    most = 1
    for cell in sheet[row]:
        if isinstance(cell, MergedCell) or cell.value is None:
            continue
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        merged = [area for area in sheet.merged_cells.ranges if cell.coordinate in area]
        first, last, high = cell.column, cell.column, 1
        if merged:
            first, last = merged[0].min_col, merged[0].max_col
            high = merged[0].max_row - merged[0].min_row + 1
        width = 0.0
        for index in range(first, last + 1):
            width += sheet.column_dimensions[get_column_letter(index)].width or 9
        letters = width * _LETTERS
        needed = sum(-(-len(line) // letters) for line in str(cell.value).splitlines())
        most = max(most, int(-(-needed // high)))
    return most


def _made_ready(path: Path, target: Path) -> None:
    """The workbook with every row as high as its texts, one page wide."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
        for row in range(1, sheet.max_row + 1):
            sheet.row_dimensions[row].height = _LINE * _lines_of(sheet, row) + 2
    book.save(target)


def printed(paths: list[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice prints them; each stands beside its paper in ``folder``."""
    books: list[Path] = []
    for path in paths:
        books.append(folder / f"{path.parent.name}-{path.name}")
        _made_ready(path, books[-1])
    return converted(books, "pdf", folder)


def _plain(text: str) -> str:
    """A text without blanks and case; the mark of a decimal is that of whose LibreOffice printed it."""
    flat = "".join(text.split()).casefold()
    return _DECIMAL.sub(r"\1.\2", flat)


def _values(values: dict[str, Value]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, _plain(value.text)) for key, value in values.items()))


def _measured(one: Indicator) -> tuple[object, ...]:
    return _plain(one.text), _values(one.targets), _values(one.reached)


def _row(item: Item) -> tuple[object, ...]:
    measures = tuple(_measured(one) for one in item.indicators)
    return item.level, _plain(item.text), _values(item.money), measures


def _places(item: Item) -> set[str]:
    found = {item.place, *(value.place for value in item.money.values())}
    for one in item.indicators:
        found.add(one.place)
        found |= {value.place for value in (*one.targets.values(), *one.reached.values())}
    return found


def _understood(path: Path) -> Reading:
    return understand(path, _SOME).reading


def drafts(papers: list[Path]) -> list[Draft]:
    """Each paper held against its workbook: rows with level, text, money, indicators and all their values."""
    found: list[Draft] = []
    for paper in papers:
        wanted, got = _understood(paper.with_suffix(".xlsx")), _understood(paper)
        rows, read = Counter(map(_row, wanted.items)), Counter(map(_row, got.items))
        told = {doubt.place for doubt in got.doubts}
        wrong = read - rows
        untold: list[str] = []
        for item in got.items:
            if wrong[_row(item)] > 0 and told.isdisjoint(_places(item)):
                untold.append(f"{item.place} {item.text}")
        alike = (rows & read).total()
        found.append(Draft(paper.name, rows.total(), alike, tuple(untold)))
    return found
