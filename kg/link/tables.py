"""Lists with headings: one code and name a row, or one pair of columns for every level."""

from __future__ import annotations

from collections.abc import Iterator

from kg.derive.nomenklatur.concept import Concept
from kg.errors import Problem
from kg.link.entries import Entry, Reading, code_in, level_of, parent_of, place_of
from kg.link.forms import Columns, columns_of, forms
from kg.read.grid import Grid, Line

__all__ = ["heading_of", "read_table"]

#: A title may stand above the headings.
_TITLES = 10


def heading_of(grid: Grid) -> tuple[int, Columns] | None:
    """The number of the line of headings in the grid, and what its columns hold; nothing when no line is one."""
    for place, line in enumerate(grid.lines[:_TITLES]):
        columns = columns_of(line)
        if columns.is_known:
            return place, columns
    return None


def read_table(grid: Grid, start: int, columns: Columns, reading: Reading) -> None:
    """Add the entries under a line of headings to a reading."""
    if columns.unknown:
        values = {"columns": ", ".join(columns.unknown)}
        reading.notes.append(Problem("LINK-DROPPED", grid.place, values))
    seen: dict[str, Entry] = {}
    for line in grid.lines[start + 1 :]:
        if _is_total(line):
            continue
        found = _levels(grid, line, columns, reading) if columns.levels else []
        for entry in found or _flat(grid, line, columns, reading):
            code = entry.concept.code
            before = seen.setdefault(code, entry)
            # Rows of spending name the same item again and again.
            if before is entry or before.concept != entry.concept:
                reading.entries.append(entry)


def _is_total(line: Line) -> bool:
    totals = forms().remarks["totals"]
    return any(cell.text.strip().casefold() in totals for cell in line.cells.values())


def _text(line: Line, columns: Columns, name: str) -> str:
    index = columns.flat.get(name)
    return "" if index is None else " ".join(line.cell(index).text.split())


def _scope(line: Line, columns: Columns) -> str:
    for scope, places in columns.scopes.items():
        if any(line.cell(place).text.strip() in {"1", "true", "TRUE"} for place in places):
            return scope
    return _text(line, columns, "cakupan") or "nasional"


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _named(grid: Grid, line: Line, index: int, code: str, reading: Reading) -> str:
    """The name in a cell without its own code in front."""
    name = " ".join(line.cell(index).text.split()).removeprefix(code).strip()
    if not name:
        reading.problems.append(
            Problem("LINK-NAME-EMPTY", place_of(grid, line, index), {"code": code})
        )
    return name


def _flat(grid: Grid, line: Line, columns: Columns, reading: Reading) -> Iterator[Entry]:
    if not {"kode", "nama"} <= columns.flat.keys():
        return
    place = place_of(grid, line, columns.flat["kode"])
    code = code_in(line.cell(columns.flat["kode"]), place, reading)
    if not code:
        return
    name = _named(grid, line, columns.flat["nama"], code, reading)
    others = [part.strip() for part in _text(line, columns, "nama_lain").split("|")]
    concept = Concept(
        code=code,
        former_code=_text(line, columns, "kode_lama"),
        level=_level(line, columns, code, place, reading),
        names=(name, *filter(None, others)),
        result=_text(line, columns, "kinerja"),
        indicator=_text(line, columns, "indikator"),
        unit=_text(line, columns, "satuan"),
        since=_year(_text(line, columns, "sejak")),
        until=_year(_text(line, columns, "sampai")),
        parent=_parent(line, columns, code),
        scope=_scope(line, columns),
    )
    yield Entry(concept, place)


def _parent(line: Line, columns: Columns, code: str) -> str:
    """The printed parent, else the one that the code tells; a program has none, whatever stands above it."""
    if not parent_of(code):
        return ""
    return _text(line, columns, "kode_induk") or parent_of(code)


def _level(line: Line, columns: Columns, code: str, place: str, reading: Reading) -> str:
    """The level that the code tells; a printed one that says otherwise is a problem."""
    told, printed = level_of(code), _text(line, columns, "jenjang").casefold().replace(" ", "_")
    if printed and printed != told:
        values = {"code": code, "found": printed, "right": told}
        reading.problems.append(Problem("LINK-LEVEL", place, values))
    return told


def _levels(grid: Grid, line: Line, columns: Columns, reading: Reading) -> list[Entry]:
    """The entries of one row from the lowest level up; a template code takes its beginning from the level below."""
    found: list[Entry] = []
    below = ""
    for level in ("sub_kegiatan", "kegiatan", "program"):
        if level not in columns.levels:
            continue
        code_at, name_at = columns.levels[level]
        place = place_of(grid, line, code_at)
        code = code_in(line.cell(code_at), place, reading)
        if code.startswith("X") and below:
            code = parent_of(below)
        if not code:
            continue
        below = code
        concept = _concept(grid, line, columns, (code, name_at), reading)
        found.append(Entry(concept, place))
    return found[::-1]


def _concept(
    grid: Grid, line: Line, columns: Columns, own: tuple[str, int], reading: Reading
) -> Concept:
    code, name_at = own
    name = _named(grid, line, name_at, code, reading)
    lowest = level_of(code) == "sub_kegiatan"
    standard = [
        _text(line, columns, key) if lowest else "" for key in ("kinerja", "indikator", "satuan")
    ]
    result, indicator, unit = standard
    scope = _scope(line, columns) if lowest else "nasional"
    return Concept(
        code,
        "",
        level_of(code),
        (name,),
        result,
        indicator,
        unit,
        None,
        None,
        parent_of(code),
        scope,
    )
