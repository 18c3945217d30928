"""What each column of a table means: by the words of its head, and by what its cells look like."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.layout.columns import Column, by_head
from kg.read.layout.heads import levels_named
from kg.read.layout.looks import Looks
from kg.read.layout.ranked import ranked_columns
from kg.read.layout.realised import beside_those_in_charge
from kg.read.layout.sides import beside_each_other, formula_apart, spent_alone, told_twice
from kg.read.layout.tables import Block
from kg.read.layout.tablewide import (
    before_plan,
    conditions,
    kinds,
    quarter_sides,
    so_far,
    target_groups,
)
from kg.read.layout.words import plain, words

__all__ = ["columns_of"]

#: Share of its cells that must look alike before the look of a column counts more than its head.
_PLAIN = 0.6
#: Columns of text whose cells may show that the head is wrong.
_TEXTS = frozenset(
    ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "nama", "kinerja", "indikator")
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LEVELS = ("program", "kegiatan", "sub_kegiatan")
#: What a head may name, the longer before what is part of it.
_NAMED = ("sub_kegiatan", "kegiatan", "program", "sasaran", "tujuan")
_AIMS = frozenset(("tujuan", "sasaran", "kinerja"))
#: Meanings of columns whose cells are numbers, predicates or nothing; and what cells of words look like.
_NUMBERS = frozenset(("target", "realisasi", "kondisi_awal", "kondisi_akhir", "capaian"))
_QUARTER = frozenset(("triwulan", "tw", "tribulan", "periode"))
_WORKED = {"pagu": "target", "realisasi_rp": "realisasi"}
_PROSE = frozenset(("teks", "hasil", "nama", "kode_nama", "indikator", "jabatan"))
_CODED = frozenset(("urusan", *_LEVELS))
#: Heads that stand as well over results as over indicators.
_UNCLEAR = frozenset(("output", "keluaran"))


def _expected(name: str) -> tuple[str, ...]:
    """What the cells of a column of this meaning look like; nothing where that is not known."""
    for meaning in words().makna:
        if meaning.nama == name and meaning.harap:
            return meaning.harap
    return ()


def _mended(column: Column, looks: Looks, taken: set[str]) -> Column:
    """The column with the meaning that its cells plainly have, where its head says another."""
    kind, share = looks.of(column.index)
    if (
        column.meaning == "target"
        and plain(column.head) in _QUARTER
        and looks.quarters(column.index)
    ):
        return replace(column, meaning="triwulan", why="")
    if share < _PLAIN:
        return _mixed(column, looks)
    if kind in _PROSE and column.meaning in _NUMBERS and looks.wordy(column.index):
        return _of_words(column)
    if kind == "angka" and column.under == "kinerja" and _is_total(column):
        # The total of a group that says no money, over numbers too small for any.
        return replace(
            column, meaning=_WORKED[column.meaning], measure="kinerja", why="column-guess"
        )
    mended = _as_value(column, kind)
    if mended is not None:
        return mended
    if column.meaning == "kode" and kind == "kode_nama":
        return replace(column, meaning="nama")
    if column.meaning == "satuan" and kind == "jabatan":
        return replace(column, meaning="penanggung_jawab", why="column-look")
    if column.meaning not in _TEXTS or kind in _expected(column.meaning):
        return _mixed(column, looks)
    return _as_text(column, kind, looks, taken)


def _of_words(column: Column) -> Column:
    """A column of words under the head of a value: told, and not read where the head only may be one."""
    if column.why == "column-guess":
        return replace(column, meaning="lain", why="column-unknown")
    if plain(column.head).startswith("rencana aksi"):
        # Over numbers it is what is planned, over words what is to be done.
        return replace(column, meaning="catatan")
    return column if column.why else replace(column, why="column-words")


def _is_total(column: Column) -> bool:
    lowest = plain(column.head.rpartition(" / ")[2])
    return column.meaning in _WORKED and lowest in {"total", "jumlah", "jml"}


def _as_value(column: Column, kind: str) -> Column | None:
    """Units and money under the head of a target, codes and values under that of a name."""
    match column.meaning, kind:
        case "target", "satuan":
            return replace(column, meaning="satuan", why="column-unit")
        case "target", "uang":
            return replace(column, meaning="pagu")
        case "realisasi", "uang":
            return replace(column, meaning="realisasi_rp", measure="uang")
        case meaning, "angka" | "kode" if meaning in _CODED:
            # Each level has a narrow column for its part of the code.
            return replace(column, meaning="kode")
        case "sumber_dana", "uang" | "angka":
            return _as_money(column)
        case "tahun", "uang":
            return _as_money(column)
        case "nama", _:
            return _under_a_name(column, kind)
    return None


def _under_a_name(column: Column, kind: str) -> Column | None:
    """Codes and values whose head speaks of names."""
    coded = plain(column.head).startswith("kode")
    if kind == "kode" or (coded and kind == "angka"):
        return replace(column, meaning="kode")
    if kind in {"angka", "predikat", "uang"}:
        start = "kondisi" in column.head.casefold()
        return replace(column, meaning="kondisi_awal" if start else "lain", why="column-value")
    return None


def _as_money(column: Column) -> Column:
    """A column of amounts whose head, such as Dana, may also name where they come from."""
    year = _YEAR.search(column.head)
    return replace(column, meaning="pagu", measure="uang", year=int(year[0]) if year else None)


def _as_text(column: Column, kind: str, looks: Looks, taken: set[str]) -> Column:
    """A column of texts of another kind than its head says."""
    if kind == "indikator" and "indikator" not in taken:
        return replace(column, meaning="indikator", why="column-indicator")
    if kind == "hasil" and column.meaning in {*_LEVELS, "nama"}:
        return replace(column, meaning=_result_level(column, looks), why="column-result")
    if kind == "hasil":
        return replace(column, meaning="kinerja", why="column-result")
    if kind in {"nama", "kode_nama"}:
        return replace(column, meaning="nama", why="column-name")
    return column


def _result_level(column: Column, looks: Looks) -> str:
    labels = looks.labels(column.index)
    if len(labels) == 1:
        return labels.pop()
    if column.meaning == "program":
        return "tujuan"
    return "sasaran"


def _mixed(column: Column, looks: Looks) -> Column:
    """A column of one level whose names are of others is a column of names of any level."""
    if column.meaning == "kinerja" and _is_unclear(column, looks):
        return replace(column, why="column-result")
    if column.meaning == "nama" and _is_plan_head(column) and _has_results(column, looks):
        return replace(column, why="column-levels")
    if column.meaning not in _LEVELS:
        return column
    levels = looks.levels(column.index)
    if len(levels) == 1 and levels != {column.meaning}:
        return replace(column, meaning=levels.pop(), why="column-level")
    # Results stand beside sub-activities often, and mean nothing for their level.
    results = column.meaning != "sub_kegiatan" and _has_results(column, looks)
    if len(levels) > 1 or results:
        return replace(column, meaning="nama", why="column-levels")
    return column


def _has_results(column: Column, looks: Looks) -> bool:
    return "hasil" in looks.classes(column.index)


def _is_unclear(column: Column, looks: Looks) -> bool:
    """Whether a head stands over results or indicators alike, and the cells are results."""
    kind, _ = looks.of(column.index)
    return kind == "hasil" and plain(column.head) in _UNCLEAR


def _is_plan_head(column: Column) -> bool:
    """Whether a head speaks of programs and activities, and of no result."""
    tokens = set(plain(column.head).split())
    return "kegiatan" in tokens and not tokens & {"outcome", "output", "sasaran", "hasil", "tujuan"}


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
    "kode_nama": ("nama", frozenset(("nama", *_LEVELS))),
    "nama": ("nama", frozenset(("nama", *_LEVELS))),
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
    if kind not in _BY_LOOK or share < _PLAIN or len(looks.classes(column.index)) < _LEAST_CELLS:
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
    looks = Looks(block.body)
    headed = [by_head(index, path) for index, path in sorted(block.paths.items())]
    headed = quarter_sides(headed, block)
    mended = []
    for column in headed:
        if column.meaning:
            others = _others(headed, column, looks)
            mended.append(_mended(column, looks, others))
        else:
            mended += _by_look(column, headed, looks) or _unknown(column, looks)
    mended = target_groups(conditions(kinds(ranked_columns(mended, looks), looks)), looks)
    found = beside_each_other(so_far(mended), looks)
    for index in looks.columns:
        if index in block.paths or any(column.index == index for column in found):
            continue
        extra = _headless(index, looks, found)
        if extra is not None:
            found.append(extra)
            # The next one looks for its neighbour on the left.
            found.sort(key=lambda column: column.index)
    found = beside_those_in_charge(_levelled(before_plan(found)))
    return told_twice(spent_alone(formula_apart(found)))


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
        if column.index != own.index and kind in _expected(column.meaning):
            found.add(column.meaning)
    return found
