"""Money and what was reached: the sheets ``anggaran`` and ``realisasi``."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.read.numbers import rupiah
from kg.read.statements.builder import Builder
from kg.read.statements.measure import dated, measured
from kg.read.table import Row, Table
from kg.terms import KIN, XSD

__all__ = ["build_budgets", "build_realisations"]


def _rupiah(builder: Builder, node: NamedNode, row: Row) -> None:
    """The amount as a number; what is none is told beside the other remarks on the rows."""
    amount = rupiah(row.get("nilai"))
    if amount is not None:
        builder.add(node, KIN["rupiah"], Literal(f"{amount:f}", datatype=XSD["decimal"]))


def build_budgets(builder: Builder, table: Table) -> None:
    """The budget of a plan row for one year or quarter."""
    for row in table.rows:
        code = row.get("kode_rencana")
        name = "PaguTriwulan" if row.get("triwulan") else "Pagu"
        node = builder.iri("pagu", dated(code, row))
        builder.typed(node, name)
        builder.values(node, table, row)
        _rupiah(builder, node, row)
        builder.trace(node, table, row, "nilai")
        builder.add(builder.nodes[code], KIN[f"memiliki{name}"], node)


def build_realisations(builder: Builder, table: Table) -> None:
    """What an indicator reached, or a plan row spent, in one year or quarter."""
    for row in table.rows:
        code = row.get("kode_acuan")
        about = builder.nodes[code]
        spent = not about.value.rpartition("/")[0].endswith("/indikator")
        name = "Serapan" if spent else "Realisasi"
        node = builder.iri(name.casefold(), dated(code, row))
        builder.typed(node, name)
        builder.values(node, table, row)
        if spent:
            _rupiah(builder, node, row)
        else:
            measured(builder, node, row)
        builder.trace(node, table, row, "nilai")
        builder.add(about, KIN[f"memiliki{name}"], node)
