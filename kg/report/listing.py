"""Listings as table, CSV or JSON: one set of columns and rows, three forms."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from textwrap import indent
from typing import TYPE_CHECKING, Any

import msgspec

from kg.safe_text import FORMULA_SIGNS, is_formula, visible

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "csv_pieces",
    "csv_text",
    "json_pieces",
    "json_text",
    "print_table",
    "safe_cell",
    "shielded_cell",
    "spreadsheet_csv",
]

#: A sign that would begin a cell if the file were opened with the other list separator.
_SPLIT = re.compile(rf"([;,\t\r\n]\"*)(?=[{re.escape(FORMULA_SIGNS)}])")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")
#: So many cells are remembered: names, codes and IRIs stand in row after row.
_CELLS = 4096


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("-5"), safe_cell("-")
    ("'=1+1", '-5', '-')
    """
    # A sign alone runs nothing, and figures must stay figures.
    if len(text) > 1 and is_formula(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


@lru_cache(maxsize=_CELLS)
def shielded_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula, whichever separator it splits lines at.

    >>> shielded_cell("x;=1+1"), shielded_cell("-5")
    ("x;'=1+1", '-5')
    """
    return safe_cell(_SPLIT.sub(r"\1'", text))


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def csv_text(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    r"""CSV with a header line.

    >>> csv_text(("a", "b"), [["1", "x,y"]])
    'a,b\r\n1,"x,y"\r\n'
    """
    return "".join(csv_pieces(columns, [rows]))


def spreadsheet_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], separator: str) -> bytes:
    r"""CSV as a spreadsheet opens it by a double click: with a byte order mark, and the separator of its settings.

    >>> spreadsheet_csv(("a", "b"), [["1", "=2"]], ";").decode("utf-8-sig")
    '"a";"b"\r\n"1";"\'=2"\r\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(map(shielded_cell, row))
    return out.getvalue().encode("utf-8-sig")


def csv_pieces(columns: tuple[str, ...], parts: Iterable[list[list[str]]]) -> Iterator[str]:
    """CSV with a header line, some rows at a time; a part without rows is an empty piece."""
    yield _csv([columns])
    for part in parts:
        yield _csv(list(map(shielded_cell, row)) for row in part)


def json_text(body: Any) -> str:
    r"""JSON as every listing writes it: one entry a line.

    >>> json_text({"a": [1.0, "é"], "b": []})
    '{\n "a": [\n  1.0,\n  "é"\n ],\n "b": []\n}\n'
    """
    # What indents is Python in the standard library, and takes as long again.
    return msgspec.json.format(json.dumps(body, ensure_ascii=False), indent=1) + "\n"


def json_pieces(
    before: dict[str, Any], name: str, parts: Iterable[list[list[str]]], after: dict[str, Any]
) -> Iterator[str]:
    r"""The JSON of ``before``, ``name`` with all rows, and ``after``, some rows at a time.

    >>> pieces = json_pieces({"a": 1}, "rows", [[["x"]], [["y"]]], {"z": "q"})
    >>> "".join(pieces) == json_text({"a": 1, "rows": [["x"], ["y"]], "z": "q"})
    True
    """
    yield json_text(before).removesuffix("\n}\n") + f',\n "{name}": ['
    first = True
    for part in parts:
        rows = [indent(json_text(row).rstrip("\n"), "  ") for row in part]
        yield ("" if first or not rows else ",") + ("\n" if rows else "") + ",\n".join(rows)
        first = first and not rows
    yield ("]" if first else "\n ]") + "," + json_text(after).removeprefix("{")


#: A code, a period or a figure: what would be misread when it is broken over two lines.
_WHOLE = 11


#: What the other columns keep at least, and what borders and blanks of a column take.
_LEAST = 12
_FRAME = 3


def _whole_columns(width: int, columns: tuple[str, ...], rows: list[list[str]]) -> set[int]:
    """The columns of short words that are not broken, as long as the others keep room for theirs."""
    widest = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    short = [place for place, letters in enumerate(widest) if letters <= _WHOLE]
    room = width - 1 - _FRAME * len(columns) - _LEAST * (len(columns) - len(short))
    found: set[int] = set()
    for place in short:
        if widest[place] <= room:
            room -= widest[place]
            found.add(place)
    return found


def print_table(
    console: Console, columns: tuple[str, ...], rows: list[list[str]], title: str = ""
) -> None:
    """A table for the terminal; no cell is read as markup, and nothing in it moves the cursor."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=visible(title) or None, title_justify="left")
    whole = _whole_columns(console.width, columns, rows)
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=place in whole)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)
