"""Writes the form as a workbook: lists, input messages, widths and print set-up for every sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kg.errors import Lang
from kg.model.form import form_version
from kg.report.book.library import saved
from kg.report.template.guide import write_choices, write_guide
from kg.report.template.lists import Offer, concepts, offers
from kg.report.template.pages import Filled, FormHead, FormPage, Wish, pages
from kg.report.template.texts import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["CREATOR", "VERSION_NAME", "template_workbook"]

#: Who wrote the workbook, by which a template is known for one.
CREATOR = "kg template"
#: Where the version stands beside the cell: a defined name survives where a property gets lost.
VERSION_NAME = "versi_formulir"
_VERSION_PROPERTY = "kinerja_formulir"
_LISTS = "_daftar"
_REQUIRED, _OPTIONAL, _WRONG = "FFF2CC", "DDEBF7", "F8CBAD"
_THIN = Side(style="thin", color="BFBFBF")
#: Widths by the kind of a column; a wording needs room, a code does not.
_WIDTHS = {"text": 44, "names": 30, "code": 12, "codes": 16, "choice": 18, "quantity": 14}
_NARROW = 11
#: What a prompt may hold in a workbook.
_PROMPT = 250
#: Kinds whose cells are text even where they look like numbers: "01" stays "01".
_TEXTS = frozenset(("text", "code", "codes", "names", "lines", "choice"))


def _range(head: int, last: int) -> str:
    letter = get_column_letter(head)
    return f"{letter}2:{letter}{last}"


def _head(sheet: Worksheet, place: int, head: FormHead, lang: Lang) -> None:
    """One cell of the first row: styled, explained, and wide enough."""
    column = head.column
    cell = sheet.cell(1, place, head.title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color=_REQUIRED if column.required else _OPTIONAL)
    cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    comment = Comment(head.about(lang), CREATOR)
    comment.width = 320
    comment.height = 110
    cell.comment = comment
    if head.year is not None:
        width = _NARROW
    else:
        width = _WIDTHS.get(column.kind, _NARROW)
    sheet.column_dimensions[get_column_letter(place)].width = width


def _formula(offer: Offer, last: int) -> str:
    """What a list refers to.

    Without a sign of equality in front, which breaks in other programs.
    """
    if offer.values:
        return offer.name
    codes = f"{offer.sheet}!$A$2:$A${last}"
    return f"OFFSET({offer.sheet}!$A$2,0,0,MAX(1,COUNTA({codes})),1)"


def _rule(head: FormHead, offer: Offer | None, last: int, lang: Lang) -> DataValidation | None:
    """What a cell accepts and says; nothing for free text."""
    column = head.column
    if offer is not None:
        rule = DataValidation("list", formula1=_formula(offer, last))
        rule.showErrorMessage = offer.strict
        rule.error = say("error", lang)
    elif column.kind == "integer":
        rule = DataValidation("whole", operator="between", formula1="0", formula2="1000000")
        rule.showErrorMessage, rule.error = True, say("whole", lang)
    elif column.kind == "year":
        rule = DataValidation("whole", operator="between", formula1="1900", formula2="2100")
        rule.showErrorMessage, rule.error = True, say("year", lang)
    else:
        # Free text: the message helps, nothing is refused.
        rule = DataValidation("textLength", operator="greaterThanOrEqual", formula1="0")
        rule.showErrorMessage = False
    rule.allow_blank = rule.showInputMessage = True
    rule.promptTitle = head.title[:32]
    rule.prompt = head.about(lang)[:_PROMPT]
    return rule


def _cells(sheet: Worksheet, page: FormPage, last: int) -> None:
    """The rows that are filled in, and the number formats of those that are not."""
    for place, head in enumerate(page.heads, 1):
        text = head.column.kind in _TEXTS
        for row in range(2, last + 1):
            cell = sheet.cell(row, place)
            if text:
                cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, row_values in enumerate(page.rows, 2):
        for place, head in enumerate(page.heads, 1):
            value = row_values.get(head.title, "")
            if value:
                sheet.cell(number, place).value = value
                sheet.cell(number, place).data_type = "s"


def _page_setup(sheet: Worksheet, page: FormPage, last: int, lang: Lang) -> None:
    """Frozen heads, filter, landscape as wide as a page, the heads on every page."""
    end = get_column_letter(len(page.heads))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{end}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = page.sheet.label[lang].replace("&", "&&")
    sheet.oddFooter.right.text = say("page", lang)


def _sheet(book: Any, page: FormPage, lists: dict[tuple[str, str], Offer], wish: Wish) -> None:
    sheet = book.create_sheet(page.sheet.name)
    last = max(wish.rows, len(page.rows)) + 1
    if page.sheet.entries:
        last = len(page.rows) + 1
    for place, head in enumerate(page.heads, 1):
        _head(sheet, place, head, wish.lang)
        offer = lists.get((page.sheet.name, head.column.name))
        rule = _rule(head, offer, last, wish.lang)
        if rule is not None:
            rule.add(_range(place, last))
            sheet.data_validations.append(rule)

    _cells(sheet, page, last)
    if page.heads[0].column.name == "kode":
        fill = PatternFill("solid", bgColor=_WRONG)
        twice = FormulaRule(formula=[f"COUNTIF($A$2:$A${last},A2)>1"], fill=fill)
        sheet.conditional_formatting.add(f"A2:A{last}", twice)
    _page_setup(sheet, page, last, wish.lang)


def _entry_lists(book: Any, page: FormPage) -> None:
    """In the sheet of keys each value has a list of its own; the message explains its key."""
    sheet = book[page.sheet.name]
    for number, entry in enumerate(page.sheet.entries, 2):
        rule = DataValidation("textLength", operator="greaterThanOrEqual", formula1="0")
        if entry.choices:
            rule = DataValidation("list", formula1=f'"{",".join(entry.choices)}"')
        rule.showErrorMessage = False
        rule.showInputMessage = True
        rule.allow_blank = True
        rule.promptTitle = entry.name[:32]
        rule.prompt = entry.label["id"][:_PROMPT]
        rule.add(f"B{number}")
        sheet.data_validations.append(rule)


def _hidden_lists(book: Any, found: list[Offer]) -> None:
    """The values that lists offer: inline they may not be longer than 255 characters."""
    sheet = book.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    named = [offer for offer in found if offer.values]
    for place, offer in enumerate(named, 1):
        sheet.cell(1, place, offer.name)
        for row, value in enumerate(offer.values, 2):
            cell = sheet.cell(row, place, value)
            cell.data_type = "s"
            cell.number_format = "@"
        letter = get_column_letter(place)
        area = f"'{_LISTS}'!${letter}$2:${letter}${len(offer.values) + 1}"
        book.defined_names[offer.name] = DefinedName(offer.name, attr_text=area)


def template_workbook(wish: Wish, moment: datetime, filled: Filled | None = None) -> bytes:
    """The form as a workbook, made at ``moment``; the same wish and moment give the same bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    made = pages(wish, filled)
    found = list(offers(made, wish))
    lists = {(offer.page, offer.column): offer for offer in found}
    write_guide(book, made, wish)
    for page in made:
        # The keys are written there already; only their values are filled in.
        if page.sheet.entries:
            own = {}
        else:
            own = lists
        _sheet(book, page, own, wish)
        if page.sheet.entries:
            _entry_lists(book, page)
    if any(page.sheet.name == "rencana" for page in made):
        write_choices(book, concepts(wish), wish.lang)
    _hidden_lists(book, found)
    version = form_version()
    book.defined_names[VERSION_NAME] = DefinedName(VERSION_NAME, attr_text=f'"{version}"')
    book.custom_doc_props.append(StringProperty(name=_VERSION_PROPERTY, value=version))
    book.properties.creator = CREATOR
    book.properties.created = moment.astimezone(UTC).replace(tzinfo=None)
    return saved(book, moment)
