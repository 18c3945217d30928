"""Indicators and the cells beside them, also where several stand in one cell, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.read.layout.columns import Column
from kg.read.layout.reading import Indicator

__all__ = ["Beside", "beside", "listed", "unmarked"]

_ITEM = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]+\s*\S|[-•*]\s*\S)")
_ITEM_MARK = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+|[-•*]\s+)")


@dataclass(frozen=True)
class Beside:
    """An indicator of a row: its column, and which of the ``parts`` of its cell it is."""

    column: int
    indicator: Indicator
    part: int = 0
    parts: int = 1


def listed(text: str, values: Iterable[str] = ()) -> list[str]:
    r"""The items of a cell, one a line; one item where its lines are a text that was only broken.

    ``values`` are the cells beside it: where one has as many lines, the lines are items without marks.

    >>> listed("1. Indeks\n2. Persentase"), listed("Persentase desa\nyang tertib")
    (['1. Indeks', '2. Persentase'], ['Persentase desa\nyang tertib'])
    >>> listed("Indeks\nPersentase desa", ["80,5\n90 %"])
    ['Indeks', 'Persentase desa']
    """
    lines = _lines(text)
    if len(lines) < 2:
        return [text]
    as_many = any(len(_lines(value)) == len(lines) for value in values)
    begun = all(line[0].isupper() for line in lines)
    if all(map(_ITEM.match, lines)) or (as_many and begun):
        return lines
    return [text]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def unmarked(line: str) -> str:
    """A line of a list without its number or dash.

    >>> unmarked("b. 12 dokumen")
    '12 dokumen'
    """
    return _ITEM_MARK.sub("", line)


def beside(found: list[Beside], column: Column, measures: Sequence[int]) -> list[Beside]:
    """The indicators of a row that a cell speaks of.

    Those of the nearest of the columns ``measures`` to its left; none where that column names no
    indicator in this row; those of the first where no column is left of it.
    """
    left = [index for index in measures if index < column.index]
    nearest = found[0].column
    if left:
        nearest = left[-1]
    return [one for one in found if one.column == nearest]
