"""A PDF as a draft: the text of its ruled tables, which a person must confirm before anything is checked."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import takewhile

from kg.errors import InputError, Problem
from kg.read.grid import Cell, column_letter
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.ruled import Line, RuledPages

__all__ = ["read_pdf"]

#: Pages that are looked at; a plan of one kecamatan has fewer.
_PAGES = 300
#: Where a line of text outside tables stands: left of all columns.
_NO_COLUMN = -1


def _strip(number: int, page: int, row: int, line: Line) -> Strip:
    spots: dict[int, Spot] = {}
    for index, text in enumerate(line.cells):
        if text:
            place = f"hal {page}!{column_letter(index)}{row}"
            column = index if line.tabled else _NO_COLUMN
            spots[column] = Spot(text, place, column, Cell(text))
    return Strip(f"hal {page}!{row}", number, spots)


@dataclass
class _Sheets:
    """Pages of paper as pages of a document.

    A new one begins where other lines stand above the tables.
    """

    name: str
    found: list[Page] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    above: set[str] = field(default_factory=set)
    head: set[str] = field(default_factory=set)
    columns: list[float] = field(default_factory=list)

    def add(self, page: int, lines: list[Line], columns: list[float]) -> None:
        """The lines of one page of paper, whose last table has these columns."""
        if self._begins(lines, columns):
            self.end()
        self.columns = list(columns)
        for row, line in enumerate(lines, start=1):
            strip = _strip(len(self.strips) + 1, page, row, line)
            if not strip.spots:
                continue
            self.strips.append(strip)
            if line.torn or not line.tabled:
                self.remarks.append((strip.place, "row-torn" if line.torn else "line-broken"))

    def _begins(self, lines: list[Line], columns: list[float]) -> bool:
        """Whether other titles stand above another head.

        A table that goes on may lose texts above it.
        """
        above = {line.cells[0] for line in takewhile(lambda line: not line.tabled, lines)}
        first = next((line for line in lines if line.tabled), Line([]))
        head = set(filter(None, first.cells))
        again = len(head & self.head) * 2 >= len(head) or columns != self.columns
        begins = bool(head) and again and bool(above - self.above)
        if begins:
            self.above = above
            self.head = head
        return begins

    def end(self) -> None:
        """Close the page of the document that goes on."""
        if self.strips:
            title = self.strips[0].place.partition("!")[0]
            page = Page(title, self.name, tuple(self.strips), remarks=tuple(self.remarks))
            self.found.append(page)
        self.strips = []
        self.remarks = []


def read_pdf(data: bytes, name: str) -> list[Page]:
    """All tables of a PDF with text, page after page; pages under one title are one.

    :raises InputError: READ-EXTRA without pdfplumber, READ-PDF for a damaged file or one with too
        many pages, READ-SCAN for one that holds pictures of text only.
    """
    if find_spec("pdfplumber") is None:
        values = {"package": "pdfplumber", "extra": "intake"}
        raise InputError(Problem("READ-EXTRA", name, values))
    import pdfplumber
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    sheets = _Sheets(name)
    ruled = RuledPages()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > _PAGES:
                values = {"reason": f"{len(document.pages)} > {_PAGES}"}
                raise InputError(Problem("READ-PDF", name, values))
            for page, paper in enumerate(document.pages, start=1):
                sheets.add(page, ruled.lines(paper), ruled.starts)
    except (PDFSyntaxError, PSException, PdfminerException, ValueError, KeyError) as error:
        raise InputError(Problem("READ-PDF", name, {"reason": str(error)[:200]})) from error
    sheets.end()
    if not sheets.found:
        raise InputError(Problem("READ-SCAN", name))
    return sheets.found
