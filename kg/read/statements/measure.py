"""Indicators and targets: the sheets ``indikator`` and ``target``."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.read.numbers import quantity
from kg.read.rows import codes_in
from kg.read.statements.builder import Builder
from kg.read.table import Row, Table
from kg.terms import KIN, XSD, year

__all__ = ["build_indicators", "build_targets"]

_CLASSES = {"iku": "IKU", "iki": "IKI", "": "Indikator"}
_COLUMNS = (
    "rumusan",
    "formulasi",
    "pembilang",
    "penyebut",
    "pengali",
    "definisi_operasional",
    "satuan",
    "tipe_penghitungan",
    "arah",
    "sumber_data",
    "kondisi_awal",
)
_COMMON = ("kode", "nomor", "tahap", "keterangan")


def _measured(builder: Builder, node: NamedNode, row: Row, posts: set[str]) -> None:
    for code in codes_in(row.get("kode_kinerja")):
        if code in posts:
            builder.add(builder.nodes[code], KIN["memilikiIndikator"], node)
            continue
        result = builder.result(code)
        if result is not None:
            builder.add(result, KIN["diukurOleh"], node)


def build_indicators(builder: Builder, table: Table, posts: set[str]) -> None:
    """Indicators of results, and of posts where the document gives no objective."""
    rows = [row for row in table.rows if not row.get("cetak_ulang_dari")]
    for row in rows:
        builder.nodes[row.get("kode")] = builder.iri("indikator", row.get("kode"))
    for row in rows:
        node = builder.nodes[row.get("kode")]
        builder.typed(node, _CLASSES[row.get("jenis").casefold()])
        builder.values(node, table, row, (*_COMMON, *_COLUMNS))
        builder.trace(node, table, row, ("nomor", "keterangan", *_COLUMNS[1:]), "rumusan")
        _measured(builder, node, row, posts)
    for row in table.rows:
        if row.get("cetak_ulang_dari"):
            builder.reprint(table, row, _COLUMNS)


def build_targets(builder: Builder, table: Table) -> None:
    """One target per indicator and year: the printed text, and number and unit where it states one number."""
    for row in table.rows:
        code, number = row.get("kode_indikator"), row.get("tahun")
        node = builder.iri("target", f"{code}-{number}")
        builder.typed(node, "Target")
        builder.add(node, KIN["tahun"], year(int(number)))
        builder.values(node, table, row, ("nilai",))
        stated = quantity(row.get("nilai"))
        if stated is not None:
            builder.add(node, KIN["nilai"], Literal(f"{stated.value:f}", datatype=XSD["decimal"]))
            builder.text(node, KIN["satuan"], stated.unit)
        builder.trace(node, table, row, (), "nilai")
        builder.add(builder.iri("indikator", code), KIN["memilikiTarget"], node)
