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

from kg.cli.common import Form, LangOption, NoColor, Output, emit, handled, note, screen, told
from kg.errors import InputError, KgError, Lang, Problem
from kg.report.bundle.manifest import FILE, SIGNATURE, read_manifest
from kg.report.bundle.signing import is_signed_by
from kg.report.bundle.verification import (
    Outcome,
    State,
    by_urgency,
    not_again,
    recomputed,
    stored,
)
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.bundle.write import bundle_bytes
from kg.report.words import word
from kg.rules.engines import ENGINES
from kg.worker.checking import CheckReport

__all__ = ["verify"]

_NOT_THERE = {"READ-MISSING", "READ-OPEN"}
_FAILED = {"changed", "differs", "missing", "unnamed", "not-signed"}


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
    """Whether an input that would prove the bundle is not there: one it records, or one that was missing even then."""
    here = {i.path for i in report.inputs}
    missing = any(p.code in _NOT_THERE for p in report.problems)
    return missing or (
        bool(report.problems)
        and any(isinstance(i, dict) and i.get("path") not in here for i in recorded)
    )


def _again(
    folder: Path, body: Mapping[str, Any], before: list[Outcome], lang: Lang
) -> list[Outcome]:
    """Carry the check out again and compare; where that cannot be done, say why for every part."""
    wanted, command, created = _wanted(str(folder / FILE), body)
    if body["options"].get("endpoint"):
        return not_again(
            before, word("verify-endpoint", lang).format(endpoint=body["options"]["endpoint"])
        )
    try:
        dossier = whole_check(wanted, command, created, told(wanted.lang))
    except KgError as error:
        return not_again(before, "; ".join(p.line(lang) for p in error.problems))
    if _gone(dossier.report, body["inputs"]):
        return not_again(before, "; ".join(p.line(lang) for p in dossier.report.problems))
    return recomputed(before, body, bundle_bytes(dossier))


def _code(outcomes: list[Outcome], *, whole: bool) -> int:
    """0 all equal, 1 something does not match, 2 nothing that does not match, but not everything was computed again."""
    states = {outcome.state for outcome in outcomes}
    if states & _FAILED:
        return 1
    return 2 if whole and "not-recomputed" in states else 0


@handled
def verify(
    folder: Annotated[Path, typer.Argument(help="Bundle that kg check -o FOLDER wrote.")],
    base: Annotated[Path, typer.Option(help="Folder that the recorded paths start from.")] = Path(),
    parts_only: Annotated[
        bool, typer.Option("--parts-only", help="Compare digests only; compute nothing again.")
    ] = False,
    trust: Annotated[
        Path | None, typer.Option("--trust", help="Public key that must have signed it (kg sign).")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Check a bundle: every part against its digest in the manifest, then the whole check carried out again.

    The check is repeated with the options, time and language that the manifest records, and every part is compared byte by
    byte; inputs, word lists, waivers, ontology and shapes by digest. Exits 0 when all is equal, 1 when something does not
    match, 2 when the bundle cannot be read or the inputs that would prove it are not there. Nothing is fetched and nothing
    in the bundle is changed.

    Example:
        kg verify laporan
    """
    folder = folder.resolve()
    body = read_manifest(folder)
    outcomes = stored(folder, body)
    signed = []
    if trust is not None:
        state: State = "equal" if is_signed_by(folder, trust) else "not-signed"
        signed.append(Outcome("signature", SIGNATURE, state))
    if not parts_only:
        if not base.is_dir():
            raise InputError(Problem("READ-MISSING", str(base)))
        with contextlib.chdir(base):
            outcomes = _again(folder, body, outcomes, lang)
    outcomes = by_urgency([*signed, *outcomes])
    code = _code(outcomes, whole=not parts_only)
    rows = [
        [word(f"verify-{o.subject}", lang), o.name, word(f"verify-{o.state}", lang), o.why]
        for o in outcomes
    ]
    columns = tuple(word(key, lang) for key in ("kind-of-thing", "name", "state", "remark"))
    plain = [{"kind": o.subject, "name": o.name, "state": o.state, "why": o.why} for o in outcomes]
    result = ("equal", "mismatch", "unproven")[code] if not parts_only or code else "parts-equal"
    answer = {"folder": folder.name, "result": result, "outcomes": plain}
    emit(columns, rows, answer, form=form, output=output, console=screen(no_color=no_color))
    failed = sum(outcome.state in _FAILED for outcome in outcomes)
    note(word(f"verify-result-{result}", lang, n=failed))
    raise typer.Exit(code)
