"""What reading a document has brought so far, and what is told about the cells that it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from kg.errors import Problem
from kg.limits import Limits
from kg.model.spelling import close_words
from kg.read.grid import Grid, column_letter
from kg.read.header import Header
from kg.read.table import Row, Table

__all__ = ["Reading", "header_problems", "tell_hidden", "tell_merged", "unknown_columns"]

#: So many cells of one remark are named.
_SHOWN = 8


@dataclass
class Reading:
    """What reading the sheets of one document has brought: tables, what is wrong, and what is told.

    ``remarks`` collects cells by the code of the remark and their sheet, so that one cause is one
    remark.
    """

    limits: Limits
    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    remarks: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def remark(self, code: str, grid: Grid, what: str) -> None:
        """Add one place to the remark of that code about that sheet."""
        self.remarks.setdefault((code, grid.place, grid.title), []).append(what)

    def tell(self) -> None:
        """Turn what was collected into one remark for each cause and sheet."""
        for (code, place, title), found in self.remarks.items():
            more = ""
            if len(found) > _SHOWN:
                more = f", … ({len(found)})"
            values = {"found": ", ".join(found[:_SHOWN]) + more, "sheet": title}
            self.notes.append(Problem(code, place, values))
        self.remarks.clear()


def header_problems(table: Table, header: Header, reading: Reading) -> None:
    """One message for a header: the slips in it, or the required columns that it lacks."""
    slips = header.slips(table.sheet)
    for index, meant in slips.items():
        row = Row(header.last, {}, {"": column_letter(index)})
        found = header.unknown[index]
        problem = table.problem("FORM-COLUMN", row, None, found=found, nearest=meant)
        place = f"{table.file} {table.name}!{column_letter(index)}{header.last}"
        if not table.workbook:
            place = f"{table.file}:{header.last} ({column_letter(index)})"
        cell = f"{column_letter(index)}{header.last}"
        reading.problems.append(
            Problem(problem.code, place, problem.values, table.file, table.name, cell)
        )
    for index, column in header.twice.items():
        row = Row(header.last, {}, {column.name: column_letter(index)})
        reading.problems.append(table.problem("FORM-TWICE", row, column.name, column=column.name))
    lacking = []
    for c in header.missing(table.sheet):
        if c.name not in slips.values():
            lacking.append(c.name)
    if lacking:
        words = ", ".join(header.unknown.values()) or "-"
        columns = ", ".join(lacking)
        values = {"columns": columns, "sheet": table.name, "found": words}
        reading.problems.append(table.problem("FORM-HEADER", header.last, None, **values))
    table.broken = bool(header.missing(table.sheet))
    table.misspelt = bool(slips)
    table.unknown = [text for i, text in header.unknown.items() if i not in slips]


def tell_hidden(grid: Grid, header: Header, reading: Reading) -> None:
    """Hidden sheets, rows and columns with content.

    They are read, and whoever sent them may not know.
    """
    if grid.hidden:
        reading.remark("FORM-HIDDENSHEET", grid, grid.title)
    rows = []
    for line in grid.lines:
        if line.hidden and line.number > header.last:
            rows.append(str(line.number))
    if rows:
        more = ""
        if len(rows) > _SHOWN:
            more = ", …"
        reading.remark("FORM-HIDDENROWS", grid, ", ".join(rows[:_SHOWN]) + more)
    filled = set(chain.from_iterable(line.cells for line in grid.lines))
    for index in sorted(grid.hidden_columns & filled & set(header.columns)):
        reading.remark("FORM-HIDDENCOLUMNS", grid, column_letter(index))


def tell_merged(grid: Grid, header: Header, reading: Reading) -> None:
    """Merged cells whose value was read for more than one row."""
    ranges: dict[str, int] = {}
    for line in grid.lines:
        for index, cell in line.cells.items():
            if cell.merged and line.number > header.last and index in header.columns:
                ranges[cell.merged] = ranges.get(cell.merged, 0) + 1
    for name, rows in ranges.items():
        if rows > 1:
            reading.remark("FORM-MERGED", grid, name)


def unknown_columns(table: Table) -> Problem:
    """The remark about columns that the form does not know, and the free columns that are like them."""
    free = []
    for c in table.sheet.columns:
        if c.name not in table.letters:
            free.append(c.name)
    near = []
    for name in table.unknown:
        near.extend(close_words(name, free))
    values = {
        "sheet": table.name,
        "columns": ", ".join(table.unknown),
        "near": ", ".join(near) or "-",
    }
    return Problem("FORM-UNKNOWN", table.file, values)
