"""Results of formulas, which a library that writes workbooks leaves out, as they stood in the original."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils.datetime import to_excel

from kg.read.workbook import open_workbook

__all__ = ["with_results", "without_result"]

#: A cell with a formula and no result: its place, its other attributes, its formula.
_CELL = re.compile(
    rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="\w+")?>(<f[ >].*?</f>|<f [^>]*/>)<v\s*(?:/>|></v>)</c>',
    re.DOTALL,
)
_DAYS = (datetime, date, time, timedelta)
_SHEETS = "xl/worksheets/"
_SHEET = _SHEETS + "sheet{}.xml"


def without_result(body: bytes) -> int:
    """How many formulas of a sheet have no result."""
    return len(_CELL.findall(body))


def _result(value: Any) -> tuple[str, str]:
    """The type of a result and how it is written; empty for none."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, _DAYS):
        return "n", repr(to_excel(value))
    if isinstance(value, (int, float)):
        return "n", repr(value)
    if isinstance(value, str):
        return "e" if value.startswith("#") else "str", escape(value)
    return "", ""


def _filled(body: bytes, results: Any) -> bytes:
    """A sheet with the result of every formula that has one in the original."""

    def one(match: re.Match[bytes]) -> bytes:
        kind, text = _result(results[match[1].decode()].value)
        if not kind:
            return match[0]
        head = b'<c r="%s"%s t="%s">' % (match[1], match[2], kind.encode())
        return head + match[3] + b"<v>" + text.encode() + b"</v></c>"

    return _CELL.sub(one, body)


def _lacks_results(copy: bytes) -> bool:
    """Whether any cell of a workbook has a formula whose result was left out."""
    with zipfile.ZipFile(io.BytesIO(copy)) as book:
        sheets = [entry for entry in book.namelist() if entry.startswith(_SHEETS)]
        return any(_CELL.search(book.read(entry)) for entry in sheets)


def with_results(copy: bytes, original: bytes, name: str) -> bytes:
    """The copy of a workbook with the results that its author saw.

    Its cells are those of the original: nothing is computed.

    :raises InputError: the original cannot be read.
    """
    # Most workbooks hold no formula: the original need not be read once more for nothing.
    if not _lacks_results(copy):
        return copy
    seen = open_workbook(original, name, values=True)
    sheets = {}
    for number, sheet in enumerate(seen.worksheets, 1):
        sheets[_SHEET.format(number)] = sheet
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(copy)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename in sheets:
                body = _filled(body, sheets[entry.filename])
            new.writestr(entry, body)
    return out.getvalue()
