"""A document that a layout has read, as a filled form for a person to confirm.

Origins as notes, doubtful cells coloured.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from kg.errors import Lang
from kg.model.form import form
from kg.read.layout.document import Understood
from kg.read.layout.reading import Left
from kg.read.layout.telling import reason
from kg.read.layout.writing import Entry
from kg.report.book.library import as_text, saved
from kg.report.book.styles import FILLS
from kg.report.book.texts import text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["filled_form"]

_HEAD = PatternFill("solid", start_color=FILLS["strong"])
_DOUBT = PatternFill("solid", start_color=FILLS["warn"])
#: The column of every sheet that names the cell a row was read from.
_ORIGIN = "sumber_sel"
#: The same reading gives the same bytes.
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_AUTHOR = "kg"
_WIDE, _NARROW = 48, 18
#: Columns that hold sentences.
_SENTENCES = {"nama", "rumusan", "uraian", "formulasi", "nilai", "sasaran"}


def filled_form(understood: Understood, lang: Lang = "id") -> bytes:
    """The form as a workbook, filled with what was understood.

    Every cell that was read carries its origin as a note, and is coloured where it is doubtful; the
    sheet ``petunjuk`` lists what was left out, what is doubtful and how each column was understood.
    """
    book = openpyxl.Workbook()
    guide = book.active
    guide.title = "petunjuk"
    doubts = _doubts(understood, lang)
    _guide(guide, understood, lang)
    by_sheet: dict[str, list[Entry]] = {}
    for entry in understood.entries:
        by_sheet.setdefault(entry.sheet, []).append(entry)
    for sheet in form():
        if sheet.name in by_sheet:
            columns = [column.name for column in sheet.columns]
            _sheet(book.create_sheet(sheet.name), columns, by_sheet[sheet.name], doubts)
    book.properties.created = _MOMENT.replace(tzinfo=None)
    return saved(book, _MOMENT)


def _column(place: str) -> str:
    """The column of a cell, as a place of its own.

    >>> _column("Sheet1!G13"), _column("")
    ('Sheet1!G', '')
    """
    return place.rstrip("0123456789")


def _doubts(understood: Understood, lang: Lang) -> dict[str, list[str]]:
    """Why cells are doubtful, by their places; a doubt about the head of a column by that column."""
    heads = {column.place for column in understood.reading.columns}
    doubts: dict[str, list[str]] = {}
    for doubt in understood.reading.doubts:
        place = _column(doubt.place) if doubt.place in heads else doubt.place
        doubts.setdefault(place, []).append(reason(doubt.why, lang))
    return doubts


def _head(sheet: Worksheet, names: list[str]) -> None:
    for index, name in enumerate(names, start=1):
        cell = sheet.cell(1, index)
        as_text(cell, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
        if name in _SENTENCES:
            width = _WIDE
        else:
            width = _NARROW
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"


def _sheet(
    sheet: Worksheet, columns: list[str], rows: list[Entry], doubts: dict[str, list[str]]
) -> None:
    """One sheet of the form with the columns that are used, in the order of the form."""
    used = {_ORIGIN}
    for entry in rows:
        used.update(entry.cells)
    names = [name for name in columns if name in used]
    _head(sheet, names)
    for number, entry in enumerate(rows, start=2):
        for index, name in enumerate(names, start=1):
            value = entry.cells.get(name)
            shown = _shown(entry, name)
            if not shown:
                continue
            cell = sheet.cell(number, index)
            as_text(cell, shown)
            if value is not None and value.place:
                why = (*doubts.get(value.place, ()), *doubts.get(_column(value.place), ()))
                _note(cell, value.place, why)


def _shown(entry: Entry, name: str) -> str:
    if name == _ORIGIN:
        return entry.main.place
    value = entry.cells.get(name)
    if value is None:
        return ""
    return value.text


def _note(cell: openpyxl.cell.Cell, place: str, why: tuple[str, ...]) -> None:
    """The origin of a cell, and what is doubtful about it."""
    cell.comment = Comment("\n".join((place, *why)), _AUTHOR)
    if why:
        cell.fill = _DOUBT


def _guide(sheet: Worksheet, understood: Understood, lang: Lang) -> None:
    """How the document was understood, in words."""
    lines = [note.line(lang) for note in understood.notes[:1]]
    for line in (*lines, text("understood", "guide", lang)):
        sheet.append([line])
    for name, found in _lists(understood):
        sheet.append([])
        sheet.append([text("understood", name, lang)])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for left in found:
            sheet.append([left.place, reason(left.why, lang)])
    sheet.append([])
    sheet.append([text("understood", "columns", lang)])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for column in dict.fromkeys(understood.reading.columns):
        meaning = " ".join(filter(None, (column.meaning, column.key, column.state)))
        sheet.append([column.place, meaning])
        as_text(sheet.cell(sheet.max_row, 3), " ".join(column.head.split()))
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = _WIDE


def _lists(understood: Understood) -> tuple[tuple[str, list[Left]], ...]:
    reading = understood.reading
    return ("doubts", reading.doubts), ("left", reading.ignored)
