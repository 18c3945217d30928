"""Moves what was filled into an older form into the form of today."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import InputError, Problem
from kg.model.form import Sheet, form
from kg.model.spelling import word_key
from kg.read.grid import Grid
from kg.read.grids import read_grids
from kg.read.header import Header, find_header
from kg.report.template.pages import Filled, Wish, identity, identity_rows

__all__ = ["AskedBeside", "Moved", "upgraded"]

_IDENTITY, _TARGET = "identitas", "target"
#: Entries that the form of today gives, and those that a kecamatan gives.
_NEW = ("versi_formulir",)
_OF_REGION = frozenset(("kode_wilayah", "nama_kecamatan", "nama_kabupaten"))
Row = dict[str, str]


@dataclass(frozen=True)
class AskedBeside:
    """What was asked for beside the older form, and holds in place of what that says."""

    region: bool = False
    period: bool = False
    kind: bool = False


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
        moved.years.update(map(int, filter(str.isdecimal, whole)))
    return list(found.values())


def _moved(old: Path, moved: Moved) -> Filled:
    """The rows of every sheet that the older form had.

    :raises InputError: TEMPLATE-OLD when it has none.
    """
    grids = {word_key(grid.title): grid for grid in read_grids(old)[0]}
    filled: Filled = {}
    for sheet in form():
        rows = _rows_of_sheet(sheet, grids.get(word_key(sheet.name)), moved)
        if rows is None:
            continue
        filled[sheet.name] = rows
        moved.sheets += 1
        for row in rows:
            moved.cells += len(list(filter(None, row.values())))

    if not filled:
        raise InputError(Problem("TEMPLATE-OLD", str(old)))
    return filled


def _rows_of_sheet(sheet: Sheet, grid: Grid | None, moved: Moved) -> list[Row] | None:
    """The rows of one sheet as the form of today has them; nothing where the older form had none."""
    if grid is None:
        return None
    header = find_header(sheet, grid)
    if header is None:
        return None
    rows = _rows(grid, header)
    # What the form of today has no column for is named, and not left behind in silence.
    for text in header.unknown.values():
        moved.left.append(f"{sheet.name}: {text}")
    if sheet.entries:
        return _keys(sheet, rows)
    if sheet.name == _TARGET:
        return _by_year(rows, moved)
    return rows


def _overlaid(filled: Filled, wish: Wish, asked: AskedBeside) -> None:
    """Write what was asked for into ``identitas``, in the place of what the older form says."""
    rows = filled.get(_IDENTITY)
    if not rows:
        filled[_IDENTITY] = identity_rows(wish)
        return
    wanted = identity(wish)
    names = set(_NEW)
    if asked.period:
        names.add("periode")
    if asked.region:
        names |= _OF_REGION
    if asked.kind:
        names.add("jenis_dokumen")
    key, value = rows[0]
    for row in rows:
        if row[key] in names:
            row[value] = wanted[row[key]]


def upgraded(old: Path, wish: Wish, asked: AskedBeside) -> tuple[Wish, Filled, Moved]:
    """The values of an older form as the form of today holds them.

    With the wish that has room for them, and what became of them. A period, kecamatan or kind that
    was ``asked`` for stands in ``identitas``; a year that has targets keeps its column also then.

    :raises InputError: the older form cannot be read, or is none.
    """
    moved = Moved()
    filled = _moved(old, moved)
    _overlaid(filled, wish, asked)
    years = set(moved.years)
    if asked.period or not years:
        years |= set(wish.years)
    most = max(map(len, filled.values()))
    return replace(wish, years=tuple(sorted(years)), rows=max(wish.rows, most)), filled, moved
