"""``kg diff``"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from kg.cli.common import LangOption, NoColor, Output, emit, handled, screen
from kg.errors import InputError, Lang, Problem
from kg.read.inputs import is_document, read_paths
from kg.read.ontology import ontology
from kg.report.diff.page import FINDING_KINDS, checks_page, diff_page
from kg.report.diff.trees import TreeChange, nodes_by_key, pair, place_of, tree_changes
from kg.report.dossier.changes import Changes, compare
from kg.report.followup.earlier import read_check
from kg.report.output import write_bytes
from kg.report.words import setting, word
from kg.rules.finding import number_of
from kg.terms import NO_REGION
from kg.worker.facts import UnitFacts, unit_facts
from kg.worker.units import from_documents

__all__ = ["diff"]

_Form = Literal["table", "csv", "json", "html"] | None
DiffForm = Annotated[_Form, typer.Option("--format", help="Form of the comparison.")]
_START = 1_000
_FINDING = ("class", "number", "rule", "node", "message")
_TREE = ("class", "band", "node", "before", "after", "source")


def _is_check(path: Path) -> bool:
    """Whether a path is a report (a bundle, or one JSON file of any name), not a document; what it holds tells.

    :raises InputError: READ-MISSING or READ-OPEN.
    """
    if not path.exists():
        raise InputError(Problem("READ-MISSING", str(path)))
    if path.is_dir():
        return any((path / name).is_file() for name in ("manifest.json", "temuan.json"))
    if is_document(path) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    except OSError as error:
        raise InputError(
            Problem("READ-OPEN", str(path), {"reason": error.strerror or str(error)})
        ) from error
    return start in {b"{", b"["} or path.suffix.casefold() == ".json"


def _word(key: str, lang: Lang) -> str:
    return word(f"diff/{key}", lang)


def _facts(path: Path) -> UnitFacts:
    """The one unit that a path holds.

    :raises InputError: DIFF-UNITS when it holds more than one kecamatan or period.
    """
    units = from_documents(read_paths([path]))
    if len(units) != 1:
        found = ", ".join(f"{u.region} {u.period}" for u in units)
        raise InputError(Problem("DIFF-UNITS", str(path), {"found": found}))
    return unit_facts(units[0], ontology())


def _finding_rows(changes: Changes, lang: Lang) -> list[list[str]]:
    rows = [
        [_word(kind, lang), number_of(f["id"]), f["rule"], f["label"], f["message"][lang]]
        for kind in FINDING_KINDS
        for f in getattr(changes, kind)
    ]
    steps = [
        (s.rule, setting(str(s.before), lang), setting(str(s.after), lang))
        for s in changes.statuses
    ]
    return rows + [
        [_word("status", lang), "", rule, "", f"{before} → {after}"]
        for rule, before, after in steps
    ]


def _one_region(old: set[str], new: set[str]) -> None:
    """Refuse to hold one kecamatan against another; what belongs to none may be compared with anything.

    :raises InputError: DIFF-REGION when both sides name kecamatan and none of them is the same.
    """
    named = [
        {code for code in side if code and not code.startswith(NO_REGION)} for side in (old, new)
    ]
    if all(named) and not named[0] & named[1]:
        told = [", ".join(sorted(side)) for side in named]
        raise InputError(Problem("DIFF-REGION", "", {"old": told[0], "new": told[1]}))


def _regions(check: Mapping[str, Any]) -> set[str]:
    return {str(i.get("kecamatan", "")) for i in check.get("inputs", []) if isinstance(i, dict)}


def _body(changes: list[TreeChange], old: UnitFacts, new: UnitFacts) -> dict[str, Any]:
    names = {"old": [old.region, old.period], "new": [new.region, new.period]}
    return names | {"changes": [asdict(change) for change in changes]}


def _page(page: bytes, output: Path | None) -> None:
    write_bytes(output, page) if output is not None else sys.stdout.write(page.decode())


def _checks(
    old: Path, new: Path, form: _Form, output: Path | None, lang: Lang, *, no_color: bool
) -> Changes:
    """Tell what changed between two checks."""
    before, after = read_check(str(old)), read_check(str(new))
    _one_region(_regions(before), _regions(after))
    found = compare(before, after)
    if form == "html":
        _page(checks_page(before, after, found, lang), output)
        return found
    head = tuple(_word(key, lang) for key in _FINDING)
    emit(
        head,
        _finding_rows(found, lang),
        asdict(found),
        form=form,
        output=output,
        console=screen(no_color=no_color),
    )
    return found


def _documents(
    old: Path, new: Path, form: _Form, output: Path | None, lang: Lang, *, no_color: bool
) -> None:
    """Tell what changed between two states of one kecamatan."""
    before, after = _facts(old), _facts(new)
    _one_region({before.region}, {after.region})
    changes = tree_changes(before, after)
    if form == "html":
        _page(
            diff_page(
                before, after, changes, pair(nodes_by_key(before), nodes_by_key(after)), lang
            ),
            output,
        )
        return
    head = tuple(_word(key, lang) for key in _TREE)
    rows = [
        [_word(c.kind, lang), _word(c.band, lang), c.label, c.before, c.after, place_of(c)]
        for c in changes
    ]
    emit(
        head,
        rows,
        _body(changes, before, after),
        form=form,
        output=output,
        console=screen(no_color=no_color),
    )


@handled
def diff(
    old: Annotated[
        Path, typer.Argument(help="Earlier bundle or JSON report; or an earlier document.")
    ],
    new: Annotated[Path, typer.Argument(help="Later one of the same kind.")],
    form: DiffForm = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Compare two checks (findings new, resolved, persisting, re-opened), or two states of one kecamatan.

    Of documents every change is classed: added, removed, reworded, moved, recoded, indicator or target changed.
    With --format html a page: the two trees side by side, or the findings by class. Exits 1 when a violation is new or
    re-opened, else 0.

    Example:
        kg diff laporan-2024/ laporan-2025/
    """
    checks = [_is_check(path) for path in (old, new)]
    if checks[0] != checks[1]:
        raise InputError(Problem("DIFF-KINDS", "", {"old": str(old), "new": str(new)}))
    chosen = form or (
        "html" if output is not None and output.suffix.casefold() in {".html", ".htm"} else None
    )
    if not checks[0]:
        _documents(old, new, chosen, output, lang, no_color=no_color)
        return
    found = _checks(old, new, chosen, output, lang, no_color=no_color)
    raise typer.Exit(
        int(
            any(
                f["severity"] == "violation" and not f["waived"]
                for f in (*found.new, *found.reopened)
            )
        )
    )
