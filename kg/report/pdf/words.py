"""Days as the paper report prints them."""

from __future__ import annotations

from datetime import datetime

from kg.errors import Lang
from kg.report.words import word

__all__ = ["day"]


def day(when: datetime, lang: Lang) -> str:
    """A day as a letter prints it.

    >>> day(datetime(2026, 1, 31), "id")
    '31 Januari 2026'
    """
    months = word("pdf/months", lang).split()
    return f"{when.day} {months[when.month - 1]} {when.year}"
