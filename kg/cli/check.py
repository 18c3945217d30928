"""``kg check``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from kg.cli.common import (
    Endpoint,
    KecamatanName,
    KindName,
    LangOption,
    LayoutName,
    NoColor,
    Password,
    PeriodText,
    Store,
    Timeout,
    User,
    handled,
    note,
    screen,
    told,
)
from kg.cli.nation import Crew, check_nation, is_many
from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.pool.process import TaskLimits
from kg.read.layout.document import Choice
from kg.read.layout.identity import Wanted as Whose
from kg.read.place import located
from kg.report.back.returned import returned_remarks
from kg.report.bundle.parts import PARTS, part_of
from kg.report.bundle.whole_check import Wanted, nothing_applied, whole_check
from kg.report.bundle.write import write_bundle
from kg.report.dossier.dossier import Dossier
from kg.report.followup.carried import keeps_answers
from kg.report.forms.as_text import print_check
from kg.report.output import write_bytes
from kg.report.words import word
from kg.rules.rule import Severity
from kg.worker.checking import exit_code

__all__ = ["check"]

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...", help="Workbooks, folders of CSV sheets, RDF files; or addresses."
    ),
]
EngineName = Annotated[str, typer.Option(help="bulk, or pySHACL as reference.")]
RuleIds = Annotated[
    list[str] | None, typer.Option("--rule", help="Only this rule, such as IND-01. May repeat.")
]
PartForm = Annotated[
    str, typer.Option("--format", help="Only this part: text, json, ttl, html, pdf, xlsx, …")
]
TierName = Annotated[
    Literal["dasar", "inti", "penuh"], typer.Option(help="Only the rules up to this tier.")
]
ProfileName = Annotated[
    str, typer.Option(help="Profile by name or file: other severities, rules switched off.")
]
Waivers = Annotated[str, typer.Option(help="Register of waivers (TOML or CSV).")]
Responses = Annotated[
    str, typer.Option(help="laporan.xlsx or temuan.csv with the answers typed in.")
]
Previous = Annotated[str, typer.Option(help="Earlier bundle or temuan.json to compare with.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        help="Write a file, or the bundle to a folder. May repeat.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "-j", "--jobs", min=0, help="Processes; more than 50 units go to a folder (0: never)."
    ),
]
ClusterAddress = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers check.")
]
Seconds = Annotated[
    float, typer.Option("--unit-seconds", min=0.001, help="Time limit for one of many units.")
]
Megabytes = Annotated[
    int, typer.Option("--unit-megabytes", min=1, help="Memory limit for one of many units.")
]
Retry = Annotated[bool, typer.Option("--retry", help="Try again the units that a limit ended.")]
FailOn = Annotated[
    Literal["violation", "warning", "info", "none"],
    typer.Option(help="Exit 1 from this severity on."),
]

_SUFFIXES = {"txt": "text"} | {
    Path(part.file).suffix.lstrip("."): part.form for part in reversed(PARTS)
}

#: Options whose value no report repeats.
_SILENT = frozenset({"--password", "-o", "--output"})


def _form_of(path: Path, form: str) -> str:
    """The form for a file: the one asked for, else by suffix; ``bundle`` for a folder."""
    suffix = path.suffix.casefold().lstrip(".")
    if form or suffix in _SUFFIXES:
        return form or _SUFFIXES[suffix]
    if suffix and not path.is_dir():
        raise InputError(
            Problem(
                "USE-FORMAT", str(path), {"found": suffix, "known": " ".join(sorted(_SUFFIXES))}
            )
        )
    return "bundle"


def _known_form(form: str) -> str:
    known = ["text", *(part.form for part in PARTS)]
    if form and form not in known:
        raise InputError(
            Problem("USE-FORMAT", "--format", {"found": form, "known": " ".join(known)})
        )
    return form


def _text(dossier: Dossier) -> bytes:
    console = screen(no_color=True)
    with console.capture() as capture:
        print_check(dossier, console)
    return capture.get().encode()


def _write(dossier: Dossier, path: Path, form: str) -> None:
    if form == "bundle":
        write_bundle(dossier, path)
        for remark in returned_remarks(dossier, path):
            note(f"{word('note', dossier.lang)}: {remark}")
    else:
        keeps_answers(path, dossier)
        write_bytes(path, _text(dossier) if form == "text" else part_of(form).write(dossier))
    note(f"{word('written', dossier.lang)} {path}")


@handled
def check(
    paths: Paths = None,
    store: Store = Path("kinerja.store"),
    endpoint: Endpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    engine: EngineName = "bulk",
    rule: RuleIds = None,
    form: PartForm = "",
    tier: TierName = "penuh",
    profile: ProfileName = "",
    waivers: Waivers = "",
    responses: Responses = "",
    previous: Previous = "",
    output: Outputs = None,
    jobs: Jobs = None,
    cluster: ClusterAddress = "",
    unit_seconds: Seconds = 300.0,
    unit_megabytes: Megabytes = 1_500,
    retry: Retry = False,
    fail_on: FailOn = "violation",
    layout: LayoutName = "",
    kecamatan: KecamatanName = "",
    period: PeriodText = "",
    kind: KindName = "",
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Check documents against the rules and list what breaks one, each with its source line.

    Without PATHS the store is checked, and the five bundled documents when the store is empty. A rule that found nothing
    to look at is listed as not applied. Exits 0 when nothing is at or above --fail-on, 1 when something is, 2 for
    unreadable input or when no rule applied. More than 50 units, or any with --jobs, are checked one by one into the
    folder of -o; the same command goes on where it was stopped, and checks again only what changed.

    Workbooks and Word documents that are not in the form are read by their layout, which is told.

    Example:
        kg check isian.xlsx -o laporan/
    """
    where = (endpoint, user, password, timeout) if endpoint else None
    wanted = Wanted(
        tuple(paths or []),
        str(store),
        where,
        engine,
        tuple(rule or []),
        tier,
        profile,
        waivers,
        responses,
        previous,
        lang,
        Choice(layout, Whose(kecamatan, period, kind)),
    )
    crew = Crew(jobs, TaskLimits(unit_seconds, unit_megabytes), retry, cluster)
    console = screen(no_color=no_color)
    raise typer.Exit(
        _run(
            wanted,
            crew,
            _known_form(form),
            [located(o) for o in output or []],
            None if fail_on == "none" else fail_on,
            console,
        )
    )


def _run(
    wanted: Wanted,
    crew: Crew,
    form: str,
    outputs: list[Path],
    fail_on: Severity | None,
    console: Console,
) -> int:
    """Carry the check out as one, or unit by unit when there are many; the exit code."""
    targets = [(path, _form_of(path, form)) for path in outputs]
    if is_many(wanted, crew, outputs):
        return check_nation(wanted, targets, crew, console, fail_on)
    dossier = whole_check(wanted, _command(), tell=told(wanted.lang))
    for path, chosen in targets:
        _write(dossier, path, chosen)
    _show(dossier, form, console, files=bool(outputs))
    return exit_code(dossier.report, fail_on)


def _command() -> tuple[str, ...]:
    """The command as typed, without the folder of the program, a password, or where the report goes.

    The same check written to another place is the same report.
    """
    words, found, skip = ["kg", *sys.argv[1:]], [], False
    for word_ in words:
        name, sign, _ = word_.partition("=")
        found.append("…" if skip else f"{name}=…" if sign and name in _SILENT else word_)
        skip = word_ in _SILENT
    return tuple(found)


def _show(dossier: Dossier, form: str, console: Console, *, files: bool) -> None:
    """On the screen: the form asked for, and what a person must not overlook."""
    report, lang = dossier.report, dossier.lang
    for problem in report.problems:
        note(f"kg: {problem.line(lang)}")
    if nothing_applied(report):
        note(f"kg: {Problem('CHECK-NOTHING').line(lang)}")
    if form not in {"", "text"} and not files:
        sys.stdout.buffer.write(part_of(form).write(dossier))
    elif report.units and (not form or not files):
        print_check(dossier, console)
