"""SSSOM 1.0 mapping sets as TSV, written plainly and read strictly (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources

import msgspec

from kg.errors import InputError, Problem
from kg.link.yaml_block import Block, BlockError, read_block

__all__ = ["MappingSet", "Slots", "read_sssom", "slots", "write_sssom"]

#: A text is split at a bar, unless a backslash stands before it.
_BAR = re.compile(r"(?<!\\)\|")
_CURIE = re.compile(r"([A-Za-z_][\w.\-]*):(\S*)")
_EXTENSION = "ext_"
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
    text = resources.files("kg.link").joinpath("sssom.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Slots)


def _refuse(name: str, line: int, slot: str, reason: str) -> Problem:
    return Problem("LINK-SSSOM", f"{name}:{line}", {"slot": slot, "reason": reason})


def read_sssom(data: bytes, name: str, version: str = "1.0") -> MappingSet:
    """The mapping set in these bytes; every cell is kept as it stands.

    :raises InputError: LINK-SSSOM for everything that the specification does not allow, with line and slot.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise InputError(_refuse(name, 1, "-", "BOM"))
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").rstrip("\n").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(Problem("READ-UTF8", name, {"position": str(error.start)})) from error
    length = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if length == len(lines):
        raise InputError(_refuse(name, len(lines), "-", "TSV"))
    try:
        head = read_block("\n".join(line[1:] for line in lines[:length]))
    except BlockError as error:
        raise InputError(_refuse(name, error.line, "-", str(error))) from error
    columns = tuple(lines[length].split("\t"))
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines[length + 1 :], length + 2):
        cells = line.split("\t")
        if len(cells) > len(columns):
            problems.append(_refuse(name, number, "-", f"{len(cells)} > {len(columns)}"))
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=False)))
    found = MappingSet(head, columns, tuple(rows))
    problems += _Check(found, name, length, version).problems()
    if problems:
        raise InputError(problems)
    return found


class _Check:
    """Everything that a mapping set has to keep."""

    def __init__(self, given: MappingSet, name: str, length: int, version: str) -> None:
        self._given, self._name, self._length = given, name, length
        self._newest = "1.1" in {version, given.head.get("sssom_version")}
        declared = given.head.get("curie_map", {})
        own = declared if isinstance(declared, dict) else {}
        self._prefixes = slots().prefixes | own

    def problems(self) -> list[Problem]:
        """What is wrong, from the head down."""
        return [*self._head(), *self._columns(), *self._rows()]

    def _head(self) -> Iterator[Problem]:
        known = {*slots().set_only, *slots().both}
        # A set of version 1.1 may be nameless; its reader gives it a name.
        nameless = self._given.head.get("sssom_version") == "1.1"
        for slot in slots().required_set:
            if not self._given.head.get(slot) and not (nameless and slot == "mapping_set_id"):
                yield _refuse(self._name, 1, slot, "-")
        for slot, value in self._given.head.items():
            if slot not in known and not slot.startswith(_EXTENSION):
                yield _refuse(self._name, 1, slot, "?")
            elif slot in slots().newer and not self._newest:
                yield _refuse(self._name, 1, slot, "1.1")
            elif isinstance(value, str):
                yield from self._value(slot, value, 1)

    def _columns(self) -> Iterator[Problem]:
        known = {*slots().row_only, *slots().both}
        line, columns = self._length + 1, self._given.columns
        for slot in slots().required_row:
            if slot not in columns and slot not in self._given.head:
                yield _refuse(self._name, line, slot, "-")
        for place, slot in enumerate(columns):
            if slot in columns[:place]:
                yield _refuse(self._name, line, slot, "2 ×")
            if slot not in known and not slot.startswith(_EXTENSION):
                yield _refuse(self._name, line, slot, "?")
            elif slot in slots().newer and not self._newest:
                yield _refuse(self._name, line, slot, "1.1")

    def _rows(self) -> Iterator[Problem]:
        for number, row in enumerate(self._given.rows, self._length + 2):
            for slot in slots().required_row:
                if not row.get(slot):
                    yield _refuse(self._name, number, slot, "-")
            for side in ("subject", "object"):
                if not (row.get(f"{side}_id") or self._is_literal(row, side)):
                    yield _refuse(self._name, number, f"{side}_id", "-")
            for slot, value in row.items():
                if value and not self._is_free(row, slot):
                    yield from self._value(slot, value, number)

    def _kind(self, row: Row, side: str) -> object:
        return row.get(f"{side}_type") or self._given.head.get(f"{side}_type")

    def _is_literal(self, row: Row, side: str) -> bool:
        return self._kind(row, side) == _LITERAL and bool(row.get(f"{side}_label"))

    def _is_free(self, row: Row, slot: str) -> bool:
        """Whether the cell names an entity by an expression, which is no reference."""
        side, _, rest = slot.partition("_")
        return rest == "id" and self._kind(row, side) == _COMPOSED

    def _value(self, slot: str, value: str, line: int) -> Iterator[Problem]:
        parts = _BAR.split(value) if slot in slots().many else [value]
        for part in parts:
            reason = self._wrong(slot, part)
            if reason:
                yield _refuse(self._name, line, slot, f"{part[:60]} ({reason})")

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
        return match is not None and match[1] in self._prefixes and not match[2].startswith("//")


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


def _head_lines(head: Mapping[str, object]) -> Iterator[str]:
    for slot in sorted(head):
        value = head[slot]
        if isinstance(value, dict):
            yield f"#{slot}:"
            yield from (f"#  {key}: {value[key]}" for key in sorted(value))
        elif isinstance(value, list):
            yield f"#{slot}:"
            yield from (f"#  - {item}" for item in value)
        else:
            yield f"#{slot}: {_quoted(str(value))}"


def _quoted(text: str) -> str:
    """A value that YAML would take for something else, in quotation marks."""
    risky = re.fullmatch(r"[\d.:\-]+|.*: .*|.*#.*", text) is not None
    return f'"{text}"' if risky else text


def write_sssom(head: Block, rows: Sequence[Row], order: Iterable[str]) -> bytes:
    """A mapping set as TSV: no empty column, rows in order, what all rows share said once in the head."""
    shared: dict[str, str] = {}
    for slot in slots().both:
        values = {row.get(slot, "") for row in rows}
        if len(values) == 1 and values != {""}:
            shared[slot] = values.pop()
    used = [slot for slot in order if slot not in shared and any(row.get(slot) for row in rows)]
    lines = list(_head_lines({**head, **shared}))
    lines.append("\t".join(used))
    lines += sorted("\t".join(_cell(row.get(slot, "")) for slot in used) for row in rows)
    return ("\n".join(lines) + "\n").encode()


def _cell(text: str) -> str:
    return " ".join(text.split())
