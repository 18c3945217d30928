"""An XLSX workbook, opened only after its zip directory has shown to be harmless."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.model.form import form
from kg.read.gate import read_bytes
from kg.read.table import Table, sheet_names, table_from_cells

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

__all__ = ["open_workbook", "read_workbook", "shown"]


# What openpyxl and the zip reader raise on damaged workbooks (each seen on workbooks with bytes changed at random).
_DAMAGED = (
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
    OSError,
)


def _directory(data: bytes, name: str, limits: Limits) -> None:
    """Refuse archives that would unpack beyond the limits (zip bombs) before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _DAMAGED as error:
        raise InputError(Problem("READ-ZIP", name)) from error
    total = sum(e.file_size for e in entries)
    bomb = any(
        e.file_size > limits.zip_entry_bytes
        or e.file_size > limits.zip_ratio * max(e.compress_size, 1_000)
        for e in entries
    )
    if bomb or total > limits.zip_total_bytes or len(entries) > limits.zip_entries:
        raise InputError(
            Problem("READ-BOMB", name, {"size": str(total), "entries": str(len(entries))})
        )


def shown(cell: Cell) -> str:
    """The cell as text, as near to what Excel shows as a transcription needs."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if "%" in (cell.number_format or ""):
            return f"{round(value * 100, 10):.15g}%"
        return f"{value:.15g}"
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    return str(value)


def _open(data: bytes, name: str, *, values: bool = True, rich: bool = False) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what the reader leaves out is of no concern to the cells
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, rich_text=rich)
    except _DAMAGED as error:
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error


def open_workbook(
    data: bytes, name: str, limits: Limits = DEFAULT, *, values: bool = True, rich: bool = False
) -> openpyxl.Workbook:
    """The workbook in these bytes, once its directory has shown to be harmless; ``values`` reads results in place of formulas.

    :raises InputError: READ-ZIP, READ-BOMB or READ-XLSX.
    """
    _directory(data, name, limits)
    return _open(data, name, values=values, rich=rich)


def _uncomputed(
    data: bytes, name: str, tables: list[Table], book: openpyxl.Workbook
) -> list[Problem]:
    """Formula cells whose result was never saved: they read as empty and would be lost in silence."""
    formulas = _open(data, name, values=False)
    problems: list[Problem] = []
    for table in tables:
        title = next(t for t in book.sheetnames if t.strip().casefold() == table.sheet.name)
        problems.extend(
            Problem("FORM-FORMULA", f"{name} {table.sheet.name}!{cell.coordinate}")
            for row in formulas[title].iter_rows()
            for cell in row
            if cell.data_type == "f" and book[title][cell.coordinate].value is None
        )
    return problems


def read_workbook(
    path: Path, problems: list[Problem], notes: list[Problem], limits: Limits = DEFAULT
) -> tuple[list[Table], dict[str, bytes]]:
    """All sheets of the form found in the workbook at ``path``.

    Appends to ``problems`` what is wrong with cells, and to ``notes`` what was left alone.
    """
    data = read_bytes(path, limits)
    book = open_workbook(data, str(path), limits)
    sheet_names(book.sheetnames, str(path), problems, notes)
    by_name = {name.strip().casefold(): name for name in book.sheetnames}
    tables: list[Table] = []
    for sheet in form():
        if sheet.name not in by_name:
            continue
        worksheet = book[by_name[sheet.name]]
        table = Table(sheet, str(path), workbook=True)
        if worksheet.max_row > limits.sheet_rows or worksheet.max_column > limits.sheet_columns:
            problems.append(
                Problem("FORM-ROWS", f"{path} {sheet.name}", {"limit": str(limits.sheet_rows)})
            )
            continue
        lines = [
            (n, [shown(c) for c in cells]) for n, cells in enumerate(worksheet.iter_rows(), start=1)
        ]
        tables.append(table_from_cells(table, lines, limits, problems))
    problems.extend(_uncomputed(data, str(path), tables, book))
    return tables, {path.name: data}
