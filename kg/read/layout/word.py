"""A Word document as a page: its paragraphs and the rows of its tables in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.grid import Cell
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.paperlines import rows_of_lines, side_by_side

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

__all__ = ["read_word"]


def _open(data: bytes, name: str) -> Document:
    """The document in these bytes.

    :raises InputError: READ-EXTRA without python-docx, READ-DOCX for a damaged file.
    """
    if find_spec("docx") is None:
        raise InputError(Problem("READ-EXTRA", name, {"package": "python-docx", "extra": "intake"}))
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(data))
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
    ) as error:
        raise InputError(Problem("READ-DOCX", name, {"reason": str(error)[:200]})) from error


class _Rows:
    """Numbers the rows of a document from its top, and gives each its place."""

    def __init__(self) -> None:
        self.strips: list[Strip] = []
        self.number = 0
        self.paragraphs = 0
        self.tables = 0

    def add(self, place: str, spots: dict[int, Spot]) -> None:
        """One row; a row without text only counts."""
        self.number += 1
        if spots:
            self.strips.append(Strip(place, self.number, spots))

    def paragraph(self, text: str, list_mark: str) -> None:
        """One paragraph as a row of one cell."""
        self.paragraphs += 1
        place = f"P{self.paragraphs}"
        words = text.strip()
        beside = side_by_side(words)
        for line in beside:
            spots = {}
            for number, part in enumerate(line):
                spots[number] = Spot(part, place, number, Cell(part))
            self.add(place, spots)
        if beside:
            return
        if words:
            spots = {0: Spot(f"{list_mark}{words}", place, 0, Cell(words))}
        else:
            spots = {}
        self.add(place, spots)

    def table(self, table: Table) -> None:
        """All rows of a table, those of tables inside its cells after the row that holds them."""
        self.tables += 1
        name = f"T{self.tables}"
        seen: set[object] = set()
        for row in range(len(table.rows)):
            spots: dict[int, Spot] = {}
            inner: list[tuple[str, Table]] = []
            for column, cell in _cells(table, row):
                place = f"{name}!R{row + 1}C{column + 1}"
                again = cell._tc in seen
                seen.add(cell._tc)
                text = cell.text.strip()
                if text:
                    spots[column] = Spot(text, place, column, Cell(text), again=again)
                if not again:
                    for one in cell.tables:
                        inner.append((place, one))
            self.add(f"{name}!R{row + 1}", spots)
            for place, one in inner:
                self._inner(place, one)

    def _inner(self, place: str, table: Table) -> None:
        for row in range(len(table.rows)):
            spots: dict[int, Spot] = {}
            for column, cell in _cells(table, row):
                text = cell.text.strip()
                own = f"{place}/T1!R{row + 1}C{column + 1}"
                if text:
                    spots[column] = Spot(text, own, column, Cell(text))
            self.add(f"{place}/T1!R{row + 1}", spots)


def _cells(table: Table, row: int) -> Iterator[tuple[int, _Cell]]:
    """The cells of a row, a cell that spans columns only once."""
    before = None
    for column, cell in enumerate(table.row_cells(row)):
        if before is not None and cell._tc is before:
            continue
        before = cell._tc
        yield column, cell


def read_word(data: bytes, name: str, limits: Limits = DEFAULT) -> Page:
    """All paragraphs and tables of a Word document, top to bottom, as one page.

    :raises InputError: READ-EXTRA or READ-DOCX.
    """
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    document = _open(data, name)
    rows = _Rows()
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            rows.paragraph(block.text, "")
        elif isinstance(block, Table):
            rows.table(block)
        if rows.number > limits.sheet_rows:
            raise InputError(Problem("FORM-ROWS", name, {"limit": str(limits.sheet_rows)}))
    return Page("", name, tuple(rows_of_lines(rows.strips)))
