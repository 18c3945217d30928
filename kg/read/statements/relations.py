"""A relation that a row states, as a node of its own, so that the relation too has a source line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pyoxigraph import NamedNode

from kg.read.codes import codes_in
from kg.read.statements.builder import Builder
from kg.read.table import Row, Table
from kg.terms import KIN

__all__ = ["related", "relation"]


def related(row: Row, left: str, right: str) -> Iterator[tuple[str, str]]:
    """Every pair of codes that a row relates: several codes in one cell stand for as many rows."""
    return product(codes_in(row.get(left)), codes_in(row.get(right)))


def relation(
    builder: Builder, table: Table, row: Row, kind: str, start: NamedNode, end: NamedNode
) -> None:
    """State that ``row`` relates ``start`` to ``end``, the first or a further pair of its codes."""
    code = f"{builder.identity.code}.{table.sheet.name}.{row.number}"
    node = builder.fresh("hubungan", code)
    builder.typed(node, "PernyataanHubungan")
    builder.text(node, KIN["jenisHubungan"], kind)
    builder.add(node, KIN["hubunganDari"], start)
    builder.add(node, KIN["hubunganKe"], end)
    builder.values(node, table, row)
    builder.trace(node, table, row)
