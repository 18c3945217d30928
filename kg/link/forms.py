"""The headings of lists, from ``forms.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import msgspec

from kg.read.grid import Line

__all__ = ["Columns", "Forms", "columns_of", "forms"]

_SIGNS = re.compile(r"[\s_.\-]+")


@dataclass(frozen=True)
class Forms:
    """What ``forms.toml`` says."""

    columns: dict[str, list[str]]
    levels: dict[str, dict[str, list[str]]]
    partial: dict[str, list[str]]
    scopes: dict[str, list[str]]
    remarks: dict[str, list[str]]
    changes: dict[str, list[str]]


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The headings that are known."""
    text = resources.files("kg.link").joinpath("forms.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Forms)


def plain(heading: str) -> str:
    """A heading as headings compare.

    >>> plain("KODE SUB_KEGIATAN")
    'kodesubkegiatan'
    """
    return _SIGNS.sub("", heading.casefold())


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what; ``levels`` are code and name of each level, ``unknown`` the headings left aside."""

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
    for heading in headings:
        if plain(heading) in known:
            return known[plain(heading)]
    return None


def columns_of(head: Line) -> Columns:
    """What the columns under a line of headings hold."""
    known: dict[str, int] = {}
    for index, cell in head.cells.items():
        known.setdefault(plain(cell.text), index)
    flat: dict[str, int] = {}
    for name, headings in forms().columns.items():
        place = _place(known, headings)
        if place is not None:
            flat[name] = place
    levels: dict[str, tuple[int, int]] = {}
    for level, pair in forms().levels.items():
        code, name_at = _place(known, pair["kode"]), _place(known, pair["nama"])
        if code is not None and name_at is not None:
            levels[level] = code, name_at
    scopes: dict[str, list[int]] = {}
    for scope, headings in forms().scopes.items():
        scopes[scope] = [known[plain(h)] for h in headings if plain(h) in known]
    partial = _place(known, forms().partial["headings"]) is not None
    return Columns(flat, levels, scopes, _left_aside(head, flat, levels, scopes), partial)


def _left_aside(
    head: Line,
    flat: dict[str, int],
    levels: dict[str, tuple[int, int]],
    scopes: dict[str, list[int]],
) -> tuple[str, ...]:
    used = set(flat.values())
    for pair in levels.values():
        used.update(pair)
    for places in scopes.values():
        used.update(places)
    return tuple(cell.text for index, cell in head.cells.items() if index not in used)
