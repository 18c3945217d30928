"""``temuan.csv``: the columns of the sheet Temuan, safe to open in a spreadsheet of either list separator."""

from __future__ import annotations

import re

from kg.report.book.clean import one_break
from kg.report.book.listing import COLUMNS, finding_row
from kg.report.book.texts import text
from kg.report.dossier.dossier import SAMPLE, Dossier
from kg.report.listing import shielded_cell, spreadsheet_csv
from kg.safe_text import FORMULA_SIGNS

__all__ = ["findings_csv", "semicolon_csv", "shielded", "unshielded"]

#: A sign that would begin a cell if the file were opened with the other list separator.
_SIGN = f"(?=[{re.escape(FORMULA_SIGNS)}])"
#: The sign that keeps a spreadsheet from taking a text for a formula, where it is taken off again.
_SHIELD = re.compile(rf"(^|[;,\t\n]\"*)'{_SIGN}")


def shielded(value: str) -> str:
    r"""Text that no spreadsheet takes for a formula, whichever separator it splits at.

    >>> shielded("=1+1"), shielded('a;"=1+1'), shielded("-5")
    ("'=1+1", 'a;"\'=1+1', '-5')
    """
    return shielded_cell(one_break(value))


def unshielded(value: str) -> str:
    """The text as it was before it was shielded.

    >>> unshielded("'=1+1"), unshielded("a;'=1+1"), unshielded("it's")
    ('=1+1', 'a;=1+1', "it's")
    """
    return _SHIELD.sub(r"\1", value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return one_break(str(value))


def _csv(dossier: Dossier, delimiter: str) -> bytes:
    heads = [text("column", key, dossier.lang) for key in COLUMNS]
    if dossier.is_sample:
        # A table has no room for a sentence: its last head says it.
        heads.append(SAMPLE)
    rows = (list(map(_cell, finding_row(found, dossier))) for found in dossier.findings)
    return spreadsheet_csv(heads, rows, delimiter)


def findings_csv(dossier: Dossier) -> bytes:
    """The findings, separated by commas, in UTF-8 with a byte order mark."""
    return _csv(dossier, ",")


def semicolon_csv(dossier: Dossier) -> bytes:
    """The same, separated by semicolons, for a spreadsheet with Indonesian settings."""
    return _csv(dossier, ";")
