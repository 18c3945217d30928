"""Reads waivers from TOML or CSV; a malformed register is refused whole, before any check."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.gate import bad_text, decode, read_bytes
from kg.read.sheets import csv_lines
from kg.rules.rule import Rule
from kg.rules.waiver import Waiver
from kg.rules.waiver_entry import WaiverEntry, entry_problems, key_named, waiver_of
from kg.safe_text import is_formula

__all__ = ["CSV", "LONGEST", "TABLES", "TOML", "parse_waivers", "read_register", "read_waivers"]

TOML, CSV = ".toml", ".csv"
#: What an entry is called in TOML; the first is what ``kg waiver new`` writes.
TABLES = ("pengecualian", "waiver", "waivers")
#: The key in front of the entries that bounds how long a waiver may last, in days.
LONGEST = "paling_lama_hari"


def _lines_of(text: str, table: str, count: int) -> list[int | None]:
    """The line of every entry of a table.

    Nothing when they cannot be told apart from what merely looks like one.
    """
    head = re.compile(r"[ \t]*\[\[[ \t]*[\"']?" + table + r"[\"']?[ \t]*\]\]")
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if head.match(line):
            found.append(number)
    if len(found) == count:
        return [*found]
    return [None] * count


def _longest(body: dict[str, Any], name: str, problems: list[Problem]) -> int | None:
    """The bound on the duration, when the register sets one."""
    longest = body.get(LONGEST)
    if longest is None or (
        isinstance(longest, int) and not isinstance(longest, bool) and longest > 0
    ):
        return longest
    problems.append(Problem("WAIVER-LIMIT", name, {"key": LONGEST}))
    return None


def _from_toml(
    text: str, name: str, problems: list[Problem]
) -> tuple[list[WaiverEntry], int | None]:
    """The entries of a TOML register and its bound on the duration."""
    try:
        body = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("WAIVER-SYNTAX", name, {"reason": str(error)})) from error
    escaped = bad_text(body)
    if escaped is not None:
        raise InputError(Problem("READ-CHAR", name, {"character": escaped}))
    unknown = sorted(body.keys() - {*TABLES, LONGEST})
    for key in unknown:
        values = {"found": key, "near": f"[[{TABLES[0]}]]"}
        problems.append(Problem("WAIVER-KEY", name, values))
    rows: list[tuple[Any, int | None]] = []
    for table in TABLES:
        value = body.get(table, [])
        if isinstance(value, list):
            rows += zip(value, _lines_of(text, table, len(value)), strict=True)
        else:
            problems.append(Problem("WAIVER-TABLE", name, {"found": table}))
    entries = []
    for index, (row, line) in enumerate(rows, 1):
        if line:
            place = f"{name}:{line}"
        else:
            place = f"{name} [[{index}]]"
        if isinstance(row, dict):
            entries.append(WaiverEntry(place, row))
        else:
            problems.append(Problem("WAIVER-TABLE", place, {"found": TABLES[0]}))
    return entries, _longest(body, name, problems)


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    if cell.startswith("'") and is_formula(cell[1:]):
        return cell[1:]
    return cell


def _from_csv(text: str, name: str, problems: list[Problem]) -> list[WaiverEntry]:
    """The entries of a CSV register; the first line that is not blank names the columns."""
    lines = _filled_lines(text, name)
    if not lines:
        return []
    (first, header), *rows = lines
    columns = {index: cell.strip() for index, cell in enumerate(header) if cell.strip()}
    keys = _keys_of(columns, f"{name}:{first}", problems)
    entries = []
    for number, cells in rows:
        place = f"{name}:{number}"
        values = {}
        for index, cell in enumerate(map(str.strip, cells)):
            if index in keys:
                values[keys[index]] = _plain(cell)
            elif cell and index not in columns:
                problems.append(Problem("FORM-EXTRA", place, {"found": cell[:60]}))
        entries.append(WaiverEntry(place, values))
    return entries


def _filled_lines(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The lines with something in them, by number."""
    try:
        lines = list(csv_lines(text))
    except csv.Error as error:
        raise InputError(Problem("FORM-CSV", name, {"reason": str(error)})) from error
    found: list[tuple[int, list[str]]] = []
    for number, cells in lines:
        if any(map(str.strip, cells)):
            found.append((number, cells))
    return found


def _keys_of(columns: dict[int, str], place: str, problems: list[Problem]) -> dict[int, str]:
    """The key of each column.

    Of two columns with one key the first counts, and the second is told.
    """
    keys: dict[int, str] = {}
    for index, cell in columns.items():
        key = key_named(cell)
        if key is None:
            problems.append(Problem("WAIVER-KEY", place, {"found": cell, "near": "-"}))
        elif key.name in keys.values():
            problems.append(Problem("WAIVER-KEYTWICE", place, {"found": key.name}))
        else:
            keys[index] = key.name
    return keys


def _twice(entries: list[WaiverEntry]) -> list[Problem]:
    """Ids that an earlier entry has."""
    first: dict[str, str] = {}
    problems = []
    for entry in entries:
        ids = []
        for k, v in entry.values.items():
            if isinstance(v, str) and v.strip() and _is_id(k):
                ids.append(v.strip().casefold())
        for found in ids:
            if found in first:
                problems.append(
                    Problem("WAIVER-TWICE", entry.place, {"found": found, "first": first[found]})
                )
            first.setdefault(found, entry.place)
    return problems


def _is_id(name: str) -> bool:
    key = key_named(name)
    return key is not None and key.fills == "id"


def parse_waivers(text: str, path: Path, rules: tuple[Rule, ...]) -> tuple[Waiver, ...]:
    """The waivers of the text of a register; the suffix of ``path`` tells the form.

    :raises InputError: everything that is wrong with every entry.
    """
    suffix = path.suffix.casefold()
    name = str(path)
    if suffix not in {TOML, CSV}:
        raise InputError(
            Problem("USE-FORMAT", name, {"found": suffix or "-", "known": f"{TOML} {CSV}"})
        )
    problems: list[Problem] = []
    longest: int | None = None
    if suffix == TOML:
        entries, longest = _from_toml(text, name, problems)
    else:
        entries = _from_csv(text, name, problems)
    known = {rule.id: rule for rule in rules}
    for entry in entries:
        problems += entry_problems(entry, known, longest)
    problems += _twice(entries)
    if problems:
        raise InputError(problems)
    return tuple(map(waiver_of, entries))


def read_register(path: Path, limits: Limits = DEFAULT) -> tuple[bytes, str]:
    """A register as bytes and as text, through the gate of all foreign bytes."""
    data = read_bytes(path, replace(limits, file_bytes=limits.register_bytes))
    return data, decode(data, str(path))


def read_waivers(path: Path, rules: tuple[Rule, ...]) -> tuple[Waiver, ...]:
    """The waivers of a register; ``rules`` are all that exist, not only those of one check.

    :raises InputError: the file cannot be read, or everything that is wrong with every entry.
    """
    return parse_waivers(read_register(path)[1], path, rules)
