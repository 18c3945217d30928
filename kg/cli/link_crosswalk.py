"""``kg link crosswalk`` and ``serve``"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    SHOWN,
    LangOption,
    Shown,
    Store,
    handled,
    note,
)
from kg.cli.common import (
    ListingForm as Table,
)
from kg.cli.link_lists import listing_named
from kg.cli.serve import serve as workbench
from kg.derive.official.concept import Concept, Listing
from kg.errors import InputError, Lang, Problem
from kg.link.chain import Hop, Way, approvals_from, way
from kg.link.crosswalk import Step, crosswalk
from kg.link.recoding import Recoded, recode_folder, recode_workbook
from kg.read.answers import read_answers
from kg.report.output import write_bytes
from kg.report.words import word
from kg.worker.deciding import put_approvals
from kg.worker.linking import approvals_between, known_lists

__all__ = ["cross", "serve"]

#: What a person fills in.
_DECISION = ("keputusan", "peninjau")


def _row(step: Step) -> list[str]:
    old = step.old
    new = step.new
    return [
        step.kind,
        old.code if old else "",
        old.name if old else "",
        new.code if new else "",
        new.name if new else "",
        f"{step.similarity:.2f}" if step.similarity else "",
    ]


def _recoded(path: Path, output: Path, wanted: Mapping[str, Concept]) -> Recoded:
    """Write the recoded copy of a document."""
    if output.exists():
        raise InputError(Problem("LINK-RECODE-OUT", str(output)))
    if not path.is_dir():
        data, told = recode_workbook(path, wanted)
        write_bytes(output, data)
        return told
    files, told = recode_folder(path, wanted)
    output.mkdir(parents=True)
    for name, data in files.items():
        write_bytes(output / name, data)
    return told


def _tell(told: Recoded, output: Path, kinds: Mapping[str, str], lang: Lang) -> None:
    left = len(told.left)
    typer.echo(word("recoded", lang).format(path=output, changed=told.changed, left=left))
    for place, code in told.left:
        note(f"{place}: {code} ({kinds.get(code, '?')})")


@dataclass(frozen=True)
class _Between:
    """Two lists, one after the other, with what became of the entries and what people said of it."""

    old: Listing
    new: Listing
    steps: list[Step]
    hop: Hop


def _between(store: Path, names: Sequence[str]) -> list[_Between]:
    """Every pair of lists that follow each other."""
    known = known_lists(store)
    lists = [listing_named(known, name) for name in names]
    found = []
    for old, new in pairwise(lists):
        steps = crosswalk(old, new, known.normalise)
        hop = Hop(new, steps, approvals_between(store, old.id, new.id))
        found.append(_Between(old, new, steps, hop))
    return found


@handled
def cross(
    old: Annotated[str, typer.Argument(show_default=False)],
    new: Annotated[str, typer.Argument(show_default=False)],
    via: Annotated[list[str] | None, typer.Option("--via", show_default=False)] = None,
    decided: Annotated[Path | None, typer.Option("--decide")] = None,
    document: Annotated[Path | None, typer.Option("--apply")] = None,
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """What became of the entries of one list in another, and a document brought from one to the other."""
    between = _between(store, [old, *(via or []), new])
    if decided is not None:
        _decide(decided, between, store, shown.lang)
        return
    ways = []
    if via:
        hops = [pair.hop for pair in between]
        ways = [way(concept, hops) for concept in between[0].old.concepts]
    if document is not None:
        _apply(document, shown.output, between[0], ways, shown.lang)
        return
    if via:
        listing = _ways(ways, shown.lang)
    else:
        listing = _steps(between[0], shown.lang)
    shown.emit(listing)
    counts = Counter(row[0] for row in listing.rows)
    note(", ".join(f"{kind} {number}" for kind, number in sorted(counts.items())))


def _steps(between: _Between, lang: Lang) -> Table:
    """Every step, with room for what a person decides."""
    keys = ("change", "old-code", "old-name", "new-code", "new-name", "similarity")
    rows = list(map(_row, between.steps))
    body = {"steps": [dict(zip(keys, row, strict=True)) for row in rows]}
    columns = (*(word(key, lang) for key in keys), *_DECISION)
    return Table(columns, [[*row, "", ""] for row in rows], body)


def _ways(ways: list[Way], lang: Lang) -> Table:
    """The way of every entry over several lists."""
    keys = ("change", "old-code", "old-name", "new-code", "new-name", "way")
    rows = []
    for one in ways:
        if one.new is not None:
            new = [one.new.code, one.new.name]
        else:
            new = ["", ""]
        kind = one.stopped or "sambung"
        rows.append([kind, one.old.code, one.old.name, *new, " → ".join(one.codes)])
    body = {"ways": [dict(zip(keys, row, strict=True)) for row in rows]}
    return Table(tuple(word(key, lang) for key in keys), rows, body)


def _decide(path: Path, between: list[_Between], store: Path, lang: Lang) -> None:
    """Take over what a person filled in."""
    if path.suffix.casefold() != ".csv":
        raise InputError(Problem("READ-FORMAT", str(path), {"known": ".csv"}))
    pair = between[0]
    problems: list[Problem] = []
    _, rows = read_answers(path, set(), problems)
    if problems:
        raise InputError(problems)
    today = datetime.now(UTC).date().isoformat()
    approvals = approvals_from(rows, pair.steps, today)
    put_approvals(store, pair.old.id, pair.new.id, approvals)
    agreed = sum(approval.agreed for approval in approvals)
    told = word("steps-decided", lang)
    typer.echo(told.format(agreed=agreed, refused=len(approvals) - agreed))


def _apply(
    document: Path, output: Path | None, pair: _Between, ways: list[Way], lang: Lang
) -> None:
    """Write a copy of a document with its codes brought over.

    Exit code 1 where a person has to look.
    """
    if output is None:
        raise InputError(Problem("LINK-RECODE-OUT", "-o"))
    if ways:
        wanted = {}
        for one in ways:
            if one.new is not None:
                wanted[one.old.code] = one.new
        kinds = {one.old.code: one.stopped for one in ways}
    else:
        wanted = pair.hop.successors()
        kinds = {}
        for step in pair.steps:
            if step.old is not None:
                kinds[step.old.code] = str(step.kind)
    told = _recoded(document, output, wanted)
    _tell(told, output, kinds, lang)
    raise typer.Exit(1 if told.left else 0)


@handled
def serve(
    store: Store = Path("kinerja.store"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8000,
    lang: LangOption = "id",
) -> None:
    """Serve the lists for reconciliation, without taking files or writing anything."""
    workbench(store=store, port=port, readonly=True, no_upload=True, lang=lang)
