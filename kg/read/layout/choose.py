"""Which layout a file has: by the columns of its tables and the words of its titles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.read.layout.columns import Column, columns_of
from kg.read.layout.content import look, majority
from kg.read.layout.heads import HeadWords
from kg.read.layout.page import Page, Strip
from kg.read.layout.tables import Block, blocks
from kg.read.layout.words import Layout, layouts, plain

__all__ = ["Chosen", "chosen"]

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
#: Meanings of which a table that is read has two at least.
_CONTENT = frozenset(
    ("nama", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "kinerja")
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
        own = strip.own
        if not own or len(own) > 3:
            continue
        name = re.sub(r"^\s*\d+[.)]\s*", "", own[0].text.partition(":")[0])
        head = heads.head(name)
        if head.meaning is not None and plain(name) in head.meaning.kata:
            found.add(head.meaning.nama)
    return found & {"jabatan", "tugas", "fungsi"}


def _fits(layout: Layout, meanings: set[str], labels: set[str]) -> bool:
    if meanings & set(layout.tolak):
        return False
    return all((meanings | labels) & set(group) for group in layout.perlu)


def _is_fused(block: Block, columns: list[Column]) -> bool:
    """Whether the names stand behind their codes in one cell, or each level in its own column."""
    if {"program", "sub_kegiatan"} <= {column.meaning for column in columns}:
        return True
    for column in columns:
        if column.meaning in {"nama", "program", "kegiatan", "sub_kegiatan"}:
            spots = [s.spots[column.index] for s in block.body if column.index in s.spots]
            if majority(look(spot.text, spot.cell) for spot in spots)[0] == "kode_nama":
                return True
    return False


def _headless(block: Block) -> list[Column]:
    """Columns by the look of their cells, for a list that has no head at all."""
    found: list[Column] = []
    indexes = sorted({column for strip in block.above for column in strip.spots})
    for index in indexes:
        spots = [strip.spots[index] for strip in block.above if index in strip.spots]
        kind, share = majority(look(spot.text, spot.cell) for spot in spots)
        meaning = _BY_LOOK.get(kind, "")
        if len(spots) >= _LEAST_ROWS and meaning and share >= 0.5:
            found.append(Column(index, meaning, "-", spots[0].place, why="no-head"))
    names = [column for column in found if column.meaning == "nama"]
    return found if names and len(found) > 2 else []


def _tables_of(page: Page, heads: HeadWords, rows: int) -> list[tuple[Block, list[Column]]]:
    found: list[tuple[Block, list[Column]]] = []
    for block in blocks(page, heads, rows):
        if block.again and found:
            found.append((block, found[-1][1]))
            continue
        columns = columns_of(block) if block.head else _headless(block)
        if columns and not block.head:
            block = replace(block, above=[], body=block.above)
        found.append((block, columns))
    return found


def _score(layout: Layout, tables: Tables, heads: HeadWords, titles: str) -> int:
    score = _TITLE * sum(f" {plain(word)} " in titles for word in layout.judul[:1])
    score += _TITLE // 2 * sum(f" {plain(word)} " in titles for word in layout.judul[1:])
    fit = False
    for _, found in tables:
        labels = set[str]().union(*(_labels(block, heads) for block, _ in found))
        for block, columns in found:
            meanings = {column.meaning for column in columns}
            if columns and _fits(layout, meanings, labels):
                fit = True
                score += _TABLE + (
                    _FUSED if layout.kode_menyatu and _is_fused(block, columns) else 0
                )
                score -= _FUSED if layout.kode_menyatu and not _is_fused(block, columns) else 0
    return score if fit else -1


def _titles(tables: Tables) -> str:
    lines: list[str] = []
    for page, found in tables:
        lines.append(page.title)
        for block, _ in found:
            lines += [spot.text for strip in block.above for spot in strip.own]
    return f" {plain(' '.join(lines))} "


def chosen(pages: list[Page], heads: HeadWords, layout: Layout | None = None) -> Chosen | None:
    """The layout of these pages and their tables; ``None`` when no layout fits any table."""
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
            own.append((page, found))
        else:
            other.append(page)
            lines += page.strips
    return Chosen(best, own, lines, other)


def _best(tables: Tables, heads: HeadWords) -> Layout | None:
    titles = _titles(tables)
    scores = [(_score(one, tables, heads, titles), one) for one in layouts().values()]
    score, best = max(scores, key=lambda pair: pair[0])
    return best if score > 0 else None


def _is_read(page: Page, found: list[tuple[Block, list[Column]]], layout: Layout) -> bool:
    """Whether a sheet holds a table of the layout; with ``lembar``, whether its name is asked for."""
    if layout.lembar:
        return re.search(layout.lembar, page.title, re.IGNORECASE) is not None
    needed = {name for group in layout.perlu for name in group} | _CONTENT
    return any(len({c.meaning for c in columns} & needed) > 1 for _, columns in found)
