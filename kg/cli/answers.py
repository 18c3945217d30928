"""How ``kg ask`` shows an answer: row by row, so that one over the whole nation never stands in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from rich.console import Console

from kg.cli.progress import Display
from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.listing import csv_pieces, json_pieces, print_table
from kg.worker.asked import Asked
from kg.worker.nation.run import Progress

__all__ = ["Counted", "answer_pieces", "first_rows", "show_table"]


class Counted:
    """The rows of every unit as they pass, counted, and told to the display when there is one."""

    def __init__(
        self, found: Iterator[list[list[str]]], units: int, display: Display | None
    ) -> None:
        self._found, self._units, self._display = found, units, display
        self.rows = 0

    def __iter__(self) -> Iterator[list[list[str]]]:
        for number, rows in enumerate(self._found, 1):
            self.rows += len(rows)
            yield rows
            if self._display is not None:
                self._display(Progress("ask", self._units, done=number))


def answer_pieces(
    asked: Asked, found: Counted, form: Literal["csv", "json"], lang: Lang
) -> Iterator[str]:
    """The answer as CSV or JSON, unit by unit."""
    question = asked.question
    if form == "csv":
        return csv_pieces(question.columns, found)
    before = {"question": question.id, "params": asked.shown, "columns": list(question.columns)}
    return json_pieces(before, "rows", found, {"empty_means": question.empty_means[lang]})


def first_rows(found: Counted) -> list[list[str]]:
    """The rows that a table has room for."""
    return list(islice((row for rows in found for row in rows), DEFAULT.answer_rows + 1))[
        : DEFAULT.answer_rows
    ]


def show_table(asked: Asked, first: list[list[str]], console: Console, lang: Lang) -> None:
    """The answer as a table without IRIs."""
    question = asked.question
    shown = [i for i, column in enumerate(question.columns) if not column.endswith("_iri")]
    rows = [[row[i] for i in shown] for row in first]
    print_table(console, tuple(question.columns[i] for i in shown), rows, question.text[lang])
