"""The level of the rows of a table with one column of names.

By code, label, name, numbering or wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from kg.read.layout.codes import Coded, coded
from kg.read.layout.columns import Column
from kg.read.layout.content import code_and_name, is_code, known_level, look, unlabelled
from kg.read.layout.heads import levels_named
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import LEVELS
from kg.read.layout.words import plain, words

__all__ = ["clean", "code_of", "levels_of", "numbered", "style_of"]

#: The number in front of a name, with its sign behind it, or with points inside of it.
_NUMBERED = re.compile(
    r"^\s*(?:(\(?(?:[ivxlc]{1,5}|\d{1,2}(?:\.\d{1,2}){0,5}|[a-z])[.)]+)\s*(?=[^\d\s])|(\d{1,2}(?:\.\d{1,2})+)\s+(?=[^\d\s]))",
    re.IGNORECASE,
)
#: The dash or dot before an item of a list.
_BULLET = re.compile(r"^[-–•*]\s*(?=[^\W\d_])")
_STYLES = (
    ("roman", re.compile(r"[IVX]{1,5}[.)]?")),
    ("upper", re.compile(r"[A-Z][.)]?")),
    ("lower", re.compile(r"[a-z][.)]?")),
)
#: The level of a row that tells none, by the level of the row above it.
_BELOW = {"kegiatan": "sub_kegiatan", "sub_kegiatan": "sub_kegiatan"}
_COMPONENTS = ("program", "kegiatan", "sub_kegiatan")
#: Rows that must agree before a style of numbering tells a level without a doubt.
_SURE = 2
#: A number whose points tell the depth.
_DEPTH = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")


def numbered(text: str) -> tuple[str, str]:
    """The numbering before a text, and the text.

    >>> numbered("1.1. Nilai SKM"), numbered("a. Penyusunan"), numbered("Nilai")
    (('1.1.', 'Nilai SKM'), ('a.', 'Penyusunan'), ('', 'Nilai'))
    """
    match = _NUMBERED.match(text)
    if match is None:
        return "", text.strip()
    return (match[1] or match[2]).strip(), text[match.end() :].strip()


def clean(text: str) -> tuple[str, str]:
    """Own numbering and text of a cell, with white space folded.

    >>> clean("1. Meningkatnya  mutu;")
    ('1.', 'Meningkatnya mutu')
    >>> clean("- Persentase desa"), clean("-5")
    (('', 'Persentase desa'), ('', '-5'))
    """
    number, rest = numbered(_BULLET.sub("", " ".join(text.split())))
    return number, rest.rstrip(";").strip()


def style_of(number: str) -> str:
    """The style of a numbering, which tells the level where a table keeps to it.

    >>> style_of("II."), style_of("3"), style_of("1.2.1"), style_of("b.")
    ('roman', 'depth1', 'depth3', 'lower')
    """
    flat = number.strip().strip("(")
    for name, pattern in _STYLES:
        if pattern.fullmatch(flat):
            return name
    if _DEPTH.fullmatch(flat):
        return f"depth{flat.strip('.)').count('.') + 1}"
    return ""


def code_of(
    strip: Strip, columns: list[Column], name: Spot | None
) -> tuple[Coded | None, str, str]:
    """The code of a row, how it is printed, and the place where it stands."""
    own = _code_cells(strip, columns)
    if name is not None and len(own) > 1:
        own = _of_this_level(own, name)
    if own:
        printed = ".".join(spot.label.strip().strip(".") for spot in own)
        return coded(printed), printed, own[0].place
    if name is None:
        return None, "", ""
    printed, text = code_and_name(name.text)
    code = coded(printed)
    if code is not None and f"{printed}{text}" in " ".join(name.text.split()):
        # Nothing stands between the code and its name.
        code = replace(code, odd=True)
    return code, printed, name.place


def _code_cells(strip: Strip, columns: list[Column]) -> list[Spot]:
    """The cells of a row under heads of codes; a single one that a merged cell repeats is another row's."""
    spots = []
    for column in columns:
        if column.meaning == "kode" and column.index in strip.spots:
            spots.append(strip.spots[column.index])
    if len(spots) == 1 and spots[0].again:
        return []
    return spots


def _of_this_level(own: list[Spot], name: Spot) -> list[Spot]:
    """The code that belongs to a name where each level has its code in a column of its own, left of its name.

    All of them where none is a whole code: then they are parts of one.
    """
    whole = [spot for spot in own if is_code(spot.label)]
    left = [spot for spot in whole if spot.column < name.column]
    return left[-1:] or whole[:1] or own


def _tagged(strip: Strip) -> str:
    """The level that a cell with a word such as PRG or SUB tells."""
    for spot in strip.own:
        flat = plain(spot.text)
        for level, tags in words().tag_baris.items():
            if len(flat) <= 4 and flat in tags:
                return level
    return ""


def _told(strip: Strip, columns: list[Column], name: Spot) -> str:
    """The level that the row tells by itself; ``hasil`` for a result sentence without one."""
    code, _, _ = code_of(strip, columns, name)
    if code is not None:
        return code.level
    tag = _tagged(strip)
    if tag:
        return tag
    text = numbered(code_and_name(name.text)[1])[1]
    label, rest = unlabelled(text)
    level = known_level(rest)
    if label in LEVELS:
        return label
    if level:
        return level
    if look(rest, name.cell) == "hasil":
        return "hasil"
    return ""


def _number(strip: Strip, columns: list[Column], name: Spot) -> str:
    own = numbered(name.text)[0]
    if own:
        return own
    for column in columns:
        if column.meaning == "no" and strip.text(column.index):
            return strip.text(column.index)
    return ""


def _by_order(styles: dict[str, str], name: Column) -> dict[str, tuple[str, int]]:
    """The level of each style of numbering, where a head names levels for them.

    Of a table whose names no list knows, "I.", "1." and "a." under "Program/Kegiatan/Sub Kegiatan"
    are those three, each met after the one above it; it stays inferred.
    """
    met = list(filter(None, dict.fromkeys(styles.values())))
    named = levels_named(name.head, _COMPONENTS[::-1])
    if not named:
        return {}
    below = _COMPONENTS[_COMPONENTS.index(named[-1]) :]
    # "Program dan Kegiatan" stands over sub-activities as well.
    if not len(named) <= len(met) <= len(below):
        return {}
    return {style: (level, 0) for style, level in zip(met, below, strict=False)}


def levels_of(
    body: list[Strip], columns: list[Column], name: Column, more: bool
) -> dict[str, tuple[str, bool]]:
    """The level of every row by its place, and whether it was only inferred.

    ``more`` lets the numbering speak where nothing else does.
    """
    told: dict[str, str] = {}
    styles: dict[str, str] = {}
    for strip in body:
        spot = strip.spots.get(name.index)
        if spot is not None and not spot.again:
            told[strip.place] = _told(strip, columns, spot)
            styles[strip.place] = style_of(_number(strip, columns, spot))
    sure: dict[str, tuple[str, int]] = {}
    if more:
        sure = _by_style(told, styles)
        if not any(level in _COMPONENTS for level in told.values()):
            sure |= _by_order(styles, name)
    return _settled(told, styles, sure)


def _settled(
    told: dict[str, str], styles: dict[str, str], sure: dict[str, tuple[str, int]]
) -> dict[str, tuple[str, bool]]:
    """The level of every row: as told, else by the style of its number, else as the row above lets expect."""
    found: dict[str, tuple[str, bool]] = {}
    before = ""
    for place, level in told.items():
        by_style, times = sure.get(styles[place], ("", 0))
        below = by_style or _BELOW.get(before, "")
        found[place] = (level or below, not level and times < _SURE)
        before = found[place][0]
    return found


def _by_style(told: dict[str, str], styles: dict[str, str]) -> dict[str, tuple[str, int]]:
    """The level of each style of numbering whose rows tell one and the same, and how many do."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for place, level in told.items():
        if level and styles[place]:
            seen[styles[place]][level] += 1
    sure = {}
    for style, levels in seen.items():
        if len(levels) == 1:
            sure[style] = levels.most_common(1)[0]
    return sure
