"""Goals and objectives that share one column: told apart by their labels, else by their numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty, look, unlabelled
from kg.read.layout.heads import levels_named
from kg.read.layout.levels import clean, style_of
from kg.read.layout.page import Spot, Strip

__all__ = ["aims_of"]

_AIMS = ("sasaran", "tujuan")
#: The letters before the number of a goal or an objective: T1, S.2, SS-3.
_LETTERED = re.compile(r"(tj?|tuj|ss?|sas)[\s.\-]*\d{1,2}[.)]?", re.IGNORECASE)


@dataclass(frozen=True)
class _Row:
    """A goal or an objective: its place, its label and the style of its number."""

    place: str
    label: str
    style: str


def aims_of(
    body: list[Strip], columns: list[Column], column: Column
) -> dict[str, tuple[str, bool]]:
    """The level of each row of a column whose head names both, and whether it was only inferred.

    A row without a label is what the labelled ones are not; without any label the style of numbering
    that is met first is that of goals. Empty for a column of one level.
    """
    rows = list(filter(None, (_row(strip, columns, column) for strip in body)))
    if len(levels_named(column.head, _AIMS)) < 2:
        return _by_style(rows, body, column)
    labels = {row.label for row in rows} & set(_AIMS)
    found: dict[str, tuple[str, bool]] = {}
    for row in rows:
        if row.label:
            found[row.place] = row.label, False
        elif len(labels) == 1:
            found[row.place] = _other(labels), False
        else:
            found[row.place] = "sasaran", True
    if not labels:
        found |= _met_first(rows)
    return found


def _met_first(rows: list[_Row]) -> dict[str, tuple[str, bool]]:
    """The levels of rows without a label, where their numbers are of two styles."""
    without = [row for row in rows if not row.label]
    if not _has_two_styles(without):
        return {}
    return {row.place: (_level_by_style(row, without[0]), False) for row in without}


def _has_two_styles(rows: list[_Row]) -> bool:
    return len({row.style for row in rows}) == 2


def _level_by_style(row: _Row, first: _Row) -> str:
    """Goals stand above their objectives, so the style that is met first is theirs."""
    if row.style == first.style:
        return "tujuan"
    return "sasaran"


def _by_style(rows: list[_Row], body: list[Strip], column: Column) -> dict[str, tuple[str, bool]]:
    """Results alone below a head of any level, numbered in two styles: goals and objectives, inferred."""
    if column.meaning != "nama" or not _has_two_styles(rows):
        return {}
    if not all(row.style for row in rows):
        return {}
    filled = [strip.spots[column.index] for strip in body if column.index in strip.spots]
    printed = [spot for spot in filled if not spot.again and not is_empty(spot.text)]
    if len(rows) != len(printed):
        return {}
    return {row.place: (_level_by_style(row, rows[0]), True) for row in rows}


def _other(labels: set[str]) -> str:
    return "tujuan" if "sasaran" in labels else "sasaran"


def _row(strip: Strip, columns: list[Column], column: Column) -> _Row | None:
    spot = strip.spots.get(column.index)
    if spot is None or spot.again or is_empty(spot.text):
        return None
    number, text = clean(spot.text)
    label, rest = unlabelled(text)
    beside = _beside(strip, columns)
    label = label if label in _AIMS else _lettered(beside)
    if column.meaning == "nama" and label not in _AIMS and look(rest, spot.cell) != "hasil":
        return None
    return _Row(spot.place, label, style_of(number or beside))


def _lettered(number: str) -> str:
    """The level that the letter before a number names; empty where there is none.

    >>> _lettered("T1"), _lettered("SS.2"), _lettered("1")
    ('tujuan', 'sasaran', '')
    """
    match = _LETTERED.fullmatch(number)
    if match is None:
        return ""
    return "tujuan" if match[1].casefold().startswith("t") else "sasaran"


def _beside(strip: Strip, columns: list[Column]) -> str:
    """The number of a row in a column of its own."""
    spots: list[Spot] = []
    for column in columns:
        if column.meaning == "no" and column.index in strip.spots:
            spots.append(strip.spots[column.index])
    return spots[0].label.strip() if spots else ""
