"""Delimited text: commas, semicolons or tabs, as spreadsheets and databases write it."""

from __future__ import annotations

import csv
import io
import re

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.grid import ERROR_WORDS, Cell, Grid, Line

__all__ = ["csv_lines", "delimiter_of", "read_delimited"]

#: Excel's own line that names the separator.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
#: The semicolon first: where counts are equal, it is what Indonesian spreadsheets write.
_KNOWN = ";\t,|"


def _without_quoted(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def delimiter_of(text: str) -> str:
    r"""The separator: the one that Excel's line ``sep=`` names, else the one that the first rows have most of.

    >>> delimiter_of("kode;nama\n1;a,b"), delimiter_of("kode\tnama"), delimiter_of("sep=;\nkode")
    (';', '\t', ';')
    """
    named = _SEPARATOR_LINE.match(text)
    if named:
        return named[1]
    first = next((line for line in text.splitlines() if line.strip()), "")
    header = _without_quoted(first)
    counts = {sign: header.count(sign) for sign in _KNOWN}
    best = max(_KNOWN, key=lambda sign: counts[sign])
    # A header with both has its words separated by the semicolon or tab, and commas inside of them;
    # one with none (a title above the table) tells nothing, so all rows are asked.
    if counts[best]:
        return best
    everything = _without_quoted(text[:20_000])
    return max(",;\t|", key=everything.count)


def csv_lines(text: str) -> list[tuple[int, list[str]]]:
    """The cells of every row with the line where it starts.

    :raises csv.Error: quotation marks do not match.
    """
    delimiter = delimiter_of(text)
    named = _SEPARATOR_LINE.match(text)
    if named:
        body = text[named.end() :]
    else:
        body = text
    before = 1 if named else 0
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    start = 1
    for cells in reader:
        lines.append((start + before, cells))
        start = reader.line_num + 1
    return lines


def _cell(text: str) -> Cell:
    if ERROR_WORDS.fullmatch(text.strip()):
        return Cell(error=text.strip())
    return Cell(text)


def _line(number: int, cells: list[str]) -> Line:
    found: dict[int, Cell] = {}
    for index, text in enumerate(cells):
        if text.strip():
            found[index] = _cell(text)
    return Line(number, found)


def read_delimited(text: str, title: str, file: str, limits: Limits = DEFAULT) -> Grid:
    """The grid of a file of delimited text.

    :raises InputError: FORM-CSV, FORM-ROWS.
    """
    if max(text.count("\n"), text.count("\r")) > limits.text_lines:
        raise InputError(Problem("FORM-ROWS", file, {"limit": str(limits.text_lines)}))
    try:
        lines = [_line(number, cells) for number, cells in csv_lines(text)]
    except csv.Error as error:
        raise InputError(Problem("FORM-CSV", file, {"reason": str(error)})) from error
    filled = tuple(line for line in lines if line.cells)
    return Grid(title=title, file=file, lines=filled, workbook=False)
