"""Which worksheet or file is which sheet of the form.

Two for one are an error, never a silent choice.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from kg.errors import Problem
from kg.model.form import Sheet, form
from kg.model.form import sheet as sheet_named
from kg.model.spelling import close_words, word_key
from kg.read.grid import Grid
from kg.read.header import find_header
from kg.read.reading import Reading

__all__ = ["assign_grids"]

#: Sheets in front of or behind the form that hold help or the marks of an earlier check.
_GUIDES = frozenset(("petunjuk", "contoh", "daftar", "pilihan", "temuan kg", "kg"))

#: So many words of a header may be those of any table.
_TELLING = 1


def _shown(grid: Grid) -> str:
    """What a user calls a table: its worksheet, or its file."""
    return grid.title if grid.workbook else Path(grid.file).name


def _fits(sheet: Sheet, grid: Grid) -> bool:
    """Whether the header of a table has all that the sheet requires."""
    header = find_header(sheet, grid)
    return header is not None and not header.missing(sheet)


def _named(grids: list[Grid]) -> dict[str, list[Grid]]:
    """The grids whose name is that of a sheet."""
    names = {word_key(sheet.name): sheet.name for sheet in form()}
    found: dict[str, list[Grid]] = {}
    for grid in grids:
        name = names.get(word_key(grid.title))
        if name is not None and (grid.lines or not grid.workbook):
            found.setdefault(name, []).append(grid)
    return found


def _also(grids: list[Grid]) -> dict[str, list[Grid]]:
    """The grids with another known name of a sheet, and with its header."""
    found: dict[str, list[Grid]] = {}
    for sheet in form():
        words = set(map(word_key, sheet.aliases))
        for grid in grids:
            if word_key(grid.title) in words and _fits(sheet, grid):
                found.setdefault(sheet.name, []).append(grid)
    return found


def _meant(grid: Grid, missing: list[str]) -> str:
    """The sheet that an unknown name most likely stands for: by its letters, else by its header."""
    near = close_words(grid.title, missing)
    if near:
        return near[0]
    understood = {name: _understood(name, grid) for name in missing}
    best = max(understood.values(), default=0)
    fitting = []
    for name, count in understood.items():
        if count == best:
            fitting.append(name)
    # A header that fits several sheets, or that has one word, tells nothing.
    if len(fitting) == 1 and best > _TELLING:
        return fitting[0]
    return ""


def _understood(name: str, grid: Grid) -> int:
    """How many more words of a header are columns of that sheet than are not."""
    header = find_header(sheet_named(name), grid)
    if header is None or header.missing(sheet_named(name)):
        return 0
    return header.score - len(header.unknown)


def _unknown(rest: list[Grid], chosen: dict[str, Grid], reading: Reading, file: str) -> set[str]:
    """Tell names that are no sheets of the form; the sheets that slips of the pen stand for."""
    missing = []
    for sheet in form():
        if sheet.name not in chosen:
            missing.append(sheet.name)
    slips: set[str] = set()
    others: list[str] = []
    for grid in rest:
        if word_key(grid.title) in _GUIDES:
            continue
        meant = ""
        if grid.lines:
            meant = _meant(grid, missing)
        if meant:
            slips.add(meant)
            values = {"found": grid.title, "nearest": meant}
            reading.problems.append(Problem("FORM-SHEETNAME", file, values, file, grid.title, "A1"))
        else:
            others.append(grid.title)
    if others:
        reading.notes.append(Problem("FORM-SHEET", file, {"found": ", ".join(others)}))
    return slips


def assign_grids(
    grids: list[Grid], file: str, reading: Reading
) -> tuple[dict[str, Grid], set[str]]:
    """The grid of each sheet of the form, and the sheets of which it is not known which table is meant."""
    named = _named(grids)
    taken = list(chain.from_iterable(named.values()))
    also = _also([grid for grid in grids if grid not in taken])
    chosen: dict[str, Grid] = {}
    used: list[Grid] = []
    doubtful: set[str] = set()
    for sheet in form():
        candidates = [*named.get(sheet.name, ()), *also.get(sheet.name, ())]
        used += candidates
        if not candidates:
            continue
        chosen[sheet.name] = candidates[0]
        if len(candidates) > 1:
            titles = ", ".join(f'"{_shown(grid)}"' for grid in candidates)
            values = {"found": titles, "sheet": sheet.name}
            second = candidates[1].title
            doubtful.add(sheet.name)
            reading.problems.append(Problem("FORM-SHEETTWICE", file, values, file, second, "A1"))
        elif sheet.name not in named:
            values = {"found": candidates[0].title, "sheet": sheet.name}
            reading.notes.append(Problem("FORM-SHEETALIAS", file, values))
    rest = []
    for grid in grids:
        if grid not in used and word_key(grid.title) not in chosen:
            rest.append(grid)
    return chosen, doubtful | _unknown(rest, chosen, reading, file)
