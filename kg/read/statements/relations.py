"""A relation that a row states, as a node of its own, so that the relation too has a source line."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.read.statements.builder import Builder
from kg.read.table import Row, Table
from kg.terms import KIN

__all__ = ["relation"]


def relation(
    builder: Builder, table: Table, row: Row, kind: str, start: NamedNode, end: NamedNode
) -> None:
    """State that ``row`` relates ``start`` to ``end``."""
    code = f"{builder.identity.code}.{table.sheet.name}.{row.number}"
    node = builder.iri("hubungan", code)
    builder.typed(node, "PernyataanHubungan")
    builder.text(node, KIN["jenisHubungan"], kind)
    builder.add(node, KIN["hubunganDari"], start)
    builder.add(node, KIN["hubunganKe"], end)
    builder.values(node, table, row)
    builder.trace(node, table, row)
