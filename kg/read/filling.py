"""From the grids of a document to the tables of its sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.errors import Problem
from kg.model.form import Column, Sheet, form, is_ditto, is_footer
from kg.model.form import sheet as form_sheet
from kg.model.spelling import plain
from kg.read.cells import cell_text, is_placeholder
from kg.read.gate import bad_character
from kg.read.grid import Grid, Line, column_letter
from kg.read.header import Header, find_header
from kg.read.reading import (
    Reading,
    header_problems,
    tell_hidden,
    tell_merged,
    unknown_columns,
)
from kg.read.table import Row, Table

__all__ = ["read_tables"]

_SHOWN = 8


@dataclass
class _Filling:
    """One grid on its way to a table."""

    grid: Grid
    table: Table
    header: Header
    reading: Reading
    #: The last value of every column of the sheet, by its place.
    above: dict[int, str] = field(default_factory=dict)
    #: The merged ranges of each column whose first cell was read.
    begun: set[tuple[int, str]] = field(default_factory=set)

    def at(self, line: Line, index: int) -> str:
        return f"{column_letter(index)}{line.number}"

    def problem(self, code: str, line: Line, index: int, name: str, **values: str) -> None:
        row = Row(line.number, {}, {name: column_letter(index)})
        self.table.wrong.add((line.number, name))
        if self.at(line, index) in self.table.repeated:
            return
        self.reading.problems.append(self.table.problem(code, row, name, **values))

    def checked(self, column: Column, line: Line, index: int) -> str | None:
        """The text of a cell, or ``None`` when it is wrong in itself, which is told."""
        cell = line.cells[index]
        limits = self.reading.limits
        self._mark_covered(line, index)
        if cell.error:
            self.problem("FORM-ERROR", line, index, column.name, found=cell.error)
            return None
        if cell.uncomputed:
            self.problem("FORM-FORMULA", line, index, column.name)
            return None
        if len(cell.text) > limits.literal_chars:
            limit = str(limits.literal_chars)
            self.problem("READ-LITERAL", line, index, column.name, limit=limit)
            return None
        text = cell_text(column, cell)
        bad = bad_character(text)
        if bad is not None:
            self.problem("READ-CHAR", line, index, column.name, character=bad)
            return None
        return text

    def _mark_covered(self, line: Line, index: int) -> None:
        """Note a cell that a merged range covers below its first row."""
        merged = line.cells[index].merged
        if not merged:
            return
        if (index, merged) in self.begun:
            self.table.repeated.add(self.at(line, index))
        self.begun.add((index, merged))

    def value(self, column: Column, line: Line, index: int) -> str:
        """What a cell says in the end: the value above for "idem", nothing for "belum ada"."""
        text = self.checked(column, line, index)
        if not text:
            return ""
        cell = line.cells[index]
        where = self.at(line, index)
        above = self.above.get(index, "")
        again = is_ditto(text)
        if again and above:
            self.reading.remark("FORM-DITTO", self.grid, where)
            self.table.repeated.add(where)
            text = above
        # With nothing above it, "idem" says no more than a dash.
        if is_placeholder(column, text) or (again and not above):
            self.reading.remark("FORM-PLACEHOLDER", self.grid, f'{where} "{text}"')
            return ""
        self.above[index] = text
        if cell.struck:
            self.reading.remark("FORM-STRUCK", self.grid, f'{where} "{plain(cell.struck)[:40]}"')
        return text

    def outside(self, line: Line) -> list[str]:
        """Cells to the right of the last header: content that nobody would ever see again."""
        indices = (i for i in sorted(line.cells) if i > self.header.width)
        found: list[str] = []
        for i in indices:
            found.append(f'{self.at(line, i)} "{plain(line.cells[i].text)[:40]}"')
        return found

    def row(self, line: Line) -> Row | None:
        """The cells of one line under their columns; ``None`` when it holds nothing of the form."""
        found: dict[str, str] = {}
        for index, column in self.header.columns.items():
            if index in line.cells:
                text = self.value(column, line, index)
                if text:
                    found[column.name] = text
        if self._is_footer(found):
            self.reading.remark("FORM-FOOTER", self.grid, self._noted(line, found["kode"]))
            return None
        if found:
            return Row(line.number, found)
        return None

    def _noted(self, line: Line, text: str) -> str:
        return f'{self.table.letters["kode"]}{line.number} "{text[:40]}"'

    def _is_footer(self, found: dict[str, str]) -> bool:
        """Whether a line below other rows holds nothing but a note where the code stands."""
        return bool(self.table.rows) and list(found) == ["kode"] and is_footer(found["kode"])

    def targets(self, line: Line, code: str) -> list[Row]:
        """The targets that the year columns of one line hold."""
        if not self.header.years or self.table.sheet.years is None:
            return []
        name, value = self.table.sheet.years
        column = form_sheet(name).column(value)
        rows: list[Row] = []
        for index, year in self.header.years.items():
            text = ""
            if index in line.cells:
                text = self.value(column, line, index)
            if text:
                cells = {"kode_indikator": code, "tahun": str(year), value: text}
                letters = {value: column_letter(index), "tahun": column_letter(index)}
                letters["kode_indikator"] = self.letter_of_code()
                rows.append(Row(line.number, cells, letters, self.grid.title))
        return rows

    def letter_of_code(self) -> str:
        """The column of the code that targets of this sheet belong to."""
        letters = self.table.letters
        return letters.get("kode_indikator") or letters.get("kode", "A")


def _tell_fractions(filling: _Filling, rows: list[Row]) -> None:
    """Numbers between 0 and 1 of a file whose formats are lost: 90 % comes as 0.9."""
    if not filling.grid.formats_lost:
        return
    for row in rows:
        for name, text in row.cells.items():
            if re.fullmatch(r"0,\d+", text):
                where = filling.table.cell(row, name)
                filling.reading.remark("FORM-FORMATLOST", filling.grid, f"{where} {text}")


def _fill(filling: _Filling) -> list[Row]:
    """Read all rows below the header; the targets of year columns are returned."""
    table = filling.table
    extra = []
    targets: list[Row] = []
    for line in filling.grid.lines:
        if line.number <= filling.header.last:
            continue
        extra += filling.outside(line)
        row = filling.row(line)
        if row is None:
            continue
        table.rows.append(row)
        code = row.get("kode_indikator") or row.get("kode")
        targets += filling.targets(line, code)
    if extra:
        more = ""
        if len(extra) > _SHOWN:
            more = f", … ({len(extra)})"
        first = extra[0].partition(" ")[0]
        if table.workbook:
            place = f"{table.file} {table.name}!{first}"
        else:
            place = table.file
        values = {"found": ", ".join(extra[:_SHOWN]) + more}
        filling.reading.problems.append(
            Problem("FORM-EXTRA", place, values, table.file, table.name, first)
        )
    return targets


def _read(sheet: Sheet, grid: Grid, reading: Reading) -> list[Row]:
    """Put the table of one grid into ``reading``; the targets of its year columns are returned."""
    table = Table(sheet, grid.file, grid.workbook, grid.title if grid.workbook else "")
    reading.tables[sheet.name] = table
    if len(grid.lines) > reading.limits.sheet_rows:
        table.broken = True
        limit = {"limit": str(reading.limits.sheet_rows)}
        reading.problems.append(Problem("FORM-ROWS", grid.place, limit))
        return []
    header = find_header(sheet, grid)
    if header is None:
        table.broken = True
        reading.problems.append(Problem("FORM-NOHEADER", grid.place, {"sheet": sheet.name}))
        return []
    table.letters = {c.name: column_letter(i) for i, c in header.columns.items()}
    header_problems(table, header, reading)
    if table.broken:
        return []
    filling = _Filling(grid, table, header, reading)
    targets = _fill(filling)
    tell_hidden(grid, header, reading)
    tell_merged(grid, header, reading)
    _tell_fractions(filling, [*table.rows, *targets])
    return targets


def read_tables(grids: dict[str, Grid], reading: Reading) -> None:
    """Read the grid of every sheet of the form into ``reading``, in the order of the form."""
    targets: list[Row] = []
    for sheet in form():
        if sheet.name not in grids:
            continue
        found = _read(sheet, grids[sheet.name], reading)
        if sheet.name == "target" and found:
            reading.tables["target"].rows = found
        else:
            targets += found
    if targets:
        first = grids["indikator"]
        table = reading.tables.setdefault(
            "target", Table(form_sheet("target"), first.file, first.workbook)
        )
        table.rows += targets
    for table in reading.tables.values():
        if table.unknown:
            reading.notes.append(unknown_columns(table))
    reading.tell()
