"""What the words of its head say of each column of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.read.layout.heads import Head
from kg.read.layout.stated import Path, is_money, says_measure, side, sides
from kg.read.layout.words import Meaning, condition_level, words

__all__ = ["VALUES", "Column", "by_head"]

_IN_BRACKETS = re.compile(r"\(\s*([^()]+?)\s*\)$")
#: What the columns of conditions of one level are called below its name.
_CONDITIONS = frozenset(("nama", "kinerja", "kondisi", "sasaran"))
#: The share of known words below which a head says nothing known.
_HALF = 0.5
#: Meanings so general that the group above them tells more.
_GENERAL = frozenset(("uraian", "nama", "rincian", "narasi"))


@dataclass(frozen=True)
class Column:
    """One column: what it means, for which year, quarter and state, its head and where that stands.

    ``why`` tells why the head is doubtful; empty when it is not. ``group`` is the place of the top
    of its head, ``measure`` what values are: kinerja or uang, ``under`` what the group right above
    says.
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
    under: str = ""
    unit: str = ""
    level: str = ""

    @property
    def key(self) -> str:
        """Year and quarter as values are keyed.

        ``2025``, ``2025-III``, or ``#1`` for the first year.
        """
        quarter = ("", "I", "II", "III", "IV")[self.quarter]
        order = ""
        if self.order:
            order = f"#{self.order}"
        if self.year:
            year = str(self.year)
        else:
            year = order
        if quarter:
            return f"{year}-{quarter}"
        return year

    @property
    def kept_as(self) -> str:
        """What a value is kept as that is no target and not reached.

        With its quarter, where it has one.
        """
        if self.quarter:
            return f"{self.meaning}-{self.key}"
        return self.meaning


def _name_of(path: Path) -> Meaning | None:
    """The meaning that is no value, of the lowest row of the head that has one."""
    head = path[-1][0]
    lowest = head.meaning
    if lowest is None or lowest.nama == "nilai":
        return _under_group(path)
    if lowest.nama == "tahun" and _is_of_order(head):
        return None
    if head.text.strip().casefold() in _GENERAL and len(path) > 1:
        return _name_above(path) or lowest
    if lowest.nama == "kinerja" and _is_under_value(path):
        return None
    return lowest


def _is_of_order(head: Head) -> bool:
    """Whether a head counts years or says money: "Tahun N+1 (Rp)" is no column of years."""
    return bool(head.order) or is_money(head)


def _is_under_value(path: Path) -> bool:
    return any(_is_value(upper) for upper, _ in path[:-1])


def _name_above(path: Path) -> Meaning | None:
    """The meaning of the row above the lowest, unless it is a value."""
    above = path[-2][0].meaning
    if above is None or above.nama == "nilai":
        return None
    return above


def _under_group(path: Path) -> Meaning | None:
    """A column of values is one whatever its group says, unless its lowest word is only a year."""
    head = path[-1][0]
    tells = head.meaning or head.year or head.quarter or head.order
    if tells or len(path) == 1:
        return None
    return _name_above(path)


def _tells_value(head: Head) -> bool:
    return bool(_is_value(head) or head.order or head.counts_years or is_money(head))


def _is_unknown(head: Head) -> bool:
    """Whether a head has words of its own that mean nothing known, whatever year it names."""
    if head.strange and head.quarter:
        return True
    tells = head.meaning or head.quarter or head.order or head.state or is_money(head)
    return not tells and head.length > 1 and head.share < _HALF


def _is_value(head: Head) -> bool:
    if head.quarter or head.year:
        return True
    return head.meaning is not None and head.meaning.nama == "nilai"


#: The meaning of a column of values, by its side and its measure.
VALUES = {
    ("target", "kinerja"): "target",
    ("target", "uang"): "pagu",
    ("realisasi", "kinerja"): "realisasi",
    ("realisasi", "uang"): "realisasi_rp",
    ("capaian", "kinerja"): "capaian",
    ("awal", "kinerja"): "kondisi_awal",
    ("akhir", "kinerja"): "kondisi_akhir",
}


#: What is told of columns of values by their side and measure.
_WHY = {("kumulatif", ""): "column-cumulative", ("akhir", "uang"): "column-final"}


class _When(NamedTuple):
    """The time that values are of, and whether they are those before or after a change."""

    year: int | None
    order: int
    quarter: int
    state: str


def _when(path: Path) -> _When:
    year: int | None = None
    order = quarter = 0
    state = ""
    # From top to bottom: the lowest row that says something holds.
    for head, _ in path:
        year = head.year or year
        order = head.order or order
        quarter = head.quarter or quarter
        state = head.state or state
    counted = _counted(path)
    if counted:
        # What looks like a quarter below "tahun ke-" is the number of a year.
        order, quarter = counted, 0
    return _When(year, order, quarter, state)


def _value_column(index: int, path: Path) -> Column:
    if any(head.of_half for head, _ in path):
        return _plain_column(index, "lain", path, "column-semester")
    when = _when(path)
    stated = side(path, when.quarter)
    measure = _measure(path)
    meaning = VALUES.get((stated, measure), "lain")
    if measure == "uang" and _unit(path) == "%":
        # "Keuangan (%)" is the share of the money, and no money.
        meaning = "lain"
    return replace(
        _plain_column(index, meaning, path),
        why=_WHY.get((stated, measure)) or _WHY.get((stated, ""), ""),
        measure=measure,
        under=_group_measure(path),
        year=when.year,
        order=when.order,
        quarter=when.quarter,
        state=when.state,
        stated=bool(sides(path)),
        unit=_unit(path),
    )


def _unit(path: Path) -> str:
    """The unit in brackets at the end of a head; the lowest row that names one holds."""
    for head, _ in reversed(path):
        match = _IN_BRACKETS.search(head.text.strip())
        if match is not None and match[1].casefold() in words().sel["satuan"]:
            return match[1]
    return ""


def _counted(path: Path) -> int:
    """The number of the year below a head that ends in "tahun ke-"; 0 without one."""
    if len(path) < 2 or not path[-2][0].counts_years:
        return 0
    lowest = path[-1][0]
    number = lowest.text.strip(" .()")
    return int(number) if number.isdigit() else lowest.quarter or lowest.order


def _group_measure(path: Path) -> str:
    """Performance or money, by the row right above the lowest; empty where it says neither."""
    if len(path) < 2:
        return ""
    return _measure_of(path[-2][0])


def _measure_of(head: Head) -> str:
    """Performance or money, by the meaning of a head; empty where it has none."""
    return head.meaning.ukuran if head.meaning else ""


def _measure(path: Path) -> str:
    """Performance or money: the lowest row that says so, where a year or quarter says nothing."""
    lowest = path[-1][0]
    if is_money(lowest):
        return "uang"
    if lowest.meaning is not None and lowest.meaning.nama == "kinerja":
        return "kinerja"
    measures = list(filter(None, (_measure_of(head) for head, _ in path)))
    if not measures:
        return "kinerja"
    if "uang" in measures and not says_measure(lowest):
        return "uang"
    return measures[-1]


def _condition(index: int, path: Path) -> Column | None:
    """A column of conditions below a group that names their level: "Intermediate Outcome / Kondisi"."""
    lowest = path[-1][0].meaning
    if len(path) < 2 or lowest is None or lowest.nama not in _CONDITIONS:
        return None
    levels = [condition_level(head.text) for head, _ in path[:-1]]
    named = list(filter(None, levels))
    if not named:
        return None
    return replace(_plain_column(index, "kondisi", path), level=named[-1])


def _timed(column: Column, path: Path) -> Column:
    """What proves a realisation belongs to its year or quarter; other columns of words do not."""
    if column.meaning != "bukti":
        return column
    when = _when(path)
    return replace(column, year=when.year, order=when.order, quarter=when.quarter)


def _plain_column(index: int, meaning: str, path: Path, doubt: str = "") -> Column:
    # A group that its column repeats is said once.
    texts = dict.fromkeys(head.text.replace("\n", " ") for head, _ in path)
    lowest, spot = path[-1]
    _, top = path[0]
    why = doubt or ("column-slip" if lowest.slip else "")
    return Column(index, meaning, " / ".join(texts), spot.place, why=why, group=top.place)


def by_head(index: int, path: Path) -> Column:
    """What the words of its head say of a column; no meaning where they say nothing known."""
    if any(head.of_month for head, _ in path):
        return _plain_column(index, "lain", path, "column-month")
    condition = _condition(index, path)
    if condition is not None:
        return condition
    name = _name_of(path)
    if name is not None:
        return _timed(_plain_column(index, name.nama, path), path)
    if _is_unknown(path[-1][0]) and any(_tells_value(head) for head, _ in path):
        return replace(_value_column(index, path), why="column-guess")
    if any(_tells_value(head) for head, _ in path):
        return _value_column(index, path)
    return _plain_column(index, "", path)
