"""Reads the answers of the audited party back from ``laporan.xlsx`` or ``temuan.csv``, matched by fingerprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, Problem
from kg.read.answers import Answered, read_answers
from kg.read.persons import has_person_number, names_person
from kg.report.book.listing import ANSWERS
from kg.report.book.texts import both, entries
from kg.report.dossier.dossier import Response
from kg.report.forms.as_csv import unshielded
from kg.rules.waiver_entry import day_of
from kg.suggest import nearest

__all__ = ["Answers", "read_responses", "read_typed", "typed_answer"]

#: A row is matched by this alone, whatever was sorted or edited around it.
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
#: The answer that names who mends a finding: a post.
_POST = "pic"
_KEYS = ("fingerprint", "rule", "label", "value", *ANSWERS)


def _heads() -> dict[str, str]:
    """Headings of either language, in small letters, to keys."""
    found = {}
    for key in _KEYS:
        for name in both("column", key):
            found[name.casefold()] = key
    return found


def _due(text: str) -> str | None:
    """A date in ISO form; ``None`` when the text is no date of this century.

    >>> _due("31/03/2026"), _due("2026-02-30"), _due("46022"), _due("31/03/0026")
    ('2026-03-31', None, None, None)
    """
    day = day_of(text)
    if day is not None and 2000 <= day.year < 2100:
        return day.isoformat()
    return None


def _status(text: str) -> str | None:
    """The kept form of a status in either language; ``None`` when it is none."""
    wanted = " ".join(text.split()).casefold()
    for entry in entries("status").values():
        if wanted in {entry["id"].casefold(), entry["en"].casefold()}:
            return str(entry["id"])
    return None


def _wrong_status(text: str) -> dict[str, str]:
    choices = [e["id"] for e in entries("status").values()]
    near = nearest(text.capitalize(), choices, least=0)
    return {
        "found": text[:60],
        "nearest": near[0],
        "choices": ", ".join(choices),
    }


@dataclass(frozen=True)
class _Row:
    """The cells of one row by key, and where each stands."""

    cells: dict[str, str]
    places: dict[str, str]

    def text(self, key: str) -> str:
        """What stands in a column; empty where there is no such column."""
        return self.cells.get(key, "")

    @property
    def is_answered(self) -> bool:
        """Whether anything was typed."""
        return any(map(self.text, ANSWERS))

    def problems(self) -> Iterator[Problem]:
        """What is wrong with what was typed."""
        key = self.text("fingerprint")
        due = self.text("due")
        status = self.text("status")
        if not _FINGERPRINT.fullmatch(key.casefold()):
            yield Problem("ANSWER-FINGERPRINT", self.places["fingerprint"], {"found": key[:60]})
        if due and _due(due) is None:
            yield Problem("ANSWER-DATE", self.places["due"], {"found": due[:60]})
        if status and _status(status) is None:
            yield Problem("ANSWER-STATUS", self.places["status"], _wrong_status(status))
        for column in ANSWERS:
            if self._names_somebody(column):
                yield Problem("ANSWER-PERSON", self.places[column])

    def _names_somebody(self, column: str) -> bool:
        """Whether a cell holds a person's number, or that of the post a name with titles."""
        typed = self.text(column)
        return has_person_number(typed) or (column == _POST and names_person(typed))

    def answer(self) -> Response:
        """What was typed, of a row without problems."""
        return Response(
            self.text("fingerprint").casefold(),
            self.text("response"),
            self.text("plan"),
            self.text("pic"),
            _due(self.text("due")) or "",
            _status(self.text("status")) or "",
            self.text("rule"),
            self.text("label"),
            self.text("value"),
        )


def _row(answered: Answered, keys: dict[str, str], *, shielded: bool) -> _Row:
    """One row by key; what was shielded against spreadsheets is as it was."""
    cells = {}
    for name, text in answered.cells.items():
        if name in keys:
            if shielded:
                cells[keys[name]] = unshielded(text)
            else:
                cells[keys[name]] = text
    places = {keys[name]: place for name, place in answered.places.items() if name in keys}
    return _Row(cells, places)


def typed_answer(cells: Mapping[str, str]) -> Response:
    """An answer as somebody typed it on a page, by key; nobody's number is kept in it.

    :raises InputError: ANSWER-FINGERPRINT, ANSWER-DATE, ANSWER-STATUS, ANSWER-PERSON.
    """
    places = {key: both("column", key)[0] for key in _KEYS}
    row = _Row(dict(cells), places)
    problems = list(row.problems())
    if problems:
        raise InputError(problems)
    return row.answer()


def _sheets() -> set[str]:
    """The sheets that hold answers, in either language, in small letters."""
    found: set[str] = set()
    for key in ("findings", "answers"):
        found.update(map(str.casefold, both("sheet", key)))
    return found


def _kept(rows: Iterable[_Row], problems: list[Problem]) -> dict[str, Response]:
    """The answers by fingerprint; two different ones to one finding are a problem."""
    found: dict[str, Response] = {}
    first: dict[str, str] = {}
    for row in rows:
        wrong = list(row.problems())
        problems += wrong
        if wrong:
            continue
        answer = row.answer()
        place = row.places["fingerprint"]
        if found.setdefault(answer.finding, answer) != answer:
            told = {"found": answer.finding, "first": first[answer.finding]}
            problems.append(Problem("ANSWER-TWICE", place, told))
        first.setdefault(answer.finding, place)
    return found


@dataclass(frozen=True)
class Answers:
    """What was typed into a listing.

    Answers by fingerprint, and the findings that are listed with nothing typed beside them.
    """

    given: dict[str, Response]
    blank: frozenset[str]


def read_responses(path: Path) -> dict[str, Response]:
    """The answers by fingerprint, of findings that are gone too.

    Rows without an answer are passed over.

    :raises InputError: with every unknown status, malformed date, and malformed or repeated
        fingerprint, each with its cell.
    """
    return read_typed(path).given


def read_typed(path: Path) -> Answers:
    """The answers of a listing, and the findings that it leaves unanswered.

    :raises InputError: as :func:`read_responses`.
    """
    problems: list[Problem] = []
    keys = _heads()
    heads, answered = read_answers(path, _sheets(), problems)
    if not {"fingerprint", *ANSWERS} <= {keys[name] for name in heads if name in keys}:
        columns = ", ".join(both("column", key)[0] for key in ("fingerprint", *ANSWERS))
        raise InputError(Problem("ANSWER-COLUMNS", str(path), {"columns": columns}))
    shielded = path.suffix.casefold() == ".csv"
    rows = [_row(one, keys, shielded=shielded) for one in answered]
    found = _kept((row for row in rows if row.is_answered), problems)
    if problems:
        raise InputError(problems)
    listed = {row.text("fingerprint").casefold() for row in rows}
    return Answers(found, frozenset(listed - found.keys()))
