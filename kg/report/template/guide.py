"""The sheets that help.

How to fill the form in, one filled example, and the names of the nomenclature.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Font, PatternFill

from kg.derive.official.concept import Concept
from kg.errors import Lang
from kg.report.template.pages import FormHead, FormPage, Wish, pages
from kg.report.template.texts import say, texts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_choices", "write_guide"]

_GUIDE = "petunjuk"
_CHOICES = "pilihan"
_TITLE = Font(bold=True, size=14)
_BOLD = Font(bold=True)
_GREY = PatternFill("solid", start_color="EEEEEE")
#: The sheets that the example shows.
_SHOWN = ("simpul", "rencana", "indikator", "target", "jabatan", "peran", "pemetaan")

#: Columns that the example on the guide leaves out, and how many it has at the most.
_LEFT_OUT = frozenset(("pembilang", "penyebut", "pengali", "definisi_operasional", "formulasi"))
_MOST = 6
_COLUMNS = (14, 20, 20, 26, 44, 44, 20)
#: Points that one line of text needs.
_LINE = 14

Row = tuple[str, ...]


def _steps(lang: Lang) -> Iterator[Row]:
    for number, text in sorted(texts()["steps"].items()):
        yield number, text[lang]


def _form(head: FormHead, lang: Lang) -> str:
    """How a cell is filled in, with what may stand in it."""
    kind = str(texts()["forms"][head.column.kind][lang])
    if head.column.choices and len(head.column.choices) < 15:
        return f"{kind}: {', '.join(head.column.choices)}"
    return kind


def _columns(made: list[FormPage], lang: Lang) -> Iterator[Row]:
    """One row for every column of every sheet."""
    for page in made:
        for head in page.heads:
            needed = ""
            if head.column.required:
                needed = say("yes", lang)
            yield page.sheet.name, head.title, needed, _form(head, lang), head.about(lang)
        for entry in page.sheet.entries:
            needed = ""
            if entry.required:
                needed = say("yes", lang)
            yield page.sheet.name, f"kunci: {entry.name}", needed, "", entry.label[lang]


def _example(wish: Wish) -> Iterator[Row]:
    """One whole tree, sheet by sheet, with the columns that it fills."""
    for page in pages(replace(wish, example=True, kind=None)):
        if page.sheet.name not in _SHOWN:
            continue
        heads = [head.title for head in page.heads]
        used = []
        for title in heads:
            if any(row.get(title) for row in page.rows):
                used.append(title)
        # A wide sheet is shown by its first columns and its wording: the page must be readable.
        used = [title for title in used if title not in _LEFT_OUT][:_MOST]
        yield (page.sheet.name, *used)
        for row in page.rows:
            yield ("", *(row.get(title, "") for title in used))
        yield ("",)


def _height(row: Row) -> float:
    """What the highest cell needs: not every program lets rows grow by themselves."""
    lines = []
    for text, width in zip(row, _COLUMNS, strict=False):
        lines.append(-(-len(text) // width))
    return _LINE * max([1, *lines])


def _write(sheet: Worksheet, number: int, row: Row, *, bold: bool = False) -> None:
    sheet.row_dimensions[number].height = _height(row)
    for place, text in enumerate(row, 1):
        cell = sheet.cell(number, place, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.data_type = "s"
        if bold:
            cell.font = _BOLD
            cell.fill = _GREY


def write_guide(book: Any, made: list[FormPage], wish: Wish) -> None:
    """The first sheet; the reader of the form knows that it holds help."""
    lang = wish.lang
    sheet = book.create_sheet(_GUIDE)
    sheet["A1"].value = say("title", lang)
    sheet["A1"].font = _TITLE
    number = 3
    heads = tuple(say(key, lang) for key in ("sheet", "column", "needed", "kind", "meaning"))
    blocks: list[tuple[str, list[Row]]] = [
        ("steps-head", list(_steps(lang))),
        ("example-head", list(_example(wish))),
        ("columns-head", [heads, *_columns(made, lang)]),
    ]
    for key, rows in blocks:
        _write(sheet, number, (say(key, lang),), bold=True)
        sheet.row_dimensions[number].height = _LINE
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=_MOST)
        for offset, row in enumerate(rows, 1):
            _write(sheet, number + offset, row, bold=bool(row[0]) and key == "example-head")
        number += len(rows) + 2

    for letter, width in zip("ABCDEFG", _COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = width
    # A step is a sentence: it runs over the narrow columns behind it.
    for step in range(4, 4 + len(texts()["steps"])):
        sheet.merge_cells(start_row=step, end_row=step, start_column=2, end_column=6)
        sheet.row_dimensions[step].height = _LINE
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def write_choices(book: Any, found: list[Concept], lang: Lang) -> None:
    """Codes of the nomenclature with their names, to look up: a list in a cell shows codes only."""
    sheet = book.create_sheet(_CHOICES)
    sheet["A1"].value = say("choices", lang)
    sheet["A1"].font = _BOLD
    _write(sheet, 2, tuple(say(key, lang) for key in ("code", "level", "name")), bold=True)
    for number, concept in enumerate(found, 3):
        _write(sheet, number, (concept.code, concept.level, concept.name))
        sheet.cell(number, 1).number_format = "@"
    for letter, width in zip("ABC", (22, 16, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:C{len(found) + 2}"
