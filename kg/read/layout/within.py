"""Indicators that stand below what they measure in the column of names, each behind its label."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.layout.halves import Block
from kg.read.layout.heads import HeadWords
from kg.read.layout.page import Spot, Strip

__all__ = ["indicators_within", "labelled_by_kind"]

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


#: What a column of kinds may call the rows of a plan, and its indicators.
_KINDS = re.compile(
    r"(?:tujuan|sasaran(?:\s+strategis)?|program|(?:sub\s*)?kegiatan|(indikator)(?:\s+\w+)*)",
    re.IGNORECASE,
)


def labelled_by_kind(block: Block) -> Block:
    """The table with the kind of each row as the label of its name, where the kinds are those of a plan."""
    meanings = {column: _meaning(block, column) for column in block.paths}
    kind = _column_of_kinds(block, meanings)
    names = [column for column, name in meanings.items() if name in _NAMES]
    if kind is None or len(names) != 1:
        return block
    found = _kinds_in(block, kind)
    # Of kinds alone a tree may be made; indicators or codes among them make it a plan.
    is_plan = "kode" in meanings.values() or any(match[1] for match in found)
    if not found or not is_plan:
        return block
    paths = dict(block.paths)
    # The column has given its words to the names, and would be told as unread.
    del paths[kind]
    body = [_labelled(strip, kind, names[0]) for strip in block.body]
    return replace(block, paths=paths, body=body)


def _kinds_in(block: Block, column: int) -> list[re.Match[str]]:
    """The kinds of the rows that have one; none where a cell holds anything else."""
    found = []
    for strip in block.body:
        text = strip.text(column).strip()
        if not text:
            continue
        match = _KINDS.fullmatch(text)
        if match is None:
            return []
        found.append(match)
    return found


def _column_of_kinds(block: Block, meanings: dict[int, str]) -> int | None:
    """The one column that begins with a kind: of those that are called so, else of those without a head."""
    called = [column for column, name in meanings.items() if name == "jenis"]
    nameless = [column for column, name in meanings.items() if not name]
    kinds = [c for c in called or nameless if _KINDS.fullmatch(_first(block, c))]
    if len(kinds) != 1:
        return None
    return kinds[0]


def _first(block: Block, column: int) -> str:
    texts = (strip.text(column).strip() for strip in block.body)
    return next(filter(None, texts), "")


def _labelled(strip: Strip, kind: int, name: int) -> Strip:
    label, spot = strip.spots.get(kind), strip.spots.get(name)
    if label is None or spot is None:
        return strip
    spots = {column: one for column, one in strip.spots.items() if column != kind}
    spots[name] = replace(spot, text=f"{label.text.strip()}: {spot.text}")
    return replace(strip, spots=spots)


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
