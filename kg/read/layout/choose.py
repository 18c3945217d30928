"""Which layout a file has: by the columns of its tables and the words of its titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from kg.read.layout.columns import Column
from kg.read.layout.content import look, majority
from kg.read.layout.flattrees import refuse_flat_trees
from kg.read.layout.heads import HeadWords
from kg.read.layout.labelled import labelled, post_line
from kg.read.layout.meanings import columns_of
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.reshaped import reshaped
from kg.read.layout.tables import Block, blocks
from kg.read.layout.titles import titled_post
from kg.read.layout.words import Layout, layouts, plain

__all__ = ["Chosen", "Tables", "chosen"]

#: What a table of the layout, a word of its title and cells of code and name count for it.
_TABLE, _TITLE, _FUSED = 6, 4, 2
#: The meaning of a column without any head, by what its cells look like.
_BY_LOOK = {
    "kode_nama": "nama",
    "nama": "nama",
    "hasil": "kinerja",
    "indikator": "indikator",
    "satuan": "satuan",
    "uang": "pagu",
    "angka": "target",
    "kode": "kode",
}
_LEAST_ROWS = 3
_NAMES = frozenset(("nama", "program", "kegiatan", "sub_kegiatan"))
#: Meanings of which a table that is read has two at least.
_CONTENT = frozenset(
    ("nama", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "kinerja", "kondisi")
)

Tables = list[tuple[Page, list[tuple[Block, list[Column]]]]]


@dataclass(frozen=True)
class Chosen:
    """A layout, the tables that it reads, the lines of other sheets, and those sheets."""

    layout: Layout
    tables: Tables
    titles: list[Strip] = field(default_factory=list)
    other: list[Page] = field(default_factory=list)


def _labels(block: Block, heads: HeadWords) -> set[str]:
    """What lines of label and value around a table speak of."""
    found: set[str] = set()
    for strip in (*block.above, *block.body):
        if strip.own:
            found.add(labelled(strip.own, heads).meaning)
            found.add("jabatan" if titled_post(strip.own[0].text) else "")
    if _has_post_lines(block):
        found.add("jabatan")
    return found & {"jabatan", "tugas", "fungsi"}


def _has_post_lines(block: Block) -> bool:
    """Whether a post stands across the table with rows about it below; one that signs has none."""
    waiting = False
    for strip in block.body:
        if waiting and len(strip.own) >= _LEAST_ROWS:
            return True
        waiting = waiting or post_line(strip) is not None
    return False


def _fits(layout: Layout, meanings: set[str], labels: set[str]) -> bool:
    if meanings & set(layout.tolak):
        return False
    return all((meanings | labels) & set(group) for group in layout.perlu)


def _is_fused(block: Block, columns: list[Column]) -> bool:
    """Whether the names stand behind their codes in one cell, or each level in its own column."""
    if {"program", "sub_kegiatan"} <= {column.meaning for column in columns}:
        return True
    for column in columns:
        if column.meaning in _NAMES:
            kind, _ = _look_of(_spots(block.body, column.index))
            if kind == "kode_nama":
                return True
    return False


def _spots(strips: list[Strip], column: int) -> list[Spot]:
    found: list[Spot] = []
    for strip in strips:
        if column in strip.spots:
            found.append(strip.spots[column])
    return found


def _look_of(spots: list[Spot]) -> tuple[str, float]:
    """What most of these cells look like, and their share."""
    return majority(look(spot.text, spot.cell) for spot in spots)


def _headless(block: Block) -> list[Column]:
    """Columns by the look of their cells, for a list that has no head at all."""
    indexes: set[int] = set()
    for strip in block.above:
        indexes.update(strip.spots)
    found = list(filter(None, (_by_look(block, index) for index in sorted(indexes))))
    # Without names, or with one column beside them, the rows may be anything.
    named = any(column.meaning == "nama" for column in found)
    if named and len(found) > 2:
        return found
    return []


def _by_look(block: Block, index: int) -> Column | None:
    """The column that enough cells look like."""
    spots = _spots(block.above, index)
    kind, share = _look_of(spots)
    meaning = _BY_LOOK.get(kind)
    if meaning is None or len(spots) < _LEAST_ROWS or share < 0.5:
        return None
    return Column(index, meaning, "-", spots[0].place, why="no-head")


def _tables_of(page: Page, heads: HeadWords, rows: int) -> list[tuple[Block, list[Column]]]:
    found: list[tuple[Block, list[Column]]] = []
    parted = blocks(page, heads, rows)
    at = 0
    while at < len(parted):
        others = list(takewhile(lambda one: one.again, islice(parted, at + 1, None)))
        found += _table([parted[at], *others], heads)
        at += 1 + len(others)
    return found


def _table(pages: list[Block], heads: HeadWords) -> list[tuple[Block, list[Column]]]:
    """A table, and the rows below the heads that repeat its own, with the columns of the first."""
    if not pages[0].head:
        return [_without_head(pages[0])]
    pages = reshaped(pages, heads)
    columns = columns_of(pages[0])
    return [(block, columns) for block in pages]


def _without_head(block: Block) -> tuple[Block, list[Column]]:
    """A list without a head: its rows were read as lines above a head that never came."""
    columns = _headless(block)
    if columns:
        # Lines before the first row that has several cells are titles.
        above = list(takewhile(lambda strip: len(strip.own) < _LEAST_ROWS, block.above))
        block = replace(block, above=above, body=block.above[len(above) :])
    return block, columns


def _score(layout: Layout, tables: Tables, heads: HeadWords, titles: str) -> int:
    """What titles and tables count for a layout.

    -1 where no table fits it, whatever the titles say.
    """
    scores = list(_table_scores(layout, tables, heads))
    if not scores:
        return -1
    return sum(scores) + _title_score(layout, titles)


def _title_score(layout: Layout, titles: str) -> int:
    score = 0
    for place, word in enumerate(layout.judul):
        if f" {plain(word)} " in titles:
            # The first is what the layout is called; the others are called so elsewhere too.
            score += _TITLE // 2 if place else _TITLE
    return score


def _table_scores(layout: Layout, tables: Tables, heads: HeadWords) -> Iterator[int]:
    """What each table counts that fits the layout."""
    for _, found in tables:
        labels: set[str] = set()
        for block, _ in found:
            labels |= _labels(block, heads)
        for block, columns in found:
            meanings = _meanings(columns)
            if columns and _fits(layout, meanings, labels):
                yield _TABLE + _fused_score(layout, block, columns)


def _meanings(columns: list[Column]) -> set[str]:
    """What the columns of a table mean; money beside levels by column is that of what realises them."""
    meanings = [column.meaning for column in columns]
    if meanings.count("kondisi") > 1 and not _NAMES.isdisjoint(meanings):
        return set(meanings) - {"pagu"}
    return set(meanings)


def _fused_score(layout: Layout, block: Block, columns: list[Column]) -> int:
    """A layout that prints code and name in one cell loses by a table that does not."""
    if not layout.kode_menyatu:
        return 0
    if _is_fused(block, columns):
        return _FUSED
    return -_FUSED


def _titles(tables: Tables) -> str:
    lines: list[str] = []
    for page, found in tables:
        lines.append(page.title)
        for block, _ in found:
            for strip in block.above:
                lines += strip.texts
    # Spaces at both ends let every word be searched with its borders.
    return f" {plain(' '.join(lines))} "


def chosen(pages: list[Page], heads: HeadWords, layout: Layout | None = None) -> Chosen | None:
    """The layout of these pages and their tables; ``None`` when no layout fits any table.

    :raises InputError: LAYOUT-LEVELS for a tree that shows no levels, unless a layout is given.
    """
    visible = [page for page in pages if not page.hidden]
    rows = layout.baris_judul if layout else 0
    tables: Tables = [(page, _tables_of(page, heads, rows)) for page in visible]
    best = layout or _best(tables, heads)
    if best is None:
        return None
    own: Tables = []
    other: list[Page] = []
    lines: list[Strip] = []
    for page, found in tables:
        if _is_read(page, found, best):
            if layout is None:
                refuse_flat_trees(page, found, best)
            own.append((page, found))
        else:
            other.append(page)
            lines += page.strips
    return Chosen(best, own, lines, other)


def _best(tables: Tables, heads: HeadWords) -> Layout | None:
    """The layout that counts most; of equals the one that is named first."""
    titles = _titles(tables)
    best: Layout | None = None
    most = 0
    for layout in layouts().values():
        score = _score(layout, tables, heads, titles)
        if score > most:
            best = layout
            most = score
    tree = layouts()["pohon"]
    if best is not None and best.nama == "iki" and _score(tree, tables, heads, titles) > 0:
        # The posts of a tree belong to it, however many tables speak of them.
        return tree
    return best


def _is_read(page: Page, found: list[tuple[Block, list[Column]]], layout: Layout) -> bool:
    """Whether a sheet holds a table of the layout.

    With ``lembar``, whether its name is asked for.
    """
    if layout.lembar:
        return re.search(layout.lembar, page.title, re.IGNORECASE) is not None
    needed = _CONTENT.union(*layout.perlu)
    for _, columns in found:
        meanings = [column.meaning for column in columns]
        # One column alone is shared by tables of every kind.
        if len(set(meanings) & needed) > 1 or meanings.count("kondisi") > 1:
            return True
        if layout.nama == "pohon" and _is_beside_tree(set(meanings)):
            return True
    return False


def _is_beside_tree(meanings: set[str]) -> bool:
    """Whether a table lists the posts of a tree, or the plan that its conditions become."""
    if "jabatan" in meanings:
        return not meanings.isdisjoint({"atasan", "indikator"})
    return "mendukung" in meanings and not meanings.isdisjoint(_NAMES)
