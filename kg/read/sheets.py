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

__all__ = ["csv_lines", "read_folder"]


def _delimiter(text: str) -> str:
    """Semicolon when the header has one and no comma (Indonesian Excel), else comma."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if ";" in header and "," not in header else ","


def csv_lines(text: str) -> list[tuple[int, list[str]]]:
    """The records of a CSV file, each with the line on which it starts; ``csv.Error`` when it is malformed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
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


def read_folder(
    folder: Path, problems: list[Problem], notes: list[Problem], limits: Limits = DEFAULT
) -> tuple[list[Table], dict[str, bytes]]:
    """All sheets of the form found in ``folder``, and the bytes of each file by name.

    Appends to ``problems`` what is wrong with cells or files, and to ``notes`` what was left alone.
    """
    tables: list[Table] = []
    contents: dict[str, bytes] = {}
    sheet_names([path.stem for path in sorted(folder.glob("*.csv"))], str(folder), problems, notes)
    by_name = {path.stem.casefold(): path for path in sorted(folder.glob("*.csv"))}
    for sheet in form():
        path = by_name.get(sheet.name)
        if path is None:
            continue
        try:
            data, table = _read(path, Table(sheet, str(path), workbook=False), limits, problems)
        except InputError as error:
            problems.extend(error.problems)
            continue
        tables.append(table)
        contents[path.name] = data
    return tables, contents
