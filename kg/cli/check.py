"""``kg check``"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.check_targets import (
    BUNDLE,
    AskedEarly,
    asked_for,
    known_form,
    targets_of,
    tell_written,
    write_target,
)
from kg.cli.common import (
    DESCRIBED,
    Described,
    Endpoint,
    LangOption,
    NoColor,
    Password,
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
)
from kg.cli.completion import engine_names, profile_names, rule_ids
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.cli.many import Crew, is_many, units_meant
from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.place import located
from kg.report.bundle.parts import part_of
from kg.report.bundle.whole_check import Wanted, nothing_applied, whole_check
from kg.report.dossier.dossier import Dossier
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

#: On the screen only figures and conclusion.
_BRIEF = "ringkas"
#: Options whose value no report repeats.
_SILENT = frozenset({"--password", "-o", "--output"})


def _inputs(wanted: Wanted) -> list[Path]:
    """Everything that the check reads and that no report may be written over."""
    named = (wanted.waivers, wanted.responses, wanted.profile, wanted.previous)
    return [Path(name) for name in (*wanted.paths, *named) if name]


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
    limits: UnitLimits = UNIT_LIMITS,
    retry: Retry = False,
    brief: Annotated[bool, typer.Option("--ringkas", "--brief")] = False,
    fail_on: FailOn = "violation",
    only_certain: OnlyCertain = False,
    described: Described = DESCRIBED,
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
        choice=described.choice,
    )
    if cluster:
        from kg.pool.cluster import check_cluster

        check_cluster(cluster, insecure=insecure)
    crew = Crew(jobs, limits.of_tasks, retry, cluster)
    asked = [asked_for(located(path), known_form(form)) for path in output or []]
    serious = None if fail_on == "none" else fail_on
    console = screen(no_color=no_color)
    shown = _BRIEF if brief else known_form(form)
    raise typer.Exit(_run(wanted, crew, shown, asked, serious, console))


def _run(
    wanted: Wanted,
    crew: Crew,
    form: str,
    asked: list[AskedEarly],
    fail_on: Severity | None,
    console: Console,
) -> int:
    """Carry the check out as one, or unit by unit when there are many; the exit code."""
    if is_many(wanted, crew, (one.place for one in asked)):
        if len(asked) != 1 or asked[0].form != BUNDLE:
            raise InputError(Problem("NATION-OUTPUT", "", {"limit": str(DEFAULT.many_units)}))

        from kg.cli.nation import check_nation

        allow(0)  # each unit is held to them in a process of its own
        return check_nation(wanted, asked[0].place, crew, console, fail_on)

    targets = targets_of(asked)
    allow(units_meant(wanted))
    dossier = whole_check(wanted, tuple(_command()), tell=told(wanted.lang))
    shown = dossier
    for target in targets:
        shown = write_target(dossier, target, _inputs(wanted))

    _show(shown, form, console, files=bool(targets))
    for target in targets:
        tell_written(target, wanted.lang)

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
