"""Lines that name a level and stand across or above a table: "Program : 7.01.01 Penunjang"."""

from __future__ import annotations

import re

from kg.read.layout.codes import Coded, coded
from kg.read.layout.content import code_and_name, level_of, unlabelled
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import LEVELS, Item

__all__ = ["labelled_item", "labelled_level"]

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
