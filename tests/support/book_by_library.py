"""The report's workbook as openpyxl itself writes it, cell by cell; the report is held against it."""

import io
import zipfile
from datetime import UTC, datetime

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kg.report.book.grid import BookGrid
from kg.report.book.styles import FILLS

THIN = Side(style="thin", color="BFBFBF")
EMPTY = b"<sheetData></sheetData>"


def _look(book, grids, tones):
    """Registers the kinds of cell of the report in the order of their first use."""
    sheet = book.create_sheet("looks")
    for tone, dated, quoted in tones:
        cell = WriteOnlyCell(sheet)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
        if tone:
            cell.fill = PatternFill("solid", start_color=FILLS[tone])
        if tone == "strong":
            cell.font = Font(bold=True, color="FFFFFF")
        cell.number_format = "yyyy-mm-dd" if dated else "General"
        cell.quotePrefix = quoted
        assert cell.style_id > 0
    book.remove(sheet)


def _rules(sheet, grid: BookGrid, last: int, pick: str, day: str) -> None:
    shared = {"allow_blank": True, "showErrorMessage": True}
    for index, offered in grid.choices.items():
        rule = DataValidation("list", formula1=f'"{",".join(offered)}"', error=pick, **shared)
        rule.add(f"{get_column_letter(index + 1)}2:{get_column_letter(index + 1)}{last}")
        sheet.data_validations.append(rule)
    for index in grid.dates:
        rule = DataValidation(
            "date",
            operator="greaterThan",
            formula1="36526",
            error=day,
            prompt=day,
            showInputMessage=True,
            **shared,
        )
        rule.add(f"{get_column_letter(index + 1)}2:{get_column_letter(index + 1)}{last}")
        sheet.data_validations.append(rule)


def _add(book, grid: BookGrid, pick: str, day: str, foot: str) -> None:
    """One sheet without rows, in the settings of the report."""
    sheet = book.create_sheet(grid.name)
    widths = [width for _, width in grid.columns]
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    last = max(len(grid.rows) + 1, 2)
    printed = grid.printed or len(widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{last}"
    _rules(sheet, grid, last, pick, day)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8 if sum(widths[:printed]) > 150 else 9
    sheet.print_area = f"A1:{get_column_letter(printed)}{last}"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = (grid.about or grid.name).replace("&", "&&")
    sheet.oddFooter.right.text = foot


def by_library(grids, tones, words, moment: datetime) -> dict[str, bytes]:
    """The files of the workbook by name, its sheets without rows; ``words`` are those of cells and pages."""
    book = openpyxl.Workbook(write_only=True)
    _look(book, grids, tones)
    for grid in grids:
        _add(book, grid, *words)
    book.properties.creator = "kg check"
    book.properties.created = moment.astimezone(UTC).replace(tzinfo=None)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
