"""Lines that name a level and stand across or above a table: "Program : 7.01.01 Penunjang"."""

from __future__ import annotations

import re

from kg.read.layout.codes import Coded, coded
from kg.read.layout.content import code_and_name, level_of, unlabelled
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import LEVELS, Item
from kg.read.layout.words import plain

__all__ = ["labelled_item", "labelled_level", "named_last"]

#: Label, colon and text may have a cell each.
_MOST_CELLS = 3
_WITH_CODE = re.compile(
    r"(program|kegiatan|sub\s*kegiatan)\s*:\s*(\[?\d\.\S*\s+.*)", re.IGNORECASE | re.DOTALL
)


def labelled_level(strip: Strip) -> tuple[str, str]:
    """The level that a line of label and text names, and the text; no level for any other line."""
    own = strip.own
    if not own or len(own) > _MOST_CELLS:
        return "", ""
    line = " ".join(spot.text.strip() for spot in own)
    match = _WITH_CODE.fullmatch(line)
    if match is not None:
        return level_of(match[1]), match[2]
    label, rest = unlabelled(line)
    if label not in LEVELS:
        return "", ""
    return label, rest


def labelled_item(label: str, rest: str, spot: Spot) -> tuple[Item, Coded | None]:
    """The row that such a line is, with its code where it prints one."""
    printed, name = code_and_name(rest)
    code = coded(printed) if printed else None
    number, text = clean(name)
    return Item(label, text, spot.place, code=code.code if code else "", number=number), code


#: Fewer words than these name too little to be recognised at the end of a line.
_LEAST_WORDS = 3
_NAMED = frozenset(("program", "kegiatan"))


def named_last(line: str, items: list[Item]) -> list[Item]:
    """The program or activity whose name ends a line above a table; none where the line names none."""
    flat = plain(line)
    found: list[Item] = []
    for item in items:
        name = plain(item.text)
        is_long = len(name.split()) >= _LEAST_WORDS and flat != name
        if item.level in _NAMED and is_long and flat.endswith(f" {name}"):
            found.append(item)
    return found[-1:]
