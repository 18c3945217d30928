"""``kg link review``, ``apply`` and ``check``"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import LangOption, Store, handled, note
from kg.cli.link_match import Accept, Margin, Version, limits_of, wanted_names
from kg.link.matching import matched
from kg.link.review import read_review
from kg.link.sssom import read_sssom
from kg.read.gate import read_bytes
from kg.report.linking.review_sheet import asked_once, review_book, sample_size
from kg.report.output import may_be_made, write_bytes
from kg.report.words import word
from kg.worker.deciding import put_links
from kg.worker.linking import known_lists

__all__ = ["apply", "check_sssom", "review"]


@handled
def review(
    given: Annotated[list[str] | None, typer.Argument(metavar="BERKAS", show_default=False)] = None,
    output: Annotated[Path, typer.Option("-o", "--output")] = Path("tinjau.xlsx"),
    version: Version = "auto",
    accept: Accept = None,
    margin: Margin = None,
    store: Store = Path("kinerja.store"),
    lang: LangOption = "id",
) -> None:
    """Write a workbook on which a person decides what names mean."""
    known = known_lists(store)
    stated = "" if version == "auto" else version
    names = wanted_names(given or [], store)
    answers = matched(names, known, limits_of(accept, margin), stated)
    book = review_book(answers, known, lang, datetime.now(UTC))
    # Decisions that somebody typed into an earlier one are never written over.
    may_be_made(output, [], book)
    write_bytes(output, book)
    accepted = sum(answer.decision == "diterima" for answer in answers)
    left = len(asked_once(a for a in answers if a.decision != "diterima"))
    sample = sample_size(len(asked_once(a for a in answers if a.decision == "diterima")))
    told = word("review-written", lang)
    typer.echo(told.format(path=output, left=left, accepted=accepted, sample=sample))


@handled
def apply(
    path: Annotated[Path, typer.Argument(show_default=False)],
    two_person: Annotated[bool, typer.Option("--two-person")] = False,
    store: Store = Path("kinerja.store"),
    lang: LangOption = "id",
) -> None:
    """Take over the decisions of a filled review sheet."""
    known = known_lists(store)
    today = datetime.now(UTC).date().isoformat()
    links = read_review(path, known, limits_of(None, None), today)
    counts = put_links(store, links, two=two_person)
    typer.echo(word("review-applied", lang).format(**counts))
    if counts["zombies"]:
        note(word("review-zombies", lang).format(**counts))


@handled
def check_sssom(
    path: Annotated[Path, typer.Argument(show_default=False)],
    sssom: Annotated[str, typer.Option("--sssom")] = "1.0",
    lang: LangOption = "id",
) -> None:
    """Hold an SSSOM file against the specification."""
    found = read_sssom(read_bytes(path), str(path), sssom)
    typer.echo(word("sssom-sound", lang).format(rows=len(found.rows)))
