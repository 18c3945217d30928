"""Workbooks that are written with the library: forms, and copies of those that were checked."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from openpyxl.xml.functions import tostring

from kg.report.book.clean import clean
from kg.report.book.package import entry
from kg.safe_text import is_formula

__all__ = ["as_text", "saved"]

#: The part of a workbook in which the library writes the time of the day.
_CORE = "docProps/core.xml"


def as_text(cell: Any, value: str, cut: str = "…") -> None:
    """Put a text into a cell as a string, whatever it begins with."""
    shown = clean(value, cut)
    cell.value = shown
    cell.data_type = "s"
    if is_formula(shown):
        cell.quotePrefix = True


def saved(book: Any, moment: datetime) -> bytes:
    """The bytes of a workbook: the time of every entry and of the last change is ``moment``."""
    raw = io.BytesIO()
    out = io.BytesIO()
    book.save(raw)
    book.properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
    core = tostring(book.properties.to_tree())
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(entry(name, moment), core if name == _CORE else old.read(name))
    return out.getvalue()
