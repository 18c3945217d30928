"""Marks the cells of a workbook.

A comment and a colour for each finding, and a sheet that leads to them.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_from_string, coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet.hyperlink import Hyperlink

from kg.errors import Lang
from kg.model.form import findings_title
from kg.report.back.row_matching import Marked
from kg.report.book.clean import clean
from kg.report.book.library import as_text
from kg.report.book.styles import FILLS
from kg.report.book.texts import text
from kg.report.words import word
from kg.rules.finding import Finding, number_of
from kg.rules.rule import SEVERITIES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["AUTHOR", "annotate", "cleared", "listed"]

#: By this name a comment of an earlier check is known, and replaced.
AUTHOR = "kg check"
_TONES = {
    "violation": "bad",
    "warning": "warn",
    "info": "open",
}
#: Parts the comment that a person wrote from what is added below it.
_BREAK = "\n----- kg check -----\n"
_SEVERITY, _CELL = 2, 4
#: More findings than these make a comment that nobody can read; the sheet has all.
_PER_CELL = 12
#: A sheet holds no more links.
_LINKS = 65_000
_HEADS = {
    "number": 13,
    "severity": 14,
    "rule": 9,
    "cell": 20,
    "label": 40,
    "value": 30,
    "message": 60,
    "remedy": 50,
    "basis": 30,
}


def _sheet_named(book: Workbook, name: str) -> Worksheet | None:
    return next((s for s in book.worksheets if s.title.strip().casefold() == name.casefold()), None)


def _target(sheet: Worksheet, address: str) -> Any:
    """The cell that can carry a mark: of a merged range its first."""
    try:
        coordinate_from_string(address)
        cell = sheet[address]
    except (CellCoordinatesException, ValueError):
        return None
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            left, top, _, _ = range_boundaries(merged.coord)
            return sheet.cell(top, left)
    return cell


def cleared(book: Workbook) -> None:
    """Take off the marks of an earlier check.

    Comments, colours, and the sheet that leads to them.
    """
    titles = set(findings_title().values())
    for sheet in list(book.worksheets):
        if str(sheet["A1"].value) in titles:
            book.remove(sheet)
            continue
        # Only the cells that are there are looked at, however wide the sheet.
        for cell in list(sheet._cells.values()):
            if cell.comment is not None:
                _clear(cell)


def _clear(cell: Any) -> None:
    """Take our part off the comment of a cell, and our colour; a comment of somebody else stays."""
    own, found, _ = cell.comment.text.partition(_BREAK)
    if cell.comment.author != AUTHOR and not found:
        return
    if found and own:
        cell.comment = Comment(own, cell.comment.author)
    else:
        cell.comment = None
    if cell.fill.fgColor.rgb in _our_colours():
        cell.fill = PatternFill()


def _our_colours() -> set[str]:
    """The colours of our marks; programs write them opaque or without saying so."""
    found = set()
    for tone in _TONES.values():
        found |= {f"FF{FILLS[tone]}", f"00{FILLS[tone]}"}
    return found


def _told(found: Finding, lang: Lang) -> str:
    lines = [
        f"{number_of(found.id)} {found.rule} ({word(found.severity, lang)}): {found.message[lang]}",
        found.remedy[lang],
    ]
    if found.waived is not None:
        lines.append(f"{text('word', 'waived', lang)}: {found.waived.id}, {found.waived.letter}")
    return "\n".join(filter(None, lines))


def _mark(cell: Any, findings: list[Finding], lang: Lang, sheet: str) -> None:
    said = [_told(found, lang) for found in findings[:_PER_CELL]]
    if len(findings) > _PER_CELL:
        said.append(
            text("returned", "more", lang).format(count=len(findings) - _PER_CELL, sheet=sheet)
        )
    if cell.comment is not None:
        own = cell.comment.text
        author = cell.comment.author
    else:
        own = ""
        author = AUTHOR
    body = clean((own + _BREAK if own else "") + "\n\n".join(said), text("word", "cut", lang))
    cell.comment = Comment(body, author, height=60 + 45 * min(len(said), 6), width=360)
    worst = min((f.severity for f in findings), key=SEVERITIES.index)
    cell.fill = PatternFill("solid", start_color=FILLS[_TONES[worst]])


def annotate(book: Workbook, marked: Marked, lang: Lang, sheet: str) -> dict[str, tuple[str, str]]:
    """Mark every cell that has findings.

    Where each finding stands now, by fingerprint: sheet title and cell.
    """
    where: dict[str, tuple[str, str]] = {}
    cells: dict[tuple[str, str], list[Finding]] = {}
    for found, placed in marked.findings:
        if placed:
            worksheet = _sheet_named(book, found.source.sheet or "")
        else:
            worksheet = None
        if worksheet is not None:
            cell = _target(worksheet, found.source.cell or "")
        else:
            cell = None
        if cell is not None and worksheet is not None:
            where[found.id] = (worksheet.title, cell.coordinate)
            cells.setdefault(where[found.id], []).append(found)
    for (title, address), findings in cells.items():
        _mark(book[title][address], findings, lang, sheet)
    return where


def _row(found: Finding, at: tuple[str, str] | None, lang: Lang) -> list[str]:
    if at:
        place = f"{at[0]}!{at[1]}"
    else:
        place = text("returned", "elsewhere", lang)
    head = [number_of(found.id), word(found.severity, lang), found.rule, place, found.label]
    return [
        *head,
        found.value or "",
        found.message[lang],
        found.remedy[lang],
        "; ".join(found.basis),
    ]


def _in_order(book: Workbook, marked: Marked, where: dict[str, tuple[str, str]]) -> list[Finding]:
    """The findings as they stand in the book; those without a cell first."""

    def position(found: Finding) -> tuple[int, int, int]:
        if found.id not in where:
            return (-1, 0, 0)
        title, address = where[found.id]
        row, column = coordinate_to_tuple(address)
        return book.sheetnames.index(title), row, column

    return sorted((found for found, _ in marked.findings), key=position)


def _looks(sheet: Worksheet) -> dict[str, Any]:
    """Styles of the list, prepared once: plain, a link, and one for each severity."""
    looks: dict[str, Any] = {}
    for name in ("plain", "link", *_TONES):
        cell = Cell(sheet, 1, 1)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if name == "link":
            cell.font = Font(color="0563C1", underline="single")
        elif name in _TONES:
            cell.fill = PatternFill("solid", start_color=FILLS[_TONES[name]])
        looks[name] = cell._style
    return looks


def listed(
    book: Workbook,
    marked: Marked,
    where: dict[str, tuple[str, str]],
    said: list[str],
    lang: Lang,
    name: str,
) -> None:
    """The sheet of findings, last in the book.

    What the copy lacks, then each finding with a link to its cell.
    """
    sheet = book.create_sheet(name)
    sheet.append([])
    as_text(sheet.cell(1, 1), findings_title()[lang])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for line, sentence in enumerate(said, start=2):
        as_text(sheet.cell(line, 1), sentence)
    top = len(said) + 3
    looks = _looks(sheet)
    for column, (key, width) in enumerate(_HEADS.items(), start=1):
        as_text(sheet.cell(top, column), text("column", key, lang))
        sheet.cell(top, column).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(top, column).column_letter].width = width
    for line, found in enumerate(_in_order(book, marked, where), start=top + 1):
        at = where.get(found.id)
        for column, value in enumerate(_row(found, at, lang), start=1):
            look = "plain"
            if column == _SEVERITY:
                look = found.severity
            cell = sheet.cell(line, column)
            cell._style = copy(looks[look])
            as_text(cell, value)
        if at and line < top + _LINKS:
            link = sheet.cell(line, _CELL)
            _lead(link, at)
            link._style = copy(looks["link"])
    if not marked.findings:
        as_text(sheet.cell(top + 1, 1), text("returned", "none", lang))
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    last = max(top + len(marked.findings), top + 1)
    sheet.auto_filter.ref = f"A{top}:I{last}"
    _open_at(book, sheet)


def _lead(link: Any, at: tuple[str, str]) -> None:
    """Make a cell lead to another one; a quote in the title of a sheet is written twice."""
    title, cell = at
    quoted = title.replace("'", "''")
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{cell}")


def _open_at(book: Workbook, sheet: Worksheet) -> None:
    """The book opens at this sheet alone: what is typed while two are selected goes into both."""
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
    book.active = sheet
