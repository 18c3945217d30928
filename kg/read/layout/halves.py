"""A table: its head and the rows under it; and the tables that stand side by side under one head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.read.layout.heads import Head
from kg.read.layout.page import Page, Spot, Strip

__all__ = ["Block", "halves"]

#: Meanings of columns that name what a row is.
_ROWS = frozenset(
    ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "nama", "kinerja", "jabatan")
)


@dataclass
class Block:
    """A head and the rows under it, up to the next head.

    ``above`` are the rows before its first head.

    ``paths`` holds for every column the texts of its head from top to bottom; ``again`` marks a
    head that repeats the one before it, as after a page break.
    """

    page: Page
    head: list[Strip]
    paths: dict[int, list[tuple[Head, Spot]]]
    above: list[Strip] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)
    again: bool = False


def halves(block: Block) -> Iterator[Block]:
    """The tables that stand side by side in one block.

    Each has its own numbering and columns of text.
    """
    starts = [c for c, path in block.paths.items() if _is_start(path)]
    borders = [*starts, 10**6]
    if len(starts) < 2 or not all(_has_names(block, *pair) for pair in pairwise(borders)):
        yield block
        return
    borders[0] = 0
    for left, right in pairwise(borders):
        columns = range(left, right)
        paths = {}
        for c, path in block.paths.items():
            if c in columns:
                paths[c] = path
        body = [_part(strip, columns) for strip in block.body]
        filled = [strip for strip in body if strip.spots]
        yield Block(block.page, block.head, paths, block.above, filled)


def _has_names(block: Block, left: int, right: int) -> bool:
    """Whether a part of a head names what its rows are; numbers before indicators begin no table."""
    paths = [path for column, path in block.paths.items() if left <= column < right]
    heads: list[Head] = []
    for path in paths:
        heads += [head for head, _ in path]
    return any(head.meaning is not None and head.meaning.nama in _ROWS for head in heads)


def _is_start(path: list[tuple[Head, Spot]]) -> bool:
    meaning = path[-1][0].meaning
    return meaning is not None and meaning.nama == "no"


def _part(strip: Strip, columns: range) -> Strip:
    spots = {}
    for c, spot in strip.spots.items():
        if c in columns:
            spots[c] = spot
    return Strip(strip.place, strip.number, spots, strip.hidden)
