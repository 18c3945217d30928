"""``kg load``"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    Endpoint,
    Form,
    LangOption,
    NoColor,
    Output,
    Password,
    Store,
    Timeout,
    UpdateEndpoint,
    User,
    bundled,
    emit,
    handled,
    note,
    remote,
    screen,
)
from kg.errors import Lang
from kg.limits import DEFAULT
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.words import word
from kg.store.embedded import open_store
from kg.worker.loading import load as load_documents

__all__ = ["load"]

_COLUMNS = ("action", "document", "rows", "triples", "graph")


@handled
def load(
    paths: Annotated[list[Path] | None, typer.Argument(help="Workbooks, folders of CSV sheets, RDF files.")] = None,
    store: Store = Path("kinerja.store"),
    endpoint: Endpoint = "",
    update_endpoint: UpdateEndpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Load documents into the store: all of them, or none when one is bad.

    Without PATHS the five bundled documents are loaded. Loading the same content again changes nothing.

    Example:
        kg load isian.xlsx --store kinerja.store
    """
    documents = read_paths(paths) if paths else bundled()
    target = remote(endpoint, update_endpoint, user, password, timeout) if endpoint else open_store(store, write=True)
    changes = load_documents(documents, target, ontology())
    for document in documents:
        for remark in document.notes:
            note(f"{word('note', lang)}: {remark.line(lang)}")
    rows = [[word(c.action, lang), c.name, str(c.rows), str(c.triples), c.graph] for c in changes]
    columns = tuple(word(name, lang) for name in _COLUMNS)
    emit(
        columns,
        rows,
        {"loaded": [asdict(c) for c in changes], "store": target.name},
        form=form,
        output=output,
        console=screen(no_color=no_color),
        title=f"{word('loaded', lang)} {target.name}",
    )
    _remark(all(c.action == "unchanged" for c in changes), form, lang)


def _remark(same: bool, form: Form | None, lang: Lang) -> None:
    if same and form in {None, "table"}:
        typer.echo(word("nothing-changed", lang))
