"""``kg cross``"""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.ask import given
from kg.cli.common import Form, LangOption, NoColor, Output, emit, handled, note, screen
from kg.derive.vocabulary import Vocabulary, vocabulary
from kg.errors import InputError, Lang, Problem
from kg.report.cross.files import write_answers
from kg.report.cross.listing import (
    COLUMNS,
    catalogue_row,
    finding_object,
    finding_row,
    question_object,
    short_columns,
    short_row,
    status_columns,
    status_row,
)
from kg.report.listing import print_table
from kg.report.nation.words import say
from kg.report.words import word
from kg.worker.cross.answer import Asked, areas_of, ask_tables, findings_of, status_of
from kg.worker.cross.engine import Tables, open_tables
from kg.worker.cross.question import CrossQuestion, CrossRule, Within, cross_catalogue

__all__ = ["cross"]

Folder = Annotated[Path, typer.Argument(help="Folder that kg check --jobs N -o FOLDER wrote.")]
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Rules and questions; all are listed without."),
]
By = Annotated[
    Within,
    typer.Option(
        "--by", help="Compare the kecamatan of one kabupaten, of one province, or of the nation."
    ),
]
Params = Annotated[
    list[str] | None,
    typer.Option("--param", help="name=value for a parameter of the question. May repeat."),
]
Target = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write this file; several answers, or all, to a folder."),
]
CrossForm = Annotated[Form | None, typer.Option("--format", help="table, csv or json.")]

_SHOWN = 50
_FILES = (".csv", ".json")


def _chosen(ids: list[str]) -> list[CrossQuestion]:
    known = {q.id.casefold(): q for q in cross_catalogue()} | {q.slug: q for q in cross_catalogue()}
    wrong = [name for name in ids if name.casefold() not in known]
    if wrong:
        values = {"found": ", ".join(wrong), "known": ", ".join(q.id for q in cross_catalogue())}
        raise InputError(Problem("CROSS-UNKNOWN", "", values))
    wanted = {known[name.casefold()].id for name in ids}
    return [q for q in cross_catalogue() if q.id in wanted]


@handled
def cross(
    folder: Folder,
    ids: Ids = None,
    by: By = "nasional",
    params: Params = None,
    form: CrossForm = None,
    output: Target = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Compare the kecamatan of a finished check with each other: copied indicators and trees, shared conditions.

    Rules (LIN) tell what is wrong as far as a machine can tell; questions (N) only tell. Needs DuckDB
    (pip install 'kinerja-kg[nasional]').

    Example:
        kg cross hasil-nasional/ LIN-01 --by kabupaten
    """
    chosen = _chosen(ids or [])
    if not chosen and output is None:
        _list(form, lang, no_color=no_color)
        return
    single = len(chosen) == 1 and (
        output is None or output.suffix.casefold() in _FILES or form is not None
    )
    if not single and (output is None or form is not None or output.suffix.casefold() in _FILES):
        raise InputError(Problem("CROSS-OUTPUT"))
    lists, values = vocabulary(), given(params or [])
    asked = [_asked(q, values, lists, alone=len(chosen) == 1) for q in chosen or cross_catalogue()]
    with open_tables(folder, by, lists) as tables:
        if single:
            _answer(asked[0], tables, form, output, lang, no_color=no_color)
            return
        done = write_answers(asked, tables, output or Path(), by, lang)
    print_table(
        screen(no_color=no_color),
        status_columns(lang),
        [status_row(a.question, s, n, lang) for a, s, n in done],
    )
    note(f"{word('written', lang)} {output}")


def _asked(
    question: CrossQuestion, values: dict[str, str], lists: Vocabulary, *, alone: bool
) -> Asked:
    """The question with the values meant for it; one asked alone must know every name."""
    known = {param.name for param in question.params}
    return Asked.of(
        question, values if alone else {k: v for k, v in values.items() if k in known}, lists
    )


def _list(form: Form | None, lang: Lang, *, no_color: bool) -> None:
    questions = cross_catalogue()
    columns = (
        "id",
        word("title", lang),
        word("severity", lang),
        word("question", lang),
        word("params", lang),
    )
    rows = [catalogue_row(q, lang) for q in questions]
    body = {
        "questions": [
            {"id": q.id, "title": q.title[lang], "rule": q.rule is not None} for q in questions
        ]
    }
    emit(columns, rows, body, form=form, output=None, console=screen(no_color=no_color))


def _answer(
    asked: Asked, tables: Tables, form: Form | None, output: Output, lang: Lang, *, no_color: bool
) -> None:
    question = asked.question
    if question.rule is not None:
        _rule(asked, question.rule, tables, form, output, lang, no_color=no_color)
        return
    rows = list(ask_tables(asked, tables))
    body = question_object(asked, lang) | {"columns": list(question.columns), "rows": rows}
    body["empty_means"] = question.empty_means[lang]
    table = form in {None, "table"} and output is None
    shown = rows[:_SHOWN] if table else rows
    emit(
        question.columns,
        shown,
        body,
        form=form,
        output=output,
        console=screen(no_color=no_color),
        title=question.text[lang],
    )
    _rest(len(rows) - len(shown), lang)
    if not rows:
        note(question.empty_means[lang])


def _rule(
    asked: Asked,
    rule: CrossRule,
    tables: Tables,
    form: Form | None,
    output: Output,
    lang: Lang,
    *,
    no_color: bool,
) -> None:
    areas, question = areas_of(rule, tables), asked.question
    found = findings_of(asked, rule, tables) if areas[0] else iter(())
    table = form in {None, "table"} and output is None
    kept = list(islice(found, _SHOWN) if table else found)
    rest = sum(1 for _ in found)
    status = status_of(asked, areas, len(kept) + rest)
    if table:
        rows = [short_row(f, lang) for f in kept]
        print_table(
            screen(no_color=no_color),
            short_columns(lang),
            rows,
            f"{question.id} {question.title[lang]}",
        )
        note(f"{question.id}: {word(status.status, lang)}")
    else:
        body = question_object(asked, lang) | {
            "status": asdict(status),
            "findings": [finding_object(f) for f in kept],
        }
        rows = [finding_row(f, lang) for f in kept]
        emit(COLUMNS, rows, body, form=form, output=output, console=screen(no_color=no_color))
    _rest(rest, lang)
    if status.status != "broken":
        note(
            say("compared-none", lang)
            if status.status == "not-applied"
            else question.empty_means[lang]
        )


def _rest(count: int, lang: Lang) -> None:
    if count > 0:
        note(say("more-rows", lang, count=count))
