"""Rows that a page break may have torn.

Where the numbering of rows jumps, or a page begins without a number.
"""

from __future__ import annotations

import re

from kg.read.layout.page import Page
from kg.read.layout.reading import Item, Reading

__all__ = ["tell_jumps", "tell_remarks"]


#: The column in the place of a cell, without which it is the place of its row.
_COLUMN = re.compile(r"![A-Z]+")


def _page(item: Item) -> str:
    return item.place.partition("!")[0]


def tell_jumps(reading: Reading) -> None:
    """Tell rows whose number does not follow that of the row of their level before them, and all rows of a page before it."""
    last: dict[tuple[str, int], int] = {}
    first: dict[str, list[Item]] = {}
    for item in reading.items:
        rows = first.setdefault(_page(item), [])
        rows.append(item)
        digits = item.number.strip(".() ")
        if not digits.isdigit():
            continue
        number = int(digits)
        key = (item.level, id(item.parent))
        before = last.get(key, 0)
        if number > before + 1:
            # The row that bore the number between is lost in the one above the jump, or at the top
            # of its page.
            _doubt(reading, [*rows, *_above(reading, item)])
        last[key] = number


def tell_remarks(reading: Reading, pages: list[Page], titles: list[str]) -> None:
    """Tell what stands in a row that paper tore, or in a line that paper may have broken off.

    ``titles`` are the places of the lines that tell whose document it is.
    """
    whys: dict[str, str] = {}
    for page in pages:
        whys |= dict(page.remarks)
    places = list(titles)
    for item in reading.items:
        places.append(item.place)
        places += [indicator.place for indicator in item.indicators]
    for place in places:
        why = whys.get(_COLUMN.sub("!", place))
        if why:
            reading.doubt(place, why)


def _above(reading: Reading, item: Item) -> list[Item]:
    place = reading.items.index(item)
    return reading.items[max(place - 1, 0) : place]


def _doubt(reading: Reading, items: list[Item]) -> None:
    for item in items:
        reading.doubt(item.place, "number-jump")
        for indicator in item.indicators:
            reading.doubt(indicator.place, "number-jump")
