"""A PDF as a draft: the text of its ruled tables, which a person must confirm before anything is checked."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kg.errors import InputError, Problem
from kg.read.grid import Cell, column_letter
from kg.read.layout.page import Page, Spot, Strip

if TYPE_CHECKING:
    from pdfplumber.page import Page as Paper

__all__ = ["read_pdf"]

#: Pages that are looked at; a plan of one kecamatan has fewer.
_PAGES = 300


def _lines(paper: Paper) -> list[list[str]]:
    """The lines of text above the first table, then the rows of all tables, of one page."""
    tables = paper.find_tables()
    top = min((table.bbox[1] for table in tables), default=paper.height)
    above = paper.crop((0, 0, paper.width, max(top, 1)), strict=False).extract_text() or ""
    rows = []
    for line in above.splitlines():
        if line.strip():
            rows.append([line])
    for table in tables:
        for row in table.extract():
            rows.append([" ".join((cell or "").split()) for cell in row])
    return rows


def _strip(number: int, page: int, row: int, cells: list[str]) -> Strip:
    spots: dict[int, Spot] = {}
    for column, text in enumerate(cells):
        if text:
            place = f"hal {page}!{column_letter(column)}{row}"
            spots[column] = Spot(text, place, column, Cell(text))
    return Strip(f"hal {page}!{row}", number, spots)


def read_pdf(data: bytes, name: str) -> Page:
    """All tables of a PDF with text, page after page, as one page.

    :raises InputError: READ-EXTRA without pdfplumber, READ-PDF for a damaged file or one with too many
        pages, READ-SCAN for one that holds pictures of text only.
    """
    if find_spec("pdfplumber") is None:
        values = {"package": "pdfplumber", "extra": "intake"}
        raise InputError(Problem("READ-EXTRA", name, values))
    import pdfplumber
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    strips: list[Strip] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > _PAGES:
                values = {"reason": f"{len(document.pages)} > {_PAGES}"}
                raise InputError(Problem("READ-PDF", name, values))
            for page, paper in enumerate(document.pages, start=1):
                for row, cells in enumerate(_lines(paper), start=1):
                    strip = _strip(len(strips) + 1, page, row, cells)
                    if strip.spots:
                        strips.append(strip)
    except (PDFSyntaxError, PSException, PdfminerException, ValueError, KeyError) as error:
        raise InputError(Problem("READ-PDF", name, {"reason": str(error)[:200]})) from error
    if not strips:
        raise InputError(Problem("READ-SCAN", name))
    return Page("", name, tuple(strips))
