"""The headings of lists, from ``forms.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from kg.assets import beside_code
from kg.read.grid import Line

__all__ = ["Columns", "Forms", "columns_of", "forms"]

#: Headings of one meaning differ in blanks and signs from list to list.
_SIGNS = re.compile(r"[\s_.,/()\-]+")


@dataclass(frozen=True)
class Forms:
    """What ``forms.toml`` says."""

    columns: dict[str, list[str]]
    levels: dict[str, dict[str, list[str]]]
    partial: dict[str, list[str]]
    scopes: dict[str, list[str]]
    remarks: dict[str, list[str]]
    changes: dict[str, list[str]]
    wilayah: dict[str, list[str]]


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The headings that are known."""
    return msgspec.convert(beside_code("kg.link", "forms.toml"), Forms)


def plain(heading: str) -> str:
    """A heading as headings compare.

    >>> plain("KODE SUB_KEGIATAN")
    'kodesubkegiatan'
    """
    return _SIGNS.sub("", heading.casefold())


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what.

    ``levels`` are code and name of each level, ``unknown`` the headings left aside.
    """

    flat: dict[str, int]
    levels: dict[str, tuple[int, int]]
    scopes: dict[str, list[int]]
    unknown: tuple[str, ...]
    partial: bool

    @property
    def is_known(self) -> bool:
        """Whether the table is headed as a list is."""
        return bool(self.levels) or {"kode", "nama"} <= self.flat.keys()


def _place(known: dict[str, int], headings: list[str]) -> int | None:
    """The column of the first of these headings that the table has."""
    for heading in headings:
        place = known.get(plain(heading))
        if place is not None:
            return place
    return None


def columns_of(head: Line) -> Columns:
    """What the columns under a line of headings hold."""
    known: dict[str, int] = {}
    for index, cell in head.cells.items():
        # Of two columns with one heading the first counts, as people read.
        known.setdefault(plain(cell.text), index)
    flat = _flat(known)
    levels = _levels(known)
    scopes = _scopes(known)
    partial = _place(known, forms().partial["headings"]) is not None
    unknown = _left_aside(head, flat, levels, scopes)
    return Columns(flat, levels, scopes, unknown, partial)


def _flat(known: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, headings in forms().columns.items():
        place = _place(known, headings)
        if place is not None:
            found[name] = place
    return found


def _levels(known: dict[str, int]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for level, pair in forms().levels.items():
        code = _place(known, pair["kode"])
        name = _place(known, pair["nama"])
        # A code without a name beside it is no entry, and the other way round.
        if code is not None and name is not None:
            found[level] = code, name
    return found


def _scopes(known: dict[str, int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for scope, headings in forms().scopes.items():
        wanted = map(plain, headings)
        found[scope] = [known[heading] for heading in wanted if heading in known]
    return found


def _left_aside(
    head: Line,
    flat: dict[str, int],
    levels: dict[str, tuple[int, int]],
    scopes: dict[str, list[int]],
) -> tuple[str, ...]:
    """The headings of columns that nothing is read from, to be told to the person who gave the table."""
    used = set(flat.values())
    used.update(*levels.values())
    used.update(*scopes.values())
    left = []
    for index, cell in head.cells.items():
        if index not in used:
            left.append(cell.text)
    return tuple(left)
