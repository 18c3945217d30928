"""What one cell says: every natural spelling becomes the one that the rest of the program reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kg.model.form import Column
from kg.model.nothing import says_nothing
from kg.model.spelling import plain
from kg.read.grid import Cell
from kg.read.persons import has_person_number

__all__ = ["cell_text", "is_placeholder"]

#: A year as people type it: Tahun 2025, Th. 2025, TA 2025, or 2025.0 as spreadsheets give it.
_YEAR = re.compile(r"(?:(?:tahun|thn|th|ta)\.?\s*)?((?:19|20|21)\d\d)(?:[.,]0+)?", re.IGNORECASE)
#: A whole number, also with the point or comma that a spreadsheet adds.
_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0*)?")


def _text(_: Column, cell: Cell) -> str:
    return plain(cell.text)


def _quantity(_: Column, cell: Cell) -> str:
    return plain(cell.printed)


def _code(_: Column, cell: Cell) -> str:
    return unicodedata.normalize("NFC", plain(cell.text))


def _listed(_: Column, cell: Cell) -> str:
    """Codes and names: a line of its own separates as a semicolon does."""
    parts = list(map(plain, re.split(r"[;\n\r]+", cell.text)))
    filled = list(filter(None, parts))
    # A placeholder beside a name is nothing; alone it is told as an empty cell.
    named = [part for part in filled if not says_nothing(part)]
    return unicodedata.normalize("NFC", "; ".join(named or filled[:1]))


def _year(_: Column, cell: Cell) -> str:
    text = plain(cell.text)
    if cell.day is not None:
        return str(cell.day.year)
    match = _YEAR.fullmatch(text)
    if match:
        return match[1]
    return text


def _whole(_: Column, cell: Cell) -> str:
    text = plain(cell.text)
    match = _WHOLE.fullmatch(text)
    if match:
        return match[1]
    return text


def _choice(column: Column, cell: Cell) -> str:
    text = plain(cell.text)
    return column.choice(text) or text


_KINDS: dict[str, Callable[[Column, Cell], str]] = {
    "text": _text,
    "lines": _text,
    "quantity": _quantity,
    "code": _code,
    "codes": _listed,
    "names": _listed,
    "year": _year,
    "integer": _whole,
    "choice": _choice,
}


#: So many letters may be the code of a row.
_SHORT = 3


def is_placeholder(column: Column, text: str) -> bool:
    """Whether a cell says in words or signs that there is nothing.

    A row's own code may be "NA" or "TBD".
    """
    if column.kind == "names" and not any(map(str.isalpha, text)):
        # A figure or a sign names nobody, but for the number of a person, which is told as such.
        return not has_person_number(text)
    if column.printed or not says_nothing(text):
        return False
    return column.name != "kode" or not (text.isalnum() and len(text) <= _SHORT)


def cell_text(column: Column, cell: Cell) -> str:
    """The text of a cell of that column, in the one spelling that builders and rules read.

    >>> from kg.model.form import sheet
    >>> cell_text(sheet("rencana").column("jenjang"), Cell("Sub Kegiatan"))
    'sub_kegiatan'
    """
    if column.several:
        return _listed(column, cell)
    return _KINDS[column.kind](column, cell)
