"""The meaning of a column by what its cells look like, where its head says another."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.layout.columns import Column
from kg.read.layout.looks import Looks
from kg.read.layout.words import plain, words

__all__ = ["LEVELS", "PLAIN", "by_cells", "expected"]

#: Share of its cells that must look alike before the look of a column counts more than its head.
PLAIN = 0.6
#: Columns of text whose cells may show that the head is wrong.
_TEXTS = frozenset(
    ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "nama", "kinerja", "indikator")
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
LEVELS = ("program", "kegiatan", "sub_kegiatan")
#: Meanings of columns whose cells are numbers, predicates or nothing; and what cells of words look like.
_NUMBERS = frozenset(("target", "realisasi", "kondisi_awal", "kondisi_akhir", "capaian"))
#: Heads that name quarters and not what is stated for them.
_QUARTER = frozenset(("triwulan", "tw", "tribulan", "periode"))
#: Totals of money, and what they are where their group counts work and no money.
_WORKED = {"pagu": "target", "realisasi_rp": "realisasi"}
#: Looks of cells that hold words.
_PROSE = frozenset(("teks", "hasil", "nama", "kode_nama", "indikator", "jabatan"))
#: Meanings of names whose columns may turn out to hold the parts of their codes.
_CODED = frozenset(("urusan", *LEVELS))
#: Heads that stand as well over results as over indicators.
_UNCLEAR = frozenset(("output", "keluaran"))


def expected(name: str) -> tuple[str, ...]:
    """What the cells of a column of this meaning look like; nothing where that is not known."""
    for meaning in words().makna:
        if meaning.nama == name and meaning.harap:
            return meaning.harap
    return ()


def by_cells(column: Column, looks: Looks, taken: set[str]) -> Column:
    """The column with the meaning that its cells plainly have, where its head says another."""
    kind, share = looks.of(column.index)
    if _names_quarters(column, looks):
        return replace(column, meaning="triwulan", why="")
    if share < PLAIN:
        return _mixed(column, looks)
    if _is_wordy(column, kind, looks):
        return _of_words(column)
    mended = _as_total(column, kind) or _as_value(column, kind) or _as_other(column, kind)
    if mended is not None:
        return mended
    if column.meaning not in _TEXTS or kind in expected(column.meaning):
        return _mixed(column, looks)
    return _as_text(column, kind, looks, taken)


def _names_quarters(column: Column, looks: Looks) -> bool:
    """Whether a column under a bare "Triwulan" names the quarter of each row, and holds no targets."""
    if column.meaning != "target" or plain(column.head) not in _QUARTER:
        return False
    return looks.quarters(column.index)


def _is_wordy(column: Column, kind: str, looks: Looks) -> bool:
    """Whether a column of numbers, by its head, holds sentences."""
    if kind not in _PROSE or column.meaning not in _NUMBERS:
        return False
    return looks.wordy(column.index)


def _as_total(column: Column, kind: str) -> Column | None:
    """The total of a group that says no money, over numbers too small for any."""
    if kind != "angka" or column.under != "kinerja" or not _is_total(column):
        return None
    return replace(column, meaning=_WORKED[column.meaning], measure="kinerja", why="column-guess")


def _as_other(column: Column, kind: str) -> Column | None:
    """A column of codes that holds their names too, and one of units that holds posts."""
    if column.meaning == "kode" and kind == "kode_nama":
        return replace(column, meaning="nama")
    if column.meaning == "satuan" and kind == "jabatan":
        return replace(column, meaning="penanggung_jawab", why="column-look")
    return None


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
    if kind == "hasil" and column.meaning in {*LEVELS, "nama"}:
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
    if column.meaning in LEVELS:
        return _of_other_levels(column, looks)
    return column


def _of_other_levels(column: Column, looks: Looks) -> Column:
    """A column of components with the level of its names, where that is another one than its head says."""
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
