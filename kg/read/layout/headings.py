"""The headings of the user's own tables: which column holds what, and below which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from kg.model.form import sheet
from kg.read.layout.columns import Column
from kg.read.layout.origins import place_parts
from kg.read.layout.words import words

__all__ = ["Heading", "headings"]


@dataclass(frozen=True)
class Heading:
    """One column of a table: its sheet, letter, the lowest row of the head, text, and what it holds."""

    sheet: str
    letter: str
    row: int
    text: str
    holds: NamedNode


def _property(meaning: str) -> NamedNode | None:
    """The property that a column of this meaning fills, as the shared words say."""
    filled = next((one.isian for one in words().makna if one.nama == meaning and one.isian), "")
    filled = filled or words().isian_nilai.get(meaning, "")
    if not filled:
        return None
    name, _, column = filled.partition(".")
    return sheet(name).column(column).property


def _tables(columns: Iterable[Column]) -> Iterator[list[Column]]:
    """The columns table by table: as they were read, a head begins where a column is no further right."""
    for _, of_sheet in groupby(columns, key=lambda column: place_parts(column.place)[0]):
        table: list[Column] = []
        for column in of_sheet:
            if table and column.index < table[-1].index:
                yield table
                table = []
            table.append(column)
        yield table


def headings(columns: Iterable[Column]) -> Iterator[Heading]:
    """The headings of all tables of a document; columns of one year say nothing of another."""
    for table in _tables(columns):
        lowest = max(place_parts(column.place)[2] for column in table)
        for column in table:
            held = _property(column.meaning)
            if held is None or column.key:
                continue
            title, letter, _ = place_parts(column.place)
            text = " ".join(column.head.split())
            yield Heading(title, letter, lowest, text, held)
