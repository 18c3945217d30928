"""``kg verify``"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from kg.cli.common import (
    SHOWN,
    ListingForm,
    Shown,
    handled,
    note,
    told,
)
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.cli.progress import Display
from kg.errors import InputError, KgError, Lang, Problem
from kg.report.bundle.manifest import FILE, SIGNATURE, read_manifest
from kg.report.bundle.signing import is_signed_by
from kg.report.bundle.verification import (
    NamedOutcome,
    State,
    by_urgency,
    not_again,
    recomputed,
    stored,
)
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.bundle.write import stated_again
from kg.report.words import word
from kg.rules.engines import ENGINES
from kg.worker.checking import CheckReport

__all__ = ["verify"]

#: A bundle may be verified without its inputs; then only the check cannot be done again.
_NOT_THERE = {"READ-MISSING", "READ-OPEN"}
#: States by which a bundle is not what it says to be.
_FAILED = {"changed", "differs", "missing", "unnamed", "not-signed"}
_COLUMNS = ("kind-of-thing", "name", "state", "remark")
#: What the whole comparison amounts to, by exit code.
_RESULTS = ("equal", "mismatch", "unproven")


def _options(options: Mapping[str, Any]) -> Wanted:
    """The options as typed values.

    :raises ValueError: naming the option that no check can have been run with.
    """
    wrong = sorted({field.name for field in fields(Wanted)} ^ set(options))
    if wrong:
        raise ValueError(", ".join(wrong))

    # An address is only told; carrying a check out again opens no network.
    endpoint = options["endpoint"]
    if endpoint is not None and not isinstance(endpoint, str):
        raise ValueError("endpoint")

    wanted = msgspec.convert({**options, "endpoint": None}, type=Wanted)
    if wanted.engine not in ENGINES:
        raise ValueError("engine")
    return wanted


def _wanted(where: str, body: Mapping[str, Any]) -> tuple[Wanted, tuple[str, ...], datetime]:
    """The options, command and time of the check, from a manifest that anybody may have written.

    :raises InputError: BUNDLE-MANIFEST naming what no check can have been run with.
    """
    try:
        wanted = _options(body["options"])
        created = datetime.fromisoformat(body["created"])
        if created.tzinfo is None:
            raise ValueError("created")
    except ValueError as error:
        raise InputError(Problem("BUNDLE-MANIFEST", where, {"reason": str(error)})) from error
    return wanted, tuple(body["command"]), created


def _gone(report: CheckReport, recorded: list[Any]) -> bool:
    """Whether an input that would prove the bundle is not there.

    One it records, or one that was missing even then.
    """
    if any(problem.code in _NOT_THERE for problem in report.problems):
        return True
    if not report.problems:
        return False

    here = {info.path for info in report.inputs}
    named = []
    for info in recorded:
        if isinstance(info, dict):
            named.append(info.get("path"))
    return any(path not in here for path in named)


def _lines(problems: list[Problem], lang: Lang) -> str:
    return "; ".join(problem.line(lang) for problem in problems)


def _again(
    folder: Path,
    body: Mapping[str, Any],
    before: list[NamedOutcome],
    lang: Lang,
    display: Display,
) -> list[NamedOutcome]:
    """Carry the check out again and compare; where that cannot be done, say why for every part."""
    wanted, command, created = _wanted(str(folder / FILE), body)
    endpoint = body["options"].get("endpoint")
    if endpoint:
        return not_again(before, word("verify-endpoint", lang).format(endpoint=endpoint))

    try:
        with display:
            dossier = whole_check(wanted, command, created, told(wanted.lang), display)
    except KgError as error:
        return not_again(before, _lines(error.problems, lang))

    if _gone(dossier.report, body["inputs"]):
        return not_again(before, _lines(list(dossier.report.problems), lang))

    with display:
        fresh = stated_again(dossier, display)
    return recomputed(before, body, fresh)


def _code(outcomes: list[NamedOutcome], *, whole: bool) -> int:
    """The exit code.

    0 all equal, 1 something does not match, 2 nothing that does not match, but not everything was
    computed again.
    """
    states = {outcome.state for outcome in outcomes}
    if states & _FAILED:
        return 1

    if whole and "not-recomputed" in states:
        return 2
    return 0


def _listing(
    outcomes: list[NamedOutcome],
    folder: Path,
    result: str,
    lang: Lang,
) -> ListingForm:
    """Every part with its state."""
    rows = []
    plain = []
    for one in outcomes:
        told_kind = word(f"verify-{one.subject}", lang)
        told_state = word(f"verify-{one.state}", lang)
        rows.append([told_kind, one.name, told_state, one.why])
        plain.append({"kind": one.subject, "name": one.name, "state": one.state, "why": one.why})

    columns = tuple(word(key, lang) for key in _COLUMNS)
    return ListingForm(columns, rows, {"folder": folder.name, "result": result, "outcomes": plain})


def _is_elsewhere(outcome: NamedOutcome) -> bool:
    """Whether a part was not computed again because an input is not there."""
    return any(f"[{code}]" in outcome.why for code in _NOT_THERE)


def _signed(folder: Path, trust: Path | None) -> list[NamedOutcome]:
    """Whether the key that is trusted signed the manifest; nothing where none is named."""
    if trust is None:
        return []
    if is_signed_by(folder, trust):
        state: State = "equal"
    else:
        state = "not-signed"
    return [NamedOutcome("signature", SIGNATURE, state)]


@handled
def verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    base: Annotated[Path, typer.Option()] = Path(),
    parts_only: Annotated[bool, typer.Option("--parts-only")] = False,
    trust: Annotated[Path | None, typer.Option("--trust")] = None,
    _limits: UnitLimits = UNIT_LIMITS,
    shown: Shown = SHOWN,
) -> None:
    """Check a bundle: every part against its digest, then the whole check carried out again."""
    folder = folder.resolve()
    body = read_manifest(folder)
    allow(max(1, len(body["inputs"])))
    outcomes = stored(folder, body)
    signed = _signed(folder, trust)
    if not parts_only:
        if not base.is_dir():
            raise InputError(Problem("READ-MISSING", str(base)))

        with contextlib.chdir(base):
            display = Display(shown.lang, no_color=shown.no_color)
            outcomes = _again(folder, body, outcomes, shown.lang, display)

    outcomes = by_urgency([*signed, *outcomes])
    code = _code(outcomes, whole=not parts_only)
    if parts_only and not code:
        result = "parts-equal"
    else:
        result = _RESULTS[code]
    listing = _listing(outcomes, folder, result, shown.lang)
    shown.emit(listing, [folder])
    if any(map(_is_elsewhere, outcomes)):
        note(word("verify-base", shown.lang))

    failed = sum(outcome.state in _FAILED for outcome in outcomes)
    note(word(f"verify-result-{result}", shown.lang, n=failed))
    raise typer.Exit(code)
