"""Trees that show no levels at all: asked about, and never read as a list of another kind."""

from __future__ import annotations

from collections.abc import Iterable

from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty, known_level, unlabelled
from kg.read.layout.halves import Block
from kg.read.layout.page import Page, Spot
from kg.read.layout.ranked import unclear
from kg.read.layout.reading import LEVELS
from kg.read.layout.words import Layout, layouts, plain

__all__ = ["refuse_flat_trees"]

#: Columns of names whose heads say nothing of levels.
_NAMES = frozenset(("nama", "kinerja"))
#: Columns that tell the level of a row, or what it stands below.
_TELLING = frozenset((*LEVELS, "jenis", "induk", "id", "kondisi", "kode", "jabatan", "formulasi"))
_LEAST = 3


def refuse_flat_trees(
    page: Page, found: Iterable[tuple[Block, list[Column]]], layout: Layout
) -> None:
    """Refuse a sheet that its title calls a tree where nothing tells the levels of its rows.

    :raises InputError: LAYOUT-LEVELS.
    """
    for block, columns in found:
        names = [column for column in columns if column.meaning in _NAMES]
        told = _TELLING & {column.meaning for column in columns}
        if len(names) == 1 and not told and _is_called_tree(page, block, layout):
            _refuse(block, names[0].index)


def _is_called_tree(page: Page, block: Block, layout: Layout) -> bool:
    """Whether its titles speak of a tree, and not of the layout as well."""
    lines = [page.title]
    for strip in block.above:
        lines += strip.texts
    titles = f" {plain(' '.join(lines))} "
    tree = layouts()["pohon"]
    if layout.nama == tree.nama or _speaks(titles, layout.judul):
        return False
    return _speaks(titles, tree.judul)


def _speaks(titles: str, called: Iterable[str]) -> bool:
    return any(f" {plain(word)} " in titles for word in called)


def _refuse(block: Block, name: int) -> None:
    spots = [
        strip.spots[name] for strip in block.body if len(strip.own) > 1 and name in strip.spots
    ]
    spots = [spot for spot in spots if not spot.again and not is_empty(spot.text)]
    if len(spots) >= _LEAST and not any(map(_tells_level, spots)):
        raise unclear((spot.text for spot in spots[:_LEAST]), spots[0].place)


def _tells_level(spot: Spot) -> bool:
    """Whether a name says its level by its label, or a list knows it."""
    label, rest = unlabelled(spot.text)
    return bool(label) or bool(known_level(rest))
