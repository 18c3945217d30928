"""``kg link export``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph
import typer
from pyoxigraph import RdfFormat

from kg.cli.common import LangOption, Output, Store, handled, write_out
from kg.cli.link_match import answer_rows, limits_of, wanted_names
from kg.link.mappings import mapping_set, mapping_triples
from kg.link.matching import MatchAnswer, matched
from kg.report.listing import csv_text
from kg.report.words import word
from kg.terms import PREFIXES
from kg.worker.linking import known_lists

__all__ = ["export"]

_SHOWN = ("name", "decision", "code", "official-name", "similarity", "margin", "reason", "list")


def _text(answers: list[MatchAnswer], form: str) -> str:
    if form == "sssom":
        return mapping_set(answers).decode()
    if form == "ttl":
        triples = sorted(mapping_triples(answers), key=str)
        data = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
        return (data or b"").decode()
    columns = tuple(word(key, "id") for key in _SHOWN)
    return csv_text(columns, answer_rows(answers))


@handled
def export(
    given: Annotated[list[str] | None, typer.Argument(metavar="BERKAS", show_default=False)] = None,
    form: Annotated[Literal["sssom", "ttl", "csv"], typer.Option("--format")] = "sssom",
    store: Store = Path("kinerja.store"),
    output: Output = None,
    lang: LangOption = "id",
) -> None:
    """Write what names mean as SSSOM, SKOS statements or CSV."""
    del lang
    names = wanted_names(given or [], store)
    answers = matched(names, known_lists(store), limits_of(None, None))
    # An earlier output of the same form begins alike.
    write_out([_text(answers, form)], output, _text([], form))
