"""``kg diff``"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from kg.cli.common import LangOption, NoColor, Output, emit, handled, screen
from kg.errors import InputError, Lang, Problem
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.bundle.earlier import read_findings
from kg.report.diff.checks import Changes, compare
from kg.report.diff.page import change_words, diff_page
from kg.report.diff.trees import TreeChange, nodes_by_key, pair, tree_changes
from kg.report.output import write_bytes
from kg.report.words import setting
from kg.rules.finding import number_of
from kg.worker.facts import UnitFacts, unit_facts
from kg.worker.units import from_documents

__all__ = ["diff"]

DiffForm = Annotated[Literal["table", "csv", "json", "html"] | None, typer.Option("--format", help="Form of the comparison.")]
_FINDING = ("class", "number", "rule", "node", "message")
_TREE = ("class", "band", "node", "before", "after", "source")


def _is_check(path: Path) -> bool:
    """Whether a path is a report (a bundle or its temuan.json), not a document."""
    return (path / "manifest.json").is_file() or path.name.casefold().endswith("temuan.json")


def _word(key: str, lang: Lang) -> str:
    return change_words()[key][lang]


def _facts(path: Path) -> UnitFacts:
    """The one unit that a path holds.

    :raises InputError: DIFF-UNITS when it holds more than one kecamatan or period.
    """
    units = from_documents(read_paths([path]))
    if len(units) != 1:
        found = ", ".join(f"{u.region} {u.period}" for u in units)
        raise InputError(Problem("DIFF-UNITS", str(path), {"found": found}))
    return unit_facts(units[0], ontology())


def _place(change: TreeChange) -> str:
    sources = [s for s in (change.old, change.new) if s is not None]
    return " → ".join(f"{s.document or '-'}:{s.line or (f'{s.sheet}!{s.cell}' if s.cell else '-')}" for s in sources)


def _finding_rows(changes: Changes, lang: Lang) -> list[list[str]]:
    rows = [
        [_word(kind, lang), number_of(f["id"]), f["rule"], f["label"], f["message"][lang]]
        for kind in ("new", "reopened", "resolved", "persisting")
        for f in getattr(changes, kind)
    ]
    steps = [(s.rule, setting(str(s.before), lang), setting(str(s.after), lang)) for s in changes.statuses]
    return rows + [[_word("status", lang), "", rule, "", f"{before} → {after}"] for rule, before, after in steps]


def _checks(old: Path, new: Path) -> Changes:
    return compare(read_findings(str(old)), read_findings(str(new)))


def _body(changes: list[TreeChange], old: UnitFacts, new: UnitFacts) -> dict[str, Any]:
    names = {"old": [old.region, old.period], "new": [new.region, new.period]}
    return names | {"changes": [asdict(change) for change in changes]}


@handled
def diff(
    old: Annotated[Path, typer.Argument(help="Earlier bundle or temuan.json; or an earlier document.")],
    new: Annotated[Path, typer.Argument(help="Later one of the same kind.")],
    form: DiffForm = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Compare two checks (findings new, resolved, persisting, re-opened), or two states of one kecamatan.

    Of documents every change is classed: added, removed, reworded, moved, recoded, indicator or target changed.
    With --format html the two trees stand side by side. Exits 1 when a violation is new or re-opened, else 0.

    Example:
        kg diff laporan-2024/ laporan-2025/
    """
    if _is_check(old) != _is_check(new):
        raise InputError(Problem("DIFF-KINDS", "", {"old": str(old), "new": str(new)}))
    suffix = output.suffix.casefold() if output is not None else ""
    console = screen(no_color=no_color)
    if _is_check(old):
        if form == "html" or suffix == ".html":
            raise InputError(Problem("DIFF-HTML", str(new)))
        found = _checks(old, new)
        head = tuple(_word(key, lang) for key in _FINDING)
        emit(head, _finding_rows(found, lang), asdict(found), form=form, output=output, console=console)
        bad = any(f["severity"] == "violation" and not f["waived"] for f in (*found.new, *found.reopened))
        raise typer.Exit(int(bad))
    before, after = _facts(old), _facts(new)
    changes = tree_changes(before, after)
    if form == "html" or (form is None and suffix == ".html"):
        page = diff_page(before, after, changes, pair(nodes_by_key(before), nodes_by_key(after)), lang)
        write_bytes(output, page) if output is not None else sys.stdout.write(page.decode())
        return
    rows = [[_word(c.kind, lang), _word(c.band, lang), c.label, c.before, c.after, _place(c)] for c in changes]
    emit(
        tuple(_word(key, lang) for key in _TREE),
        rows,
        _body(changes, before, after),
        form=form,
        output=output,
        console=console,
    )
