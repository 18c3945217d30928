"""How many rows a finding about a whole document rests on, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.walk.trace import source
from kg.walk.view import View

__all__ = ["counted"]

#: The row in the address of a cell.
_ROW = re.compile(r"\d+$")


def counted(view: View, told: str, nodes: Iterable[NamedNode]) -> Literal:
    """A count, with the lines of the text or the rows of the sheets that were counted.

    ``0 / 5 (baris 8, 12–15)``, or ``0 / 5 (rencana baris 4–8)`` in a workbook.
    """
    rows: dict[tuple[str, str], set[int]] = {}
    for node in nodes:
        sheet, file, row = _row(view, node)
        if row:
            rows.setdefault((sheet, file), set()).add(row)
    places = []
    for (sheet, file), numbers in sorted(rows.items()):
        lines = ", ".join(_runs(sorted(numbers)))
        table = sheet or file
        # The one file is named beside the finding; a sheet is not, whatever it is called (*T-C.27*).
        is_clear = len(rows) == 1 and not sheet and "." in file
        places.append(f"baris {lines}" if is_clear or not table else f"{table} baris {lines}")
    return Literal(f"{told} ({'; '.join(places)})" if places else told)


def _row(view: View, node: NamedNode) -> tuple[str, str, int]:
    """The sheet or the file of a statement, and its row or line there."""
    place = source(view, node)
    if place.line:
        return "", place.document or "", place.line
    row = _ROW.search(place.cell or "")
    return place.sheet or "", "", int(row[0]) if row else 0


def _runs(numbers: list[int]) -> Iterator[str]:
    """Numbers that follow each other as one run."""
    first = last = numbers[0]
    for number in [*numbers[1:], 0]:
        if number == last + 1:
            last = number
            continue
        yield str(first) if first == last else f"{first}–{last}"
        first = last = number
