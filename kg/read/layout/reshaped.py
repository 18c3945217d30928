"""Tables that put in rows or in one cell what others put in columns."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from kg.read.layout.depths import levels_by_number
from kg.read.layout.halves import Block
from kg.read.layout.heads import Head, HeadWords
from kg.read.layout.indented import with_levels
from kg.read.layout.page import Spot, Strip
from kg.read.layout.within import indicators_within, labelled_by_kind
from kg.read.layout.words import plain

__all__ = ["reshaped"]

#: Words of a narrow column that tell rows of what was planned from rows of what was reached.
_SIDES = {"t": "Target", "target": "Target", "rencana": "Target"}
_SIDES |= {"r": "Realisasi", "realisasi": "Realisasi", "capaian": "Realisasi"}
#: How far right the columns stand that a table gets in addition.
_BESIDE = 1_000
#: What an indicator is, and behind the last colon how much of it is meant.
_WITH_TARGET = re.compile(
    r"(?P<text>.*[^\W\d_].*?)\s*[:=]\s*(?P<target>(?:[≥≤><±~]\s*)?\d[^:=]*)", re.DOTALL
)


def reshaped(pages: list[Block], heads: HeadWords) -> list[Block]:
    """A table as others print it: its first block, and the blocks whose heads repeat its own.

    It is taken as one, once: rows that belong together may stand on two pages.
    """
    first = pages[0]
    if len(pages) == 1:
        return [_reshaped(first, heads)]
    rows = chain.from_iterable(page.body for page in pages)
    whole = _reshaped(replace(first, body=list(rows)), heads)
    at: dict[str, int] = {}
    for number, page in enumerate(pages):
        at.update((strip.place, number) for strip in page.body)
    bodies: list[list[Strip]] = [[] for _ in pages]
    for strip in whole.body:
        bodies[at[strip.place]].append(strip)
    parted = zip(pages, bodies, strict=True)
    return [replace(page, paths=whole.paths, body=body) for page, body in parted]


def _reshaped(table: Block, heads: HeadWords) -> Block:
    block = _sides_as_columns(table, heads)
    block = _targets_apart(block, heads)
    block = with_levels(labelled_by_kind(block), table, heads)
    return indicators_within(levels_by_number(block, table, heads), heads)


def _meaning(path: list[tuple[Head, Spot]]) -> str:
    meaning = path[-1][0].meaning
    return meaning.nama if meaning is not None else ""


def _sides_as_columns(block: Block, heads: HeadWords) -> Block:
    """A table with a row of targets and a row of realisations per indicator, side by side instead."""
    column = _column_of_sides(block)
    if column is None:
        return block
    body: list[Strip] = []
    sides: set[str] = set()
    values: set[int] = set()
    for strip in block.body:
        side = _SIDES.get(plain(strip.text(column)), "")
        if side and side not in sides and sides:
            sides.add(side)
            values |= _beside(block, strip, column, values)
            body[-1] = _joined(body[-1], strip, values, side)
            continue
        sides = {side} - {""}
        own = set() if not side else {c for c in _timed(block, column) if c in strip.spots}
        values |= own
        first = {c: spot for c, spot in strip.spots.items() if c != column}
        body.append(_moved(replace(strip, spots=first), own, side))
    return replace(block, paths=_both(block, column, values, heads), body=body)


def _column_of_sides(block: Block) -> int | None:
    """The column whose cells do nothing but tell both sides."""
    for column in block.paths:
        texts = [plain(strip.text(column)) for strip in block.body if len(strip.own) > 1]
        found = {_SIDES.get(text) for text in texts if text}
        if found == {"Target", "Realisasi"}:
            return column
    return None


def _timed(block: Block, column: int) -> set[int]:
    """The columns of years and quarters right of that of the sides."""
    found = set()
    for index, path in block.paths.items():
        if index > column and any(head.quarter or head.year or head.order for head, _ in path):
            found.add(index)
    return found


def _beside(block: Block, strip: Strip, column: int, values: set[int]) -> set[int]:
    """The columns of which the second row of an indicator has a cell of its own."""
    own = {spot.column for spot in strip.own if spot.column in block.paths}
    return (own & _timed(block, column)) - values


def _moved(strip: Strip, values: set[int], side: str) -> Strip:
    """A row with its values under the head of their side."""
    if side != "Realisasi":
        return strip
    spots: dict[int, Spot] = {}
    for index, spot in strip.spots.items():
        to = index + _BESIDE if index in values else index
        spots[to] = replace(spot, column=to)
    return replace(strip, spots=spots)


def _joined(first: Strip, second: Strip, values: set[int], side: str) -> Strip:
    """One row of two, that of the other side with its values beside."""
    spots = dict(first.spots)
    moved = _moved(second, values, side)
    for index, spot in moved.spots.items():
        if index % _BESIDE in values and not spot.again:
            spots[index] = spot
    return replace(first, spots=dict(sorted(spots.items())))


def _both(
    block: Block, column: int, values: set[int], heads: HeadWords
) -> dict[int, list[tuple[Head, Spot]]]:
    """The heads, with those of targets and of realisations for each column of values."""
    paths: dict[int, list[tuple[Head, Spot]]] = {}
    own = block.paths[column][-1][1]
    for index, path in block.paths.items():
        if index == column:
            continue
        if index not in values:
            paths[index] = path
            continue
        for side, to in (("Target", index), ("Realisasi", index + _BESIDE)):
            paths[to] = [(heads.head(side, True), own), *path]
    return dict(sorted(paths.items()))


def _targets_apart(block: Block, heads: HeadWords) -> Block:
    """The table with a column of its own for targets that its cells of indicators end in."""
    found = [c for c, path in block.paths.items() if _is_both(path)]
    if len(found) != 1 or any(_meaning(path) == "nilai" for path in block.paths.values()):
        return block
    at = found[0]
    paths = dict(block.paths)
    own = block.paths[at][-1][1]
    paths[at] = [(heads.head("Indikator", True), own)]
    paths[at + _BESIDE] = [(heads.head("Target", True), own)]
    body = [_apart(strip, at) for strip in block.body]
    return replace(block, paths=paths, body=body)


def _is_both(path: list[tuple[Head, Spot]]) -> bool:
    tokens = set(plain(path[-1][0].text).split())
    return "target" in tokens and bool(tokens & {"indikator", "iki", "iku", "ukuran"})


def _apart(strip: Strip, at: int) -> Strip:
    spot = strip.spots.get(at)
    match = _WITH_TARGET.fullmatch(spot.text) if spot is not None else None
    if spot is None or match is None:
        return strip
    spots = dict(strip.spots)
    spots[at] = _with_text(spot, match["text"])
    spots[at + _BESIDE] = replace(_with_text(spot, match["target"]), column=at + _BESIDE)
    return replace(strip, spots=spots)


def _with_text(spot: Spot, text: str) -> Spot:
    return replace(spot, text=text, cell=replace(spot.cell, text=text, number=None))
