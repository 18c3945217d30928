"""``kg load``"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    DESCRIBED,
    Described,
    Endpoint,
    Form,
    FormOption,
    LangOption,
    ListingForm,
    NoColor,
    Output,
    Password,
    Paths,
    Sample,
    Store,
    Timeout,
    UpdateEndpoint,
    User,
    emit,
    handled,
    note,
    note_sample,
    one_source,
)
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.cli.progress import Display
from kg.errors import CouldNotError, InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.pool.spending import TaskLimits
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.read.layout.choice import Choice
from kg.read.ontology import ontology
from kg.report.nation.words import say
from kg.report.words import word
from kg.store.base import GraphStore
from kg.store.opening import open_store
from kg.worker.entering import EnteredChange
from kg.worker.loading import load as load_documents
from kg.worker.loading_many import Loaded, load_many
from kg.worker.nation.nation_inputs import InputSource, found_below
from kg.worker.sources import bundled, remote
from kg.worker.told_progress import Progress

__all__ = ["load"]

_COLUMNS = ("action", "document", "rows", "triples", "graph")
_ACTIONS = ("new", "replaced", "unchanged")


@handled
def load(
    paths: Paths = None,
    store: Store = Path("kinerja.store"),
    sample: Sample = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=0)] = None,
    endpoint: Endpoint = "",
    update_endpoint: UpdateEndpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    form: FormOption = None,
    output: Output = None,
    described: Described = DESCRIBED,
    limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Load documents into the store: all of them, or none when one is bad."""
    named = paths or []
    _refuse_contradiction(named, jobs, endpoint, sample=sample)
    sources = tuple(_sources(named))
    if not endpoint and _by_unit(sources, jobs):
        done = _many(sources, store, jobs or 1, limits.of_tasks, lang, no_color=no_color)
        name = str(store)
    else:
        # The limits are those of one document; all of them are read in this very process.
        allow(max(1, len(sources)))
        # Read before the store is opened: a bad document leaves no empty store behind.
        documents = _documents(sources, described.choice, sample=sample)
        if endpoint:
            target: GraphStore = remote(endpoint, update_endpoint, user, password, timeout)
        else:
            target = open_store(store, write=True)

        done = _at_once(documents, load_documents(documents, target, ontology()))
        name = target.name

    note_sample(lang, sample=sample)
    for remark in done.notes:
        note(f"{word('note', lang)}: {remark.line(lang)}")

    _show(done.changes, name, form, output, lang, no_color=no_color, inputs=named)
    if done.problems:
        raise InputError(done.problems)


def _by_unit(sources: tuple[InputSource, ...], jobs: int | None) -> bool:
    """Whether kecamatan are loaded one by one: as asked for, or because there are many."""
    if jobs is None:
        return len(sources) > DEFAULT.many_units
    return bool(sources) and jobs > 0


def _documents(sources: tuple[InputSource, ...], choice: Choice, *, sample: bool) -> list[Document]:
    if sample:
        return bundled()
    return read_paths([Path(source.path) for source in sources], choice=choice)


def _at_once(documents: list[Document], changes: list[EnteredChange]) -> Loaded:
    notes = chain.from_iterable(document.notes for document in documents)
    return Loaded(changes, list(notes))


def _sources(paths: list[Path]) -> Iterator[InputSource]:
    """Every input of the paths, each once.

    A folder without any stays as it is, so that reading it tells what is missing.
    """
    seen = set()
    for path in paths:
        if path.exists():
            inner = list(found_below([path]))
        else:
            inner = []
        for source in inner or [InputSource(str(path), ())]:
            if source.path not in seen:
                seen.add(source.path)
                yield source


def _many(
    sources: tuple[InputSource, ...],
    folder: Path,
    jobs: int,
    limits: TaskLimits,
    lang: Lang,
    *,
    no_color: bool,
) -> Loaded:
    """Each unit by itself; Ctrl-C keeps what was loaded."""
    display = Display(lang, no_color=no_color)
    try:
        with display:
            target = open_store(folder, write=True)
            done = load_many(sources, target, ontology(), _renewing(display), jobs, limits)
    except KeyboardInterrupt:
        raise CouldNotError(display.stopped(str(folder))) from None

    counts = Counter[str](change.action for change in done.changes)
    figures = {action: counts[action] for action in _ACTIONS}
    note(say("loaded", lang, failed=len(done.problems), **figures))
    return done


def _renewing(display: Display) -> Callable[[Progress], None]:
    """Tells the display, and gives each unit the time of a unit.

    Putting the store in order afterwards is none.
    """

    def tell(progress: Progress) -> None:
        display(progress)
        is_last = progress.stage == "load" and progress.done + progress.kept == progress.total
        allow(0 if is_last else 1)

    return tell


def _replaced(change: EnteredChange, lang: Lang) -> str:
    """What stood in the store under the name of the document, and is there no more."""
    held = change.before or change
    values = {"old": held.name, "old_rows": held.rows, "old_triples": held.triples}
    new = {"new": change.name, "rows": change.rows, "triples": change.triples}
    return word("replaced-content", lang, graph=change.graph.rpartition("/")[2], **values, **new)


def _refuse_contradiction(
    named: list[Path],
    jobs: int | None,
    endpoint: str,
    *,
    sample: bool,
) -> None:
    """Refuse options that do not go together.

    :raises InputError: USE-SAMPLE, USE-INPUT or USE-JOBS.
    """
    one_source(named, sample=sample)
    if not named and not sample:
        raise InputError(Problem("USE-INPUT"))
    if jobs is not None and endpoint:
        raise InputError(Problem("USE-JOBS", endpoint))


def _listed(changes: list[EnteredChange], name: str, lang: Lang) -> ListingForm:
    """One row for each document, and all that is known of them for programs."""
    rows = []
    for change in changes:
        figures = [str(change.rows), str(change.triples)]
        rows.append([word(change.action, lang), change.name, *figures, change.graph])

    return ListingForm(
        tuple(word(key, lang) for key in _COLUMNS),
        rows,
        {"loaded": list(map(asdict, changes)), "store": name},
        title=f"{word('loaded', lang)} {name}",
    )


def _show(
    changes: list[EnteredChange],
    name: str,
    form: Form | None,
    output: Path | None,
    lang: Lang,
    *,
    no_color: bool,
    inputs: list[Path],
) -> None:
    """The listing; of many documents only in a form for programs."""
    on_screen = form in {None, "table"} and output is None
    if len(changes) > DEFAULT.many_units and on_screen:
        return

    listing = _listed(changes, name, lang)
    emit(listing, form, output, no_color=no_color, inputs=inputs)
    for change in changes:
        if change.before is not None:
            note(_replaced(change, lang))
    if on_screen and all(change.action == "unchanged" for change in changes):
        typer.echo(word("nothing-changed", lang))
