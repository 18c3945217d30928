"""What each column of a table means: by the words of its head, and by what its cells look like."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.read.layout.heads import Head
from kg.read.layout.looks import Looks
from kg.read.layout.page import Spot
from kg.read.layout.tables import Block
from kg.read.layout.words import Meaning, plain, words

__all__ = ["Column", "columns_of"]

#: Share of its cells that must look alike before the look of a column counts more than its head.
_PLAIN = 0.6
#: Columns of text whose cells may show that the head is wrong.
_TEXTS = frozenset(
    ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "nama", "kinerja", "indikator")
)
_LEVELS = ("program", "kegiatan", "sub_kegiatan")
#: Heads that stand as well over results as over indicators.
_UNCLEAR = frozenset(("output", "keluaran"))
#: Meanings so general that the group above them tells more.
_GENERAL = frozenset(("uraian", "nama", "rincian", "narasi"))


@dataclass(frozen=True)
class Column:
    """One column: what it means, for which year, quarter and state, its head and where that stands.

    ``why`` tells why the head is doubtful; empty when it is not. ``group`` is the place of the top
    of its head, ``measure`` what values are: kinerja or uang.
    """

    index: int
    meaning: str
    head: str
    place: str
    year: int | None = None
    order: int = 0
    quarter: int = 0
    state: str = ""
    stated: bool = False
    why: str = ""
    group: str = ""
    measure: str = ""

    @property
    def key(self) -> str:
        """Year and quarter as values are keyed: ``2025``, ``2025-III``, or ``#1`` for the first year."""
        quarter = ("", "I", "II", "III", "IV")[self.quarter]
        order = f"#{self.order}" if self.order else ""
        year = str(self.year) if self.year else order
        return f"{year}-{quarter}" if quarter else year


def _name_of(path: list[tuple[Head, Spot]]) -> Meaning | None:
    """The meaning that is no value, of the lowest row of the head that has one."""
    lowest = path[-1][0].meaning
    if lowest is None or lowest.nama == "nilai":
        return _under_group(path)
    if path[-1][0].text.strip().casefold() in _GENERAL and len(path) > 1:
        above = path[-2][0].meaning
        return above if above and above.nama != "nilai" else lowest
    if lowest.nama == "kinerja" and any(_is_value(head) for head, _ in path[:-1]):
        return None
    return lowest


def _under_group(path: list[tuple[Head, Spot]]) -> Meaning | None:
    """A column of values is one whatever its group says, unless its lowest word is only a year."""
    head = path[-1][0]
    if head.meaning or head.year or head.quarter or head.order or len(path) == 1:
        return None
    above = path[-2][0].meaning
    return above if above and above.nama != "nilai" else None


def _is_value(head: Head) -> bool:
    return bool((head.meaning and head.meaning.nama == "nilai") or head.quarter or head.year)


def _side(path: list[tuple[Head, Spot]], quarter: int) -> str:
    """Which side the values state: the lowest row that says so; a quarter states what was reached."""
    sides = [head.meaning.sisi for head, _ in path if head.meaning and head.meaning.sisi]
    for whole in ("kumulatif", "akhir", "awal"):
        if whole in sides:
            return whole
    weak = sides == ["target"] and path[-1][0].meaning and path[-1][0].meaning.ukuran == "uang"
    if quarter and (not sides or (weak and len(path) > 1)):
        return "realisasi"
    return sides[-1] if sides else "target"


_VALUES = {
    ("target", "kinerja"): "target",
    ("target", "uang"): "pagu",
    ("realisasi", "kinerja"): "realisasi",
    ("realisasi", "uang"): "realisasi_rp",
    ("capaian", "kinerja"): "capaian",
    ("awal", "kinerja"): "kondisi_awal",
    ("akhir", "kinerja"): "kondisi_akhir",
}


def _value_column(index: int, path: list[tuple[Head, Spot]]) -> Column:
    heads = [head for head, _ in path]
    quarter = next((h.quarter for h in reversed(heads) if h.quarter), 0)
    side = _side(path, quarter)
    why = {"kumulatif": "column-cumulative"}.get(side, "")
    measures = [h.meaning.ukuran for h in heads if h.meaning and h.meaning.ukuran]
    measure = _measure(measures, path)
    meaning = _VALUES.get((side, measure), "lain")
    return replace(
        _plain_column(index, meaning, path),
        why=why,
        measure=measure,
        year=next((h.year for h in reversed(heads) if h.year), None),
        order=next((h.order for h in reversed(heads) if h.order), 0),
        quarter=quarter,
        state=next((h.state for h in reversed(heads) if h.state), ""),
        stated=any(h.meaning and h.meaning.sisi for h in heads),
    )


def _measure(measures: list[str], path: list[tuple[Head, Spot]]) -> str:
    """Performance or money: the lowest row that says so, where a year or quarter says nothing."""
    lowest = path[-1][0]
    if "(rp" in lowest.text.casefold():
        return "uang"
    if lowest.meaning is not None and lowest.meaning.nama == "kinerja":
        return "kinerja"
    says = lowest.meaning is not None and not (lowest.year or lowest.quarter or lowest.state)
    if says or len(measures) < 2:
        return measures[-1] if measures else "kinerja"
    return "uang" if "uang" in measures else measures[-1]


def _plain_column(index: int, meaning: str, path: list[tuple[Head, Spot]]) -> Column:
    texts = dict.fromkeys(head.text.replace("\n", " ") for head, _ in path)
    places = [spot.place for _, spot in path]
    why = "column-slip" if path[-1][0].slip else ""
    return Column(index, meaning, " / ".join(texts), places[-1], why=why, group=places[0])


def _by_head(index: int, path: list[tuple[Head, Spot]]) -> Column:
    name = _name_of(path)
    if name is not None:
        return _plain_column(index, name.nama, path)
    if any(_is_value(head) or head.order for head, _ in path):
        return _value_column(index, path)
    return _plain_column(index, "", path)


def _expected(name: str) -> tuple[str, ...]:
    return next((m.harap for m in words().makna if m.nama == name and m.harap), ())


def _mended(column: Column, looks: Looks, taken: set[str]) -> Column:
    """The column with the meaning that its cells plainly have, where its head says another."""
    kind, share = looks.of(column.index)
    if column.meaning == "target" and kind == "satuan" and share >= _PLAIN:
        return replace(column, meaning="satuan", why="column-unit")
    if column.meaning == "nama" and kind in {"angka", "predikat"} and share >= _PLAIN:
        start = "kondisi" in column.head.casefold()
        return replace(column, meaning="kondisi_awal" if start else "lain", why="column-value")
    if column.meaning == "nama" and kind == "kode" and share >= _PLAIN:
        return replace(column, meaning="kode")
    if column.meaning == "target" and kind == "uang" and share >= _PLAIN:
        return replace(column, meaning="pagu")
    if column.meaning not in _TEXTS or share < _PLAIN or kind in _expected(column.meaning):
        return _mixed(column, looks)
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
    return "tujuan" if column.meaning == "program" else "sasaran"


def _mixed(column: Column, looks: Looks) -> Column:
    """A column of one level whose names are of others is a column of names of any level."""
    general = plain(column.head) in _UNCLEAR and looks.of(column.index)[0] == "hasil"
    if column.meaning == "kinerja" and general:
        return replace(column, why="column-result")
    if (
        column.meaning == "nama"
        and _is_plan_head(column)
        and "hasil" in looks.classes(column.index)
    ):
        return replace(column, why="column-levels")
    if column.meaning not in _LEVELS:
        return column
    levels = looks.levels(column.index)
    if len(levels) == 1 and levels != {column.meaning}:
        return replace(column, meaning=levels.pop(), why="column-level")
    kinds = set(looks.classes(column.index))
    if len(levels) > 1 or ("hasil" in kinds and column.meaning != "sub_kegiatan"):
        return replace(column, meaning="nama", why="column-levels")
    return column


def _is_plan_head(column: Column) -> bool:
    """Whether a head speaks of programs and activities, and of no result."""
    tokens = set(plain(column.head).split())
    return "kegiatan" in tokens and not tokens & {"outcome", "output", "sasaran", "hasil", "tujuan"}


def _headless(index: int, looks: Looks, found: list[Column]) -> Column | None:
    """The meaning of a column without a head, which follows from what stands left of it."""
    kind, share = looks.of(index)
    left = next((c for c in reversed(found) if c.index < index), None)
    has = {c.meaning for c in found}
    if left is None or index - left.index > 4:
        return None
    if left.meaning == "kode" and kind in {"angka", "kode"}:
        return replace(left, index=index)
    if left.meaning == "target" and kind in {"satuan", "predikat"} and "satuan" not in has:
        return Column(index, "satuan", left.head, left.place)
    if kind == "uang" and left.meaning == "target" and share >= _PLAIN:
        return None
    return None


def columns_of(block: Block) -> list[Column]:
    """The columns of a table from left to right; columns that mean nothing known are left out."""
    looks = Looks(block.body)
    by_head = [_by_head(index, path) for index, path in sorted(block.paths.items())]
    found = [_mended(c, looks, _others(by_head, c, looks)) for c in by_head if c.meaning]
    found = _so_far(found)
    for index in looks.columns:
        if index not in block.paths:
            extra = _headless(index, looks, found)
            if extra is not None:
                found.append(extra)
                found.sort(key=lambda c: c.index)
    return found


def _so_far(columns: list[Column]) -> list[Column]:
    """Cumulative columns are what was reached, where no column is of a single quarter."""
    if any(c.meaning in {"realisasi", "realisasi_rp"} for c in columns):
        return columns
    mended: list[Column] = []
    for column in columns:
        if column.why == "column-cumulative":
            meaning = "realisasi_rp" if column.measure == "uang" else "realisasi"
            column = replace(column, meaning=meaning, why="column-so-far")
        mended.append(column)
    return mended


def _others(columns: list[Column], own: Column, looks: Looks) -> set[str]:
    """The meanings that other columns have both by head and by look."""
    return {
        c.meaning
        for c in columns
        if c.index != own.index and looks.of(c.index)[0] in _expected(c.meaning)
    }
