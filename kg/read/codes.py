"""Codes that refer to rows.

Found whatever their capitals or separators, and told once where they lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.errors import Problem
from kg.model.form import Column
from kg.model.spelling import close_words, word_key
from kg.read.persons import has_person_number
from kg.read.table import Row, Table

__all__ = ["codes_in", "resolve_references"]

#: What people put between codes instead of the semicolon of the form.
_OTHER_SEPARATORS = re.compile(r"\s*[,\n/&|+]\s*|\s+dan\s+")
#: What separates codes in a cell that may hold one only.
_SEPARATORS = re.compile(r"\s*[;,\n/&|+]\s*|\s+dan\s+")
#: So many other places of one code are named.
_SHOWN = 8


def codes_in(text: str) -> list[str]:
    """The codes of a cell, separated by semicolons.

    >>> codes_in("O1; TJ1")
    ['O1', 'TJ1']
    """
    found: list[str] = []
    for code in text.split(";"):
        if code.strip():
            found.append(code.strip())
    return found


@dataclass(frozen=True)
class _Known:
    """The codes of the sheets that a column refers to, by spelling and by the name of what they stand for."""

    codes: frozenset[str]
    by_key: dict[str, set[str]]
    by_name: dict[str, set[str]]

    def find(self, text: str) -> str | None:
        """The one code that ``text`` means; ``None`` when it means none or several."""
        if text in self.codes:
            return text
        for index in (self.by_key, self.by_name):
            meant = index.get(word_key(text), set())
            if len(meant) == 1:
                return next(iter(meant))
        return None

    def near(self, text: str) -> list[str]:
        """Codes that the text is a slip of, by their own spelling or by their name."""
        found = close_words(text, sorted(self.codes), 3)
        if found:
            return found
        names = close_words(text, list(self.by_name))
        if names:
            return sorted(self.by_name[names[0]])[:3]
        return []


def _known(tables: dict[str, Table], names: tuple[str, ...]) -> _Known:
    known = _Known(frozenset(), {}, {})
    codes: set[str] = set()
    for name in names:
        for row in tables[name].rows if name in tables else ():
            code = row.get("kode")
            if not code:
                continue
            codes.add(code)
            known.by_key.setdefault(word_key(code), set()).add(code)
            label = row.get("nama") or row.get("rumusan") or row.get("sasaran")
            if label:
                known.by_name.setdefault(word_key(label), set()).add(code)
    return replace(known, codes=frozenset(codes))


def _split(text: str, column: Column, known: _Known) -> list[str]:
    """The codes of a cell; other separators count where the cell as a whole is no code."""
    if column.kind != "codes" and not column.several:
        return [text]
    found: list[str] = []
    for part in codes_in(text):
        pieces = _OTHER_SEPARATORS.split(part)
        if len(pieces) == 1 and all(map(known.find, part.split())):
            # Blanks alone separate where every word is a code.
            pieces = part.split()
        whole = known.find(part) is not None or len(pieces) == 1
        found += [part] if whole else list(filter(None, pieces))
    return found


@dataclass
class _Lost:
    """One code that leads nowhere, and every cell that names it."""

    column: Column
    places: list[tuple[Table, Row]] = field(default_factory=list)


def _problem(code: str, lost: _Lost, known: _Known) -> Problem:
    table, row = lost.places[0]
    column = lost.column
    pieces = list(filter(None, _SEPARATORS.split(code)))
    if column.kind == "code" and len(pieces) > 1 and all(map(known.find, pieces)):
        # A parent is one; what stands below a second one is printed there again.
        own = column.refers == (table.sheet.name,)
        return table.problem(
            "FORM-ONEPARENT" if own else "FORM-ONECODE", row, column.name, found=code
        )
    others = []
    for t, r in lost.places[1 : _SHOWN + 1]:
        others.append(f"{t.name}!{t.cell(r, column.name)}")
    values = {
        "found": code,
        "sheets": ", ".join(column.refers),
        "near": ", ".join(known.near(code)) or "-",
    }
    if not others:
        return table.problem("FORM-REFERENCE", row, column.name, **values)
    values["others"] = ", ".join(others)
    return table.problem("FORM-REFERENCES", row, column.name, **values)


def _columns(tables: dict[str, Table]) -> Iterator[tuple[Table, Column]]:
    for table in tables.values():
        for column in table.sheet.columns:
            if column.refers:
                yield table, column


def _resolved(row: Row, column: Column, known: _Known, lost: dict[str, _Lost], table: Table) -> Row:
    """The row with the codes of one column as their rows write them."""
    text = row.get(column.name)
    if not text:
        return row
    codes: list[str] = []
    for part in _split(text, column, known):
        code = known.find(part)
        # A person's number is told as such, and never quoted.
        if code is None and not has_person_number(part):
            lost.setdefault(part, _Lost(column)).places.append((table, row))
        codes.append(code or part)
    written = "; ".join(dict.fromkeys(codes))
    if written == text:
        return row
    return replace(row, cells={**row.cells, column.name: written})


def resolve_references(tables: dict[str, Table], unreadable: set[str]) -> list[Problem]:
    """Write every reference as the code of the row that it means.

    What leads nowhere, one problem a code.

    References into sheets that are ``unreadable`` are left alone: the sheet itself is the one
    cause.
    """
    problems: list[Problem] = []
    for table, column in _columns(tables):
        if unreadable.intersection(column.refers):
            continue
        known = _known(tables, column.refers)
        lost: dict[str, _Lost] = {}
        table.rows = [_resolved(row, column, known, lost, table) for row in table.rows]
        unnamed = _unnamed(tables, column.refers)
        if len(lost) <= unnamed:
            # The rows that lack their code are told; what refers to them is no second mistake.
            continue
        if not known.codes:
            problems.append(_no_sheet(lost, column))
        else:
            for code, one in lost.items():
                problems.append(_problem(code, one, known))
    return problems


def _unnamed(tables: dict[str, Table], names: tuple[str, ...]) -> int:
    """How many rows of these sheets lack their code, or have none that may be named."""
    count = 0
    for name in names:
        for row in tables[name].rows if name in tables else ():
            code = row.get("kode")
            count += not code or has_person_number(code)
    return count


def _no_sheet(lost: dict[str, _Lost], column: Column) -> Problem:
    """The sheet that a column refers to is not there or has no row.

    One message for all its cells.
    """
    first = next(iter(lost.values()))
    table, row = first.places[0]
    count = sum(len(one.places) for one in lost.values())
    sheets = ", ".join(column.refers)
    return table.problem("FORM-NOROWS", row, column.name, sheets=sheets, count=str(count))
