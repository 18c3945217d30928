"""Columns whose empty cells repeat the one above, where a layout says so."""

from __future__ import annotations

from dataclasses import replace

from kg.read.layout.columns import Column
from kg.read.layout.page import Spot, Strip
from kg.read.layout.rowkinds import is_signature, left_out
from kg.read.layout.tables import Block

__all__ = ["filled_down"]


def filled_down(
    found: list[tuple[Block, list[Column]]], named: tuple[str, ...], left: tuple[str, ...]
) -> list[tuple[Block, list[Column]]]:
    """The tables of a page with the cells that their layout lets stand for those below them.

    They count as cells that reach down: read for every row, and written in the first. ``left`` are
    the beginnings of rows that the layout leaves out.
    """
    if not named:
        return found
    filled: list[tuple[Block, list[Column]]] = []
    for block, columns in found:
        body = _body(block.body, columns, named, left)
        filled.append((replace(block, body=body), columns))
    return filled


def _body(
    body: list[Strip], columns: list[Column], named: tuple[str, ...], left: tuple[str, ...]
) -> list[Strip]:
    by_index = {column.index: column for column in columns}
    down = [column.index for column in columns if column.meaning in named]
    above: dict[int, Spot] = {}
    rows: list[Strip] = []
    for strip in body:
        if len(strip.own) > 1 and not is_signature(strip) and not left_out(strip, by_index, left):
            strip = replace(strip, spots={**_missing(strip, down, above), **strip.spots})
            above |= {index: strip.spots[index] for index in down if index in strip.spots}
        rows.append(strip)
    return rows


def _missing(strip: Strip, down: list[int], above: dict[int, Spot]) -> dict[int, Spot]:
    """The cells above those of a row that are not there."""
    found: dict[int, Spot] = {}
    for index in down:
        if index in above and index not in strip.spots:
            found[index] = replace(above[index], again=True)
    return found
