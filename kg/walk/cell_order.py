"""Which of two cells of a workbook a reader meets first."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model.form import form

__all__ = ["cell_order"]

_CELL = re.compile(r"([A-Z]*)([0-9]*)")


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    """The place of every sheet of the form."""
    return {sheet.name: rank for rank, sheet in enumerate(form())}


def cell_order(sheet: str, cell: str) -> tuple[int, str, int, int, str]:
    """Sheets as in the form and others behind them; then rows, then columns.

    >>> cells = [("target", "A2"), ("simpul", "AA9"), ("simpul", "B10"), ("simpul", "D9")]
    >>> [cell for sheet, cell in sorted(cells, key=lambda at: cell_order(*at))]
    ['D9', 'AA9', 'B10', 'A2']
    """
    match = _CELL.match(cell)
    if match:
        column, row = match.groups()
    else:
        column = ""
        row = ""
    rank = _ranks().get(sheet, len(_ranks()))
    # The length of a column's name puts AA behind Z.
    return rank, sheet, int(row or 0), len(column), column
