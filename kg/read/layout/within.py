"""Indicators that stand below what they measure in the column of names, each behind its label."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.layout.halves import Block
from kg.read.layout.heads import HeadWords
from kg.read.layout.page import Spot, Strip

__all__ = ["indicators_within"]

#: "Indikator Kinerja Sasaran 1.2: …"
_LABEL = re.compile(
    r"(?:indikator(?:\s+(?:kinerja|utama|tujuan|sasaran|program|kegiatan|sub\s*kegiatan|outcome|output))*"
    r"|iku)\s*(?:\d+(?:\.\d+)*)?\s*:\s*(?=\w)",
    re.IGNORECASE,
)
#: Meanings whose columns hold the names of a plan.
_NAMES = frozenset(("nama", "kinerja", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"))
#: Tables of these are trees, which have their own way of telling rows apart.
_TREES = frozenset(("jenis", "induk", "kondisi", "indikator"))


def indicators_within(block: Block, heads: HeadWords) -> Block:
    """The table with a column of its own for indicators, where names and indicators share one."""
    meanings = {column: _meaning(block, column) for column in block.paths}
    if _TREES & set(meanings.values()):
        return block
    shared = [c for c, name in meanings.items() if name in _NAMES and _has_indicators(block, c)]
    if len(shared) != 1:
        return block
    at = shared[0]
    paths = {column + (column > at): path for column, path in block.paths.items()}
    paths[at + 1] = [(heads.head("Indikator", True), block.paths[at][-1][1])]
    body = [_apart(strip, at) for strip in block.body]
    return replace(block, paths=dict(sorted(paths.items())), body=body)


def _meaning(block: Block, column: int) -> str:
    meaning = block.paths[column][-1][0].meaning
    return meaning.nama if meaning is not None else ""


def _has_indicators(block: Block, column: int) -> bool:
    return any(_LABEL.match(strip.text(column)) for strip in block.body)


def _apart(strip: Strip, at: int) -> Strip:
    """A row with what stands right of the names one column further, and its indicator between."""
    spots: dict[int, Spot] = {}
    for column, spot in strip.spots.items():
        to = column + (column > at)
        label = _LABEL.match(spot.text) if column == at else None
        if label is not None:
            to, spot = at + 1, replace(spot, text=spot.text[label.end() :].strip())
        spots[to] = replace(spot, column=to)
    return Strip(strip.place, strip.number, spots, strip.hidden)
