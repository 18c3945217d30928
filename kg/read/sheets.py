"""A folder of CSV sheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.model.form import form
from kg.read.gate import decode, read_bytes
from kg.read.table import Table, sheet_names, table_from_cells

__all__ = ["csv_lines", "delimiter_of", "read_folder", "sheet_files"]


def delimiter_of(text: str) -> str:
    """Semicolon when the header has one and no comma (Indonesian Excel), else comma."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if ";" in header and "," not in header else ","


def csv_lines(text: str) -> list[tuple[int, list[str]]]:
    """The cells of every row with the line where it starts; separated by commas, or by semicolons as Indonesian Excel does."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    lines = []
    start = 1
    for cells in reader:
        lines.append((start, cells))
        start = reader.line_num + 1
    return lines


def _read(path: Path, table: Table, limits: Limits, problems: list[Problem]) -> tuple[bytes, Table]:
    data = read_bytes(path, limits)
    try:
        lines = csv_lines(decode(data, table.file))
    except csv.Error as error:
        raise InputError(Problem("FORM-CSV", table.file, {"reason": str(error)})) from error
    return data, table_from_cells(table, lines, limits, problems)


def sheet_files(folder: Path) -> dict[str, Path]:
    """The files of ``folder`` that are sheets of the form, by name of the sheet and in the order of the form."""
    by_name = {path.stem.casefold(): path for path in sorted(folder.glob("*.csv"))}
    return {sheet.name: by_name[sheet.name] for sheet in form() if sheet.name in by_name}


def read_folder(
    folder: Path, problems: list[Problem], notes: list[Problem], limits: Limits = DEFAULT
) -> tuple[list[Table], dict[str, bytes]]:
    """All sheets of the form found in ``folder``, and the bytes of each file by name.

    Appends to ``problems`` what is wrong with cells or files, and to ``notes`` what was left alone.
    """
    tables: list[Table] = []
    contents: dict[str, bytes] = {}
    sheet_names([path.stem for path in sorted(folder.glob("*.csv"))], str(folder), problems, notes)
    files = sheet_files(folder)
    for sheet in (s for s in form() if s.name in files):
        path = files[sheet.name]
        try:
            data, table = _read(path, Table(sheet, str(path), workbook=False), limits, problems)
        except InputError as error:
            problems.extend(error.problems)
            continue
        tables.append(table)
        contents[path.name] = data
    return tables, contents
