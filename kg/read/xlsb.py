"""A binary workbook (.xlsb)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from types import TracebackType

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetVisibleEnum,
)

from kg.errors import InputError, Problem
from kg.limits import Limits
from kg.read.grid import ERROR_WORDS, Cell, Grid, Line, decimal_of

__all__ = ["read_xlsb"]

Value = int | float | str | bool | time | date | datetime | timedelta
# The reader lays out the whole rectangle between the first and the last cell: more is refused.
_LARGEST_AREA = 20_000_000
_ROW, _FIRST_CELL, _LAST_CELL = 0, 1, 11


def _records(body: bytes) -> Iterator[tuple[int, int]]:
    """Kind and first four bytes of every record of a binary sheet."""
    at = 0
    while at < len(body):
        kind = body[at]
        at = at + 1
        if kind & 0x80 and at < len(body):
            kind = (kind & 0x7F) | (body[at] << 7)
            at = at + 1
        size = shift = 0
        while at < len(body) and shift < 28:
            byte = body[at]
            at = at + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, int.from_bytes(body[at : at + 4], "little")
        at += size


def _area(body: bytes) -> int:
    """Rows times columns that the cells of a sheet span."""
    rows = 1
    columns = 1
    for kind, number in _records(body):
        if kind == _ROW:
            rows = max(rows, number + 1)
        elif _FIRST_CELL <= kind <= _LAST_CELL:
            columns = max(columns, number + 1)
    return rows * columns


def _check_area(data: bytes, name: str, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            sheet = "worksheets/" in part and part.endswith(".bin")
            if sheet and _area(archive.read(part)) > _LARGEST_AREA:
                raise InputError(Problem("FORM-ROWS", name, {"limit": str(limits.sheet_rows)}))


def _cell(value: Value) -> Cell:
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        number = decimal_of(value)
        return Cell(f"{number:f}", number)
    if isinstance(value, datetime):
        return Cell(value.isoformat()[:10], day=value.date())
    if isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    if ERROR_WORDS.fullmatch(text.strip()):
        return Cell(error=text.strip())
    return Cell(text)


def _line(number: int, first: int, values: Iterable[Value]) -> Line | None:
    cells: dict[int, Cell] = {}
    for index, value in enumerate(values, start=first):
        if value != "":
            cells[index] = _cell(value)
    if cells:
        return Line(number, cells)
    return None


def _lines(sheet: CalamineSheet) -> Iterator[Line]:
    if sheet.start is None:
        return
    # Rows and columns before the first filled cell are left out by the reader; places count them.
    top, left = sheet.start
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        line = _line(number, left, values)
        if line is not None:
            yield line


def _grid(book: CalamineWorkbook, about: SheetMetadata, name: str) -> Grid:
    return Grid(
        title=about.name,
        file=name,
        lines=tuple(_lines(book.get_sheet_by_name(about.name))),
        workbook=True,
        hidden=about.visible != SheetVisibleEnum.Visible,
        formats_lost=True,
    )


class _Panic:
    """While the reader works: its Rust code may panic on damaged bytes, which becomes READ-XLSX.

    The exception of a panic has no name to import, and is no :class:`Exception`.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            reason = {"reason": str(error)[:200]}
            raise InputError(Problem("READ-XLSX", self._name, reason)) from error


def read_xlsb(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """All worksheets of the .xlsb in these bytes, without number formats.

    :raises InputError: READ-PASSWORD, READ-XLSX, or FORM-ROWS where cells stand too far apart.
    """
    try:
        _check_area(data, name, limits)
        with _Panic(name):
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            return [_grid(book, about, name) for about in book.sheets_metadata]
    except PasswordError as error:
        raise InputError(Problem("READ-PASSWORD", name)) from error
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, MemoryError) as error:
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error
