"""How ``kg ask`` shows an answer.

Row by row, so that one over the whole nation never stands in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, compress, islice
from typing import TYPE_CHECKING, Literal

from kg.cli.progress import Display
from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.listing import csv_pieces, csv_text, json_pieces, json_text, print_table
from kg.report.words import word
from kg.worker.asked import Asked
from kg.worker.told_progress import Progress

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["AnswerForm", "Counted", "answer_pieces", "first_rows", "show_table", "specimen"]

AnswerForm = Literal["csv", "json"]


class Counted:
    """The rows of every unit as they pass, counted, and told to the display when there is one."""

    def __init__(
        self,
        found: Iterator[list[list[str]]],
        units: int,
        display: Display | None,
    ) -> None:
        self._found = found
        self._units = units
        self._display = display
        self.rows = 0

    def __iter__(self) -> Iterator[list[list[str]]]:
        for number, rows in enumerate(self._found, 1):
            self.rows += len(rows)
            yield rows
            if self._display is not None:
                self._display(Progress("ask", self._units, done=number))


def _head(asked: Asked) -> dict[str, object]:
    """What a program is told before the rows."""
    question = asked.question
    return {"question": question.id, "params": asked.shown, "columns": list(question.columns)}


def _tail(asked: Asked, lang: Lang) -> dict[str, object]:
    return {"empty_means": asked.question.empty_means[lang]}


def answer_pieces(
    asked: Asked,
    found: Counted,
    form: AnswerForm,
    lang: Lang,
) -> Iterator[str]:
    """The answer as CSV or JSON, unit by unit."""
    if form == "csv":
        return csv_pieces(asked.question.columns, found)

    return json_pieces(_head(asked), "rows", found, _tail(asked, lang))


def specimen(
    asked: Asked,
    form: AnswerForm,
    lang: Lang,
) -> str:
    """The answer without rows: by it an earlier output is known."""
    if form == "csv":
        return csv_text(asked.question.columns, [])

    return json_text({**_head(asked), "rows": [], **_tail(asked, lang)})


def first_rows(found: Counted) -> list[list[str]]:
    """The rows that a table has room for."""
    rows = islice(chain.from_iterable(found), DEFAULT.answer_rows + 1)
    return list(rows)[: DEFAULT.answer_rows]


def show_table(
    asked: Asked,
    first: list[list[str]],
    console: Console,
    lang: Lang,
) -> None:
    """The answer as a table without IRIs."""
    question = asked.question
    shown = [not column.endswith("_iri") for column in question.columns]
    columns = tuple(compress(question.columns, shown))
    rows = [tuple(compress(row, shown)) for row in first]
    once = list(map(list, dict.fromkeys(rows)))
    print_table(console, columns, once, question.text[lang])
    if len(once) < len(rows):
        console.print(word("same-rows", lang, count=len(rows) - len(once)), soft_wrap=True)
