"""``kg load``"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.common import (
    Endpoint,
    Form,
    KecamatanName,
    KindName,
    LangOption,
    LayoutName,
    NoColor,
    Output,
    Password,
    PeriodText,
    Store,
    Timeout,
    UpdateEndpoint,
    User,
    emit,
    handled,
    note,
    screen,
)
from kg.cli.nation import MANY
from kg.cli.progress import Display
from kg.errors import CouldNotError, InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.read.inputs import read_paths
from kg.read.layout.document import Choice
from kg.read.layout.identity import Wanted as Whose
from kg.read.ontology import ontology
from kg.report.nation.words import say
from kg.report.words import word
from kg.store.opening import open_store
from kg.worker.entering import Change
from kg.worker.loading import load as load_documents
from kg.worker.loading_many import Loaded, load_many
from kg.worker.nation.inputs import Source, found_below
from kg.worker.sources import bundled, remote

__all__ = ["load"]

_COLUMNS = ("action", "document", "rows", "triples", "graph")


@handled
def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Workbooks, folders of CSV sheets, RDF files.")
    ] = None,
    store: Store = Path("kinerja.store"),
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=0,
            help="Load each kecamatan by itself, in this many processes; 0: all at once.",
        ),
    ] = None,
    endpoint: Endpoint = "",
    update_endpoint: UpdateEndpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    layout: LayoutName = "",
    kecamatan: KecamatanName = "",
    period: PeriodText = "",
    kind: KindName = "",
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Load documents into the store: all of them, or none when one is bad.

    Without PATHS the five bundled documents are loaded. Loading the same content again changes nothing. Folders are read
    to any depth. More than 50 inputs, or any number with --jobs, are loaded kecamatan by kecamatan: a bad one is told and
    left out, all others are loaded, and the same command goes on after an interruption.

    Example:
        kg load isian.xlsx --store kinerja.store
    """
    console = screen(no_color=no_color)
    sources = _sources(paths or [])
    if jobs is not None and endpoint:
        raise InputError(Problem("USE-JOBS", endpoint))
    if sources and not endpoint and (jobs or (jobs is None and len(sources) > MANY)):
        done, name = _many(sources, store, jobs or 1, lang, no_color=no_color), str(store)
        changes, notes, problems = done.changes, done.notes, done.problems
    else:
        choice = Choice(layout, Whose(kecamatan, period, kind))
        named = [Path(source.path) for source in sources]
        documents = read_paths(named, choice=choice) if paths else bundled()
        target = (
            remote(endpoint, update_endpoint, user, password, timeout)
            if endpoint
            else open_store(store, write=True)
        )
        changes, name, problems = load_documents(documents, target, ontology()), target.name, []
        notes = [remark for document in documents for remark in document.notes]
    for remark in notes:
        note(f"{word('note', lang)}: {remark.line(lang)}")
    _show(changes, name, form, output, lang, console)
    if problems:
        raise InputError(problems)


def _sources(paths: list[Path]) -> tuple[Source, ...]:
    """Every input of the paths; a folder without any stays as it is, so that reading it tells what is missing."""
    found = [list(found_below([path])) if path.exists() else [] for path in paths]
    sources = [
        one
        for path, inner in zip(paths, found, strict=True)
        for one in inner or [Source(str(path), ())]
    ]
    return tuple({source.path: source for source in sources}.values())


def _many(
    sources: tuple[Source, ...], folder: Path, jobs: int, lang: Lang, *, no_color: bool
) -> Loaded:
    """Each unit by itself; Ctrl-C keeps what was loaded."""
    display = Display(lang, no_color=no_color)
    try:
        with display:
            done = load_many(sources, open_store(folder, write=True), ontology(), display, jobs)
    except KeyboardInterrupt:
        last = display.last
        values = {"done": str(last.done + last.kept), "total": str(last.total)}
        raise CouldNotError(Problem("NATION-STOPPED", str(folder), values)) from None
    counts = Counter(change.action for change in done.changes)
    note(
        say(
            "loaded",
            lang,
            failed=len(done.problems),
            **{k: counts[k] for k in ("new", "replaced", "unchanged")},
        )
    )
    return done


def _show(
    changes: list[Change],
    name: str,
    form: Form | None,
    output: Path | None,
    lang: Lang,
    console: Console,
) -> None:
    """The listing; of many documents only in a form for programs."""
    if len(changes) > MANY and form in {None, "table"} and output is None:
        return
    rows = [[word(c.action, lang), c.name, str(c.rows), str(c.triples), c.graph] for c in changes]
    columns = tuple(word(name, lang) for name in _COLUMNS)
    emit(
        columns,
        rows,
        {"loaded": [asdict(c) for c in changes], "store": name},
        form=form,
        output=output,
        console=console,
        title=f"{word('loaded', lang)} {name}",
    )
    _remark(all(c.action == "unchanged" for c in changes), form, lang)


def _remark(same: bool, form: Form | None, lang: Lang) -> None:
    if same and form in {None, "table"}:
        typer.echo(word("nothing-changed", lang))
