"""What all columns of a table together say of one of them."""

from __future__ import annotations

from dataclasses import replace

from kg.read.layout.columns import Column
from kg.read.layout.looks import Looks
from kg.read.layout.ranked import counts_levels
from kg.read.layout.tables import Block
from kg.read.layout.words import condition_level, plain, words

__all__ = [
    "before_plan",
    "conditions",
    "evidence",
    "kinds",
    "quarter_sides",
    "so_far",
    "target_groups",
]

_LEVELS = ("program", "kegiatan", "sub_kegiatan")
#: What a column of what was reached is where it turns out to be planned.
_REACHED = {"realisasi": "target", "realisasi_rp": "pagu"}
#: Where a column says so, a table has its start already, or tells what was spent.
_NOT_OF_PLANS = {"kondisi_awal", "realisasi_rp"}
#: The most cells of a line that stands outside of tables.
_LINE = 2
#: What a head of conditions may mean by itself.
_TOO = frozenset(("tujuan", "sasaran", "kinerja", "nama"))


def conditions(columns: list[Column]) -> list[Column]:
    """Beside columns of conditions, "Outcome" and "Output" are conditions as well, and no results."""
    named = [column for column in columns if column.meaning == "kondisi"]
    if len(named) < 2:
        return columns
    settled: list[Column] = []
    for column in columns:
        if column.meaning in _TOO and condition_level(column.level or column.head):
            column = replace(column, meaning="kondisi", why="")
        settled.append(column)
    return settled


def quarter_sides(columns: list[Column], block: Block) -> list[Column]:
    """Quarters that do not say what they state: planned beside a column of what was reached, and in plans.

    A bare "Triwulan I" of an agreement is what is to be reached by then; it is told.
    """
    reached = {(c.key, c.measure) for c in columns if c.meaning in _REACHED and c.stated}
    plan = not reached and _is_plan(block)
    settled: list[Column] = []
    for column in columns:
        if not _is_silent(column):
            settled.append(column)
            continue
        planned = replace(column, meaning=_REACHED[column.meaning])
        if (column.key, column.measure) in reached:
            settled.append(planned)
        elif plan:
            settled.append(replace(planned, why="column-quarter"))
        else:
            settled.append(column)
    return settled


def _is_silent(column: Column) -> bool:
    """Whether a column of a quarter does not say whether its values are planned or reached."""
    return column.meaning in _REACHED and bool(column.quarter) and not column.stated


def _is_plan(block: Block) -> bool:
    """Whether the lines around a table speak of a plan, and of nothing that was reached."""
    lines = [block.page.title]
    for strip in block.page.strips:
        lines += strip.texts if len(strip.own) <= _LINE else []
    told = f" {plain(' '.join(lines))} "
    says = [kind.jenis for kind in words().dokumen if _says(told, kind.kata)]
    return bool(says) and "realisasi" not in says


def _says(told: str, kinds: tuple[str, ...]) -> bool:
    return any(f" {plain(word)} " in told for word in kinds)


#: Columns that say what was reached.
_STATED = frozenset(("realisasi", "realisasi_rp", "capaian"))


def evidence(columns: list[Column]) -> list[Column]:
    """What proves something is proof of what was reached where a table states that, else a source of data.

    Of a quarter of a plan it is neither.
    """
    if any(column.meaning in _STATED for column in columns):
        return columns
    settled: list[Column] = []
    for column in columns:
        if column.meaning == "bukti":
            meaning = "catatan" if column.quarter else "sumber_data"
            column = replace(column, meaning=meaning, year=None, order=0, quarter=0)
        settled.append(column)
    return settled


def before_plan(columns: list[Column]) -> list[Column]:
    """What was reached before the first year of the plan is where it starts, in a table of plans only."""
    first = _first_planned_year(columns)
    meanings = {column.meaning for column in columns}
    if not first or not meanings.isdisjoint(_NOT_OF_PLANS):
        return columns
    reached = [c for c in columns if c.meaning in {"realisasi", "capaian"}]
    if not all(_is_before(column, first) for column in reached):
        return columns
    return _from_the_latest(columns, reached)


def _from_the_latest(columns: list[Column], reached: list[Column]) -> list[Column]:
    """The columns, with the latest of what was reached as the state that the plan starts from."""
    latest = max((c.year or 0 for c in reached), default=0)
    settled: list[Column] = []
    for column in columns:
        if column in reached:
            # A plan starts from one state, the latest; earlier ones have no place in it.
            start = column.year == latest
            column = replace(column, meaning="kondisi_awal" if start else "lain")
        settled.append(column)
    return settled


def _first_planned_year(columns: list[Column]) -> int:
    """The first year that has targets or money; 0 without any."""
    planned = [c.year for c in columns if c.meaning in {"target", "pagu"} and c.year]
    return min(planned, default=0)


def _is_before(column: Column, year: int) -> bool:
    """Whether a column is of a whole year before that one."""
    return bool(column.year) and (column.year or 0) < year and not column.quarter


def so_far(columns: list[Column]) -> list[Column]:
    """Cumulative columns are what was reached, where no column of the measure is of a single quarter."""
    known = {column.meaning for column in columns}
    mended: list[Column] = []
    for column in columns:
        meaning = "realisasi_rp" if column.measure == "uang" else "realisasi"
        if column.why == "column-cumulative" and meaning not in known:
            column = replace(column, meaning=meaning, why="column-so-far")
        mended.append(column)
    return mended


def kinds(columns: list[Column], looks: Looks) -> list[Column]:
    """A column of kinds tells the levels of a tree, unless no cell names one or money stands beside it."""
    plan = any(column.meaning in {"pagu", "realisasi_rp"} for column in columns)
    settled: list[Column] = []
    for column in columns:
        told = looks.conditions(column.index) or counts_levels(looks.texts(column.index))
        if column.meaning == "jenis" and (plan or not told):
            column = replace(column, meaning="abaikan")
        settled.append(column)
    return settled


def target_groups(columns: list[Column], looks: Looks) -> list[Column]:
    """An "objective" right of all components whose cells are no results is whom they are for."""
    components = [c.index for c in columns if c.meaning in {"nama", *_LEVELS}]
    measured = any(c.meaning == "indikator" for c in columns)
    settled: list[Column] = []
    for column in columns:
        right = components and column.index > max(components) and not measured
        if right and column.meaning == "sasaran" and "hasil" not in looks.classes(column.index):
            column = replace(column, meaning="lain", why="column-target-group")
        settled.append(column)
    return settled
