"""Writes grids as a workbook: every text a string, never a formula.

The same grids give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from math import ceil

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.book.grid import BookGrid, Toned, Value
from kg.report.book.package import BookSheet, packed
from kg.report.book.row_text import parts, row_text
from kg.report.book.styles import Styles
from kg.report.book.texts import text
from kg.report.book.xml_text import attribute, column, header
from kg.report.xml_text import escape

__all__ = ["written"]

#: The most rows of a sheet, its heading and the line that says what was cut not counted.
_ROWS = 1_048_574
#: Codes of paper; more characters than these beside each other are too small to read on A4.
_A3, _A4, _NARROW = 8, 9, 150
#: Height of a line, and of the highest row that programs show, in points.
_LINE, _HIGHEST = 13.5, 409.0
_HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr>'
    '<outlinePr summaryBelow="1" summaryRight="1" /><pageSetUpPr fitToPage="1" /></sheetPr>'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen" /><selection pane="bottomLeft" activeCell="A1" '
    'sqref="A1" /></sheetView></sheetViews><sheetFormatPr baseColWidth="8" defaultRowHeight="15" />'
)
_MARGINS = '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5" />'
_NO_MORE = "<evenHeader /><evenFooter /><firstHeader /><firstFooter /></headerFooter></worksheet>"
#: Dates from the year 2000 on.
_DATES = "<formula1>36526</formula1></dataValidation>"


def _column(number: int, width: int) -> str:
    return f'<col width="{width}" customWidth="1" min="{number}" max="{number}" />'


def _below(index: int, last: int) -> str:
    """The cells of a column below its heading."""
    first = f"{column(index + 1)}2"
    return first if last == 2 else f"{first}:{column(index + 1)}{last}"


def _validations(grid: BookGrid, last: int, lang: Lang) -> Iterator[str]:
    """What may be typed into a column: one of some words, or a date."""
    checked = 'showErrorMessage="1" allowBlank="1"'
    pick = attribute(text("word", "pick", lang))
    for index, offered in grid.choices.items():
        cells = _below(index, last)
        words = escape(f'"{",".join(offered)}"')
        yield (
            f'<dataValidation sqref="{cells}" showDropDown="0" '
            f'showInputMessage="0" {checked} error="{pick}" type="list">'
            f"<formula1>{words}</formula1></dataValidation>"
        )
    day = attribute(text("word", "date", lang))
    for index in grid.dates:
        cells = _below(index, last)
        yield (
            f'<dataValidation sqref="{cells}" showDropDown="0" '
            f'showInputMessage="1" {checked} error="{day}" prompt="{day}" '
            f'type="date" operator="greaterThan">{_DATES}'
        )


@lru_cache(maxsize=DEFAULT.cell_texts)
def _lines(shown: str, room: int) -> int:
    """How many lines a text takes; an empty line is a line too."""
    return sum(max(1, ceil(len(part) / room)) for part in shown.split("\n"))


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """How high a row must be so that its wrapped text is seen.

    Programs other than Excel do not find out by themselves.
    """
    most = 1
    for value, width in zip(row, widths, strict=False):
        plain, _tone = parts(value)
        if isinstance(plain, str):
            most = max(most, _lines(plain, max(width - 1, 1)))
    return min(most * _LINE + 2, _HIGHEST)


def _printed(grid: BookGrid) -> int:
    return grid.printed or len(grid.columns)


def _page(grid: BookGrid, lang: Lang) -> str:
    """Landscape, as wide as a page of A3, or of A4 where that is enough.

    The heading on every page.
    """
    paper = _A4
    if sum(width for _, width in grid.columns[: _printed(grid)]) > _NARROW:
        paper = _A3
    about = header("&L" + (grid.about or grid.name).replace("&", "&&"))
    foot = header("&R" + text("word", "page", lang))
    return (
        f'{_MARGINS}<pageSetup orientation="landscape" paperSize="{paper}" fitToHeight="0" '
        f'fitToWidth="1" /><headerFooter><oddHeader>{about}</oddHeader>'
        f"<oddFooter>{foot}</oddFooter>{_NO_MORE}"
    )


def _rows(grid: BookGrid, styles: Styles, lang: Lang) -> Iterator[str]:
    """Heading and rows, and a line that says so where there are more than a sheet holds."""
    heads = [Toned(heading, "strong") for heading, _ in grid.columns]
    widths = [width for _, width in grid.columns]
    yield row_text(heads, 1, styles.of, lang, None)
    for number, row in enumerate(grid.rows[:_ROWS], start=2):
        yield row_text(row, number, styles.of, lang, _height(row, widths))
    if len(grid.rows) > _ROWS:
        yield row_text([text("word", "rows-cut", lang)], _ROWS + 2, styles.of, lang, None)


def _text(grid: BookGrid, last: int, styles: Styles, lang: Lang) -> Iterator[str]:
    """The XML of a sheet, row by row."""
    yield f"{_HEAD}<cols>"
    for number, (_, width) in enumerate(grid.columns, start=1):
        yield _column(number, width)
    yield "</cols><sheetData>"
    yield from _rows(grid, styles, lang)
    yield f'</sheetData><autoFilter ref="A1:{column(len(grid.columns))}{last}" />'
    rules = list(_validations(grid, last, lang))
    if rules:
        yield f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>'
    yield _page(grid, lang)


def _sheets(grids: Iterable[BookGrid], styles: Styles, lang: Lang) -> Iterator[BookSheet]:
    for grid in grids:
        last = max(min(len(grid.rows), _ROWS) + 1, 2)
        content = _text(grid, last, styles, lang)
        printed = column(_printed(grid))
        yield BookSheet(grid.name, column(len(grid.columns)), printed, last, content)


def written(grids: Iterable[BookGrid], lang: Lang, moment: datetime) -> bytes:
    """The workbook of these sheets, made at ``moment``; each is asked for when it is written."""
    styles = Styles()
    return packed(_sheets(grids, styles, lang), styles, moment)
