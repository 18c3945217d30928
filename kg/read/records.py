"""Records in JSON, as services give them, as a table: one column a key."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.gate import bad_text, decode, read_bytes
from kg.read.grid import Cell, Grid, Line
from kg.read.place import Place

__all__ = ["RECORDS", "read_records"]

#: Endings of files of records.
RECORDS = (".json",)
Value = str | int | float | bool | None
Records = list[dict[str, Value]]


class _Inner(msgspec.Struct):
    data: Records


class _Answer(msgspec.Struct):
    data: Records | _Inner


def _records(text: str, name: str) -> Records:
    """The records of a bare list, of ``data``, or of ``data.data``."""
    try:
        if text.lstrip().startswith("["):
            return msgspec.json.decode(text, type=Records)
        found = msgspec.json.decode(text, type=_Answer).data
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(Problem("READ-RECORDS", name, {"reason": str(error)[:200]})) from error
    if isinstance(found, _Inner):
        return found.data
    return found


def _cell(value: Value) -> Cell:
    if value is None:
        return Cell()
    if isinstance(value, bool):
        return Cell(str(int(value)))
    if isinstance(value, str):
        return Cell(value.strip())
    return Cell(str(value), Decimal(str(value)))


def read_records(path: Place, limits: Limits = DEFAULT) -> Grid:
    """The records of a file as a grid, whose first line holds the keys.

    :raises InputError: READ-RECORDS when the file holds no list of records, or what any input may
        not carry.
    """
    name = str(path)
    records = _records(decode(read_bytes(path, limits), name), name)
    bad = bad_text(records)
    if bad is not None:
        raise InputError(Problem("READ-CHAR", name, {"character": bad}))
    if len(records) > limits.sheet_rows:
        raise InputError(Problem("FORM-ROWS", name, {"limit": str(limits.sheet_rows)}))
    keys: dict[str, int] = {}
    for record in records:
        for key in record:
            keys.setdefault(key, len(keys))
    lines = [Line(1, {index: Cell(key) for key, index in keys.items()})]
    for number, record in enumerate(records, 2):
        lines.append(Line(number, {keys[key]: _cell(value) for key, value in record.items()}))
    return Grid(path.stem, name, tuple(lines), workbook=False)
