"""The questions of the catalogue as pages.

A form made from the head of each, and the answer with its way and its sources.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KgError, Lang
from kg.questions.find import find_questions
from kg.questions.question import Question, catalogue
from kg.report.book.grid import BookGrid
from kg.report.book.write import written
from kg.report.bundle.parts import WORKBOOK
from kg.report.dossier.dossier import moment
from kg.report.listing import csv_text
from kg.terms import ID
from kg.walk.trace import Source
from kg.web.ask_tasks import MOST_UNITS, Ask, Names, Option
from kg.web.cited import Cite
from kg.web.pages import lang_of, page
from kg.web.refusal import status_of
from kg.web.reports import attachment
from kg.web.state import WebState, state_of
from kg.web.tasks import UnitsHeld
from kg.worker.asked import KECAMATAN, PERIOD
from kg.worker.asking import Answer, find_question

__all__ = ["answer_body", "question", "questions", "suggestions"]

_IRI = "_iri"
#: Width of a column of the workbook, in characters.
_WIDTH = 32
#: So few names are shown as links that answer at once.
_LINKS = 60
#: What is told above the form, with all that was typed: a wrong blank, and an answer that is late.
_LATE = 504
_MENDED_THERE = {400, _LATE}


def questions(request: Request) -> Response:
    """All questions by family; with words, the three nearest first. None is asked by itself."""
    sought = request.query_params.get("cari", "").strip()
    if sought:
        nearest = find_questions(sought, catalogue())
    else:
        nearest = []
    families: dict[str, list[Question]] = {}
    for one in catalogue():
        families.setdefault(one.family, []).append(one)
    return page(request, "questions.html", families=families, nearest=nearest, sought=sought)


def _given(asked: Question, request: Request) -> dict[str, str]:
    """The blanks as typed, those that are empty left out, in the order of the question.

    One address for one answer.
    """
    names = [*(param.name for param in asked.params), KECAMATAN, PERIOD]
    values = {name: request.query_params.get(name, "").strip() for name in names}
    return {name: value for name, value in values.items() if value}


def _is_filled(asked: Question, given: dict[str, str]) -> bool:
    """Whether an address answers at once: it fills all that is required, and says something."""
    needed = [param.name for param in asked.params if param.required]
    return bool(given) and given.keys() >= set(needed)


async def question(request: Request) -> Response:
    """The form of a question, and beneath it the answer as soon as its blanks are filled."""
    asked = find_question(request.path_params["name"], catalogue())
    given = _given(asked, request)
    state = state_of(request)
    form = request.query_params.get("format", "")
    is_sent = "jawab" in request.query_params or bool(form)
    is_asked = is_sent or _is_filled(asked, given)
    answer = None
    refused = None
    status = 200
    if is_asked:
        try:
            answer = await _answer(state, asked, given, request)
        except KgError as error:
            status = status_of(error)
            # A program that wants a file gets the error itself; a person gets the form back, as it
            # was filled.
            if form or status not in _MENDED_THERE:
                raise
            refused = error.problems
    if form and answer is not None:
        return _written(asked, answer, form, lang_of(request))
    shown = await _shown(state, asked, given, answer)
    return page(
        request,
        "question.html",
        status=status,
        q=asked,
        given=given,
        answer=answer,
        refused=refused,
        is_late=status == _LATE,
        is_asked=is_asked,
        links=_LINKS,
        **shown,
    )


async def _shown(
    state: WebState, asked: Question, given: dict[str, str], answer: Answer | None
) -> dict[str, Any]:
    """What the page offers to choose from, and what it says of the answer."""
    units = await state.answers.run(UnitsHeld(), state.settings.limits.question_seconds)
    return {
        "options": await _options(state, asked, given),
        "chosen": await _chosen(state, asked, given),
        "places": await _cited(state, answer),
        "shown": _columns(answer) if answer else [],
        "units": units[:_LINKS],
        "held": len(units),
        "is_part": KECAMATAN not in given and len(units) > MOST_UNITS,
        "searched": MOST_UNITS,
        "periods": sorted({period for _, period, _ in units}),
    }


async def _answer(
    state: WebState, asked: Question, given: dict[str, str], request: Request
) -> Answer:
    seconds = state.settings.limits.question_seconds
    found: Answer = await state.answers.run(Ask(asked, given), seconds, request.receive)
    return found


async def _cited(state: WebState, answer: Answer | None) -> list[dict[str, Source]]:
    """Where the texts of each row stand."""
    if answer is None:
        return []
    task = Cite(answer.columns, answer.rows)
    seconds = state.settings.limits.question_seconds
    found: list[dict[str, Source]] = await state.answers.run(task, seconds)
    return found + [{}] * (len(answer.rows) - len(found))


async def _options(
    state: WebState, asked: Question, given: dict[str, str]
) -> dict[str, Sequence[Option]]:
    """What each blank for a node can be filled with."""
    found: dict[str, Sequence[Option]] = {}
    for param in asked.params:
        if param.type == "node":
            task = Names(param, given.get(KECAMATAN, ""), "")
            found[param.name] = await state.answers.run(
                task, state.settings.limits.question_seconds
            )
    return found


async def _chosen(state: WebState, asked: Question, given: dict[str, str]) -> dict[str, Option]:
    """How the things are called that blanks name by their IRI, as the links of a page do."""
    found: dict[str, Option] = {}
    for param in asked.params:
        iri = given.get(param.name, "").strip("<>")
        if param.type != "node" or not iri.startswith(ID):
            continue
        region = iri.removeprefix(ID).partition("/")[0]
        seconds = state.settings.limits.question_seconds
        for option in await state.answers.run(Names(param, region, ""), seconds):
            if option.iri == iri:
                found[param.name] = option
    return found


def _columns(answer: Answer) -> list[tuple[int, str]]:
    """The columns that people read, with their places; IRIs stand behind a fold of their own."""
    found: list[tuple[int, str]] = []
    for n, name in enumerate(answer.columns):
        if not name.endswith(_IRI):
            found.append((n, name))
    return found


def answer_body(answer: Answer) -> dict[str, Any]:
    """The answer as ``kg ask --format json`` prints it."""
    return {
        "question": answer.question.id,
        "params": answer.params,
        "columns": list(answer.columns),
        "rows": answer.rows,
        "empty_means": answer.question.empty_means["id"],
    }


def _written(asked: Question, answer: Answer, form: str, lang: Lang) -> Response:
    """The answer as a file."""
    name = f"{asked.id}-{asked.slug}"
    if form == "json":
        data = json.dumps(answer_body(answer), ensure_ascii=False, indent=1).encode()
        return attachment(data, f"{name}.json", "application/json")
    if form == "sparql":
        return attachment(asked.query.encode(), f"{name}.rq", "application/sparql-query")
    if form == "xlsx":
        columns = tuple((column.replace("_", " "), _WIDTH) for column in answer.columns)
        sheet = BookGrid(asked.id, columns, answer.rows, about=asked.text[lang])
        return attachment(written([sheet], lang, moment()), f"{name}.xlsx", WORKBOOK)
    rows = csv_text(answer.columns, answer.rows)
    return attachment(rows.encode(), f"{name}.csv", "text/csv")


async def suggestions(request: Request) -> Response:
    """Names for a blank, for the list under the field while somebody types."""
    asked = find_question(request.path_params["name"], catalogue())
    wanted = request.query_params.get("isian", "")
    words = request.query_params.get("cari", "")
    if wanted == KECAMATAN:
        return JSONResponse(await _kecamatan(state_of(request), words))
    param = next((p for p in asked.params if p.name == wanted and p.type == "node"), None)
    if param is None:
        return JSONResponse([])
    state = state_of(request)
    task = Names(param, request.query_params.get(KECAMATAN, ""), words)
    found = await state.answers.run(task, state.settings.limits.question_seconds)
    return JSONResponse(
        [{"label": option.label, "place": option.place, "iri": option.iri} for option in found],
        headers={"Content-Language": lang_of(request)},
    )


async def _kecamatan(state: WebState, words: str) -> list[dict[str, str]]:
    """The kecamatan of the store that hold all the words in code or name."""
    seconds = state.settings.limits.question_seconds
    sought = words.casefold().split()
    found: dict[str, dict[str, str]] = {}
    for region, period, name in await state.answers.run(UnitsHeld(), seconds):
        text = f"{region} {name}".casefold()
        if all(word in text for word in sought) and len(found) < _LINKS:
            option = {"value": region, "label": name.title(), "place": f"{region} {period}"}
            found.setdefault(region, option)
    return list(found.values())
