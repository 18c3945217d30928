"""An .xlsx or .xlsm workbook, opened only after its zip directory has shown to be harmless."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.grid import ERROR_WORDS, Cell, Grid, Line
from kg.read.merged import fill_merged
from kg.read.numberformat import typed_number
from kg.read.slim import check_parts, slimmed

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Stored
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["check_archive", "open_workbook", "read_workbook", "shown"]


# What openpyxl and the zip reader raise on damaged workbooks (each seen on workbooks with bytes
# changed at random).
DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    ArithmeticError,
    OSError,
)
# Strict workbooks (ISO 29500) differ from common ones in the addresses of their vocabularies only.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|spreadsheetml|drawingml)/")
#: How far into a part a document type can stand.
_HEAD = 4_096
_BOOK = "xl/workbook.xml"
_COMMON = {
    b"officeDocument": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"spreadsheetml": b"http://schemas.openxmlformats.org/spreadsheetml/2006/",
    b"drawingml": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


def _is_bomb(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    """Whether a part unpacks to more than any honest one; small parts may shrink to next to nothing."""
    if entry.file_size > limits.zip_entry_bytes:
        return True
    return entry.file_size > limits.zip_ratio * max(entry.compress_size, 1_000)


def check_archive(data: bytes, name: str, limits: Limits) -> list[str]:
    """The names of the parts of an archive; one that would unpack beyond the limits is refused.

    :raises InputError: READ-ZIP or READ-BOMB, before anything is unpacked.
    """
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except DAMAGED as error:
        raise InputError(Problem("READ-ZIP", name)) from error
    total = sum(e.file_size for e in entries)
    bomb = any(_is_bomb(entry, limits) for entry in entries)
    if bomb or total > limits.zip_total_bytes or len(entries) > limits.zip_entries:
        values = {"size": str(total), "entries": str(len(entries))}
        raise InputError(Problem("READ-BOMB", name, values))
    return [e.filename for e in entries]


def shown(cell: Stored) -> str:
    """The cell as text, as near to what Excel shows as a transcription needs."""
    return _typed(cell.value, cell.number_format or "").text


def _typed(value: object, number_format: str) -> Cell:
    """A stored value as a cell, without what the styles of the sheet say about it."""
    if value is None:
        return Cell()
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return typed_number(value, number_format)
    if isinstance(value, datetime):
        return Cell(value.isoformat()[:10], day=value.date())
    if isinstance(value, date):
        return Cell(value.isoformat(), day=value)
    if isinstance(value, (time, timedelta)):
        return Cell(str(value))
    return Cell(str(value))


def _common(data: bytes) -> bytes:
    """A strict workbook with the addresses of a common one; any other as it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if _BOOK not in names or not _STRICT.search(archive.read(_BOOK)):
            return data
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name in names:
                body = _STRICT.sub(lambda m: _COMMON[m[1]], archive.read(name))
                written.writestr(name, body)
    return target.getvalue()


def _check_declarations(data: bytes) -> None:
    """Refuse parts that declare entities: no spreadsheet writes them, and some parsers expand them.

    :raises ValueError: a part begins with a document type.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                with archive.open(name) as part:
                    head = part.read(_HEAD).replace(b"\x00", b"")
            except DAMAGED:
                # A part that cannot be unpacked is told when it is needed, and many never are.
                continue
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                msg = f"DOCTYPE in {name}"
                raise ValueError(msg)


def _open(
    data: bytes, name: str, limits: Limits, *, values: bool = True, rich: bool = False
) -> openpyxl.Workbook:
    try:
        _check_declarations(data)
        check_parts(data, name, limits)
        with warnings.catch_warnings():
            # What the reader leaves out is of no concern to the cells.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(_common(data)), data_only=values, rich_text=rich
            )
    except DAMAGED as error:
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error


def open_workbook(
    data: bytes, name: str, limits: Limits = DEFAULT, *, values: bool = True, rich: bool = False
) -> openpyxl.Workbook:
    """The workbook in these bytes, once its directory has shown to be harmless.

    ``values`` reads results in place of formulas.

    :raises InputError: READ-ZIP, READ-BOMB, READ-CELLS or READ-XLSX.
    """
    check_archive(data, name, limits)
    return _open(data, name, limits, values=values, rich=rich)


def _slimmed(data: bytes, name: str, limits: Limits) -> bytes:
    """The workbook as it is read: without what is formatted and empty.

    :raises InputError: READ-ZIP, READ-BOMB or READ-XLSX.
    """
    check_archive(data, name, limits)
    try:
        return slimmed(data)
    except DAMAGED as error:
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error


def _struck(cell: Stored) -> str:
    """The words of a cell that are struck out: all of them, or some runs of a rich text."""
    if isinstance(cell.value, CellRichText):
        runs = [run for run in cell.value if isinstance(run, TextBlock)]
        return " ".join(run.text.strip() for run in runs if run.font and run.font.strike)
    if cell.has_style and cell.font is not None and cell.font.strike:
        return str(cell.value)
    return ""


def _indent(cell: Stored) -> int:
    """How many steps the style of a cell moves its text in."""
    if not cell.has_style or cell.alignment is None:
        return 0
    return int(cell.alignment.indent or 0)


def _formula(value: object) -> str:
    """The text of a formula; that of an array formula stands in an object of its own."""
    return str(getattr(value, "text", value))


def _cell(cell: Stored, result: Any) -> Cell:
    """A stored cell; ``result`` is the saved result where it holds a formula."""
    if cell.data_type == "f" and result is None:
        return Cell(uncomputed=True, formula=_formula(cell.value))
    if cell.data_type == "f":
        value = result
    else:
        value = cell.value
    found = _typed(value, cell.number_format or "")
    if ERROR_WORDS.fullmatch(found.text.strip()):
        return Cell(error=found.text.strip())
    indent = _indent(cell) if found.number is None else 0
    return replace(found, struck=_struck(cell), indent=indent)


def _cells(sheet: Worksheet, results: Worksheet | None) -> dict[int, dict[int, Cell]]:
    """The filled cells by row and column.

    Only what is stored is looked at, however wide the sheet.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), stored in sheet._cells.items():
        if stored.value is None:
            continue
        result = None
        if results is not None:
            result = results._cells[row, column].value
        cell = _cell(stored, result)
        if cell.filled:
            rows.setdefault(row, {})[column - 1] = cell
    return rows


def _ranges(sheet: Worksheet) -> list[tuple[int, int, int, int]]:
    """Rows counted from 1 and columns from 0, as grids count them."""
    found: list[tuple[int, int, int, int]] = []
    for merged in sheet.merged_cells.ranges:
        left, top, right, bottom = merged.bounds
        found.append((top, bottom, left - 1, right - 1))
    return found


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            found.update(range(dimension.min - 1, min(dimension.max, 16_384)))
    return frozenset(found)


def _grid(sheet: Worksheet, results: Worksheet | None, name: str, limits: Limits) -> Grid:
    rows = _cells(sheet, results)
    merged = fill_merged(rows, _ranges(sheet), limits.sheet_rows)
    hidden = set()
    for number, d in sheet.row_dimensions.items():
        if d.hidden:
            hidden.add(number)
    return Grid(
        title=sheet.title,
        file=name,
        lines=tuple(Line(n, rows[n], n in hidden) for n in sorted(rows)),
        workbook=True,
        merged=merged,
        hidden=sheet.sheet_state != "visible",
        hidden_columns=_hidden_columns(sheet),
    )


def read_workbook(data: bytes, name: str, limits: Limits = DEFAULT) -> list[Grid]:
    """All worksheets of the workbook in these bytes.

    :raises InputError: READ-ZIP, READ-BOMB, READ-CELLS or READ-XLSX.
    """
    slim = _slimmed(data, name, limits)
    book = _open(slim, name, limits, values=False, rich=True)
    cells = chain.from_iterable(sheet._cells.values() for sheet in book.worksheets)
    formulas = any(cell.data_type == "f" for cell in cells)
    # A second pass costs as much as the first: it is made only where there are results to be had.
    results = None
    if formulas:
        results = _open(slim, name, limits)
    grids: list[Grid] = []
    try:
        for sheet in book.worksheets:
            saved = None
            if results is not None:
                saved = results[sheet.title]
            grids.append(_grid(sheet, saved, name, limits))
    except DAMAGED as error:
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error
    return grids
