"""Listings that come back with cells filled in, from a workbook or a CSV file.

Rows of text by heading, with their places.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.delimited import csv_lines
from kg.read.gate import bad_character, decode_table, read_bytes
from kg.read.grid import column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Answered", "Listing", "read_answers"]

#: Spreadsheets write characters that XML must not hold as _x000D_ and the like.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Answered:
    """One row: its cells by heading (small letters), and where each stands."""

    cells: dict[str, str]
    places: dict[str, str]


Listing = tuple[set[str], list[Answered]]


def _rows(
    lines: Iterable[tuple[int, list[str]]],
    place: str,
    *,
    workbook: bool,
    limits: Limits,
    problems: list[Problem],
) -> Listing:
    """Rows below the first line that is not blank; characters and lengths are checked here."""
    heads: dict[int, str] = {}
    found = []
    for number, cells in lines:
        if not any(map(str.strip, cells)):
            continue
        if not heads:
            heads = _heads(cells)
            continue
        row = {name: cells[i].strip() for i, name in heads.items() if i < len(cells)}
        places = {}
        for i, name in heads.items():
            if workbook:
                places[name] = f"{place}!{column_letter(i)}{number}"
            else:
                places[name] = f"{place}:{number} ({name})"
        for name, text in row.items():
            problems += _problems(text, places[name], limits)
        found.append(Answered(row, places))
    return set(heads.values()), found


def _heads(cells: list[str]) -> dict[int, str]:
    """The headings by column, whatever their letter case and blanks."""
    found = {}
    for number, cell in enumerate(cells):
        if cell.strip():
            found[number] = " ".join(cell.split()).casefold()
    return found


def _problems(text: str, place: str, limits: Limits) -> Iterator[Problem]:
    """A text that is too long, or holds a character that must not be shown."""
    if len(text) > limits.literal_chars:
        yield Problem("READ-LITERAL", place, {"limit": str(limits.literal_chars)})
        return
    bad = bad_character(text)
    if bad is not None:
        yield Problem("READ-CHAR", place, {"character": bad})


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _formulas(sheet: Worksheet) -> list[str]:
    cells = chain.from_iterable(sheet.iter_rows())
    return [cell.coordinate for cell in cells if cell.data_type == "f"]


def _workbook(path: Path, sheets: set[str], limits: Limits, problems: list[Problem]) -> Listing:
    from kg.read.workbook import open_workbook, shown  # a quarter of a second to load

    data = read_bytes(path, limits)
    typed = open_workbook(data, str(path), limits, values=False)
    heads: set[str] = set()
    found: list[Answered] = []
    for title in [t for t in typed.sheetnames if t.strip().casefold() in sheets]:
        sheet, place = typed[title], f"{path} {title}"
        if sheet.max_row > limits.sheet_rows + 1 or sheet.max_column > limits.sheet_columns:
            problems.append(Problem("FORM-ROWS", place, {"limit": str(limits.sheet_rows)}))
            continue
        formulas = _formulas(sheet)
        if formulas:
            sheet = open_workbook(data, str(path), limits)[title]
            unsaved = [f"{place}!{at}" for at in formulas if sheet[at].value is None]
            problems.extend(Problem("FORM-FORMULA", at) for at in unsaved)
        lines = []
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            lines.append((number, [_unescaped(shown(cell)) for cell in cells]))
        seen, rows = _rows(lines, place, workbook=True, limits=limits, problems=problems)
        heads, found = heads | seen, found + rows
    return heads, found


def read_answers(
    path: Path, sheets: set[str], problems: list[Problem], limits: Limits = DEFAULT
) -> Listing:
    """The headings and rows of the named sheets of a workbook, or of a CSV file.

    Headings and names in small letters.

    Appends to ``problems`` what is wrong with cells.

    :raises InputError: the file cannot be read; READ-FORMAT when it is neither .xlsx nor .csv.
    """
    suffix = path.suffix.casefold()
    if suffix == ".xlsx":
        return _workbook(path, sheets, limits, problems)
    if suffix != ".csv":
        raise InputError(Problem("READ-FORMAT", str(path), {"known": ".xlsx .csv"}))
    try:
        lines = csv_lines(decode_table(read_bytes(path, limits), str(path)))
    except csv.Error as error:
        raise InputError(Problem("FORM-CSV", str(path), {"reason": str(error)})) from error
    if len(lines) > limits.sheet_rows + 1:
        raise InputError(Problem("FORM-ROWS", str(path), {"limit": str(limits.sheet_rows)}))
    return _rows(lines, str(path), workbook=False, limits=limits, problems=problems)
