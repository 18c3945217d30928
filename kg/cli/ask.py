"""``kg ask``"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.answers import Counted, answer_pieces, first_rows, show_table
from kg.cli.common import (
    Endpoint,
    Form,
    LangOption,
    NoColor,
    Output,
    Password,
    Store,
    Timeout,
    User,
    emit,
    form_of,
    handled,
    note,
    screen,
    told,
    write_out,
)
from kg.cli.nation import MANY
from kg.cli.progress import Display
from kg.errors import InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.questions.question import Question, catalogue
from kg.read.ontology import ontology
from kg.report.words import word
from kg.worker.asked import filled
from kg.worker.asking import find_question, rows_by_unit
from kg.worker.asking_jobs import rows_by_processes
from kg.worker.sources import reading_store, remote

__all__ = ["ask", "given"]


def _params(question: Question, lang: Lang) -> list[dict[str, object]]:
    own = [
        {
            "name": p.name,
            "type": p.type,
            "required": p.required,
            "label": p.label[lang],
            "example": p.example,
        }
        for p in question.params
    ]
    common = {
        "name": "kecamatan",
        "type": "text",
        "required": False,
        "label": word("kecamatan", lang),
        "example": "33.02.19",
    }
    return [*own, common]


def _list(form: Form | None, output: Path | None, lang: Lang, *, no_color: bool) -> None:
    questions = catalogue()
    rows = [
        [q.id, q.title[lang], q.text[lang], " ".join(p.name for p in q.params)] for q in questions
    ]
    body = {
        "questions": [
            {"id": q.id, "title": q.title[lang], "params": _params(q, lang)} for q in questions
        ]
    }
    columns = ("id", word("title", lang), word("question", lang), word("params", lang))
    emit(columns, rows, body, form=form, output=output, console=screen(no_color=no_color))


def given(settings: list[str]) -> dict[str, str]:
    """The values of ``--set name=value``.

    :raises InputError: USE-SET for anything else, USE-TWICE for a name given again.
    """
    values: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.strip():
            raise InputError(Problem("USE-SET", "", {"found": setting}))
        if name.strip() in values:
            raise InputError(Problem("USE-TWICE", "", {"found": name.strip()}))
        values[name.strip()] = value
    return values


@handled
def ask(
    question: Annotated[
        str, typer.Argument(help="Id or name of a question; without it, all are listed.")
    ] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="name=value; labels, codes and IRIs are understood."),
    ] = None,
    store: Store = Path("kinerja.store"),
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", min=1, help="Processes that answer, for a question about many kecamatan."
        ),
    ] = 1,
    endpoint: Endpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Answer a question of the catalogue, or list all questions.

    Without a store the five bundled documents are asked. Without --set kecamatan=… all kecamatan of the store are asked,
    one after the other; CSV and JSON have every row, a table the first 10,000.

    Example:
        kg ask jabatan-pendukung-outcome --set outcome="Terwujudnya Tata Kelola Pemerintah Kecamatan yang Baik"
    """
    if not question:
        _list(form, output, lang, no_color=no_color)
        return
    if endpoint and jobs > 1:
        raise InputError(Problem("USE-JOBS", endpoint))
    chosen, known = find_question(question, catalogue()), ontology()
    source = (
        remote(endpoint, "", user, password, timeout)
        if endpoint
        else reading_store(store, known, told(lang))
    )
    asked = filled(chosen, given(settings or []), source, known)
    display = Display(lang, no_color=no_color) if len(asked.units) > MANY else None
    shown_form, first = form_of(form, output), list[list[str]]()
    with display or nullcontext():
        if jobs > 1 and len(asked.units) > 1 and source.name == str(store):
            found = rows_by_processes(asked, store, jobs)
        else:
            found = rows_by_unit(asked, source, known)
        counted = Counted(found, len(asked.units), display)
        if shown_form == "table":
            first = first_rows(counted)
        else:
            write_out(answer_pieces(asked, counted, shown_form, lang), output)
    if shown_form == "table":
        show_table(asked, first, screen(no_color=no_color), lang)
    if not counted.rows:
        note(chosen.empty_means[lang])
    if len(first) < counted.rows and shown_form == "table":
        note(word("cut", lang).format(limit=DEFAULT.answer_rows))
