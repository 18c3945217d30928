"""Kinds of files by their names.

Which are workbooks, which hold one table, which only layouts read.
"""

from __future__ import annotations

__all__ = ["DELIMITED", "PDF", "TEXT", "WORD", "WORKBOOKS", "has_sheets", "is_workbook"]

#: Endings of workbooks, and of files that hold one table each.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DELIMITED = (".csv", ".tsv")
#: Ending that Excel gives a sheet saved as text; anything else may be named so too.
TEXT = ".txt"
#: Ending of Word documents, which only layouts read.
WORD = ".docx"
#: Ending of papers, of which only a draft is made.
PDF = ".pdf"


def is_workbook(name: str) -> bool:
    """Whether a file is named as a workbook.

    >>> is_workbook("ISIAN.XLSM"), is_workbook("simpul.csv")
    (True, False)
    """
    return name.casefold().endswith(WORKBOOKS)


def has_sheets(name: str) -> bool:
    """Whether places in a file are cells of its sheets, or of its tables.

    >>> has_sheets("PK.docx"), has_sheets("target.csv")
    (True, False)
    """
    return is_workbook(name) or name.casefold().endswith(WORD)
