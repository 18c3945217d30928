"""A workbook of LibreOffice or OpenOffice (.ods): its content is one XML part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import InvalidOperation
from xml.etree.ElementTree import Element, ParseError  # ruff: ignore[suspicious-xml-etree-import], the parser is defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kg.errors import InputError, Problem
from kg.limits import Limits
from kg.read.grid import ERROR_WORDS, Cell, Grid, Line, decimal_of
from kg.read.merged import fill_merged

__all__ = ["read_ods"]

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE = f"{{{_NAMESPACE}table:1.0}}"
_OFFICE = f"{{{_NAMESPACE}office:1.0}}"
_TEXT = f"{{{_NAMESPACE}text:1.0}}"
_STYLE = f"{{{_NAMESPACE}style:1.0}}"
_STRIKE = f"{_STYLE}text-line-through-style"
_MARGIN = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}margin-left"
_LENGTH = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)[a-z]{2}")
#: Cells that a merged one covers stand in the file too, and count as columns.
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
# Elements between a table and its rows, and between a row and its cells.
_GROUPS = frozenset(
    f"{_TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows")
)
# What a cell that is repeated may fill: a row of one value in every column is no table of people.
_MOST_REPEATED = 1_000


@dataclass(frozen=True)
class _Styles:
    """What styles do to texts: those that strike them out, and how far others move them in."""

    struck: frozenset[str]
    indents: dict[str, int]


@dataclass
class _Sheet:
    """A table while it is read."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    ranges: list[tuple[int, int, int, int]] = field(default_factory=list)


def _blanks(element: Element) -> int:
    count = element.get(f"{_TEXT}c", "1")
    return int(count) if count.isdigit() and len(count) < 5 else 1


def _text(element: Element) -> str:
    """The paragraphs of a cell; blanks, tabs and breaks are elements of their own."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_blanks(child), _MOST_REPEATED))
        elif child.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _paragraphs(cell: Element) -> str:
    return "\n".join(map(_text, cell.findall(f"{_TEXT}p")))


def _repeated(element: Element, of: str) -> int:
    count = element.get(f"{_TABLE}number-{of}-repeated", "1")
    if count.isdigit() and len(count) < 9:
        return int(count)
    return 1


def _number(cell: Element, percent: bool) -> Cell:
    try:
        stored = float(cell.get(f"{_OFFICE}value", ""))
        number = decimal_of(round(stored * 100, 10) if percent else stored)
    except (ValueError, InvalidOperation):
        return Cell(_paragraphs(cell))
    if not number.is_finite():
        return Cell(_paragraphs(cell))
    if percent:
        return Cell(f"{number:f}%", number, "%")
    return Cell(f"{number:f}", number)


def _typed(cell: Element) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = _paragraphs(cell)
    if ERROR_WORDS.fullmatch(shown.strip()):
        return Cell(error=shown.strip(), formula=cell.get(f"{_TABLE}formula", "").partition(":")[2])
    if kind in {"float", "percentage", "currency"}:
        return _number(cell, kind == "percentage")
    if kind == "date":
        stored = cell.get(f"{_OFFICE}date-value", "")[:10]
        try:
            return Cell(stored, day=date.fromisoformat(stored))
        except ValueError:
            return Cell(shown)
    if kind == "boolean":
        return Cell(cell.get(f"{_OFFICE}boolean-value", "").upper())
    if not kind and not shown and cell.get(f"{_TABLE}formula"):
        return Cell(uncomputed=True, formula=cell.get(f"{_TABLE}formula", "").partition(":")[2])
    return Cell(shown)


def _struck_styles(root: Element) -> frozenset[str]:
    found: set[str] = set()
    for style in root.iter(f"{_STYLE}style"):
        lines = (part.get(_STRIKE, "none") for part in style.iter(f"{_STYLE}text-properties"))
        if any(line != "none" for line in lines):
            found.add(style.get(f"{_STYLE}name", ""))
    return frozenset(found)


def _indents(root: Element) -> dict[str, int]:
    """How far each style moves a text in, in hundredths of its unit."""
    found: dict[str, int] = {}
    for style in root.iter(f"{_STYLE}style"):
        for part in style.iter(f"{_STYLE}paragraph-properties"):
            match = _LENGTH.match(part.get(_MARGIN, ""))
            if match is not None:
                found[style.get(f"{_STYLE}name", "")] = round(float(match[1]) * 100)
    return found


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag in _CELLS:
            yield child
        elif child.tag in {f"{_TABLE}table-columns", f"{_TABLE}table-header-columns"}:
            yield from _cells(child)


def _read_row(row: Element, number: int, sheet: _Sheet, styles: _Styles) -> None:
    column = 0
    for element in _cells(row):
        count = _repeated(element, "columns")
        if element.tag == _CELLS[1]:
            found = Cell()
        else:
            found = _typed(element)
        named = element.get(f"{_TABLE}style-name", "")
        if named in styles.struck:
            found = replace(found, struck=found.text)
        if found.number is None and styles.indents.get(named):
            found = replace(found, indent=styles.indents[named])
        if found.filled and count <= _MOST_REPEATED:
            for index in range(column, column + count):
                sheet.rows.setdefault(number, {})[index] = found
        wide = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
        high = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
        if wide * high > 1:
            sheet.ranges.append((number, number + high - 1, column, column + wide - 1))
        column += count


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _read_table(table: Element, limits: Limits, styles: _Styles) -> _Sheet:
    sheet = _Sheet()
    number = 1
    for row in _rows(table):
        count = _repeated(row, "rows")
        _read_row(row, number, sheet, styles)
        if number in sheet.rows:
            for again in range(number + 1, number + min(count, limits.sheet_rows + 2)):
                sheet.rows[again] = sheet.rows[number]
        if len(sheet.rows) > limits.sheet_rows:
            limit = {"limit": str(limits.sheet_rows)}
            raise InputError(Problem("FORM-ROWS", table.get(f"{_TABLE}name", ""), limit))
        if row.get(f"{_TABLE}visibility", "visible") != "visible":
            sheet.hidden.update(range(number, number + min(count, limits.sheet_rows)))
        number += count
    return sheet


def _hidden_columns(table: Element) -> frozenset[int]:
    found: set[int] = set()
    index = 0
    for column in table.iter(f"{_TABLE}table-column"):
        count = _repeated(column, "columns")
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            found.update(range(index, index + min(count, 16_384)))
        index += count
    return frozenset(found)


def _grids(data: bytes, name: str, limits: Limits) -> list[Grid]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = fromstring(archive.read("content.xml"))
    styles = _Styles(_struck_styles(root), _indents(root))
    hidden = set()
    for style in root.iter(f"{_STYLE}style"):
        for part in style.iter(f"{_STYLE}table-properties"):
            if part.get(f"{_TABLE}display") == "false":
                hidden.add(style.get(f"{_STYLE}name", ""))
    grids: list[Grid] = []
    for table in root.iter(f"{_TABLE}table"):
        sheet = _read_table(table, limits, styles)
        merged = fill_merged(sheet.rows, sheet.ranges, limits.sheet_rows)
        grids.append(
            Grid(
                title=table.get(f"{_TABLE}name", ""),
                file=name,
                lines=tuple(Line(n, sheet.rows[n], n in sheet.hidden) for n in sorted(sheet.rows)),
                workbook=True,
                merged=merged,
                hidden=table.get(f"{_TABLE}style-name", "") in hidden,
                hidden_columns=_hidden_columns(table),
            )
        )
    return grids


def read_ods(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """All tables of the .ods in these bytes.

    :raises InputError: READ-XLSX for damaged content.
    """
    try:
        return _grids(data, name, limits)
    except (
        ParseError,
        DefusedXmlException,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        RecursionError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise InputError(Problem("READ-XLSX", name, {"reason": str(error)[:200]})) from error
