"""``kg check`` of many units: into a folder, in several processes, and only what has no result yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from rich.console import Console

from kg.assets import bundled_documents
from kg.cli.common import note
from kg.cli.progress import Display
from kg.errors import CouldNotError, InputError, Problem
from kg.pool.process import TaskLimits
from kg.read.place import located
from kg.read.url import UrlPath
from kg.report.bundle.whole_check import Wanted
from kg.report.dossier.dossier import moment
from kg.report.listing import print_table
from kg.report.nation.gather import Gathered, gather
from kg.report.nation.words import say
from kg.report.words import word
from kg.rules.engines import usable_engine
from kg.rules.registry import rules as all_rules
from kg.rules.rule import SEVERITIES, Severity
from kg.rules.waiver_file import read_waivers
from kg.store.catalogue import entries
from kg.store.opening import open_store
from kg.worker.nation.inputs import found_below
from kg.worker.nation.run import Order, Run, run_nation

__all__ = ["MANY", "Crew", "check_nation", "is_many"]

#: More units than this are checked into a folder, one result each.
MANY = 50


@dataclass(frozen=True)
class Crew:
    """How many processes or which cluster, what one unit may cost, and whether those that a limit ended are tried again."""

    jobs: int | None
    limits: TaskLimits
    retry: bool = False
    cluster: str = ""


def is_many(wanted: Wanted, crew: Crew, outputs: list[Path]) -> bool:
    """Whether the check is one of many units.

    It is when processes, a cluster or an address are asked for, or when there are more than :data:`MANY`.
    """
    if crew.cluster or any(
        isinstance(place, UrlPath) for place in [*map(located, wanted.paths), *outputs]
    ):
        return True
    if crew.jobs is not None:
        return crew.jobs > 0
    if wanted.endpoint is not None and not wanted.paths:
        return False
    if wanted.paths:
        known = [Path(p) for p in wanted.paths if Path(p).exists()]
        return len(list(islice(found_below(known), MANY + 1))) > MANY
    folder = Path(wanted.store)
    return (
        folder.exists()
        and len({entry.unit for entry in entries(open_store(folder, write=False))}) > MANY
    )


def _folder(outputs: list[tuple[Path, str]]) -> Path:
    if len(outputs) != 1 or outputs[0][1] != "bundle":
        raise InputError(Problem("NATION-OUTPUT", "", {"limit": str(MANY)}))
    return outputs[0][0]


def _order(wanted: Wanted, out: Path, crew: Crew) -> Order:
    options: dict[str, object] = {
        "--responses": wanted.responses,
        "--previous": wanted.previous,
        "--endpoint": wanted.endpoint,
    }
    options["--jobs"] = crew.jobs is not None if crew.cluster else crew.jobs == 0
    if any(options.values()):
        found = ", ".join(name for name, value in options.items() if value)
        raise InputError(Problem("NATION-OPTION", "", {"found": found}))
    engine = usable_engine(wanted.engine).name
    if engine != wanted.engine:
        note(word("reference-used", wanted.lang))
    paths = [located(p) for p in wanted.paths]
    if not paths and not entries(open_store(Path(wanted.store), write=False)):
        note(word("bundled", wanted.lang))
        paths = bundled_documents()
    if crew.cluster:  # a worker has a working folder of its own
        paths, out = [path.absolute() for path in paths], out.absolute()
    sources = tuple(found_below(paths, out))
    if paths and not sources:
        raise InputError(Problem("READ-NOINPUT", str(paths[0])))
    settings = replace(wanted.settings(), engine=engine)
    store = str(Path(wanted.store).absolute()) if crew.cluster else wanted.store
    return Order(
        out, sources, store, settings, max(1, crew.jobs or 1), crew.limits, crew.retry, crew.cluster
    )


def check_nation(
    wanted: Wanted,
    outputs: list[tuple[Path, str]],
    crew: Crew,
    console: Console,
    fail_on: Severity | None,
) -> int:
    """Check, gather, show the sums; the exit code.

    :raises CouldNotError: NATION-STOPPED after Ctrl-C; what was checked until then is kept.
    """
    out = _folder(outputs)
    order = _order(wanted, out, crew)
    waivers = read_waivers(Path(wanted.waivers), all_rules()) if wanted.waivers else ()
    display = Display(wanted.lang, no_color=bool(console.no_color))
    try:
        with display:
            run = run_nation(order, display)
        gathered = gather(run, order.out, wanted.lang, wanted.tier, waivers, moment().date())
    except KeyboardInterrupt:
        last = display.last
        values = {"done": str(last.done + last.kept), "total": str(last.total)}
        raise CouldNotError(Problem("NATION-STOPPED", str(out), values)) from None
    _show(run, gathered, wanted, console)
    if not gathered.totals["tested"]:
        note(f"kg: {Problem('CHECK-NOTHING').line(wanted.lang)}")
    return gathered.totals.exit_code(fail_on)


def _show(run: Run, gathered: Gathered, wanted: Wanted, console: Console) -> None:
    lang, totals = wanted.lang, gathered.totals
    note(say("done", lang, checked=run.checked, kept=run.kept))
    if run.checked:
        note(say("memory", lang, peak=run.peak // 1_000_000))
    if gathered.fresh:
        for path in gathered.files:
            note(f"{word('written', lang)} {path}")
    rows = [
        [say(key, lang), str(totals[key])]
        for key in ("units", "failed", "unreadable", "untested", "errors")
    ]
    rows += [[word(key, lang), str(totals[key])] for key in SEVERITIES]
    rows += [
        [say(k, lang), f"{totals[f'{k}-yes']}/{totals[k]}"]
        for k in ("sasaran", "kondisi_operasional")
        if totals[k]
    ]
    print_table(console, (say("what", lang), say("count", lang)), rows)
