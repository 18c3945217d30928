"""``kg link crosswalk`` and ``serve``"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    FormOption,
    LangOption,
    Listing,
    NoColor,
    Output,
    Store,
    emit,
    handled,
    note,
)
from kg.cli.link_lists import listing_named
from kg.cli.serve import serve as workbench
from kg.errors import InputError, Lang, Problem
from kg.link.crosswalk import Step, crosswalk, successors
from kg.link.recoding import Recoded, recode_folder, recode_workbook
from kg.report.output import write_bytes
from kg.report.words import word
from kg.worker.linking import known_lists

__all__ = ["cross", "serve"]


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


def _recoded(path: Path, output: Path, steps: list[Step]) -> Recoded:
    """Write the recoded copy of a document."""
    if output.exists():
        raise InputError(Problem("LINK-RECODE-OUT", str(output)))
    wanted = successors(steps)
    if not path.is_dir():
        data, told = recode_workbook(path, wanted)
        write_bytes(output, data)
        return told
    files, told = recode_folder(path, wanted)
    output.mkdir(parents=True)
    for name, data in files.items():
        write_bytes(output / name, data)
    return told


def _tell(told: Recoded, output: Path, steps: list[Step], lang: Lang) -> None:
    kinds = {}
    for step in steps:
        if step.old is not None:
            kinds[step.old.code] = step.kind
    left = len(told.left)
    typer.echo(word("recoded", lang).format(path=output, changed=told.changed, left=left))
    for place, code in told.left:
        note(f"{place}: {code} ({kinds.get(code, '?')})")


@handled
def cross(
    old: Annotated[str, typer.Argument(show_default=False)],
    new: Annotated[str, typer.Argument(show_default=False)],
    document: Annotated[Path | None, typer.Option("--apply")] = None,
    store: Store = Path("kinerja.store"),
    form: FormOption = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """What became of the entries of one list in another, and a document brought from one to the other."""
    known = known_lists(store)
    before = listing_named(known, old)
    after = listing_named(known, new)
    steps = crosswalk(before, after, known.normalise)
    if document is not None:
        if output is None:
            raise InputError(Problem("LINK-RECODE-OUT", "-o"))
        told = _recoded(document, output, steps)
        _tell(told, output, steps, lang)
        raise typer.Exit(1 if told.left else 0)
    keys = ("change", "old-code", "old-name", "new-code", "new-name", "similarity")
    rows = [_row(step) for step in steps]
    body = {"steps": [dict(zip(keys, row, strict=True)) for row in rows]}
    columns = tuple(word(key, lang) for key in keys)
    emit(Listing(columns, rows, body), form, output, no_color=no_color)
    counts = Counter(step.kind for step in steps)
    note(", ".join(f"{kind} {number}" for kind, number in sorted(counts.items())))


@handled
def serve(
    store: Store = Path("kinerja.store"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8000,
    lang: LangOption = "id",
) -> None:
    """Serve the lists for reconciliation, without taking files or writing anything."""
    workbench(store=store, port=port, readonly=True, no_upload=True, lang=lang)
