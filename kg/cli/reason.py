"""``kg reason``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.common import Form, LangOption, NoColor, Output, Store, emit, handled, screen
from kg.errors import Lang
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.words import word
from kg.store.catalogue import entries
from kg.store.opening import open_store
from kg.worker.reasoning import ClashLine, Reasoning
from kg.worker.reasoning import reason as reason_units
from kg.worker.sources import bundled
from kg.worker.units import Unit, from_documents, from_store

__all__ = ["reason"]


def _body(found: Reasoning, lang: Lang) -> dict[str, Any]:
    return {
        "kecamatan": found.region or None,
        "period": found.period or None,
        "consistent": found.consistent,
        "mendukungOutcome": [list(pair) for pair in sorted(found.supports)],
        "clash": [
            {"statement": _words(c, lang), "document": c.document, "line": c.line}
            for c in found.clash
        ],
        "axioms": list(found.axioms),
        "confirmed": found.confirmed,
    }


def _words(clash: ClashLine, lang: Lang) -> str:
    return f"{clash.subject} {clash.relation or word('is', lang)} {clash.value}"


def _clash(found: Reasoning, lang: Lang) -> str:
    places = [
        f"{_words(c, lang)} ({c.document}:{c.line})" if c.document else _words(c, lang)
        for c in found.clash
    ]
    return "\n".join([*places, *found.axioms])


def _row(found: Reasoning, lang: Lang) -> list[str]:
    verdict = word("consistent" if found.consistent else "inconsistent", lang)
    return [
        found.region or word("ontology", lang),
        found.period,
        verdict,
        str(len(found.supports)),
        _clash(found, lang),
    ]


def _units(paths: list[Path] | None, folder: Path) -> list[Unit]:
    if paths:
        return from_documents(read_paths(paths))
    source = open_store(folder, write=False)
    return from_store(source) if entries(source) else from_documents(bundled())


@handled
def reason(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Workbooks, folders of CSV sheets, RDF files.")
    ] = None,
    store: Store = Path("kinerja.store"),
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Run HermiT over the ontology and each document: consistent or not, and why not.

    Exits 0 when everything is consistent, 1 when something is not, 3 when the reasoner cannot run.

    Example:
        kg reason isian.xlsx
    """
    found = reason_units(_units(paths, store), ontology())
    columns = tuple(
        word(key, lang) for key in ("kecamatan", "period", "consistent", "inferred", "clash")
    )
    rows = [_row(r, lang) for r in found]
    body = {"reasoning": [_body(r, lang) for r in found]}
    emit(columns, rows, body, form=form, output=output, console=screen(no_color=no_color))
    raise typer.Exit(int(not all(r.consistent for r in found)))
