"""Checks of the rows of all sheets of one document.

Every error of every cell, not only the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.errors import Problem
from kg.model.form import Column
from kg.model.spelling import close_words
from kg.read.codes import codes_in
from kg.read.persons import has_person_number, names_person
from kg.read.reading import Reading
from kg.read.table import Row, Table

__all__ = ["check_rows", "lines_in"]

_YEAR = re.compile(r"(19|20|21)\d\d")
_PAIR = re.compile(r"(\w+)\s*=\s*(\d+)")
#: Sheets whose rows are known by their code; a code stands in one of them only.
_CODED = ("simpul", "rencana", "indikator", "jabatan")
#: Sheets whose rows are known by their first column, the year and what parts the year.
_YEARLY = ("target", "anggaran", "realisasi")


def lines_in(text: str) -> dict[str, int]:
    """Column and line pairs of ``sumber_baris_kolom``; raises :class:`ValueError` when malformed.

    >>> lines_in("formulasi=46; sumber_data=48")
    {'formulasi': 46, 'sumber_data': 48}
    """
    found: dict[str, int] = {}
    for part in codes_in(text):
        match = _PAIR.fullmatch(part)
        if match is None or len(match[2]) > 9:
            raise ValueError(part)
        found[match[1]] = int(match[2])
    return found


def _nearest(text: str, column: Column) -> str:
    words = {}
    for choice, spoken in column.spellings.items():
        for word in spoken:
            words[word] = choice
    words.update({choice: choice for choice in column.choices})
    near = close_words(text, list(words))
    if near:
        return words[near[0]]
    return column.choices[0]


def _choice(column: Column, text: str) -> Problem | None:
    if text in column.choices or column.open:
        return None
    values = {
        "found": text,
        "choices": ", ".join(column.choices),
        "nearest": _nearest(text, column),
    }
    return Problem("FORM-CHOICE", values=values)


def _year(_: Column, text: str) -> Problem | None:
    if _YEAR.fullmatch(text):
        return None
    return Problem("FORM-YEAR", values={"found": text})


def _integer(_: Column, text: str) -> Problem | None:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return None
    return Problem("FORM-INTEGER", values={"found": text})


def _lines(_: Column, text: str) -> Problem | None:
    try:
        lines_in(text)
    except ValueError as error:
        return Problem("FORM-LINES", values={"found": str(error)})
    return None


_KINDS: dict[str, Callable[[Column, str], Problem | None]] = {
    "choice": _choice,
    "year": _year,
    "integer": _integer,
    "lines": _lines,
}


def _cell(table: Table, row: Row, column: Column) -> Iterator[Problem]:
    text = row.get(column.name)
    if not text:
        if column.required and (row.number, column.name) not in table.wrong:
            yield table.problem("FORM-REQUIRED", row, column.name, column=column.name)
        return
    if table.cell(row, column.name) in table.repeated:
        return
    if has_person_number(text):
        yield table.problem("FORM-PERSON", row, column.name)
        return
    check = _KINDS.get(column.kind)
    problem = None
    if check:
        problem = check(column, text)
    if problem is not None:
        yield table.problem(problem.code, row, column.name, **problem.values)
    elif column.post and names_person(text):
        yield table.problem("FORM-NAME", row, column.name)


def _key(table: Table, row: Row) -> str:
    """What makes a row the only one of its kind in its sheet; empty where rows may repeat."""
    if table.sheet.name in _YEARLY:
        code = row.get(table.sheet.columns[0].name)
        parts = (code, row.get("tahun"), row.get("triwulan"), row.get("jenis_target"))
        return " ".join(filter(None, parts))
    return row.get("kode")


def _duplicates(table: Table) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    column = "kode"
    if table.sheet.name in _YEARLY:
        column = "tahun"
    for row in table.rows:
        key = _key(table, row)
        if not key:
            continue
        if key in first:
            at = table.cell(first[key], column)
            yield table.problem("FORM-DUPLICATE", row, column, found=key, first=at)
        first.setdefault(key, row)


def _shared_codes(tables: dict[str, Table]) -> Iterator[Problem]:
    """A code stands in one of the coded sheets only, for others refer to it without naming the sheet."""
    first: dict[str, str] = {}
    for name in _CODED:
        for row in tables[name].rows if name in tables else ():
            code = row.get("kode")
            if code in first and first[code] != name:
                yield tables[name].problem(
                    "FORM-SHARED", row, "kode", found=code, other=first[code]
                )
            first.setdefault(code, name)


def check_rows(reading: Reading) -> None:
    """Everything that is wrong with the rows of one document, in the order of sheets and rows."""
    problems = reading.problems
    for table in reading.tables.values():
        for row in table.rows:
            for column in table.sheet.columns:
                problems.extend(_cell(table, row, column))
        # Where a heading is misspelt, what tells two rows apart may be what is not read.
        if not table.misspelt:
            problems.extend(_duplicates(table))
    problems.extend(_shared_codes(reading.tables))
