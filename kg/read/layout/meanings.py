"""What each column of a table means: by the words of its head, and by what its cells look like."""

from __future__ import annotations

from dataclasses import replace
from itertools import filterfalse

from kg.read.layout.columns import Column, by_head
from kg.read.layout.heads import levels_named
from kg.read.layout.holderheads import by_holders
from kg.read.layout.looks import Looks
from kg.read.layout.mended import LEVELS, PLAIN, by_cells, expected
from kg.read.layout.ranked import ranked_columns
from kg.read.layout.realised import beside_those_in_charge
from kg.read.layout.sides import beside_each_other, formula_apart, spent_alone, told_twice
from kg.read.layout.tables import Block, is_numbering
from kg.read.layout.tablewide import (
    before_plan,
    conditions,
    evidence,
    kinds,
    quarter_sides,
    so_far,
    target_groups,
)

__all__ = ["columns_of"]

#: What a head may name, the longer before what is part of it.
_NAMED = ("sub_kegiatan", "kegiatan", "program", "sasaran", "tujuan")


def _headless(index: int, looks: Looks, found: list[Column]) -> Column | None:
    """The meaning of a column without a head, which follows from what stands left of it."""
    before = [column for column in found if column.index < index]
    # Further away than a merged head reaches, nothing is known of the column.
    if not before or index - before[-1].index > 4:
        return None
    left = before[-1]
    kind, _ = looks.of(index)
    if left.meaning == "kode" and kind in {"angka", "kode"}:
        return replace(left, index=index)
    has_unit = any(column.meaning == "satuan" for column in found)
    if left.meaning == "target" and kind in {"satuan", "predikat"} and not has_unit:
        return Column(index, "satuan", left.head, left.place)
    return None


#: What a column under an unknown head means by the look of its cells, and the meanings that it
#: is not taken for where a column has one of them.
_BY_LOOK = {
    "kode_nama": ("nama", frozenset(("nama", *LEVELS))),
    "nama": ("nama", frozenset(("nama", *LEVELS))),
    "indikator": ("indikator", frozenset(("indikator",))),
    "satuan": ("satuan", frozenset(("satuan",))),
    "kode": ("kode", frozenset(("kode",))),
    "hasil": ("kinerja", frozenset(("tujuan", "sasaran", "kinerja", "nama"))),
    "uang": ("pagu", frozenset(("pagu", "realisasi_rp"))),
}
_LEAST_CELLS = 2


def _by_look(column: Column, headed: list[Column], looks: Looks) -> list[Column]:
    """A column whose head says nothing known, where its cells plainly are what no other column holds."""
    kind, share = looks.of(column.index)
    if kind not in _BY_LOOK or share < PLAIN or len(looks.classes(column.index)) < _LEAST_CELLS:
        return []
    meaning, instead = _BY_LOOK[kind]
    if any(other.meaning in instead for other in headed):
        return []
    return [replace(column, meaning=meaning, why="column-look")]


def _unknown(column: Column, looks: Looks) -> list[Column]:
    """A column under a head that says nothing known: not read, and told where it holds anything."""
    if set(looks.classes(column.index)) <= {"kosong"}:
        return []
    return [replace(column, meaning="lain", why="column-unknown")]


def columns_of(block: Block) -> list[Column]:
    """The columns of a table from left to right; columns that mean nothing known are left out."""
    looks = Looks(filterfalse(is_numbering, block.body))
    headed = [by_head(index, path) for index, path in sorted(block.paths.items())]
    headed = quarter_sides(headed, block)
    mended = []
    for column in headed:
        if column.meaning:
            others = _others(headed, column, looks)
            mended.append(by_cells(column, looks, others))
        else:
            mended += _by_look(column, headed, looks) or _unknown(column, looks)
    mended = target_groups(conditions(kinds(_levels_by_column(mended, looks), looks)), looks)
    found = beside_each_other(so_far(mended), looks)
    for index in looks.columns:
        if index in block.paths or any(column.index == index for column in found):
            continue
        extra = _headless(index, looks, found)
        if extra is not None:
            found.append(extra)
            # The next one looks for its neighbour on the left.
            found.sort(key=lambda column: column.index)
    found = evidence(beside_those_in_charge(_levelled(before_plan(found))))
    return told_twice(spent_alone(formula_apart(found)))


def _levels_by_column(columns: list[Column], looks: Looks) -> list[Column]:
    """Columns of conditions whose heads count the levels, or name whoever answers for them."""
    return by_holders(ranked_columns(columns, looks), looks)


def _levelled(columns: list[Column]) -> list[Column]:
    """Columns of indicators with the level that each of their heads names, where all name another."""
    named: dict[int, str] = {}
    for column in columns:
        if column.meaning == "indikator":
            levels = levels_named(column.head, _NAMED)
            named[column.index] = levels[0] if len(levels) == 1 else ""
    apart = len(named) > 1 and "" not in named.values()
    if not apart or len(set(named.values())) < len(named):
        return columns
    settled: list[Column] = []
    for column in columns:
        settled.append(replace(column, level=named.get(column.index, "")))
    return settled


def _others(columns: list[Column], own: Column, looks: Looks) -> set[str]:
    """The meanings that other columns have both by head and by look."""
    found = set()
    for column in columns:
        kind, _ = looks.of(column.index)
        if column.index != own.index and kind in expected(column.meaning):
            found.add(column.meaning)
    return found
