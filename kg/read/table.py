"""Sheets of the form as rows of text, with the place of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import Problem
from kg.model.form import Sheet
from kg.read.grid import column_letter

__all__ = ["Row", "Table", "column_letter"]


@dataclass(frozen=True)
class Row:
    """One filled row: its number as Excel or a text editor shows it, and its cells by column name.

    ``letters`` and ``title`` name the cells that do not stand where the table has its columns: the
    target of a year column, or a row that another worksheet holds.
    """

    number: int
    cells: dict[str, str]
    letters: dict[str, str] = field(default_factory=dict)
    title: str = ""

    def get(self, column: str) -> str:
        """The cell with white space repaired; empty when absent."""
        return self.cells.get(column, "")


@dataclass
class Table:
    """One sheet as read: where it came from, which column stands where, and its rows.

    ``broken`` is set when its header or name is wrong: what refers to it then cannot be judged.
    ``misspelt`` is set when a heading is a slip of a column, which then is not read.
    ``wrong`` holds row and column of cells that are wrong in themselves and read as empty;
    ``repeated`` are cells that only say again what a cell above says: a mistake is told there.
    """

    sheet: Sheet
    file: str
    workbook: bool
    title: str = ""
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    broken: bool = False
    misspelt: bool = False
    wrong: set[tuple[int, str]] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The title of the worksheet, or the name of the sheet in a folder."""
        return self.title or self.sheet.name

    def cell(self, row: Row | int, column: str | None = None) -> str:
        """The address of a cell in its sheet, such as ``C7``."""
        if isinstance(row, Row):
            number = row.number
        else:
            number = row
        if isinstance(row, Row):
            own = row.letters
        else:
            own = {}
        letter = own.get(column or "") or self.letters.get(column or "", "")
        return f"{letter or 'A'}{number}"

    def place(self, row: Row | int, column: str | None = None) -> str:
        """Where a cell is, as a person finds it.

        >>> from kg.model.form import sheet
        >>> Table(sheet("target"), "data/target.csv", False, letters={"nilai": "C"}).place(7, "nilai")
        'data/target.csv:7 (C nilai)'
        """
        if isinstance(row, Row):
            number = row.number
        else:
            number = row
        if isinstance(row, Row) and row.title:
            title = row.title
        else:
            title = self.name
        if self.workbook:
            return f"{self.file} {title}!{self.cell(row, column)}"
        if isinstance(row, Row):
            own = row.letters
        else:
            own = {}
        letter = own.get(column or "") or self.letters.get(column or "", "")
        behind = ""
        if column:
            behind = f" ({letter} {column})".replace("( ", "(")
        return f"{self.file}:{number}{behind}"

    def problem(
        self, code: str, row: Row | int, column: str | None = None, /, **values: str
    ) -> Problem:
        """What is wrong with a cell, with its sheet and address."""
        if isinstance(row, Row) and row.title:
            title = row.title
        else:
            title = self.name
        return Problem(
            code,
            self.place(row, column),
            values,
            file=self.file,
            sheet=title,
            cell=self.cell(row, column),
        )
