"""Merged cells: the value stands in the first cell and is meant for every row that the range covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.read.grid import Cell, column_letter

__all__ = ["fill_merged"]


def fill_merged(
    rows: dict[int, dict[int, Cell]], ranges: Iterable[tuple[int, int, int, int]], limit: int
) -> tuple[str, ...]:
    """Read the value of a merged range for every row that it covers.

    The ranges for which that was done.

    ``ranges`` are first and last row, counted from 1, and first and last column, counted from 0.
    """
    told: list[str] = []
    for top, bottom, left, right in ranges:
        value = rows.get(top, {}).get(left)
        if value is None or bottom - top > limit:
            continue
        name = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
        for row in range(top, bottom + 1):
            # A merged cell alone makes no row: covered rows that hold nothing else stay empty.
            if row in rows:
                rows[row][left] = replace(value, merged=name)
        told.append(name)
    return tuple(told)
