"""Levels that a table shows by how far its names are moved in, or by the echelons of their posts.

What is certain is read and told: as many depths as the head of the names names levels, or the four
or five levels of a tree. Anything else that shows levels so is asked for, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import gcd

from kg.read.grid import Cell
from kg.read.layout.content import is_empty, known_level, unlabelled
from kg.read.layout.halves import Block
from kg.read.layout.heads import HeadWords, levels_named
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.postnames import is_post
from kg.read.layout.ranked import by_rank, unclear
from kg.read.layout.reading import LEVELS
from kg.read.layout.rowkinds import is_signature
from kg.read.layout.signing import is_signed
from kg.read.layout.words import begins, condition_level, plain, words

__all__ = ["with_levels"]

#: Columns of names, and columns that tell the level or the parent of a row by themselves.
_NAMES = frozenset(("nama", "kinerja", "sasaran", "tujuan", "program", "kegiatan"))
_TELLING = frozenset(("jenis", "induk", "id", "kondisi", "kode", "sub_kegiatan", "jabatan"))
#: Titles of trees; other tables move texts in for the eye alone.
_TREE = re.compile(r"\b(?:pohon kinerja|pokin|cascading|penjenjangan)\b")
_ECHELON = re.compile(
    r"(?:eselon|esl|es)\s*(?:i{1,3}|iv|v)(?:\s*[ab])?|pelaksana|staf|jf\w*|fungsional"
)
#: Columns that stand before all others, for what no column of the document prints.
_BEFORE = 100
_LEAST = 3


def with_levels(block: Block, whole: Block, heads: HeadWords) -> Block:
    """The table with the level of each row in words, where its indentation or its echelons show it.

    ``whole`` is the table before anything was put elsewhere in it.

    :raises InputError: LAYOUT-LEVELS where they show levels that nothing names.
    """
    meanings = {column: _meaning(block, column) for column in block.paths}
    names = [column for column, meaning in meanings.items() if meaning in _NAMES]
    if len(names) != 1:
        return block
    kinds = [column for column, meaning in meanings.items() if meaning == "jenis"]
    if len(kinds) == 1 and _is_tree(whole):
        return _by_echelon(block, kinds[0], names[0], heads, meanings)
    if _TELLING & set(meanings.values()):
        return block
    return _by_indent(block, whole, names[0], heads)


def _meaning(block: Block, column: int) -> str:
    meaning = block.paths[column][-1][0].meaning
    return meaning.nama if meaning is not None else ""


def _is_tree(block: Block) -> bool:
    """Whether the title of the sheet, or a line above the table, speaks of a tree."""
    lines = [block.page.title]
    for strip in block.above:
        lines += strip.texts
    return any(_TREE.search(plain(line)) for line in lines)


def _named(block: Block, column: int) -> list[tuple[Strip, Spot]]:
    found: list[tuple[Strip, Spot]] = []
    for strip in block.body:
        if is_signature(strip) or is_signed(strip, {}):
            break
        spot = strip.spots.get(column)
        if spot is not None and not spot.again and _is_name(spot.text):
            found.append((strip, spot))
    return found


def _is_name(text: str) -> bool:
    """Whether a cell names something; numbers of columns, totals and notes do not."""
    flat = plain(text)
    if is_empty(text) or not any(sign.isalpha() for sign in flat):
        return False
    return not any(begins(flat, words().baris[kind]) for kind in ("jumlah", "catatan"))


def _moved(spot: Spot) -> tuple[int, int]:
    """How far a name is moved in: by its style, and by blanks before it."""
    text = spot.cell.text
    return spot.cell.indent, len(text) - len(text.lstrip(" \u00a0\t"))


def _steps(found: list[tuple[Strip, Spot]]) -> list[int]:
    """How far each name is moved in, in steps: a sheet may do it by style here and by blanks there."""
    moved = [_moved(spot) for _, spot in found]
    style = gcd(*(one for one, _ in moved)) or 1
    blank = gcd(*(two for _, two in moved)) or 1
    return [one // style + two // blank for one, two in moved]


def _depths(found: list[tuple[Strip, Spot]]) -> dict[str, int]:
    """The depth of each row from 1 on by its place, where they make the levels of a list."""
    taken = _steps(found)
    steps = sorted(set(taken))
    depths = {strip.place: steps.index(at) + 1 for (strip, _), at in zip(found, taken, strict=True)}
    order = list(depths.values())
    goes_down = all(after <= before + 1 for before, after in pairwise(order))
    # Where all levels are there, a row that leaps is told, and no doubt about the others.
    if len(steps) < 2 or order[0] != 1 or not (goes_down or by_rank(map(str, depths.values()))):
        return {}
    return depths


def _by_indent(block: Block, whole: Block, name: int, heads: HeadWords) -> Block:
    found = _named(whole, name)
    spots = [spot for _, spot in found]
    if len(found) < _LEAST or any(clean(spot.text)[0] for spot in spots):
        # Numbers before the names tell more than how far they are moved in.
        return block
    depths = _depths(found)
    if not depths:
        _refuse_unclear(whole, spots)
        return block
    most = max(depths.values())
    named = levels_named(block.paths[name][-1][0].text, LEVELS[::-1])
    levels = [level for level in LEVELS if level in named]
    if len(levels) == most:
        return _with_levels(block, name, found, levels)
    if most < _LEAST or not _is_tree(whole):
        return block
    return _counted(block, depths, heads, "Inden", spots[0].place)


def _refuse_unclear(block: Block, spots: list[Spot]) -> None:
    """Refuse a tree whose names are moved in by several steps that make no levels.

    :raises InputError: LAYOUT-LEVELS.
    """
    steps = set(map(_moved, spots))
    if len(steps) >= _LEAST and _is_tree(block):
        raise unclear((spot.text for spot in spots[:_LEAST]), spots[0].place)


def _with_levels(
    block: Block, name: int, found: list[tuple[Strip, Spot]], levels: list[str]
) -> Block:
    """The table with the level of each row as its label, unless a name tells another level."""
    labels = {place: levels[depth - 1] for place, depth in _depths(found).items()}
    for strip, spot in found:
        if _level_told(spot) not in {"", labels[strip.place]}:
            return block
    return replace(block, body=[_labelled(strip, name, labels) for strip in block.body])


def _level_told(spot: Spot) -> str:
    """The level that a name tells by its label, or that a list knows; empty where neither does."""
    label, rest = unlabelled(spot.text)
    return label if label in LEVELS else known_level(rest)


def _labelled(strip: Strip, name: int, labels: dict[str, str]) -> Strip:
    level, spot = labels.get(strip.place), strip.spots.get(name)
    if level is None or spot is None or unlabelled(spot.text)[0] in LEVELS:
        return strip
    label = level.replace("_", " ").capitalize()
    return replace(strip, spots={**strip.spots, name: replace(spot, text=f"{label}: {spot.text}")})


def _counted(block: Block, depths: dict[str, int], heads: HeadWords, word: str, at: str) -> Block:
    """The table with a column of kinds that counts its levels, which are four or five."""
    counted = {depth: f"{word} {depth}" for depth in sorted(set(depths.values()))}
    if not by_rank(counted.values()):
        raise unclear(counted.values(), at)
    first = min(block.paths)
    left = first - _BEFORE
    # The columns are told with what the kinds were understood from.
    head = replace(heads.head("Jenis", True), text=word.casefold())
    paths = {left: [(head, block.paths[first][-1][1])], **block.paths}
    body: list[Strip] = []
    for strip in block.body:
        depth = depths.get(strip.place)
        if depth is not None:
            spot = Spot(counted[depth], strip.own[0].place, left, Cell(counted[depth]))
            strip = replace(strip, spots={left: spot, **strip.spots})
        body.append(strip)
    return replace(block, paths=paths, body=body)


def _is_echelon(text: str) -> bool:
    return bool(_ECHELON.fullmatch(plain(text))) or is_post(text)


def _by_echelon(
    block: Block, kind: int, name: int, heads: HeadWords, meanings: dict[int, str]
) -> Block:
    """A tree whose kinds are echelons or posts: its numbers tell the levels, or they are asked for."""
    found = _named(block, kind)
    kinds = [spot.text for _, spot in found]
    if not kinds or any(map(condition_level, kinds)) or not all(map(_is_echelon, kinds)):
        return block
    depths = _numbered(block, name, meanings)
    # Who stands there is in charge of the row; an echelon is a remark on it.
    called = "Penanggung Jawab" if all(map(is_post, kinds)) else "Keterangan"
    printed = block.paths[kind][-1][1]
    head = replace(heads.head(called, True), text=printed.text)
    paths = {**block.paths, kind: [(head, printed)]}
    place = found[0][1].place
    are_told = depths.keys() == {strip.place for strip, _ in found}
    ranks = set(map("level {}".format, depths.values()))
    if not are_told or not by_rank(ranks):
        raise unclear(kinds, place)
    return _counted(replace(block, paths=paths), depths, heads, "Level", place)


def _numbered(block: Block, name: int, meanings: dict[int, str]) -> dict[str, int]:
    """The depth of each row by its number, such as 1.2.1; nothing where one has none."""
    column = next((one for one, meaning in meanings.items() if meaning == "no"), None)
    found: dict[str, int] = {}
    for strip, spot in _named(block, name):
        own = strip.text(column) if column is not None else ""
        number = own.strip() or clean(spot.text)[0]
        parts = number.strip("(). ").split(".")
        if not all(part.isdigit() for part in parts):
            return {}
        found[strip.place] = len(parts)
    return found if _is_whole(found.values()) else {}


def _is_whole(depths: Iterable[int]) -> bool:
    return sorted(set(depths)) == list(range(1, len(set(depths)) + 1))
