"""``kg check``"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.common import (
    Endpoint,
    KecamatanName,
    KindName,
    LangOption,
    LayoutName,
    NoColor,
    Password,
    PeriodText,
    Sample,
    Store,
    Timeout,
    User,
    handled,
    list_problems,
    note,
    note_sample,
    screen,
    told,
    write_file,
)
from kg.cli.completion import engine_names, profile_names, rule_ids
from kg.cli.limited import LIMITS, Megabytes, Seconds, allow
from kg.cli.many import Crew, is_many, units_meant
from kg.errors import InputError, Lang, Problem
from kg.limits import DEFAULT
from kg.pool.spending import TaskLimits
from kg.read.layout.choice import Choice
from kg.read.layout.choice import Wanted as Whose
from kg.read.place import located
from kg.report.bundle.parts import PARTS, part_of
from kg.report.bundle.whole_check import Wanted, nothing_applied, whole_check
from kg.report.dossier.dossier import Dossier
from kg.report.followup.carried import keeps_answers
from kg.report.words import word
from kg.rules.rule import Severity
from kg.worker.checking import exit_code

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["check"]

Addresses = Annotated[list[str] | None, typer.Argument(metavar="BERKAS", show_default=False)]
EngineName = Annotated[str, typer.Option(autocompletion=engine_names)]
RuleIds = Annotated[
    list[str] | None,
    typer.Option("--rule", autocompletion=rule_ids, show_default=False),
]
PartForm = Annotated[str, typer.Option("--format")]
TierName = Annotated[Literal["dasar", "inti", "penuh"], typer.Option()]
ProfileName = Annotated[str, typer.Option(autocompletion=profile_names)]
File = Annotated[str, typer.Option()]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="PATH", show_default=False),
]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", min=0)]
ClusterAddress = Annotated[str, typer.Option("--cluster", metavar="ADDRESS")]
Insecure = Annotated[bool, typer.Option("--insecure")]
Retry = Annotated[bool, typer.Option("--retry")]
OnlyCertain = Annotated[bool, typer.Option("--hanya-pasti")]
FailOn = Annotated[Literal["violation", "warning", "info", "none"], typer.Option()]

#: The form of a file by its suffix; of two parts with one suffix the first.
_SUFFIXES = {Path(part.file).suffix.lstrip("."): part.form for part in reversed(PARTS)}
_SUFFIXES["txt"] = "text"
_BUNDLE = "bundle"
#: On the screen only figures and conclusion.
_BRIEF = "ringkas"
#: Options whose value no report repeats.
_SILENT = frozenset({"--password", "-o", "--output"})


@dataclass(frozen=True)
class _Target:
    """Where a report goes, and in which form: that of a part, or the whole bundle to a folder."""

    path: Path
    form: str


def _target(path: Path, form: str) -> _Target:
    """The form for a file: the one asked for, else by suffix; the bundle for a folder.

    :raises InputError: USE-FORMAT for an unknown suffix.
    """
    if form:
        return _Target(path, form)

    suffix = path.suffix.casefold().lstrip(".")
    if suffix in _SUFFIXES:
        return _Target(path, _SUFFIXES[suffix])
    if suffix and not path.is_dir():
        values = {"found": suffix, "known": " ".join(sorted(_SUFFIXES))}
        raise InputError(Problem("USE-FORMAT", str(path), values))

    return _Target(path, _BUNDLE)


def _known_form(form: str) -> str:
    known = ["text", *(part.form for part in PARTS)]
    if form and form not in known:
        values = {"found": form, "known": " ".join(known)}
        raise InputError(Problem("USE-FORMAT", "--format", values))

    return form


def _inputs(wanted: Wanted) -> list[Path]:
    """Everything that the check reads and that no report may be written over."""
    named = (wanted.waivers, wanted.responses, wanted.profile, wanted.previous)
    return [Path(name) for name in (*wanted.paths, *named) if name]


def _bytes(dossier: Dossier, form: str) -> bytes:
    if form != "text":
        return part_of(form).write(dossier)

    from kg.report.forms.as_text import print_check

    console = screen(no_color=True)
    with console.capture() as capture:
        print_check(dossier, console)

    return capture.get().encode()


def _write(
    dossier: Dossier,
    target: _Target,
    inputs: list[Path],
) -> None:
    lang = dossier.lang
    if target.form != _BUNDLE:
        keeps_answers(target.path, dossier)
        write_file(target.path, _bytes(dossier, target.form), inputs)
    else:
        # Writers of pages, papers and workbooks: who looks at a screen waits for none of them.
        from kg.report.back.returned import returned_remarks
        from kg.report.bundle.write import write_bundle

        write_bundle(dossier, target.path)
        for remark in returned_remarks(dossier, target.path):
            note(f"{word('note', lang)}: {remark}")


def _tell_written(target: _Target, lang: Lang) -> None:
    """Where the result is, and with which file of a bundle to begin: the last line of all."""
    told_place = f"{word('written', lang)} {target.path}"
    if target.form == _BUNDLE:
        told_place += f"; {word('begin-with', lang)} {target.path / part_of('html').file}"
    note(told_place)


@handled
def check(
    paths: Addresses = None,
    store: Store = Path("kinerja.store"),
    sample: Sample = False,
    endpoint: Endpoint = "",
    user: User = "",
    password: Password = "",
    timeout: Timeout = DEFAULT.endpoint_seconds,
    engine: EngineName = "bulk",
    rule: RuleIds = None,
    form: PartForm = "",
    tier: TierName = "penuh",
    profile: ProfileName = "",
    waivers: File = "",
    responses: File = "",
    previous: File = "",
    output: Outputs = None,
    jobs: Jobs = None,
    cluster: ClusterAddress = "",
    insecure: Insecure = False,
    unit_seconds: Seconds = LIMITS.seconds,
    unit_megabytes: Megabytes = LIMITS.megabytes,
    retry: Retry = False,
    brief: Annotated[bool, typer.Option("--ringkas", "--brief")] = False,
    fail_on: FailOn = "violation",
    only_certain: OnlyCertain = False,
    layout: LayoutName = "",
    kecamatan: KecamatanName = "",
    period: PeriodText = "",
    kind: KindName = "",
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Check documents against the rules and list what breaks one, each with its source line."""
    wanted = Wanted(
        paths=tuple(paths or []),
        store=str(store),
        sample=sample,
        endpoint=(endpoint, user, password, timeout) if endpoint else None,
        engine=engine,
        rules=tuple(rule or []),
        tier=tier,
        profile=profile,
        waivers=waivers,
        responses=responses,
        previous=previous,
        only_certain=only_certain,
        lang=lang,
        choice=Choice(layout, Whose(kecamatan, period, kind)),
    )
    if cluster:
        from kg.pool.cluster import check_cluster

        check_cluster(cluster, insecure=insecure)
    crew = Crew(jobs, TaskLimits(unit_seconds, unit_megabytes), retry, cluster)
    targets = [_target(located(path), _known_form(form)) for path in output or []]
    serious = None if fail_on == "none" else fail_on
    console = screen(no_color=no_color)
    shown = _BRIEF if brief else _known_form(form)
    raise typer.Exit(_run(wanted, crew, shown, targets, serious, console))


def _run(
    wanted: Wanted,
    crew: Crew,
    form: str,
    targets: list[_Target],
    fail_on: Severity | None,
    console: Console,
) -> int:
    """Carry the check out as one, or unit by unit when there are many; the exit code."""
    paths = [target.path for target in targets]
    if is_many(wanted, crew, paths):
        if len(targets) != 1 or targets[0].form != _BUNDLE:
            raise InputError(Problem("NATION-OUTPUT", "", {"limit": str(DEFAULT.many_units)}))

        from kg.cli.nation import check_nation

        allow(0)  # each unit is held to them in a process of its own
        return check_nation(wanted, paths[0], crew, console, fail_on)

    allow(units_meant(wanted))
    dossier = whole_check(wanted, tuple(_command()), tell=told(wanted.lang))
    for target in targets:
        _write(dossier, target, _inputs(wanted))

    _show(dossier, form, console, files=bool(targets))
    for target in targets:
        _tell_written(target, wanted.lang)

    return exit_code(dossier.report, fail_on)


def _command() -> Iterator[str]:
    """The command as typed, without the folder of the program, a password, or where the report goes.

    The same check written to another place is the same report.
    """
    yield "kg"
    silent = False
    for typed in sys.argv[1:]:
        name, sign, _ = typed.partition("=")
        if silent:
            yield "…"
        elif sign and name in _SILENT:
            yield f"{name}=…"
        else:
            yield typed

        silent = typed in _SILENT


def _show(
    dossier: Dossier,
    form: str,
    console: Console,
    *,
    files: bool,
) -> None:
    """On the screen: the form asked for, and what a person must not overlook."""
    report, lang = dossier.report, dossier.lang
    note_sample(lang, sample=dossier.is_sample)
    list_problems(report.problems, lang)
    if nothing_applied(report):
        note(f"kg: {Problem('CHECK-NOTHING').line(lang)}")

    if form not in {"", "text", _BRIEF} and not files:
        sys.stdout.buffer.write(part_of(form).write(dossier))
    elif report.units and (form in {"", _BRIEF} or not files):
        from kg.report.forms.as_text import print_check

        print_check(dossier, console, brief=form == _BRIEF)
