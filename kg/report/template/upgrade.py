"""Moves what was filled into an older form into the form of today."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kg.errors import InputError, Problem
from kg.model.form import Sheet, form, form_version
from kg.model.spelling import word_key
from kg.read.grid import Grid
from kg.read.grids import read_grids
from kg.read.header import Header, find_header
from kg.report.template.pages import Filled, Wish
from kg.report.template.workbook import template_workbook

__all__ = ["Moved", "upgraded"]

_TARGET, _VERSION = "target", "versi_formulir"
Row = dict[str, str]


@dataclass
class Moved:
    """What was moved: cells, sheets, and the columns that have no place any more."""

    cells: int = 0
    sheets: int = 0
    left: list[str] = field(default_factory=list)
    years: set[int] = field(default_factory=set)


def _rows(grid: Grid, header: Header) -> list[Row]:
    """What stands below the heads, each cell as a document prints it."""
    titles = {place: column.name for place, column in header.columns.items()}
    titles |= {place: str(year) for place, year in header.years.items()}
    found = []
    for line in grid.lines:
        if line.number <= header.last:
            continue
        row = {titles[place]: line.cell(place).printed for place in titles}
        if any(row.values()):
            found.append(row)

    return found


def _keys(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """The entries of today in their order, with the values that the older form had."""
    key = sheet.columns[0]
    value = sheet.columns[1].name
    known: Row = {}
    for row in rows:
        name = key.choice(row.get(key.name, ""))
        if name is not None:
            known[name] = row.get(value, "")

    known[_VERSION] = form_version()
    found: list[Row] = []
    for entry in sheet.entries:
        found.append({key.name: entry.name, value: known.get(entry.name, "")})
    return found


def _by_year(rows: list[Row], moved: Moved) -> list[Row]:
    """Targets with a column for every year, also where the older form had a row for each."""
    found: dict[str, Row] = {}
    for row in rows:
        code = row.get("kode_indikator", "")
        year = row.pop("tahun", "")
        value = row.pop("nilai", "")
        whole = found.setdefault(code, {})
        for title, text in row.items():
            if text:
                whole[title] = text
        if year.isdecimal() and value:
            whole[year] = value

    for whole in found.values():
        moved.years.update(int(title) for title in whole if title.isdecimal())
    return list(found.values())


def _moved(old: Path, moved: Moved) -> Filled:
    """The rows of every sheet that the older form had.

    :raises InputError: TEMPLATE-OLD when it has none.
    """
    grids = {word_key(grid.title): grid for grid in read_grids(old)[0]}
    filled: Filled = {}
    for sheet in form():
        grid = grids.get(word_key(sheet.name))
        header = None
        if grid is not None:
            header = find_header(sheet, grid)
        if grid is None or header is None:
            continue
        rows = _rows(grid, header)
        moved.left += [f"{sheet.name}: {text}" for text in header.unknown.values()]
        if sheet.entries:
            rows = _keys(sheet, rows)
        elif sheet.name == _TARGET:
            rows = _by_year(rows, moved)
        filled[sheet.name] = rows
        moved.sheets += 1
        for row in rows:
            moved.cells += len(list(filter(None, row.values())))

    if not filled:
        raise InputError(Problem("TEMPLATE-OLD", str(old)))
    return filled


def upgraded(old: Path, wish: Wish, moment: datetime) -> tuple[bytes, Moved]:
    """The form of today with the values of an older one, and what became of them.

    :raises InputError: the older form cannot be read, or is none.
    """
    moved = Moved()
    filled = _moved(old, moved)
    years = tuple(sorted(moved.years)) or wish.years
    return template_workbook(replace(wish, years=years), moment, filled), moved
