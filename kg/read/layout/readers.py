"""Which reader takes the rows of a table."""

from __future__ import annotations

from kg.read.layout.columns import Column
from kg.read.layout.columntree import ColumnTreeReader
from kg.read.layout.context import Context
from kg.read.layout.factors import has_factors
from kg.read.layout.rows import TableReader
from kg.read.layout.tree import TreeReader

__all__ = ["Reader", "reader_of"]

Reader = TableReader | TreeReader | ColumnTreeReader


def reader_of(context: Context, columns: list[Column], *, tree: bool) -> Reader:
    """The reader of a tree by columns of levels, of a listed tree, or of any other table."""
    if not tree:
        return TableReader(context, columns)
    if any(column.meaning == "kondisi" for column in columns) and not has_factors(columns):
        return ColumnTreeReader(context, columns)
    return TreeReader(context, columns)
