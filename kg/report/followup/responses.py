"""Reads the answers of the audited party back from ``laporan.xlsx`` or ``temuan.csv``, matched by fingerprint."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kg.errors import InputError, Problem
from kg.read.answers import Answered, read_answers
from kg.report.book.listing import ANSWERS
from kg.report.book.texts import both, entries
from kg.report.dossier.dossier import Response
from kg.report.forms.as_csv import unshielded

__all__ = ["read_responses"]

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_KEYS = ("fingerprint", "rule", "label", *ANSWERS)


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
    match = _DAY_FIRST.fullmatch(text)
    try:
        if match:
            day = date(int(match[3]), int(match[2]), int(match[1]))
        else:
            day = date.fromisoformat(text)
    except ValueError:
        return None
    if 2000 <= day.year < 2100:
        return day.isoformat()
    return None


def _status(text: str) -> str | None:
    """The kept form of a status in either language; ``None`` when it is none."""
    wanted = " ".join(text.split()).casefold()
    return next(
        (
            e["id"]
            for e in entries("status").values()
            if wanted in {e["id"].casefold(), e["en"].casefold()}
        ),
        None,
    )


def _wrong_status(text: str) -> dict[str, str]:
    choices = [e["id"] for e in entries("status").values()]
    near = get_close_matches(text.capitalize(), choices, n=1, cutoff=0)
    return {
        "found": text[:60],
        "nearest": near[0],
        "choices": ", ".join(choices),
    }


def _answer(
    row: Answered, keys: dict[str, str], problems: list[Problem], *, shielded: bool
) -> tuple[Response, str] | None:
    """The answer of one row and its place; ``None`` when nothing was typed, or something is wrong."""
    cells = {}
    for n, text in row.cells.items():
        if n in keys:
            if shielded:
                cells[keys[n]] = unshielded(text)
            else:
                cells[keys[n]] = text
    places = {keys[n]: place for n, place in row.places.items() if n in keys}
    if not any(cells.get(key) for key in ANSWERS):
        return None
    found = len(problems)
    key = cells.get("fingerprint", "").casefold()
    due = cells.get("due", "")
    status = cells.get("status", "")
    if not _FINGERPRINT.fullmatch(key):
        problems.append(Problem("ANSWER-FINGERPRINT", places["fingerprint"], {"found": key[:60]}))
    if due and _due(due) is None:
        problems.append(Problem("ANSWER-DATE", places["due"], {"found": due[:60]}))
    if status and _status(status) is None:
        problems.append(Problem("ANSWER-STATUS", places["status"], _wrong_status(status)))
    if len(problems) > found:
        return None
    response, plan, pic = (cells.get(name, "") for name in ("response", "plan", "pic"))
    about = (cells.get("rule", ""), cells.get("label", ""))
    said = Response(
        key,
        response,
        plan,
        pic,
        _due(due) or "",
        _status(status) or "",
        *about,
    )
    return said, places["fingerprint"]


def read_responses(path: Path) -> dict[str, Response]:
    """The answers by fingerprint, of findings that are gone too; rows without an answer are passed over.

    :raises InputError: with every unknown status, malformed date, and malformed or repeated fingerprint, each with its cell.
    """
    problems: list[Problem] = []
    keys = _heads()
    sheets = set()
    for key in ("findings", "answers"):
        for name in both("sheet", key):
            sheets.add(name.casefold())
    heads, rows = read_answers(path, sheets, problems)
    if not {"fingerprint", *ANSWERS} <= {keys[name] for name in heads if name in keys}:
        columns = ", ".join(both("column", key)[0] for key in ("fingerprint", *ANSWERS))
        raise InputError(Problem("ANSWER-COLUMNS", str(path), {"columns": columns}))
    found: dict[str, Response] = {}
    first: dict[str, str] = {}
    for row in rows:
        told = _answer(row, keys, problems, shielded=path.suffix.casefold() == ".csv")
        if told is None:
            continue
        answer, place = told
        if found.setdefault(answer.finding, answer) != answer:
            problems.append(
                Problem(
                    "ANSWER-TWICE", place, {"found": answer.finding, "first": first[answer.finding]}
                )
            )
        first.setdefault(answer.finding, place)
    if problems:
        raise InputError(problems)
    return found
