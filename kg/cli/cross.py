"""``kg cross``"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.ask import given
from kg.cli.common import (
    Form,
    FormOption,
    LangOption,
    ListingForm,
    NoColor,
    emit,
    handled,
    note,
    screen,
)
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.derive.vocabulary import Vocabulary, vocabulary
from kg.errors import InputError, Lang, Problem
from kg.limits import DEFAULT
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
from kg.worker.cross.answer import CrossAsked, areas_of, ask_tables, findings_of, status_of
from kg.worker.cross.cross_question import CrossQuestion, CrossRule, Within, cross_catalogue
from kg.worker.cross.table_engine import Tables, open_tables, require_tables

__all__ = ["cross"]

#: The engine keeps to its own limit and sets the rest aside on disk; the program around it comes on
#: top.
_LIMITS = UnitLimits(unit_megabytes=DEFAULT.cross_megabytes + UNIT_LIMITS.unit_megabytes)
#: A table on the screen has so many rows.
_SHOWN = 50
#: Endings by which an output is one file; any other is a folder.
_FILES = (".csv", ".json")
_COLUMNS = ("title", "severity", "question", "params")


@dataclass(frozen=True)
class _Output:
    """Where an answer goes, and how it is shown."""

    form: Form | None
    path: Path | None
    lang: Lang
    no_color: bool

    @property
    def is_file(self) -> bool:
        """Whether the path names one file, not a folder for many."""
        return self.path is not None and self.path.suffix.casefold() in _FILES

    @property
    def is_table(self) -> bool:
        """Whether a person reads it on the screen."""
        return self.form in {None, "table"} and self.path is None

    def emit(self, listing: ListingForm) -> None:
        """Show or write it."""
        emit(listing, self.form, self.path, no_color=self.no_color)


def _chosen(ids: list[str]) -> list[CrossQuestion]:
    """The questions by id or name; none when none is named."""
    known: dict[str, CrossQuestion] = {}
    for question in cross_catalogue():
        known[question.id.casefold()] = known[question.slug] = question

    wrong = [name for name in ids if name.casefold() not in known]
    if wrong:
        every = ", ".join(question.id for question in cross_catalogue())
        raise InputError(Problem("CROSS-UNKNOWN", "", {"found": ", ".join(wrong), "known": every}))

    wanted = {known[name.casefold()].id for name in ids}
    return [question for question in cross_catalogue() if question.id in wanted]


def _is_single(chosen: list[CrossQuestion], out: _Output) -> bool:
    """Whether one answer goes to one place; else all of them go to a folder.

    :raises InputError: CROSS-OUTPUT where several answers have no folder.
    """
    if len(chosen) == 1 and (out.path is None or out.is_file or out.form is not None):
        return True
    if out.path is None or out.is_file or out.form is not None:
        raise InputError(Problem("CROSS-OUTPUT"))

    return False


@handled
def cross(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", show_default=False)] = None,
    by: Annotated[Within, typer.Option("--by")] = "nasional",
    params: Annotated[list[str] | None, typer.Option("--param", show_default=False)] = None,
    form: FormOption = None,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    limits: UnitLimits = _LIMITS,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Compare the kecamatan of a finished check with each other."""
    chosen = _chosen(ids or [])
    out = _Output(form, output, lang, no_color)
    if not chosen and output is None:
        require_tables(folder)
        out.emit(_catalogue(lang))
        return

    single = _is_single(chosen, out)
    lists = vocabulary()
    values = given(params or [])
    alone = len(chosen) == 1
    asked = [_asked(one, values, lists, alone=alone) for one in chosen or cross_catalogue()]
    memory = min(DEFAULT.cross_megabytes, limits.unit_megabytes)
    allow(len(asked))
    with open_tables(folder, by, lists, memory) as tables:
        if single:
            _answer(asked[0], tables, out)
            return

        done = write_answers(asked, tables, output or Path(), by, lang)

    rows = []
    for one, status, count in done:
        rows.append(status_row(one.question, status, count, lang))
    print_table(screen(no_color=no_color), status_columns(lang), rows)
    note(f"{word('written', lang)} {output}")


def _asked(
    question: CrossQuestion,
    values: dict[str, str],
    lists: Vocabulary,
    *,
    alone: bool,
) -> CrossAsked:
    """The question with the values meant for it; one asked alone must know every name."""
    if alone:
        return CrossAsked.of(question, values, lists)

    known = {param.name for param in question.params}
    own = {}
    for name, value in values.items():
        if name in known:
            own[name] = value
    return CrossAsked.of(question, own, lists)


def _catalogue(lang: Lang) -> ListingForm:
    """All rules and questions."""
    rows = []
    body = []
    for question in cross_catalogue():
        rows.append(catalogue_row(question, lang))
        is_rule = question.rule is not None
        body.append({"id": question.id, "title": question.title[lang], "rule": is_rule})

    columns = ("id", *(word(key, lang) for key in _COLUMNS))
    return ListingForm(columns, rows, {"questions": body})


def _answer(
    asked: CrossAsked,
    tables: Tables,
    out: _Output,
) -> None:
    question = asked.question
    lang = out.lang
    if question.rule is not None:
        _rule(asked, question.rule, tables, out)
        return

    rows = list(ask_tables(asked, tables))
    body = question_object(asked, lang) | {"columns": list(question.columns), "rows": rows}
    body["empty_means"] = question.empty_means[lang]
    if out.is_table:
        shown = rows[:_SHOWN]
    else:
        shown = rows
    out.emit(ListingForm(question.columns, shown, body, question.text[lang]))
    _rest(len(rows) - len(shown), lang)
    if not rows:
        note(question.empty_means[lang])


def _rule(
    asked: CrossAsked,
    rule: CrossRule,
    tables: Tables,
    out: _Output,
) -> None:
    areas = areas_of(rule, tables)
    question = asked.question
    lang = out.lang
    # Where no area has two kecamatan there is nothing to compare.
    if areas[0]:
        found = findings_of(asked, rule, tables)
    else:
        found = iter(())
    kept = list(islice(found, _SHOWN if out.is_table else None))
    rest = sum(1 for _ in found)
    status = status_of(asked, areas, len(kept) + rest)
    if out.is_table:
        rows = [short_row(finding, lang) for finding in kept]
        title = f"{question.id} {question.title[lang]}"
        print_table(screen(no_color=out.no_color), short_columns(lang), rows, title)
        note(f"{question.id}: {word(status.status, lang)}")
    else:
        objects = list(map(finding_object, kept))
        body = question_object(asked, lang) | {"status": asdict(status), "findings": objects}
        out.emit(ListingForm(COLUMNS, [finding_row(finding, lang) for finding in kept], body))

    _rest(rest, lang)
    if status.status == "not-applied":
        note(say("compared-none", lang))
    elif status.status == "kept":
        note(question.empty_means[lang])


def _rest(count: int, lang: Lang) -> None:
    if count > 0:
        note(say("more-rows", lang, count=count))
