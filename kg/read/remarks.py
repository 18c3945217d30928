"""What is told about rows that can be read but are hardly meant.

Remarks with their cells, never errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.errors import Problem
from kg.read.numbers import quantity, rupiah
from kg.read.reading import Reading
from kg.read.table import Row, Table

__all__ = ["tell_rows"]

#: Sheets whose rows state a relation or an item: the same row twice says nothing more.
_REPEATABLE = ("tugas", "peran", "pemetaan")
#: Where the wording of a row stands; either of two columns for the plan.
_WORDING = {"simpul": ("rumusan",), "rencana": ("nama", "sasaran"), "indikator": ("rumusan",)}
_MONEY = frozenset(("anggaran", "realisasi"))
_COMPONENTS = frozenset(("program", "kegiatan", "sub_kegiatan"))


def _doubled(table: Table) -> Iterator[Problem]:
    first: dict[tuple[tuple[str, str], ...], Row] = {}
    for row in table.rows:
        content = tuple(sorted(row.cells.items()))
        before = first.setdefault(content, row)
        if before is not row:
            yield table.problem("FORM-DOUBLED", row, None, first=str(before.number))


def _unworded(table: Table) -> Iterator[Problem]:
    """Rows whose wording is empty, so that reports could show nothing but their code.

    A row that cites its printed source, or says why in a note, is left to the rules: it is empty
    there too.
    """
    columns = _WORDING[table.sheet.name]
    for row in table.rows:
        if row.get("jenjang") in _COMPONENTS:
            wanted = columns[:1]
        else:
            wanted = columns
        explained = row.get("catatan") or row.get("sumber_baris")
        if not explained and not any(map(row.get, wanted)):
            code = row.get("kode")
            yield table.problem("FORM-NOWORDING", row, columns[0], column=columns[0], code=code)


def _unmeasured(table: Table) -> Iterator[Problem]:
    for row in table.rows:
        if not row.get("kode_kinerja") and not row.get("cetak_ulang_dari"):
            yield table.problem("FORM-UNMEASURED", row, "kode_kinerja", code=row.get("kode"))


def _fractions(target: Table, indicator: Table) -> Iterator[Problem]:
    """A target such as 0,9 of an indicator in percent.

    Nobody promises nine tenths of one percent.
    """
    percent = set()
    for row in indicator.rows:
        if row.get("satuan").casefold() in {"%", "persen", "prosen", "persentase"}:
            percent.add(row.get("kode"))
    for row in target.rows:
        stated = quantity(row.get("nilai"))
        if stated is None or stated.unit or row.get("kode_indikator") not in percent:
            continue
        if Decimal(0) < stated.value < Decimal(1):
            meant = f"{stated.value * 100:f}".rstrip("0").rstrip(".").replace(".", ",")
            found = row.get("nilai")
            yield target.problem("FORM-FRACTION", row, "nilai", found=found, meant=meant)


def _amounts(table: Table, plan: Table | None) -> Iterator[Problem]:
    """Money of plan rows that is no amount in whole rupiah, so that no sum has it.

    What an indicator reached is measured in its own unit.
    """
    items = {row.get("kode") for row in plan.rows} if plan else set()
    for row in table.rows:
        is_money = table.sheet.name == "anggaran" or row.get("kode_acuan") in items
        found = row.get("nilai")
        if is_money and found and rupiah(found) is None:
            yield table.problem("FORM-MONEY", row, "nilai", found=found)


def _open_choices(table: Table) -> Iterator[Problem]:
    for column in table.sheet.columns:
        if not column.open:
            continue
        unknown: dict[str, list[Row]] = {}
        for row in table.rows:
            text = row.get(column.name)
            if text and text not in column.choices:
                unknown.setdefault(text, []).append(row)
        for text, rows in unknown.items():
            cells = [table.cell(row, column.name) for row in rows[1:]]
            also = f" ({', '.join(cells)})" if cells else ""
            values = {"found": text, "also": also, "choices": ", ".join(column.choices)}
            yield table.problem("FORM-OPENCHOICE", rows[0], column.name, **values)


def tell_rows(reading: Reading) -> None:
    """Add the remarks about the rows of a document that is otherwise sound."""
    tables = reading.tables
    for name, table in tables.items():
        reading.notes += _open_choices(table)
        if name in _REPEATABLE:
            reading.notes += _doubled(table)
        if name in _WORDING:
            reading.notes += _unworded(table)
    if "indikator" in tables:
        reading.notes += _unmeasured(tables["indikator"])
    for name in sorted(_MONEY.intersection(tables)):
        reading.notes += _amounts(tables[name], tables.get("rencana"))
    if "indikator" in tables and "target" in tables:
        reading.notes += _fractions(tables["target"], tables["indikator"])
