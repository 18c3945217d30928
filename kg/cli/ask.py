"""``kg ask``"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.answers import AnswerForm, Counted, answer_pieces, first_rows, show_table, specimen
from kg.cli.common import (
    Endpoint,
    Form,
    FormOption,
    LangOption,
    ListingForm,
    NoColor,
    Output,
    Password,
    Sample,
    Store,
    Timeout,
    User,
    emit,
    form_of,
    handled,
    note,
    note_sample,
    screen,
    told,
    write_out,
)
from kg.cli.completion import question_names
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.cli.progress import Display
from kg.errors import InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.pool.spending import TaskLimits
from kg.questions.question import Param, Question, catalogue
from kg.read.gate import bad_character
from kg.read.ontology import ontology
from kg.report.words import word
from kg.store.base import GraphStore
from kg.store.embedded import EmbeddedStore
from kg.store.servers import doubt
from kg.worker.asked import KECAMATAN, PERIOD, Asked, filled
from kg.worker.asking import find_question, rows_by_unit
from kg.worker.sources import filled_store, reading_store, remote

if TYPE_CHECKING:
    from kg.store.remote import RemoteStore  # loaded late: SPARQLWrapper brings rdflib

__all__ = ["ask", "given"]


def _param(param: Param, lang: Lang) -> dict[str, object]:
    return {
        "name": param.name,
        "type": param.type,
        "required": param.required,
        "label": param.label[lang],
        "example": param.example,
    }


def _params(question: Question, lang: Lang) -> list[dict[str, object]]:
    """The parameters of a question, and those that every question has."""
    found = [_param(param, lang) for param in question.params]
    for name, label, example in ((KECAMATAN, "kecamatan", "33.02.19"), (PERIOD, "period", "2021")):
        common = {
            "name": name,
            "type": "text",
            "required": False,
            "label": word(label, lang),
            "example": example,
        }
        found.append(common)
    return found


def _catalogue(lang: Lang) -> ListingForm:
    """All questions."""
    rows = []
    body = []
    for question in catalogue():
        title = question.title[lang]
        names = " ".join(p.name for p in question.params)
        rows.append([question.id, title, question.text[lang], names])
        body.append({"id": question.id, "title": title, "params": _params(question, lang)})

    columns = ("id", word("title", lang), word("question", lang), word("params", lang))
    return ListingForm(columns, rows, {"questions": body})


def given(settings: Iterable[str]) -> dict[str, str]:
    """The values of ``--set name=value``.

    :raises InputError: USE-SET for anything else, USE-TWICE for a name given again, READ-CHAR for a
        sign that no statement may hold.
    """
    values: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        name = name.strip()
        if not sign or not name:
            raise InputError(Problem("USE-SET", "", {"found": setting}))
        if name in values:
            raise InputError(Problem("USE-TWICE", "", {"found": name}))
        bad = bad_character(value)
        if bad:
            raise InputError(Problem("READ-CHAR", f"--set {name}", {"character": bad}))

        values[name] = value

    return values


Settings = Annotated[list[str] | None, typer.Option("--set", show_default=False)]
Jobs = Annotated[int, typer.Option("--jobs", min=1)]
Name = Annotated[
    str,
    typer.Argument(metavar="PERTANYAAN", autocompletion=question_names, show_default=False),
]


@dataclass(frozen=True)
class Shared:
    """Processes that open the store for themselves, and what each share of the units may cost."""

    store: Path
    jobs: int
    limits: TaskLimits


@handled
def ask(
    question: Name = "",
    settings: Settings = None,
    store: Store = Path("kinerja.store"),
    sample: Sample = False,
    jobs: Jobs = 1,
    endpoint: Endpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    form: FormOption = None,
    output: Output = None,
    limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Answer a question of the catalogue, or list all questions."""
    if not question:
        emit(_catalogue(lang), form, output, no_color=no_color)
        return

    if endpoint and jobs > 1:
        raise InputError(Problem("USE-JOBS", endpoint))

    chosen = find_question(question, catalogue())
    # What was typed is judged before anything is read: a slip is told at once.
    typed = given(settings or [])
    written = form_of(form, output)
    server = None
    if endpoint:
        server = remote(endpoint, "", user, password, timeout)
        server.must_keep_to_graphs()
        source = filled_store(server)
    else:
        source = reading_store(store, ontology(), sample=sample)

    asked = filled(chosen, typed, source, ontology())
    note_sample(lang, sample=sample)
    # Processes open the store for themselves; the sample documents and an endpoint are not there.
    shared = None
    if jobs > 1 and source.name == str(store):
        shared = Shared(store, jobs, limits.of_tasks)

    _answer(asked, source, shared, written, output, lang, no_color=no_color)
    if server is not None:
        _note_doubt(server, chosen.id, lang)


def _note_doubt(server: RemoteStore, question: str, lang: Lang) -> None:
    """Say so where the server is known to answer the question otherwise than it should."""
    doubted = doubt(server.name, server.server, question)
    if doubted is not None:
        told(lang)(doubted)


def _answer(
    asked: Asked,
    source: GraphStore,
    shared: Shared | None,
    form: Form,
    output: Path | None,
    lang: Lang,
    *,
    no_color: bool,
) -> None:
    """Ask every unit, and show the answer while it comes."""
    many = len(asked.units)
    display = None
    if many > DEFAULT.many_units:
        display = Display(lang, no_color=no_color)
    if shared is not None and many > 1:
        from kg.worker.asking_jobs import rows_by_processes  # who asks alone starts no process

        allow(0)  # each share is held to the limits in a process of its own
        found = rows_by_processes(asked, shared.store, shared.jobs, shared.limits)
    else:
        found = _one_by_one(rows_by_unit(asked, source, ontology()))

    counted = Counted(found, many, display)
    frame: Any = display or nullcontext()
    if form == "table":
        with frame:
            first = first_rows(counted)

        show_table(asked, first, screen(no_color=no_color), lang)
        if len(first) < counted.rows:
            note(word("cut", lang).format(limit=DEFAULT.answer_rows))
    else:
        with frame:
            _write(asked, counted, form, output, lang)

    if many > DEFAULT.many_units and isinstance(source, EmbeddedStore):
        source.counts.keep()
    if not counted.rows:
        note(asked.question.empty_means[lang])


def _one_by_one(found: Iterator[list[list[str]]]) -> Iterator[list[list[str]]]:
    """Each unit with the time that a unit may take."""
    for rows in found:
        yield rows
        allow(1)


def _write(
    asked: Asked,
    counted: Counted,
    form: AnswerForm,
    output: Path | None,
    lang: Lang,
) -> None:
    pieces = answer_pieces(asked, counted, form, lang)
    write_out(pieces, output, specimen(asked, form, lang))
