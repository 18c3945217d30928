"""What each column of a table is headed by, from the top row of the head down."""

from __future__ import annotations

from dataclasses import replace

from kg.read.layout.echelons import holder_rank
from kg.read.layout.heads import Head, HeadWords
from kg.read.layout.page import Spot, Strip
from kg.read.layout.words import plain

__all__ = ["paths_of"]


def _carried(strip: Strip, lower: list[Strip], upper: list[Strip], column: int) -> Spot | None:
    """The text of a row of the head that holds for a column.

    Its own, or that of its group to the left.
    """
    own = strip.spots.get(column)
    if own is not None:
        if own.again:
            return None
        return own
    if not _any_owns(lower, column):
        return None
    for left in range(column - 1, -1, -1):
        # The row above begins another group here: nothing reaches across its border.
        if _any_owns(upper, left + 1):
            return None
        spot = strip.spots.get(left)
        if spot is None:
            continue
        is_group = not spot.again and _any_owns(lower, left)
        if is_group:
            return spot
        return None
    return None


def _any_owns(rows: list[Strip], column: int) -> bool:
    return any(_owns(row, column) for row in rows)


def _owns(row: Strip, column: int) -> bool:
    spot = row.spots.get(column)
    return spot is not None and not spot.again


def paths_of(head: list[Strip], heads: HeadWords) -> dict[int, list[tuple[Head, Spot]]]:
    """The texts above each column, those of its groups first."""
    columns = sorted(set().union(*(row.spots for row in head)))
    paths: dict[int, list[tuple[Head, Spot]]] = {}
    for column in columns:
        carried = (
            _carried(row, head[index + 1 :], head[:index], column) for index, row in enumerate(head)
        )
        spots = [spot for spot in carried if spot is not None]
        path = [(_head(spot, heads, lowest=spot is spots[-1]), spot) for spot in spots]
        if path:
            paths[column] = path
    return paths


def _head(spot: Spot, heads: HeadWords, *, lowest: bool) -> Head:
    """What a text of a head says; the number of an echelon above a group counts no quarters."""
    if not lowest and holder_rank(spot.text) is not None:
        return Head(spot.text)
    head = heads.head(spot.text, True)
    year = heads.years.get(plain(spot.text))
    if year is None:
        return head
    return replace(head, year=year)
