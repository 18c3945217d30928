"""``kg check``"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from kg.cli.common import (
    Endpoint,
    LangOption,
    NoColor,
    Password,
    Store,
    Timeout,
    User,
    bundled,
    handled,
    note,
    remote,
    screen,
    write_file,
)
from kg.errors import InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.read.inputs import read_paths
from kg.read.ontology import Ontology, ontology
from kg.report.as_json import check_json
from kg.report.as_text import print_check
from kg.report.as_turtle import check_turtle
from kg.report.words import word
from kg.rules.bulk import BulkEngine
from kg.rules.engines import Engine
from kg.rules.profile import apply_profile, of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.registry import shapes_digest
from kg.rules.rule import Severity
from kg.store.base import GraphStore
from kg.store.catalogue import entries
from kg.store.embedded import open_store
from kg.worker.checking import CheckReport, exit_code, select_rules, unreadable
from kg.worker.checking import check as check_units
from kg.worker.units import Unit, from_documents, from_store

__all__ = ["check"]

CheckForm = Literal["text", "json", "ttl"]
_WRITERS = {"json": check_json, "ttl": check_turtle}


def _engine(name: Literal["bulk", "reference"], known: Ontology, lang: Lang) -> Engine:
    if name == "bulk" and importlib.util.find_spec("shacl") is not None:
        return BulkEngine(known)
    if name == "bulk":
        note(word("reference-used", lang))
    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    return ReferenceEngine()


def _units(paths: list[Path] | None, source: GraphStore, lang: Lang) -> list[Unit]:
    """Files when given, else the store, else the five bundled documents."""
    if paths:
        documents = read_paths(paths)
        for remark in (r for d in documents for r in d.notes):
            note(f"{word('note', lang)}: {remark.line(lang)}")
        return from_documents(documents)
    if entries(source):
        return from_store(source)
    note(word("bundled", lang))
    return from_documents(bundled())


def _form_of(path: Path, form: CheckForm | None) -> CheckForm:
    suffix = path.suffix.casefold().lstrip(".")
    chosen = form or {"json": "json", "ttl": "ttl", "txt": "text"}.get(suffix)
    if chosen is None:
        raise InputError(Problem("USE-FORMAT", str(path), {"found": suffix or "-", "known": "json ttl txt"}))
    return chosen  # type: ignore[return-value]


def _write(report: CheckReport, path: Path, form: CheckForm, lang: Lang) -> None:
    if form == "text":
        console = screen(no_color=True)
        with console.capture() as capture:
            print_check(report, console, lang)
        text = capture.get()
    else:
        text = _WRITERS[form](report)
    write_file(path, text)
    note(f"{word('written', lang)} {path}")


@handled
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Workbooks, folders of CSV sheets, RDF files.")] = None,
    store: Store = Path("kinerja.store"),
    endpoint: Endpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    engine: Annotated[Literal["bulk", "reference"], typer.Option(help="bulk, or pySHACL as reference.")] = "bulk",
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Only this rule, such as IND-01. May repeat.")] = None,
    form: Annotated[CheckForm | None, typer.Option("--format", help="Form of the report.")] = None,
    tier: Annotated[Literal["dasar", "inti", "penuh"], typer.Option(help="Only the rules up to this tier.")] = "penuh",
    profile: Annotated[str, typer.Option(help="Profile by name or file: other severities, rules switched off.")] = "",
    output: Annotated[list[Path] | None, typer.Option("-o", "--output", help="Write a report file. May repeat.")] = None,
    fail_on: Annotated[
        Literal["violation", "warning", "info", "none"], typer.Option(help="Exit 1 from this severity on.")
    ] = "violation",
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Check documents against the rules and list what breaks one, each with its source line.

    Without PATHS the store is checked, and the five bundled documents when the store is empty.
    A rule that found nothing to look at is listed as not applied, never as kept.

    Exits 0 when nothing is at or above --fail-on, 1 when something is, 2 for unreadable input or when no rule applied.

    Example:
        kg check isian.xlsx -o laporan.json -o laporan.ttl
    """
    known = ontology()
    chosen, changes = apply_profile(all_rules(), profile) if profile else (all_rules(), ())
    chosen = of_tier(select_rules(chosen, rule or []), tier)
    tool = _engine(engine, known, lang)
    forms = [_form_of(path, form) for path in output or []]
    try:
        source = remote(endpoint, "", user, password, timeout) if endpoint and not paths else open_store(store, write=False)
        report = check_units(_units(paths, source, lang), chosen, tool, known, shapes_digest())
    except InputError as error:
        report = unreadable(chosen, tool.name, error.problems, known, shapes_digest())
    report = replace(report, changes=changes)
    for path, wanted in zip(output or [], forms, strict=True):
        _write(report, path, wanted, lang)
    _show(report, form, lang, console=screen(no_color=no_color), files=bool(output))
    level: Severity | None = None if fail_on == "none" else fail_on
    raise typer.Exit(exit_code(report, level))


def _show(report: CheckReport, form: CheckForm | None, lang: Lang, *, console: Console, files: bool) -> None:
    """On the screen: the form asked for, and what a person must not overlook."""
    for problem in report.problems:
        note(f"kg: {problem.line(lang)}")
    if not report.problems and all(row.status == "not-applied" for row in report.statuses()):
        note(f"kg: {Problem('CHECK-NOTHING').line(lang)}")
    if form in _WRITERS and not files:
        sys.stdout.write(_WRITERS[form](report))
    elif report.units and (form is None or not files):
        print_check(report, console, lang)
