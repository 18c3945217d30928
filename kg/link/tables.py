"""Lists with headings: one code and name a row, or one pair of columns for every level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.derive.official.concept import Concept
from kg.errors import Problem
from kg.link.entries import ListEntry, ListReading, code_in, level_of, parent_of, place_of
from kg.link.forms import Columns, columns_of, forms
from kg.read.grid import Grid, Line

__all__ = ["heading_of", "read_table"]

#: A title may stand above the headings.
_TITLES = 10
#: How a scope is marked in its column.
_YES = {"1", "true", "TRUE"}


def heading_of(grid: Grid) -> tuple[int, Columns] | None:
    """The number of the line of headings in the grid, and what its columns hold.

    Nothing when no line is one.
    """
    for place, line in enumerate(grid.lines[:_TITLES]):
        columns = columns_of(line)
        if columns.is_known:
            return place, columns
    return None


def read_table(grid: Grid, start: int, columns: Columns, reading: ListReading) -> None:
    """Add the entries under a line of headings to a reading."""
    if columns.unknown:
        values = {"columns": ", ".join(columns.unknown)}
        reading.notes.append(Problem("LINK-DROPPED", grid.place, values))
    seen: dict[str, ListEntry] = {}
    for line in grid.lines[start + 1 :]:
        if _is_total(line):
            continue
        for entry in _entries(grid, line, columns, reading):
            code = entry.concept.code
            before = seen.setdefault(code, entry)
            # Rows of spending name the same item again and again.
            if before is entry or before.concept != entry.concept:
                reading.entries.append(entry)


def _entries(grid: Grid, line: Line, columns: Columns, reading: ListReading) -> Iterable[ListEntry]:
    """What one row names: a pair of columns for each level, else one code and name."""
    found = _levels(grid, line, columns, reading)
    return found or _flat(grid, line, columns, reading)


def _is_total(line: Line) -> bool:
    texts = {cell.text.strip().casefold() for cell in line.cells.values()}
    return not texts.isdisjoint(forms().remarks["totals"])


def _text(line: Line, columns: Columns, name: str) -> str:
    index = columns.flat.get(name)
    if index is None:
        return ""
    words = line.cell(index).text.split()
    return " ".join(words)


def _scope(line: Line, columns: Columns) -> str:
    for scope, places in columns.scopes.items():
        marks = {line.cell(place).text.strip() for place in places}
        if not marks.isdisjoint(_YES):
            return scope
    return _text(line, columns, "cakupan") or "nasional"


def _year(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return None


def _named(grid: Grid, line: Line, index: int, code: str, reading: ListReading) -> str:
    """The name in a cell without its own code in front."""
    words = line.cell(index).text.split()
    name = " ".join(words).removeprefix(code).strip()
    if not name:
        place = place_of(grid, line, index)
        reading.problems.append(Problem("LINK-NAME-EMPTY", place, {"code": code}))
    return name


def _flat(grid: Grid, line: Line, columns: Columns, reading: ListReading) -> Iterator[ListEntry]:
    if not {"kode", "nama"} <= columns.flat.keys():
        return
    code_at = columns.flat["kode"]
    place = place_of(grid, line, code_at)
    code = code_in(line.cell(code_at), place, reading)
    if not code:
        return

    def text(name: str) -> str:
        return _text(line, columns, name)

    name = _named(grid, line, columns.flat["nama"], code, reading)
    others = [part.strip() for part in text("nama_lain").split("|")]
    concept = Concept(
        code=code,
        former_code=text("kode_lama"),
        level=_level(line, columns, code, place, reading),
        names=(name, *filter(None, others)),
        result=text("kinerja"),
        indicator=text("indikator"),
        unit=text("satuan"),
        since=_year(text("sejak")),
        until=_year(text("sampai")),
        parent=_parent(line, columns, code),
        scope=_scope(line, columns),
    )
    yield ListEntry(concept, place)


def _parent(line: Line, columns: Columns, code: str) -> str:
    """The printed parent, else the one that the code tells.

    A program has none, whatever stands above it.
    """
    if not parent_of(code):
        return ""
    return _text(line, columns, "kode_induk") or parent_of(code)


def _level(line: Line, columns: Columns, code: str, place: str, reading: ListReading) -> str:
    """The level that the code tells; a printed one that says otherwise is a problem."""
    told = level_of(code)
    printed = _text(line, columns, "jenjang").casefold().replace(" ", "_")
    if printed and printed != told:
        values = {"code": code, "found": printed, "right": told}
        reading.problems.append(Problem("LINK-LEVEL", place, values))
    return told


def _levels(grid: Grid, line: Line, columns: Columns, reading: ListReading) -> list[ListEntry]:
    """The entries of one row from the lowest level up.

    A template code takes its beginning from the level below.
    """
    found: list[ListEntry] = []
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
        found.append(ListEntry(concept, place))
    return found[::-1]


def _concept(
    grid: Grid, line: Line, columns: Columns, own: tuple[str, int], reading: ListReading
) -> Concept:
    code, name_at = own
    concept = Concept(
        code=code,
        former_code="",
        level=level_of(code),
        names=(_named(grid, line, name_at, code, reading),),
        result="",
        indicator="",
        unit="",
        since=None,
        until=None,
        parent=parent_of(code),
        scope="nasional",
    )
    # What else the row says is said of its lowest level, not of those it repeats above.
    if concept.level != "sub_kegiatan":
        return concept
    return replace(
        concept,
        result=_text(line, columns, "kinerja"),
        indicator=_text(line, columns, "indikator"),
        unit=_text(line, columns, "satuan"),
        scope=_scope(line, columns),
    )
