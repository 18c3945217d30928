"""Levels of a tree that a document only counts: Level 1–4, Tingkat I–IV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.errors import InputError, Problem
from kg.read.layout.columns import Column
from kg.read.layout.looks import Looks
from kg.read.layout.words import plain

__all__ = [
    "by_depth",
    "by_rank",
    "counts_levels",
    "rank_of",
    "ranked",
    "ranked_columns",
    "second_kind",
    "unclear",
]

#: "Level 2", "Tingkat IV", "L3", or the bare number.
_COUNTED = re.compile(
    r"(?:(?:level|lvl|inden|tingkat(?:an)?|jenjang|lapis(?:an)?|tier|strata)\s*(?:ke\s*)?|l)?(\d|[ivx]{1,3})"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
#: The levels of a tree from the top down, and the least and most that an order alone tells.
_LEVELS = ("outcome", "strategis", "antara", "operasional", "operasional")
_LEAST, _FEW = len(_LEVELS) - 1, 2


def rank_of(called: str) -> int | None:
    """The number of a level that is only counted; ``None`` for any other word.

    >>> rank_of("Level 2"), rank_of("Tingkat IV"), rank_of("3"), rank_of("Kinerja")
    (2, 4, 3, None)
    """
    match = _COUNTED.fullmatch(plain(called))
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else _ROMAN.get(match[1])


def by_rank(called: Iterable[str]) -> dict[int, str]:
    """The level of each number, where four or five levels of a tree are only counted.

    >>> by_rank(["I", "II", "III", "IV"])[3], by_rank(["I", "II", "III"])
    ('antara', {})
    """
    numbers = sorted({rank_of(one) or 0 for one in called})
    if numbers not in ([0, 1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]):
        return {}
    return dict(zip(numbers, _LEVELS, strict=False))


def by_depth(called: Iterable[str]) -> dict[int, str]:
    """The levels of a tree that only its depth tells; each of its rows is doubtful.

    >>> by_depth(["Level 1", "Level 2", "Level 3"])[3]
    'operasional'
    """
    numbers = sorted({rank_of(one) or 0 for one in called})
    levels = _LEVELS[1:] if len(numbers) < _LEAST else _LEVELS
    return {number: levels[min(place, len(levels) - 1)] for place, number in enumerate(numbers)}


def unclear(called: Iterable[str], place: str) -> InputError:
    """What is asked where the order of levels does not tell which they are."""
    shown = ", ".join(dict.fromkeys(called))
    return InputError(Problem("LAYOUT-LEVELS", place, {"found": shown}))


def second_kind(kind: str) -> str:
    """What a condition below the lowest of the four levels is called."""
    return "operasional 2" if (rank_of(kind) or 0) > _LEAST else kind


def ranked(columns: list[Column]) -> list[Column]:
    """The columns whose heads count levels, the lowest part of each head alone."""
    found: list[Column] = []
    for column in columns:
        last = column.head.rpartition(" / ")[2].strip()
        if rank_of(last) is not None and plain(last)[:1].isalpha() and plain(last) not in _ROMAN:
            found.append(column)
    return found


def ranked_columns(columns: list[Column], looks: Looks) -> list[Column]:
    """The columns with those of counted levels as columns of conditions, which are told."""
    counted = [c for c in ranked(columns) if looks.wordy(c.index)]
    if len(counted) <= _FEW:
        return columns
    levels = by_rank(map(_last, counted))
    settled: list[Column] = []
    for column in columns:
        if column in counted:
            level = levels.get(rank_of(_last(column)) or 0, "")
            column = replace(column, meaning="kondisi", level=level, why="level-order")
        settled.append(column)
    return settled


def counts_levels(texts: Iterable[str]) -> bool:
    """Whether the cells of a column of kinds count the levels of a tree, and name none."""
    found = {rank_of(text) for text in texts if text.strip()}
    return None not in found and len(found) > _FEW


def _last(column: Column) -> str:
    return column.head.rpartition(" / ")[2]
