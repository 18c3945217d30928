"""``kg link match``"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.common import (
    Form,
    LangOption,
    ListingForm,
    NoColor,
    Output,
    Store,
    emit,
    handled,
    note,
    write_out,
)
from kg.derive.official.meaning import MeaningLimits
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.vocabulary import vocabulary
from kg.errors import InputError, Lang, Problem
from kg.link.mappings import mapping_set
from kg.link.matching import MatchAnswer, body, matched
from kg.link.names import Name, names_in_file, names_of_document, typed
from kg.read.inputs import READABLE, read_paths
from kg.read.kinds import DELIMITED
from kg.read.ontology import ontology
from kg.report.words import word
from kg.worker.linking import known_lists, names_in_store

__all__ = ["answer_rows", "limits_of", "match", "wanted_names"]

Accept = Annotated[float | None, typer.Option("--accept", min=0, max=1)]
Margin = Annotated[float | None, typer.Option("--margin", min=0, max=1)]
Version = Annotated[str, typer.Option("--version")]
#: The forms of every listing, and SSSOM.
AnyForm = Literal["table", "csv", "json", "sssom"]
#: No version is named: the one that counts is told by the year.
_AUTO = "auto"


def _looks_like_path(text: str) -> bool:
    """Whether an argument that names no file was surely meant as one."""
    return " " not in text.strip() and text.casefold().endswith((*READABLE, *DELIMITED))


def _names_at(given: str, level: str, parent: str) -> Iterator[Name]:
    path = Path(given)
    # A text may be longer than any file name.
    exists = len(given) < 255 and "\n" not in given and path.exists()
    if not exists:
        if _looks_like_path(given):
            raise InputError(Problem("READ-MISSING", given))
        yield from typed([given], level, parent)
        return
    if path.is_file() and given.casefold().endswith(DELIMITED):
        yield from names_in_file(path)
        return
    for document in read_paths([path]):
        yield from names_of_document(document, ontology())


def wanted_names(given: list[str], store: Path, level: str = "", parent: str = "") -> list[Name]:
    """The names of files, folders and texts in the order given.

    Those of the store when nothing is given.
    """
    if not given:
        return names_in_store(store, ontology())
    found: list[Name] = []
    for one in given:
        found += _names_at(one, level, parent)
    return found


def limits_of(accept: float | None, margin: float | None) -> MeaningLimits:
    """The numbers of the accept rule, with what the command line says instead."""
    limits = MeaningLimits.of(vocabulary())
    if accept is not None:
        limits = replace(limits, accept=accept)
    if margin is not None:
        limits = replace(limits, margin=margin)
    return limits


def _row(given: MatchAnswer) -> list[str]:
    best = None
    if given.candidates:
        best = given.candidates[0]
    if best is None:
        return [given.name.text, given.decision, "", "", "", "", given.reason, given.title]
    figures = [f"{best.score:.2f}", f"{best.margin:.2f}"]
    concept = best.concept
    return [
        given.name.text,
        given.decision,
        concept.code,
        concept.name,
        *figures,
        given.reason,
        given.title,
    ]


def answer_rows(answers: list[MatchAnswer]) -> list[list[str]]:
    """The answers as rows of a table."""
    return list(map(_row, answers))


@handled
def match(
    given: Annotated[
        list[str] | None, typer.Argument(metavar="BERKAS|TEKS", show_default=False)
    ] = None,
    version: Version = _AUTO,
    level: Annotated[str, typer.Option("--level")] = "",
    parent: Annotated[str, typer.Option("--parent")] = "",
    kecamatan: Annotated[str, typer.Option("--kecamatan")] = "",
    accept: Accept = None,
    margin: Margin = None,
    store: Store = Path("kinerja.store"),
    form: Annotated[AnyForm | None, typer.Option("--format")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Find the official program, activity or sub-activity that each name means."""
    names = wanted_names(given or [], store, level, parent)
    if kecamatan:
        names = [name if name.region else replace(name, region=kecamatan) for name in names]
    known = known_lists(store)
    answers = matched(names, known, limits_of(accept, margin), _stated(version, known))
    if form == "sssom":
        # An earlier output of the same form begins alike.
        write_out([mapping_set(answers).decode()], output, mapping_set([]).decode())
    else:
        _show(answers, form, output, lang, no_color=no_color)
    for title in dict.fromkeys(answer.title for answer in answers):
        note(f"{word('list', lang)}: {title}")
    if any(answer.decision != "diterima" for answer in answers):
        raise typer.Exit(1)


def _stated(version: str, known: Nomenclature) -> str:
    """The decree whose list is wanted; empty where each name is sought in the list of its own.

    :raises InputError: LINK-VERSION.
    """
    if version in {_AUTO, ""}:
        return ""
    if known.decree(version) is None:
        values = {"found": version, "known": ", ".join(d.number for d in known.decrees)}
        raise InputError(Problem("LINK-VERSION", "", values))
    return version


def _show(
    answers: list[MatchAnswer],
    form: Form | None,
    output: Path | None,
    lang: Lang,
    *,
    no_color: bool,
) -> None:
    """The answers as a table, or as programs read them."""
    schemes = list(dict.fromkeys(answer.scheme for answer in answers))
    shown = ("name", "decision", "code", "official-name", "similarity", "margin", "reason", "list")
    columns = tuple(word(key, lang) for key in shown)
    rows = answer_rows(answers)
    listing = ListingForm(columns, rows, body(answers, " ".join(schemes)))
    emit(listing, form, output, no_color=no_color)
