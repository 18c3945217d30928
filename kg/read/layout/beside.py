"""Indicators and the cells beside them, also where several stand in one cell, one a line."""

from __future__ import annotations

import re
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


def listed(text: str) -> list[str]:
    r"""The items of a cell, one a line; one item where its lines are a text that was only broken.

    >>> listed("1. Indeks\n2. Persentase"), listed("Persentase desa\nyang tertib")
    (['1. Indeks', '2. Persentase'], ['Persentase desa\nyang tertib'])
    """
    lines = []
    for line in text.splitlines():
        if line.strip():
            lines.append(line.strip())
    if len(lines) > 1 and all(map(_ITEM.match, lines)):
        return lines
    return [text]


def unmarked(line: str) -> str:
    """A line of a list without its number or dash.

    >>> unmarked("b. 12 dokumen")
    '12 dokumen'
    """
    return _ITEM_MARK.sub("", line)


def beside(found: list[Beside], column: Column) -> list[Beside]:
    """The indicators that a cell speaks of.

    Those of the nearest column to its left, else of the first.
    """
    nearest = found[0].column
    for one in found:
        if one.column < column.index:
            nearest = one.column
    return [one for one in found if one.column == nearest]
