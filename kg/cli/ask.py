"""``kg ask``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.ask.question import Question, catalogue
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
    handled,
    note,
    reading_store,
    remote,
    screen,
)
from kg.errors import InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.read.ontology import ontology
from kg.report.words import word
from kg.worker.asking import answer, find_question

__all__ = ["ask", "given"]


def _params(question: Question, lang: Lang) -> list[dict[str, object]]:
    own = [
        {"name": p.name, "type": p.type, "required": p.required, "label": p.label[lang], "example": p.example}
        for p in question.params
    ]
    common = {"name": "kecamatan", "type": "text", "required": False, "label": word("kecamatan", lang), "example": "33.02.19"}
    return [*own, common]


def _list(form: Form | None, output: Path | None, lang: Lang, *, no_color: bool) -> None:
    questions = catalogue()
    rows = [[q.id, q.title[lang], q.text[lang], " ".join(p.name for p in q.params)] for q in questions]
    body = {"questions": [{"id": q.id, "title": q.title[lang], "params": _params(q, lang)} for q in questions]}
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
    question: Annotated[str, typer.Argument(help="Id or name of a question; without it, all are listed.")] = "",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="name=value; labels, codes and IRIs are understood.")
    ] = None,
    store: Store = Path("kinerja.store"),
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

    Without a store the five bundled documents are asked.

    Example:
        kg ask jabatan-pendukung-outcome --set outcome="Terwujudnya Tata Kelola Pemerintah Kecamatan yang Baik"
    """
    if not question:
        _list(form, output, lang, no_color=no_color)
        return
    chosen = find_question(question, catalogue())
    known = ontology()
    source = remote(endpoint, "", user, password, timeout) if endpoint else reading_store(store, known, lang)
    found = answer(chosen, given(settings or []), source, known)
    body = {
        "question": chosen.id,
        "params": found.params,
        "columns": list(found.columns),
        "rows": found.rows,
        "empty_means": chosen.empty_means[lang],
    }
    shown = [i for i, c in enumerate(found.columns) if form in {"csv", "json"} or output is not None or not c.endswith("_iri")]
    columns = tuple(found.columns[i] for i in shown)
    rows = [[row[i] for i in shown] for row in found.rows]
    emit(columns, rows, body, form=form, output=output, console=screen(no_color=no_color), title=chosen.text[lang])
    if not found.rows:
        note(chosen.empty_means[lang])
    if found.cut:
        note(word("cut", lang).format(limit=DEFAULT.answer_rows))
