"""Notes below tables that say how the quarters of what was reached count."""

from __future__ import annotations

from kg.read.layout.columns import Column
from kg.read.layout.rowkinds import left_out, says_cumulative
from kg.read.layout.tables import Block

__all__ = ["cumulative_tables", "why_alone"]

_Tables = list[tuple[Block, list[Column]]]


def cumulative_tables(found: _Tables, left: tuple[str, ...]) -> set[int]:
    """The blocks whose quarters count from the start of the year, by their identity.

    A note speaks of the table that it stands below; below the last one of a page, of all of them.
    """
    tables: list[_Tables] = []
    for block, columns in found:
        if block.again and tables:
            tables[-1].append((block, columns))
        else:
            tables.append([(block, columns)])
    noted = [table for table in tables if _is_noted(table, left)]
    if tables and tables[-1] in noted:
        noted = tables
    told: set[int] = set()
    for table in noted:
        told.update(id(block) for block, _ in table)
    return told


def _is_noted(table: _Tables, left: tuple[str, ...]) -> bool:
    """Whether a note in the rows of a table says that its values add up."""
    for block, columns in table:
        by_index = {column.index: column for column in columns}
        told = filter(says_cumulative, block.body)
        if any(left_out(strip, by_index, left) == "note" for strip in told):
            return True
    return False


def why_alone(column: Column | None) -> str:
    """Why a row of one text is left out: a remark in the column of remarks, else a note."""
    return "remark" if column is not None and column.meaning == "catatan" else "note"
