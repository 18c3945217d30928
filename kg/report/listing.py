"""Listings as table, CSV or JSON: one set of columns and rows, three forms."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["csv_text", "json_text", "print_table", "safe_cell"]

_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("-5"), safe_cell("-")
    ("'=1+1", '-5', '-')
    """
    risky = len(text) > 1 and text[0] in "=+-@\t\r＝＋－＠" and not _NUMBER.fullmatch(text)
    return "'" + text if risky else text


def csv_text(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    r"""CSV with a header line.

    >>> csv_text(("a", "b"), [["1", "x,y"]])
    'a,b\r\n1,"x,y"\r\n'
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def json_text(body: Any) -> str:
    """JSON as every listing writes it."""
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def print_table(console: Console, columns: tuple[str, ...], rows: list[list[str]], title: str = "") -> None:
    """A table for the terminal; no cell is read as markup."""
    table = Table(title=title or None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
