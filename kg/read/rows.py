"""Checks of the rows of all sheets of one document: every error of every cell, not only the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from kg.errors import Problem
from kg.model.form import Column
from kg.read.table import Row, Table

__all__ = ["check_rows", "codes_in", "has_person_number", "lines_in"]

_NIP = re.compile(r"(?<!\d)\d{8}\s?\d{6}\s?\d\s?\d{3}(?!\d)")
_YEAR = re.compile(r"(19|20|21)\d\d")
_PAIR = re.compile(r"(\w+)\s*=\s*(\d+)")


def codes_in(text: str) -> list[str]:
    """The codes of a cell, separated by semicolons.

    >>> codes_in("O1; TJ1")
    ['O1', 'TJ1']
    """
    return [code.strip() for code in text.split(";") if code.strip()]


def lines_in(text: str) -> dict[str, int]:
    """Column and line pairs of ``sumber_baris_kolom``; raises :class:`ValueError` when malformed.

    >>> lines_in("formulasi=46; sumber_data=48")
    {'formulasi': 46, 'sumber_data': 48}
    """
    found: dict[str, int] = {}
    for part in codes_in(text):
        match = _PAIR.fullmatch(part)
        if match is None:
            raise ValueError(part)
        found[match[1]] = int(match[2])
    return found


def has_person_number(text: str) -> bool:
    """Whether the text holds the 18 digits of an NIP, the number of a civil servant.

    >>> has_person_number("NIP 19800101 200501 1 001"), has_person_number("nomor 800/12/2026")
    (True, False)
    """
    return _NIP.search(text) is not None


def _nearest(text: str, choices: tuple[str, ...]) -> str:
    near = get_close_matches(text.casefold(), choices, n=1)
    return near[0] if near else choices[0]


def _choice(column: Column, text: str) -> Problem | None:
    if text.casefold().replace(" ", "_") in column.choices:
        return None
    values = {
        "found": text,
        "choices": ", ".join(column.choices),
        "nearest": _nearest(text, column.choices),
    }
    return Problem("FORM-CHOICE", values=values)


def _year(_: Column, text: str) -> Problem | None:
    return None if _YEAR.fullmatch(text) else Problem("FORM-YEAR", values={"found": text})


def _integer(_: Column, text: str) -> Problem | None:
    return (
        None
        if text.isascii() and text.isdigit() and len(text) < 10
        else Problem("FORM-INTEGER", values={"found": text})
    )


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
    where = table.place(row.number, column.name)
    if not text:
        if column.required:
            yield Problem("FORM-REQUIRED", where, {"column": column.name})
        return
    check = _KINDS.get(column.kind)
    problem = check(column, text) if check else None
    if problem is not None:
        yield Problem(problem.code, where, problem.values)
    if has_person_number(text):
        yield Problem("FORM-PERSON", where)


def _key(table: Table, row: Row) -> str | None:
    if table.sheet.name == "target":
        return f"{row.get('kode_indikator')} {row.get('tahun')}"
    return row.get("kode") or None if any(c.name == "kode" for c in table.sheet.columns) else None


def _duplicates(table: Table) -> Iterator[Problem]:
    first: dict[str, int] = {}
    column = "tahun" if table.sheet.name == "target" else "kode"
    for row in table.rows:
        key = _key(table, row)
        if key is None:
            continue
        if key in first:
            values = {"found": key, "first": str(first[key])}
            yield Problem("FORM-DUPLICATE", table.place(row.number, column), values)
        first.setdefault(key, row.number)


def _references(table: Table, known: dict[str, set[str]]) -> Iterator[Problem]:
    for column in table.sheet.columns:
        if not column.refers:
            continue
        targets: set[str] = set().union(*(known.get(name, set()) for name in column.refers))
        for row in table.rows:
            for code in (
                codes_in(row.get(column.name)) if column.kind == "codes" else [row.get(column.name)]
            ):
                if code and code not in targets:
                    near = get_close_matches(code, sorted(targets), n=3)
                    values = {
                        "found": code,
                        "sheets": ", ".join(column.refers),
                        "near": ", ".join(near) or "-",
                    }
                    yield Problem("FORM-REFERENCE", table.place(row.number, column.name), values)


def _shared_codes(tables: list[Table]) -> Iterator[Problem]:
    """A code may stand in one of the sheets ``simpul``, ``rencana``, ``indikator`` and ``jabatan`` only: others refer to it."""
    first: dict[str, str] = {}
    for table in tables:
        if table.sheet.name not in {"simpul", "rencana", "indikator", "jabatan"}:
            continue
        for row in table.rows:
            code = row.get("kode")
            if code in first and first[code] != table.sheet.name:
                values = {"found": code, "other": first[code]}
                yield Problem("FORM-SHARED", table.place(row.number, "kode"), values)
            first.setdefault(code, table.sheet.name)


def check_rows(tables: list[Table]) -> list[Problem]:
    """Everything that is wrong with the rows of one document, in the order of sheets and rows."""
    problems: list[Problem] = []
    known = {t.sheet.name: {r.get("kode") for r in t.rows} - {""} for t in tables}
    for table in tables:
        for row in table.rows:
            for column in table.sheet.columns:
                problems.extend(_cell(table, row, column))
        problems.extend(_duplicates(table))
        problems.extend(_references(table, known))
    problems.extend(_shared_codes(tables))
    return problems
