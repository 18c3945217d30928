"""Rows that were read as tables of the form, each cell at its place in the user's own file."""

from __future__ import annotations

import re

from kg.model.form import sheet
from kg.read.grid import column_letter
from kg.read.layout.writing import Entry
from kg.read.table import Row, Table

__all__ = ["place_parts", "tables"]

#: A cell of a table of a paper, by row and column.
_WORD_PLACE = re.compile(r"(.*?)!?R(\d+)C(\d+)")
#: A cell of a sheet.
_SHEET_PLACE = re.compile(r"(.*)!([A-Z]+)(\d+)")
#: A line of a paper outside of its tables.
_PARAGRAPH = re.compile(r"P(\d+)")


def place_parts(place: str) -> tuple[str, str, int]:
    """Sheet, column letter and row number of a place.

    >>> place_parts("T-C.27!E10"), place_parts("T2!R3C2"), place_parts("P7")
    (('T-C.27', 'E', 10), ('T2', 'B', 3), ('P', 'A', 7))
    """
    found = _SHEET_PLACE.fullmatch(place)
    if found is not None:
        return found[1], found[2], int(found[3])
    table = _WORD_PLACE.fullmatch(place)
    if table is not None:
        name = table[1].replace("!", ".").replace("/", " ")
        return name, column_letter(int(table[3]) - 1), int(table[2])
    paragraph = _PARAGRAPH.fullmatch(place)
    if paragraph:
        return ("P", "A", int(paragraph[1]))
    return (place, "A", 1)


def tables(found: list[Entry], file: str) -> dict[str, Table]:
    """Rows as tables, each row at the place of its main cell in the user's own file."""
    tables_: dict[str, Table] = {}
    for entry in found:
        table = tables_.setdefault(entry.sheet, Table(sheet(entry.sheet), file, workbook=True))
        if entry.main.place:
            title, _, number = place_parts(entry.main.place)
        else:
            title = ""
            _ = ""
            number = 1
        letters: dict[str, str] = {}
        for name, value in entry.cells.items():
            if value.place:
                where = place_parts(value.place)
            else:
                where = ("", "", 0)
            if where[2] == number and where[0] == title:
                letters[name] = where[1]
        texts = {name: value.text for name, value in entry.cells.items()}
        table.rows.append(Row(number, texts, letters, title))
    return tables_
