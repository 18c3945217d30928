"""``kg check`` of many units.

Into a folder, in several processes, and only what has no result yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from kg.assets import bundled_documents
from kg.cli.common import note, note_sample, one_source
from kg.cli.many import Crew
from kg.cli.progress import Display
from kg.errors import CouldNotError, InputError, Lang, Problem
from kg.read.inputs import few_names
from kg.read.ontology import ontology
from kg.read.place import Located, Place, located
from kg.report.bundle.whole_check import Wanted
from kg.report.dossier.dossier import moment
from kg.report.listing import print_table
from kg.report.nation.gather import Gathered, gather
from kg.report.nation.makers import Makers
from kg.report.nation.words import say
from kg.report.words import word
from kg.rules.engines import usable_engine
from kg.rules.registry import rules as all_rules
from kg.rules.rule import SEVERITIES, Severity
from kg.rules.waiver_file import read_waivers
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.run import Order, Run, run_nation
from kg.worker.sources import reading_store

__all__ = ["check_nation"]


def _refuse_options(wanted: Wanted, crew: Crew) -> None:
    """Name what a check of many units cannot do.

    :raises InputError: NATION-OPTION.
    """
    options: dict[str, object] = {
        "--responses": wanted.responses,
        "--previous": wanted.previous,
        "--endpoint": wanted.endpoint,
        "--hanya-pasti": wanted.only_certain,
        # A cluster has workers of its own; no processes at all means one check as a whole.
        "--jobs": crew.jobs is not None if crew.cluster else crew.jobs == 0,
    }
    found = [name for name, value in options.items() if value]
    if found:
        raise InputError(Problem("NATION-OPTION", "", {"found": ", ".join(found)}))


def _paths(wanted: Wanted) -> Sequence[Located]:
    """The inputs; none when the store is meant, which must hold something."""
    one_source(wanted.paths, sample=wanted.sample)
    if wanted.sample:
        return bundled_documents()
    if not wanted.paths:
        reading_store(Path(wanted.store), ontology(), sample=False)

    return list(map(located, wanted.paths))


def _order(
    wanted: Wanted,
    out: Located,
    crew: Crew,
) -> Order:
    _refuse_options(wanted, crew)
    engine = usable_engine(wanted.engine).name
    if engine != wanted.engine:
        note(word("reference-used", wanted.lang))

    paths, store = _paths(wanted), wanted.store
    if crew.cluster:  # a worker has a working folder of its own
        paths, out = [path.absolute() for path in paths], out.absolute()
        store = str(Path(store).absolute())

    sources = tuple(found_below(paths, out))
    if paths and not sources:
        first: Place = paths[0]
        inside = sorted(first.iterdir()) if first.is_dir() else []
        values = {"skipped": few_names(inside)}
        raise InputError(Problem("READ-NOINPUT", str(paths[0]), values))

    return Order(
        out=out,
        sources=sources,
        store=store,
        settings=replace(wanted.settings(), engine=engine),
        jobs=max(1, crew.jobs or 1),
        limits=crew.limits,
        retry=crew.retry,
        cluster=crew.cluster,
    )


def check_nation(
    wanted: Wanted,
    out: Located,
    crew: Crew,
    console: Console,
    fail_on: Severity | None,
) -> int:
    """Check, gather, show the sums; the exit code.

    :raises CouldNotError: NATION-STOPPED after Ctrl-C; what was checked until then is kept.
    """
    order, lang = _order(wanted, out, crew), wanted.lang
    if wanted.waivers:
        waivers = read_waivers(Path(wanted.waivers), all_rules())
    else:
        waivers = ()
    display = Display(lang, no_color=bool(console.no_color))
    note_sample(lang, sample=wanted.sample)
    try:
        with display:
            run = run_nation(order, display)

        makers = Makers(order.jobs, order.limits, order.cluster)
        gathered = gather(run, order.out, lang, wanted.tier, waivers, moment().date(), makers)
    except KeyboardInterrupt:
        raise CouldNotError(display.stopped(str(out))) from None

    _tell(run, gathered, lang)
    rows = list(map(list, _sums(gathered, lang)))
    print_table(console, (say("what", lang), say("count", lang)), rows)
    if not gathered.totals["tested"]:
        note(f"kg: {Problem('CHECK-NOTHING').line(lang)}")

    return gathered.totals.exit_code(fail_on)


def _tell(
    run: Run,
    gathered: Gathered,
    lang: Lang,
) -> None:
    """What was done, what it took, and what was written."""
    note(say("done", lang, checked=run.checked, kept=run.kept))
    if run.remade:
        problem = Problem("NATION-REMADE", "", {"count": str(run.remade)})
        note(f"{word('note', lang)}: {problem.line(lang)}")
    if run.checked:
        note(say("memory", lang, peak=run.peak // 1_000_000))

    if gathered.fresh:
        for path in gathered.files:
            note(f"{word('written', lang)} {path}")


def _sums(gathered: Gathered, lang: Lang) -> Iterator[tuple[str, str]]:
    """The sums over all units, each with its name."""
    totals = gathered.totals
    for key in ("units", "failed", "unreadable", "untested", "errors"):
        yield say(key, lang), str(totals[key])

    for severity in SEVERITIES:
        yield word(severity, lang), str(totals[severity])

    for key in ("sasaran", "kondisi_operasional"):
        if totals[key]:
            yield say(key, lang), f"{totals[f'{key}-yes']}/{totals[key]}"
