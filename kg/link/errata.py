"""Known misprints of the annexes, put right before reading: ``berkas,baris,kolom,tercetak,seharusnya,alasan,sumber``."""

from __future__ import annotations

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
    """One cell that a decree misprints: the file by its name, row, column letter, what it prints and what is right."""

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
    heads = {plain(cell.text): index for index, cell in lines[0].cells.items()} if lines else {}
    missing = [name for name in _HEADS if name not in heads]
    if missing:
        raise InputError(Problem("LINK-ERRATA", str(path), {"reason": ", ".join(missing)}))
    found = []
    for line in lines[1:]:
        file, row, column, printed, right, reason, _ = (
            line.cell(heads[name]).text.strip() for name in _HEADS
        )
        if not row.isdigit():
            raise InputError(Problem("LINK-ERRATA", f"{path}:{line.number}", {"reason": row}))
        found.append(Erratum(file, int(row), column.upper(), printed, right, reason))
    return found


def corrected(grid: Grid, errata: list[Erratum], notes: list[Problem]) -> Grid:
    """The grid with its misprints put right, each told; one whose cell holds something else is told too."""
    own = [e for e in errata if PurePath(grid.file).name == e.file]
    if not own:
        return grid
    return replace(grid, lines=tuple(_line(grid, line, own, notes) for line in grid.lines))


def _line(grid: Grid, line: Line, errata: list[Erratum], notes: list[Problem]) -> Line:
    cells = dict(line.cells)
    for erratum in (e for e in errata if e.row == line.number):
        for index, cell in line.cells.items():
            if column_letter(index) != erratum.column:
                continue
            values = {"found": cell.text, "right": erratum.right, "reason": erratum.reason}
            used = cell.text.strip() == erratum.printed
            code = "LINK-ERRATUM" if used else "LINK-ERRATUM-OTHER"
            notes.append(Problem(code, f"{grid.place}:{line.number}", values))
            if used:
                cells[index] = Cell(erratum.right)
    return replace(line, cells=cells)
