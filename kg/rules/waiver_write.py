"""Writes one more waiver for the end of a register, whose other bytes stay as they are."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.sheets import csv_lines, delimiter_of
from kg.rules.waiver import Waiver
from kg.rules.waiver_entry import KEYS, key_named
from kg.rules.waiver_file import CSV, LONGEST, TABLES
from kg.safe_text import is_formula

__all__ = ["addition", "next_id"]

_HEAD = f"""\
# Daftar pengecualian; bentuk dan artinya di docs/pengecualian.md
{LONGEST} = {DEFAULT.waiver_days}
"""
_NEXT = "PK-{number:03d}"
_NUMBERED = re.compile(r"PK-(\d{1,9})", re.IGNORECASE)


def next_id(waivers: tuple[Waiver, ...]) -> str:
    """The id after the highest of the form PK-001.

    >>> next_id(())
    'PK-001'
    """
    highest = 0
    for waiver in waivers:
        match = _NUMBERED.fullmatch(waiver.id)
        if match is not None:
            highest = max(highest, int(match[1]))
    return _NEXT.format(number=highest + 1)


def _toml(values: Mapping[str, str | date]) -> str:
    """An entry in TOML; text is quoted as JSON quotes it, which TOML reads alike."""
    lines = [f"[[{TABLES[0]}]]"]
    for key in KEYS:
        value = values.get(key.name, "")
        if isinstance(value, date):
            lines.append(f"{key.name} = {value.isoformat()}")
        elif value:
            lines.append(f"{key.name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _line(cells: list[str], delimiter: str) -> str:
    """One line of CSV; no cell is taken for a formula by a spreadsheet."""
    out = io.StringIO()
    safe = ["'" + cell if is_formula(cell) else cell for cell in cells]
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(safe)
    return out.getvalue()


def _csv(text: str, path: Path, values: Mapping[str, str | date]) -> str:
    """A row under the columns that the register has, or under those of an empty one."""
    delimiter = delimiter_of(text)
    header = _header(text)
    head = ""
    if not header:
        header = [key.name for key in KEYS]
        head = _line(header, delimiter)
    keys = map(key_named, header)
    named = ["" if key is None else key.name for key in keys]
    lost = [name for name, value in values.items() if value and name not in named]
    if lost:
        raise InputError(Problem("WAIVER-COLUMN", str(path), {"found": ", ".join(lost)}))
    return head + _line([str(values.get(name, "")) for name in named], delimiter)


def _header(text: str) -> list[str]:
    """The first line of a register that holds anything; none of an empty one."""
    for _, cells in csv_lines(text):
        if any(map(str.strip, cells)):
            return cells
    return []


def addition(text: str, path: Path, values: Mapping[str, str | date]) -> str:
    """What has to stand behind the text of a register for one more entry; ``values`` by key.

    :raises InputError: WAIVER-COLUMN when a CSV register has no column for a value.
    """
    gap = "\n"
    if not text or text.endswith("\n"):
        gap = ""
    if path.suffix.casefold() == CSV:
        entry = gap + _csv(text, path, values)
    else:
        entry = (gap + "\n" if text else _HEAD + "\n") + _toml(values)
    if "\r\n" in text:
        return entry.replace("\n", "\r\n")
    return entry
