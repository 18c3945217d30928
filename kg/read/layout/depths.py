"""Trees whose levels nothing but the numbers of their rows tells: 1, 1.1, 1.1.1."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.grid import Cell
from kg.read.layout.content import code_and_name, known_level
from kg.read.layout.halves import Block
from kg.read.layout.heads import HeadWords
from kg.read.layout.page import Spot, Strip
from kg.read.layout.words import layouts, plain

__all__ = ["AT", "levels_by_number"]

#: Where the column of levels stands that a table gets in addition.
AT = 2_000
#: Tables with one of these columns tell their levels or are no trees.
_OTHER = frozenset(
    (
        *("jenis", "induk", "id", "kode", "kondisi", "tujuan", "sasaran", "program", "kegiatan"),
        *("sub_kegiatan", "jabatan", "tugas", "fungsi", "formulasi"),
    )
)
_NAMES = frozenset(("nama", "kinerja"))
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
#: The least rows of a tree, and how many of its names may be those of the nomenclature.
_LEAST, _KNOWN = 4, 0.2


def levels_by_number(block: Block, whole: Block, heads: HeadWords) -> Block:
    """The table with a column of levels, where its title speaks of a tree and only numbers tell them.

    ``whole`` is the table before anything was put elsewhere in it.
    """
    meanings = {column: _meaning(whole, column) for column in whole.paths}
    # "Cara mencapai (strategi)" beside "Uraian Kinerja" is how, and no second name.
    name = next((column for column, meaning in meanings.items() if meaning in _NAMES), None)
    numbers = [column for column, meaning in meanings.items() if meaning == "no"]
    told = _OTHER & set(meanings.values())
    if name is None or len(numbers) != 1 or told or not _is_tree(whole, name):
        return block
    depths = _by_number(whole, numbers[0])
    if len(set(depths.values())) < 2:
        return block
    body = [_with_level(strip, name, depths.get(strip.place)) for strip in block.body]
    paths = {**block.paths, AT: [(heads.head("Level", True), block.paths[numbers[0]][-1][1])]}
    return replace(block, paths=paths, body=body)


def _meaning(block: Block, column: int) -> str:
    meaning = block.paths[column][-1][0].meaning
    if meaning is None:
        return ""
    return "kode" if meaning.ukuran == "uang" else meaning.nama


def _is_tree(block: Block, name: int) -> bool:
    """Whether the title speaks of a tree, and its names are none of programs and activities."""
    lines = [block.page.title]
    for strip in block.above:
        lines += strip.texts
    titles = f" {plain(' '.join(lines))} "
    if not any(f" {plain(word)} " in titles for word in layouts()["pohon"].judul):
        return False
    texts = [strip.text(name) for strip in block.body if len(strip.own) > 1]
    known = [text for text in texts if code_and_name(text)[0] or known_level(text)]
    return len(texts) >= _LEAST and len(known) <= _KNOWN * len(texts)


def _by_number(block: Block, column: int) -> dict[str, int]:
    """The depth of each row by the parts of its number."""
    depths: dict[str, int] = {}
    for strip in block.body:
        spot = strip.spots.get(column)
        if spot is not None and not spot.again and _DOTTED.fullmatch(spot.label.strip()):
            depths[strip.place] = spot.label.strip().strip(".").count(".")
    return depths


def _with_level(strip: Strip, name: int, depth: int | None) -> Strip:
    spot = strip.spots.get(name)
    if spot is None or depth is None:
        return strip
    text = f"Level {depth + 1}"
    level = Spot(text, spot.place, AT, Cell(text))
    return replace(strip, spots={**strip.spots, AT: level})
