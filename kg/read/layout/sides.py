"""What stands beside a column may change what its own head says."""

from __future__ import annotations

from dataclasses import replace

from kg.read.layout.columns import VALUES, Column
from kg.read.layout.looks import Looks
from kg.read.layout.words import plain

__all__ = ["beside_each_other", "formula_apart", "spent_alone", "told_twice"]

#: What cells look like that are no texts.
_NO_TEXTS = frozenset(("kosong", "angka", "uang", "kode", "satuan", "predikat"))
#: Heads that stand as often over a number and a text as over a text alone.
_NUMBERED = frozenset(("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "nama"))
#: Columns beside which what was reached is no money, and words that say so themselves.
_MEASURED = frozenset(("indikator", "target", "satuan"))
_NO_MONEY = frozenset(("fisik", "kinerja", "k", "persen"))
#: What heads mean that say no measure, under a group that says money.
_MONEY_OF = {"target": "pagu", "realisasi": "realisasi_rp", "capaian": "lain"}


def beside_each_other(columns: list[Column], looks: Looks) -> list[Column]:
    """The columns as their neighbours and groups let them be understood."""
    found = _under_money(_beside_numbers(columns, looks))
    return _shares_of_money(found)


def _beside_numbers(columns: list[Column], looks: Looks) -> list[Column]:
    """A head over two columns, numbers and texts: it means the texts."""
    named = {column.index for column in columns}
    settled: list[Column] = []
    for column in columns:
        right = column.index + 1
        kind, _ = looks.of(right)
        alone = right in named or kind in _NO_TEXTS
        if (
            column.meaning in {*_NUMBERED, "kinerja", "indikator"}
            and not alone
            and looks.numbers(column.index)
        ):
            settled.append(replace(column, meaning="lain"))
            column = replace(column, index=right)
        settled.append(column)
    return settled


def _lowest(column: Column) -> str:
    return plain(column.head.rpartition(" / ")[2])


def _under_money(columns: list[Column]) -> list[Column]:
    """Target and Realisasi right under "Anggaran" are money, unless a bare "Rp" beside them is."""
    bare = set()
    for c in columns:
        if c.measure == "uang" and not c.stated:
            bare.add(c.group)
    settled: list[Column] = []
    for column in columns:
        money = ""
        if column.under == "uang":
            money = _MONEY_OF.get(_lowest(column), "")
        if money and column.measure == "kinerja" and column.group not in bare:
            column = replace(column, meaning=money, measure="uang")
        settled.append(column)
    return settled


def _shares_of_money(columns: list[Column]) -> list[Column]:
    """A bare "%" right of money is the share of it that was spent, not what was reached."""
    settled: list[Column] = []
    left = ""
    for column in columns:
        bare = _lowest(column) in {"%", "persen", "persentase"}
        if bare and column.meaning == "capaian" and left in {"pagu", "realisasi_rp"}:
            column = replace(column, meaning="lain")
        settled.append(column)
        left = column.meaning
    return settled


#: Heads that stand over a formula where no other column does, and over reasons beside one.
_REASONS = ("alasan", "penjelasan", "definisi")


def formula_apart(columns: list[Column]) -> list[Column]:
    """Of several columns of formulas, those headed as reasons are explanations."""
    formulas = [column for column in columns if column.meaning == "formulasi"]
    reasons = list(filter(_is_reason, formulas))
    if len(reasons) == len(formulas):
        return columns
    apart = {column.index for column in reasons}
    settled: list[Column] = []
    for column in columns:
        settled.append(replace(column, meaning="definisi") if column.index in apart else column)
    return settled


def _is_reason(column: Column) -> bool:
    tokens = _lowest(column).split()
    return all(token in _REASONS or token in {"pemilihan", "indikator", "dan"} for token in tokens)


_MONEY = frozenset(("pagu", "realisasi_rp"))


def told_twice(columns: list[Column]) -> list[Column]:
    """The columns, each second one of values of one kind and time told: the first is read."""
    seen: set[tuple[str, str, str]] = set()
    told: list[Column] = []
    values = set(VALUES.values())
    for column in columns:
        if column.meaning == "indikator":
            # A further column of indicators has values of its own; money is that of the row.
            seen = {one for one in seen if one[0] in _MONEY}
        # Beside the target of the year, each row may print that of its quarter.
        quarterly = bool({"tw", "triwulan"} & set(plain(column.head).split()))
        own = (column.meaning, f"{column.key} {quarterly}", column.state)
        if own in seen and column.meaning in values and not column.why:
            column = replace(column, why="column-twice")
        seen.add(own)
        told.append(column)
    return told


def spent_alone(columns: list[Column]) -> list[Column]:
    """Columns of realisation in a list of budgets without any indicator: they are of money."""
    meanings = {column.meaning for column in columns}
    if "pagu" not in meanings or meanings & _MEASURED:
        return columns
    settled: list[Column] = []
    for column in columns:
        money = _NO_MONEY.isdisjoint(plain(column.head).split())
        if column.meaning == "realisasi" and money and column.unit != "%":
            column = replace(column, meaning="realisasi_rp", measure="uang")
        settled.append(column)
    return settled
