"""Writes grids as a workbook: every text a string, never a formula.

The same grids give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.xml.functions import tostring

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.book.clean import clean
from kg.report.book.grid import BookGrid, Toned, Value
from kg.report.book.row_text import parts, row_text
from kg.report.book.texts import text
from kg.safe_text import is_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FILLS", "as_text", "saved", "written"]

#: The most rows of a sheet, its heading and the line that says what was cut not counted.
_ROWS = 1_048_574
FILLS = {
    "bad": "F8CBAD",
    "warn": "FFE699",
    "open": "DDEBF7",
    "good": "E2EFDA",
    "input": "FFFDE7",
    "day": "FFFDE7",
    "strong": "1F3864",
}
#: Codes of paper; more characters than these beside each other are too small to read on A4.
_A3, _A4, _NARROW = 8, 9, 150
#: Height of a line, and of the highest row that programs show, in points.
_LINE, _HIGHEST = 13.5, 409.0
_THIN = Side(style="thin", color="BFBFBF")
#: The part of a workbook in which the library writes the time of the day.
_CORE = "docProps/core.xml"
#: How the library writes a sheet without rows; what it writes around them stays.
_NO_ROWS = b"<sheetData></sheetData>"


def as_text(cell: Any, value: str, cut: str = "…") -> None:
    """Put a text into a cell as a string, whatever it begins with."""
    shown = clean(value, cut)
    cell.value = shown
    cell.data_type = "s"
    if is_formula(shown):
        cell.quotePrefix = True


class _Styles:
    """One prepared style per tone and kind of value: styles are looked up once, not once a cell."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, bool, bool], int] = {}

    def of(self, tone: str, dated: bool, quoted: bool) -> int:
        """The number of the style of a cell with this tone, date and leading sign."""
        key = (tone, dated, quoted)
        if key not in self._known:
            cell = WriteOnlyCell(self._sheet)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = Border(
                left=_THIN,
                right=_THIN,
                top=_THIN,
                bottom=_THIN,
            )
            if tone:
                cell.fill = PatternFill("solid", start_color=FILLS[tone])
            if tone == "strong":
                cell.font = Font(bold=True, color="FFFFFF")
            if dated:
                cell.number_format = "yyyy-mm-dd"
            else:
                cell.number_format = "General"
            cell.quotePrefix = quoted
            self._known[key] = cell.style_id
        return self._known[key]


def _validations(sheet: Worksheet, grid: BookGrid, last: int, lang: Lang) -> None:
    rules: list[tuple[int, DataValidation]] = []
    for index, offered in grid.choices.items():
        rule = DataValidation(
            "list",
            formula1=f'"{",".join(offered)}"',
            allow_blank=True,
            showErrorMessage=True,
        )
        rule.error = text("word", "pick", lang)
        rules.append((index, rule))
    for index in grid.dates:
        rule = DataValidation(
            "date",
            operator="greaterThan",
            formula1="36526",
            allow_blank=True,
            showErrorMessage=True,
        )
        rule.error = rule.prompt = text("word", "date", lang)
        rule.showInputMessage = True
        rules.append((index, rule))
    for index, rule in rules:
        letter = get_column_letter(index + 1)
        rule.add(f"{letter}2:{letter}{max(last, 2)}")
        sheet.data_validations.append(rule)


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


def _page(sheet: Worksheet, grid: BookGrid, last: int, lang: Lang) -> None:
    """Landscape, as wide as a page of A3, or of A4 where that is enough.

    The heading on every page.
    """
    widths = [width for _, width in grid.columns]
    printed = grid.printed or len(widths)
    sheet.page_setup.orientation = "landscape"
    if sum(widths[:printed]) > _NARROW:
        sheet.page_setup.paperSize = _A3
    else:
        sheet.page_setup.paperSize = _A4
    sheet.print_area = f"A1:{get_column_letter(printed)}{max(last, 2)}"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = (grid.about or grid.name).replace("&", "&&")
    sheet.oddFooter.right.text = text("word", "page", lang)


def _rows(sheet: Worksheet, grid: BookGrid, lang: Lang) -> Iterable[str]:
    """Heading and rows, and a line that says so where there are more than a sheet holds."""
    styles = _Styles(sheet)
    heads = [Toned(heading, "strong") for heading, _ in grid.columns]
    widths = [width for _, width in grid.columns]
    yield row_text(heads, 1, styles.of, lang, None)
    for number, row in enumerate(grid.rows[:_ROWS], start=2):
        yield row_text(row, number, styles.of, lang, _height(row, widths))
    if len(grid.rows) > _ROWS:
        yield row_text([text("word", "rows-cut", lang)], _ROWS + 2, styles.of, lang, None)


def _sheet(book: Any, grid: BookGrid, lang: Lang) -> bytes:
    """Adds a sheet without rows to the workbook; its rows as text."""
    sheet = book.create_sheet(grid.name)
    for index, (_, width) in enumerate(grid.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    last = min(len(grid.rows), _ROWS) + 1
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(grid.columns))}{max(last, 2)}"
    _validations(sheet, grid, last, lang)
    _page(sheet, grid, last, lang)
    return b"<sheetData>" + "".join(_rows(sheet, grid, lang)).encode() + b"</sheetData>"


def written(grids: Iterable[BookGrid], lang: Lang, moment: datetime) -> bytes:
    """The workbook of these sheets, made at ``moment``."""
    book = openpyxl.Workbook(write_only=True)
    rows = {}
    for number, grid in enumerate(grids, start=1):
        rows[f"xl/worksheets/sheet{number}.xml"] = _sheet(book, grid, lang)
    book.properties.creator = "kg check"
    book.properties.created = moment.astimezone(UTC).replace(tzinfo=None)
    return saved(book, moment, rows)


def saved(book: Any, moment: datetime, rows: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The bytes of a workbook: the time of every entry and of the last change is ``moment``.

    ``rows`` are put into the sheets that have none, by the names of their files.
    """
    raw = io.BytesIO()
    out = io.BytesIO()
    book.save(raw)
    now = moment.astimezone(UTC)
    book.properties.modified = now.replace(tzinfo=None)
    core = tostring(book.properties.to_tree())
    when = (max(now.year, 1980), now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            data = core if name == _CORE else old.read(name)
            if name in rows:
                data = data.replace(_NO_ROWS, rows[name], 1)
            new.writestr(entry, data)
    return out.getvalue()
