"""Sheets as rows of text cells, from CSV or XLSX, with the place of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from kg.errors import Problem
from kg.limits import Limits
from kg.model.form import Column, Sheet, form
from kg.read.gate import bad_character

__all__ = ["Row", "Table", "column_letter", "sheet_names", "table_from_cells"]

#: The guide that planners find in front of the sheets.
_GUIDE = "petunjuk"
_SLIP = 0.75


def column_letter(index: int) -> str:
    """The letter that Excel shows for a column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Row:
    """One filled row: its number as Excel or a text editor shows it, and its cells by column name."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell with white space repaired; empty when absent."""
        return self.cells.get(column, "")


@dataclass
class Table:
    """One sheet as read: where it came from, which column stands where, and its rows."""

    sheet: Sheet
    file: str
    workbook: bool
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    headed: set[int] = field(default_factory=set)

    def place(self, row: int, column: str | None = None) -> str:
        """Where a cell is, as a person finds it.

        >>> from kg.model.form import sheet
        >>> Table(sheet("target"), "a.xlsx", True, {"nilai": "C"}).place(7, "nilai")
        'a.xlsx target!C7'
        >>> Table(sheet("target"), "data/target.csv", False, {"nilai": "C"}).place(7, "nilai")
        'data/target.csv:7 (C nilai)'
        """
        letter = self.letters.get(column or "", "")
        if self.workbook:
            return f"{self.file} {self.sheet.name}!{letter or 'A'}{row}"
        return f"{self.file}:{row}" + (f" ({letter} {column})".replace("( ", "(") if column else "")


def _header(
    table: Table, cells: list[str], number: int, problems: list[Problem]
) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for index, cell in enumerate(cells):
        if not cell.strip():
            continue
        table.headed.add(index)
        column = table.sheet.resolve(cell)
        if column is None:
            table.unknown.append(cell.strip())
        elif column.name in table.letters:
            problems.append(
                Problem("FORM-TWICE", table.place(number, column.name), {"column": column.name})
            )
        else:
            found[index] = column
            table.letters[column.name] = column_letter(index)
    missing = [c.name for c in table.sheet.columns if c.required and c.name not in table.letters]
    if missing:
        values = {"columns": ", ".join(missing), "sheet": table.sheet.name}
        problems.append(Problem("FORM-HEADER", table.place(number), values))
    return found


def _outside(
    table: Table, number: int, cells: list[str], columns: dict[int, Column]
) -> list[Problem]:
    """Cells to the right of the last column that has a header: content that nobody would ever see again."""
    last = max(table.headed, default=-1)
    found = [
        (i, cell.strip())
        for i, cell in enumerate(cells)
        if i > last and i not in columns and cell.strip()
    ]
    place = table.place(number)
    return [
        Problem("FORM-EXTRA", f"{place} {column_letter(i)}".strip(), {"found": text[:60]})
        for i, text in found
    ]


def sheet_names(
    found: list[str], place: str, problems: list[Problem], notes: list[Problem]
) -> None:
    """Tell names that are no sheets of the form: a slip of the pen is an error, anything else a remark."""
    known = [s.name for s in form()]
    present = {name.strip().casefold() for name in found}
    others = [n for n in found if n.strip().casefold() not in {*known, _GUIDE}]
    missing = [n for n in known if n not in present]
    slips = {
        n: near
        for n in others
        if (near := get_close_matches(n.casefold(), missing, n=1, cutoff=_SLIP))
    }
    for name, near in slips.items():
        problems.append(Problem("FORM-SHEETNAME", place, {"found": name, "nearest": near[0]}))
    rest = [n for n in others if n not in slips]
    if rest:
        notes.append(Problem("FORM-SHEET", place, {"found": ", ".join(rest)}))


def table_from_cells(
    table: Table, lines: list[tuple[int, list[str]]], limits: Limits, problems: list[Problem]
) -> Table:
    """Fill ``table`` from numbered lines of cells; the first line that is not blank is the header."""
    columns: dict[int, Column] | None = None
    if len(lines) > limits.sheet_rows:
        problems.append(Problem("FORM-ROWS", table.file, {"limit": str(limits.sheet_rows)}))
        return table
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _header(table, cells, number, problems)
            continue
        row: dict[str, str] = {}
        problems.extend(_outside(table, number, cells, columns))
        for index, column in columns.items():
            text = " ".join(cells[index].split()) if index < len(cells) else ""
            if len(text) > limits.literal_chars:
                values = {"limit": str(limits.literal_chars)}
                problems.append(Problem("READ-LITERAL", table.place(number, column.name), values))
            elif (bad := bad_character(text)) is not None:
                problems.append(
                    Problem("READ-CHAR", table.place(number, column.name), {"character": bad})
                )
            elif text:
                row[column.name] = text
        if row:
            table.rows.append(Row(number, row))
    if columns is None:
        problems.append(Problem("FORM-NOHEADER", table.file, {"sheet": table.sheet.name}))
    return table
