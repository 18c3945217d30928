"""Sheets that are written cell by cell, and know the address under which a reader will cite each cell."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
from openpyxl.utils import get_column_letter

__all__ = ["Canvas", "saved"]


@dataclass
class Canvas:
    """One sheet, or one part of a paper; rows and columns count from zero.

    On a paper, rows inside a table are cited by table, row and cell, all others as paragraphs.
    """

    title: str
    paper: bool = False
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    tables: list[list[int]] = field(default_factory=list)
    inside: bool = False
    row: int = 0
    right: int = 0

    def begin(self) -> None:
        """A table begins at the next row."""
        self.inside = True
        self.tables.append([self.row, self.row])

    def end(self) -> None:
        """The table ends above the next row."""
        self.inside = False
        self.tables[-1][1] = self.row

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def line(self, *texts: object, column: int = 0) -> list[str]:
        """A row of cells from a column on; their addresses."""
        found = [self.put(self.row, column + i, text) for i, text in enumerate(texts)]
        self.row += 1
        return found

    def put(self, row: int, column: int, value: object, form: str = "") -> str:
        """Write a cell; its address."""
        column += self.right
        if value not in (None, ""):
            self.cells[row, column] = value
            if form:
                self.formats[row, column] = form
        return self.address(row, column)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Join a rectangle of cells."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left + self.right, bottom, right + self.right))

    def address(self, row: int, column: int) -> str:
        """How a reader cites a cell of this sheet or paper; ``column`` counts from the edge of the sheet."""
        if not self.paper:
            return f"{self.title}!{get_column_letter(column + 1)}{row + 1}"
        if self.inside:
            return f"T{len(self.tables)}!R{row - self.tables[-1][0] + 1}C{column + 1}"
        lines = row + 1
        for top, bottom in self.tables:
            lines -= bottom - top
        return f"P{lines}"


def _book(canvases: list[Canvas], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for canvas in canvases:
        sheet = book.create_sheet(canvas.title)
        for (row, column), value in canvas.cells.items():
            cell = sheet.cell(row + 1, column + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"
            form = canvas.formats.get((row, column))
            if form:
                cell.number_format = form
        for top, left, bottom, right in canvas.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for column in canvas.hidden:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    book.save(path)


def _printed(value: object) -> str:
    return "" if value is None else str(value)


def _delimited(canvas: Canvas, path: Path, mark: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=mark)
    width = max(column for _, column in canvas.cells) + 1
    for row in range(max(row for row, _ in canvas.cells) + 1):
        writer.writerow([_printed(canvas.cells.get((row, c))) for c in range(width)])
    path.write_text(stream.getvalue(), encoding="utf-8")


def _table(paper: object, canvas: Canvas, top: int, bottom: int) -> None:
    width = max(c for r, c in canvas.cells if top <= r < bottom) + 1
    table = paper.add_table(rows=bottom - top, cols=width)  # type: ignore[attr-defined]
    grid = [list(row.cells) for row in table.rows]
    for (row, column), value in canvas.cells.items():
        if top <= row < bottom:
            grid[row - top][column].text = _printed(value)
    for first, left, last, right in canvas.merges:
        if top <= first < bottom:
            grid[first - top][left].merge(grid[last - top][right])


def _paper(canvas: Canvas, path: Path) -> None:
    paper = docx.Document()
    starts = dict(canvas.tables)
    last = max(row for row, _ in canvas.cells)
    row = 0
    while row <= last:
        if row in starts:
            _table(paper, canvas, row, starts[row])
            row = starts[row]
            continue
        texts = [str(v) for (r, _), v in sorted(canvas.cells.items()) if r == row]
        paper.add_paragraph(" ".join(texts))
        row += 1
    paper.save(str(path))


def saved(canvases: list[Canvas], path: Path) -> None:
    """Write sheets into a file of the kind that its name says."""
    if path.suffix == ".docx":
        _paper(canvases[0], path)
    elif path.suffix in {".csv", ".tsv"}:
        _delimited(canvases[0], path, "\t" if path.suffix == ".tsv" else ";")
    else:
        _book(canvases, path)
