"""A workbook of Excel 97–2003 (.xls), with its number formats, errors, merged and hidden cells."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from kg.errors import InputError, Problem
from kg.limits import Limits
from kg.read.grid import ERROR_WORDS, Cell, Grid, Line, decimal_of
from kg.read.merged import fill_merged
from kg.read.numberformat import typed_number

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

__all__ = ["read_xls"]

# What the reader raises on damaged workbooks (each seen on workbooks with bytes changed at random).
_DAMAGED = (
    XLRDError,
    CompDocError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    MemoryError,
    OSError,
)

#: The signs of errors by their stored code.
_ERRORS = {str(code): text for code, text in xlrd.error_text_from_code.items()}


def _format(book: Book, style: int) -> str:
    return str(book.format_map[book.xf_list[style].format_key].format_str)


def _dated(book: Book, value: float) -> Cell:
    """A day; a number that only looks like one by its format, and is none of the calendar, as it stands."""
    try:
        day = xlrd.xldate_as_datetime(value, book.datemode).date()
    except (ValueError, OverflowError):
        return Cell(f"{decimal_of(value):f}")
    return Cell(day.isoformat(), day=day)


def _cell(book: Book, kind: int, value: object, style: int) -> Cell:
    if kind == xlrd.XL_CELL_ERROR:
        return Cell(error=_ERRORS.get(str(value), "#N/A"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        # As a sheet shows it, in whatever language it was made.
        return Cell("TRUE" if value else "FALSE")
    if kind == xlrd.XL_CELL_NUMBER and isinstance(value, float):
        return typed_number(value, _format(book, style))
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _dated(book, value)
    text = ""
    if kind == xlrd.XL_CELL_TEXT:
        text = str(value)
    if ERROR_WORDS.fullmatch(text.strip()):
        return Cell(error=text.strip())
    return Cell(text)


def _cells(book: Book, sheet: Sheet) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            style = sheet.cell_xf_index(row, column)
            cell = _cell(book, kind, sheet.cell_value(row, column), style)
            alignment = book.xf_list[style].alignment
            if alignment is not None and alignment.indent_level and cell.number is None:
                cell = replace(cell, indent=alignment.indent_level)
            if book.font_list[book.xf_list[style].font_index].struck_out:
                cell = replace(cell, struck=cell.text)
            if cell.filled:
                rows.setdefault(row + 1, {})[column] = cell
    return rows


def _grid(book: Book, sheet: Sheet, name: str, limits: Limits) -> Grid:
    rows = _cells(book, sheet)
    ranges = []
    for r1, r2, c1, c2 in sheet.merged_cells:
        ranges.append((r1 + 1, r2, c1, c2 - 1))
    merged = fill_merged(rows, ranges, limits.sheet_rows)
    hidden = set()
    for row, about in sheet.rowinfo_map.items():
        if about.hidden:
            hidden.add(row + 1)
    columns = {column for column, about in sheet.colinfo_map.items() if about.hidden}
    return Grid(
        title=sheet.name,
        file=name,
        lines=tuple(Line(n, rows[n], n in hidden) for n in sorted(rows)),
        workbook=True,
        merged=merged,
        hidden=sheet.visibility != 0,
        hidden_columns=frozenset(columns),
    )


def read_xls(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """All worksheets of the .xls in these bytes.

    :raises InputError: READ-PASSWORD or READ-XLSX.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [_grid(book, sheet, name, limits) for sheet in book.sheets()]
    except _DAMAGED as error:
        if "encrypted" in str(error):
            raise InputError(Problem("READ-PASSWORD", name)) from error
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error
