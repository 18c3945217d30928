"""Known misprints of the annexes, put right before reading.

``berkas,baris,kolom,tercetak,seharusnya,alasan,sumber``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from kg.errors import InputError, Problem
from kg.link.forms import plain
from kg.read.grid import Cell, Grid, Line, column_letter
from kg.read.grids import read_grids

__all__ = ["Erratum", "corrected", "read_errata"]

_HEADS = ("berkas", "baris", "kolom", "tercetak", "seharusnya", "alasan", "sumber")


@dataclass(frozen=True)
class Erratum:
    """One cell that a decree misprints.

    The file by its name, row, column letter, what it prints and what is right.
    """

    file: str
    row: int
    column: str
    printed: str
    right: str
    reason: str


def read_errata(path: Path) -> list[Erratum]:
    """The misprints that a file lists.

    :raises InputError: LINK-ERRATA when a column is missing or a row is no number.
    """
    grids, _ = read_grids(path)
    lines = grids[0].lines
    heads = _heads(lines)
    missing = [name for name in _HEADS if name not in heads]
    if missing:
        raise InputError(Problem("LINK-ERRATA", str(path), {"reason": ", ".join(missing)}))
    return [_erratum(line, heads, path) for line in lines[1:]]


def _heads(lines: Sequence[Line]) -> dict[str, int]:
    heads: dict[str, int] = {}
    for line in lines[:1]:
        for index, cell in line.cells.items():
            heads[plain(cell.text)] = index
    return heads


def _erratum(line: Line, heads: dict[str, int], path: Path) -> Erratum:
    texts = []
    for name in _HEADS:
        texts.append(line.cell(heads[name]).text.strip())
    # Where it is known from is for people who check the file; nothing is done with it.
    file, row, column, printed, right, reason, _ = texts
    if not row.isdigit():
        raise InputError(Problem("LINK-ERRATA", f"{path}:{line.number}", {"reason": row}))
    return Erratum(file, int(row), column.upper(), printed, right, reason)


def corrected(grid: Grid, errata: list[Erratum], notes: list[Problem]) -> Grid:
    """The grid with its misprints put right, each told.

    One whose cell holds something else is told too.
    """
    name = PurePath(grid.file).name
    own = [erratum for erratum in errata if erratum.file == name]
    if not own:
        return grid
    lines = [_line(grid, line, own, notes) for line in grid.lines]
    return replace(grid, lines=tuple(lines))


def _line(grid: Grid, line: Line, errata: list[Erratum], notes: list[Problem]) -> Line:
    cells = dict(line.cells)
    for erratum in errata:
        if erratum.row != line.number:
            continue
        for index, cell in line.cells.items():
            if column_letter(index) != erratum.column:
                continue
            values = {"found": cell.text, "right": erratum.right, "reason": erratum.reason}
            code = "LINK-ERRATUM-OTHER"
            # Another text than the misprint: a later print may have put it right.
            if cell.text.strip() == erratum.printed:
                code = "LINK-ERRATUM"
                cells[index] = Cell(erratum.right)
            notes.append(Problem(code, f"{grid.place}:{line.number}", values))
    return replace(line, cells=cells)
