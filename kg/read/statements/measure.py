"""Indicators and targets: the sheets ``indikator`` and ``target``."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.read.codes import codes_in
from kg.read.numbers import quantity
from kg.read.statements.builder import Builder
from kg.read.table import Row, Table
from kg.terms import KIN, XSD

__all__ = ["build_indicators", "build_targets", "dated", "measured"]

_CLASSES = {"iku": "IKU", "iki": "IKI", "": "Indikator"}


def _measured(builder: Builder, node: NamedNode, row: Row, posts: set[str]) -> None:
    """The results that the indicator measures, or the posts where the document gives no objective."""
    for code in codes_in(row.get("kode_kinerja")):
        if code in posts:
            builder.add(builder.nodes[code], KIN["memilikiIndikator"], node)
            continue
        result = builder.result(code)
        if result is not None:
            builder.add(result, KIN["diukurOleh"], node)


def build_indicators(builder: Builder, table: Table, posts: set[str]) -> None:
    """Indicators of results, and of posts where the document gives no objective."""
    originals = [row for row in table.rows if not row.get("cetak_ulang_dari")]
    for row in originals:
        code = row.get("kode")
        builder.nodes[code] = builder.iri("indikator", code)
    for row in originals:
        node = builder.nodes[row.get("kode")]
        builder.typed(node, _CLASSES.get(row.get("jenis"), _CLASSES[""]))
        builder.values(node, table, row)
        builder.trace(node, table, row, "rumusan")
        _measured(builder, node, row, posts)
    for row in table.rows:
        if row.get("cetak_ulang_dari"):
            builder.reprint(table, row)


def dated(code: str, row: Row) -> str:
    """The name of a value of one year, quarter and kind of document."""
    parts = (code, row.get("tahun"), row.get("triwulan"), row.get("jenis_target"))
    return "-".join(filter(None, parts))


def measured(builder: Builder, node: NamedNode, row: Row) -> None:
    """Number and unit of a value, where its text states one number."""
    stated = quantity(row.get("nilai"))
    if stated is not None:
        number = Literal(f"{stated.value:f}", datatype=XSD["decimal"])
        builder.add(node, KIN["nilai"], number)
        builder.text(node, KIN["satuan"], stated.unit)


def build_targets(builder: Builder, table: Table) -> None:
    """One target per indicator and year, or quarter.

    The printed text, and number and unit where it states one number.
    """
    for row in table.rows:
        code = row.get("kode_indikator")
        name = "TargetTriwulan" if row.get("triwulan") else "Target"
        node = builder.iri("target", dated(code, row))
        builder.typed(node, name)
        builder.values(node, table, row)
        measured(builder, node, row)
        builder.trace(node, table, row, "nilai")
        indicator = builder.nodes.get(code) or builder.iri("indikator", code)
        builder.add(indicator, KIN[f"memiliki{name}"], node)
