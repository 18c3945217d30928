"""SSSOM 1.0 mapping sets as TSV, read strictly (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import msgspec

from kg.assets import beside_code
from kg.errors import InputError, Problem
from kg.link.yaml_block import Block, BlockError, read_block

__all__ = ["MappingSet", "Slots", "read_sssom", "slots"]

#: A text is split at a bar, unless a backslash stands before it.
_BAR = re.compile(r"(?<!\\)\|")
_CURIE = re.compile(r"([A-Za-z_][\w.\-]*):(\S*)")
#: Slots that a set may add without declaring them.
_EXTENSION = "ext_"
#: A side of this kind is a text, and needs no identifier.
_LITERAL = "rdfs literal"
_COMPOSED = "composed entity expression"

Row = dict[str, str]


@dataclass(frozen=True)
class Slots:
    """What ``sssom.toml`` says."""

    set_only: list[str]
    row_only: list[str]
    both: list[str]
    required_set: list[str]
    required_row: list[str]
    newer: list[str]
    references: list[str]
    many: list[str]
    shares: list[str]
    dates: list[str]
    choices: dict[str, list[str]]
    prefixes: dict[str, str]


@dataclass(frozen=True)
class MappingSet:
    """A mapping set: the slots of its head, and one row a mapping, each cell as text."""

    head: Block
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=())


@lru_cache(maxsize=1)
def slots() -> Slots:
    """The slots that are known."""
    return msgspec.convert(beside_code("kg.link", "sssom.toml"), Slots)


def _refuse(name: str, line: int, slot: str, reason: str) -> Problem:
    place = f"{name}:{line}"
    values = {"slot": slot, "reason": reason}
    return Problem("LINK-SSSOM", place, values)


def read_sssom(data: bytes, name: str, version: str = "1.0") -> MappingSet:
    """The mapping set in these bytes; every cell is kept as it stands.

    :raises InputError: LINK-SSSOM for everything that the specification does not allow, with line
        and slot.
    """
    lines = _lines(data, name)
    length = _length_of_head(lines)
    if length == len(lines):
        raise InputError(_refuse(name, length, "-", "TSV"))
    head = _read_head(lines[:length], name)
    columns = tuple(lines[length].split("\t"))
    rows: list[Row] = []
    problems: list[Problem] = []
    # People count lines from 1, and the first row stands under the line of the columns.
    for number, line in enumerate(lines[length + 1 :], length + 2):
        cells = line.split("\t")
        missing = len(columns) - len(cells)
        if missing < 0:
            reason = f"{len(cells)} > {len(columns)}"
            problems.append(_refuse(name, number, "-", reason))
        cells += [""] * missing
        rows.append(dict(zip(columns, cells, strict=False)))
    found = MappingSet(head, columns, tuple(rows))
    problems += _Check(found, name, length, version).problems()
    if problems:
        raise InputError(problems)
    return found


def _lines(data: bytes, name: str) -> list[str]:
    """The lines of a file in UTF-8 without a mark of byte order, which the specification does not allow."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise InputError(_refuse(name, 1, "-", "BOM"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        position = {"position": str(error.start)}
        raise InputError(Problem("READ-UTF8", name, position)) from error
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def _length_of_head(lines: list[str]) -> int:
    """How many lines the head takes: it ends with the first that is no comment."""
    for place, line in enumerate(lines):
        if not line.startswith("#"):
            return place
    return len(lines)


def _read_head(lines: list[str], name: str) -> Block:
    text = "\n".join(line[1:] for line in lines)
    try:
        return read_block(text)
    except BlockError as error:
        raise InputError(_refuse(name, error.line, "-", str(error))) from error


class _Check:
    """Everything that a mapping set has to keep."""

    def __init__(self, given: MappingSet, name: str, length: int, version: str) -> None:
        self._given = given
        self._name = name
        self._length = length
        versions = {version, given.head.get("sssom_version")}
        self._newest = "1.1" in versions
        self._prefixes = dict(slots().prefixes)
        declared = given.head.get("curie_map")
        if isinstance(declared, dict):
            self._prefixes |= declared

    def problems(self) -> list[Problem]:
        """What is wrong, from the head down."""
        return [*self._head(), *self._columns(), *self._rows()]

    def _head(self) -> Iterator[Problem]:
        head = self._given.head
        # A set of version 1.1 may be nameless; its reader gives it a name.
        nameless = head.get("sssom_version") == "1.1"
        for slot in slots().required_set:
            excused = nameless and slot == "mapping_set_id"
            if not head.get(slot) and not excused:
                yield _refuse(self._name, 1, slot, "-")
        known = {*slots().set_only, *slots().both}
        for slot, value in head.items():
            reason = self._strange(slot, known)
            if reason:
                yield _refuse(self._name, 1, slot, reason)
            elif isinstance(value, str):
                yield from self._value(slot, value, 1)

    def _strange(self, slot: str, known: set[str]) -> str:
        """Why a slot may not stand here; empty when it may."""
        if slot not in known and not slot.startswith(_EXTENSION):
            return "?"
        if slot in slots().newer and not self._newest:
            return "1.1"
        return ""

    def _columns(self) -> Iterator[Problem]:
        known = {*slots().row_only, *slots().both}
        line = self._length + 1
        columns = self._given.columns
        for slot in slots().required_row:
            # What all rows share may be said once in the head.
            if slot not in columns and slot not in self._given.head:
                yield _refuse(self._name, line, slot, "-")
        for place, slot in enumerate(columns):
            if slot in columns[:place]:
                yield _refuse(self._name, line, slot, "2 ×")
            reason = self._strange(slot, known)
            if reason:
                yield _refuse(self._name, line, slot, reason)

    def _rows(self) -> Iterator[Problem]:
        for number, row in enumerate(self._given.rows, self._length + 2):
            yield from self._row(number, row)

    def _row(self, number: int, row: Row) -> Iterator[Problem]:
        for slot in slots().required_row:
            if not row.get(slot):
                yield _refuse(self._name, number, slot, "-")
        for side in ("subject", "object"):
            slot = f"{side}_id"
            if not row.get(slot) and not self._is_literal(row, side):
                yield _refuse(self._name, number, slot, "-")
        for slot, value in row.items():
            if value and not self._is_free(row, slot):
                yield from self._value(slot, value, number)

    def _kind(self, row: Row, side: str) -> object:
        slot = f"{side}_type"
        return row.get(slot) or self._given.head.get(slot)

    def _is_literal(self, row: Row, side: str) -> bool:
        """Whether a text stands in the place of an entity: its label is then all there is."""
        if self._kind(row, side) != _LITERAL:
            return False
        label = row.get(f"{side}_label")
        return bool(label)

    def _is_free(self, row: Row, slot: str) -> bool:
        """Whether the cell names an entity by an expression, which is no reference."""
        side, _, rest = slot.partition("_")
        return rest == "id" and self._kind(row, side) == _COMPOSED

    def _value(self, slot: str, value: str, line: int) -> Iterator[Problem]:
        parts = [value]
        if slot in slots().many:
            parts = _BAR.split(value)
        for part in parts:
            reason = self._wrong(slot, part)
            if reason:
                shown = f"{part[:60]} ({reason})"
                yield _refuse(self._name, line, slot, shown)

    def _wrong(self, slot: str, value: str) -> str:
        """Why a value is not allowed; empty when it is."""
        allowed = slots().choices.get(slot)
        if allowed is not None and value not in allowed:
            return "enum"
        if slot in slots().shares and not _is_share(value):
            return "0-1"
        if slot in slots().dates and not _is_date(value):
            return "date"
        if slot in slots().references and value and not self._is_curie(value):
            return "CURIE"
        return ""

    def _is_curie(self, value: str) -> bool:
        match = _CURIE.fullmatch(value)
        if match is None:
            return False
        prefix, rest = match.groups()
        # A whole address (http://…) has the form of a CURIE and is none.
        return prefix in self._prefixes and not rest.startswith("//")


def _is_share(value: str) -> bool:
    try:
        return 0 <= float(value) <= 1
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True
