"""A check of many units: look, plan, leave alone what is done, check the rest."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.pool.lending import SharedJob
from kg.pool.port import Hands, hands
from kg.pool.process import Job
from kg.pool.program import code_digest
from kg.pool.spending import TaskLimits
from kg.read.place import Located
from kg.store.opening import open_store
from kg.worker.equipment import Equipment, Settings, equip
from kg.worker.nation.index import read_index, write_index
from kg.worker.nation.looking import Look, Looked
from kg.worker.nation.nation_inputs import InputSource
from kg.worker.nation.plan import Plan, Task, plan_files, plan_store
from kg.worker.nation.results import Results
from kg.worker.nation.shelf import own_file, replace_file
from kg.worker.nation.task import Brief, CheckJob, failure
from kg.worker.told_progress import Progress

__all__ = ["Order", "Run", "run_nation"]


@dataclass(frozen=True)
class Order:
    """What is to be done.

    ``store`` counts where ``sources`` are none. ``retry`` tries again what a limit ended.

    With ``cluster`` the workers behind that address carry it out, and ``jobs`` counts for nothing.
    """

    out: Located
    sources: tuple[InputSource, ...] = ()
    store: str = ""
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    limits: TaskLimits = field(default_factory=TaskLimits)
    retry: bool = False
    cluster: str = ""


@dataclass(frozen=True)
class Run:
    """What a run did.

    The plan, what it was checked with, how many tasks were carried out and how many left alone.
    """

    plan: Plan
    tools: Equipment
    checked: int
    kept: int
    looked: int
    peak: int
    remade: int = 0


Tell = Callable[[Progress], None]


def _look(
    todo: list[Look],
    crew: Hands,
    progress: Progress,
    tell: Tell,
) -> Iterator[Looked]:
    """Look at these inputs; one that a limit ended is told like one that cannot be read."""
    for number, outcome in enumerate(crew.run(todo), 1):
        path, problem = outcome.task.path, outcome.problem
        if problem is not None:
            yield Looked(path, "", (), (replace(problem, where=path),))
        else:
            yield outcome.answer

        tell(replace(progress, done=number))


def _as_written(source: InputSource) -> list[list[str | int]]:
    """The stamp of an input as it comes back from the index, which knows lists only."""
    return list(map(list, source.stamp))


def _looked(
    order: Order,
    crew: Hands,
    tell: Tell,
) -> tuple[list[Looked], int]:
    """What every input is, from the index where it was not touched.

    And how many had to be looked at.
    """
    digest = code_digest()
    # Taken before anything is looked at: what is touched meanwhile must be looked at next time.
    begun = time.time_ns()
    known = read_index(order.out, digest)
    found: dict[str, Looked] = {}
    todo = []
    for source in order.sources:
        stamp, looked = known.get(source.path, (None, None))
        if looked is not None and stamp == _as_written(source):
            found[source.path] = looked
        else:
            todo.append(Look(source.path))

    progress = Progress("look", len(order.sources), kept=len(found))
    for looked in _look(todo, crew, progress, tell):
        found[looked.path] = looked

    # Nothing new and nothing gone: the index stays as it is.
    if todo or len(known) != len(found):
        rows = [(source, found[source.path]) for source in order.sources]
        # What has no digest could not be looked at: the index must not remember it.
        write_index(order.out, digest, [row for row in rows if row[1].sha256], begun)

    return [found[source.path] for source in order.sources], len(todo)


def _todo(
    tasks: Sequence[Task],
    results: Results,
    order: Order,
) -> tuple[list[Task], int]:
    """The tasks without a result; one that a limit ended comes again when the limits are others.

    And how many results were not the ones that a run had written.
    """
    done, stopped = results.listed()
    results.record.load()
    changed = results.drop_changed(done & {task.key for task in tasks})
    done -= changed

    def given_up(task: Task) -> bool:
        if task.key not in stopped or order.retry:
            return False

        ended = results.ended(task.key)
        return ended is not None and ended["limits"] == order.limits.plain()

    return [task for task in tasks if task.key not in done and not given_up(task)], len(changed)


def _check(
    todo: list[Task],
    order: Order,
    crew: Hands,
    results: Results,
) -> Iterator[tuple[bool, int]]:
    """Carry out the tasks; for each whether it failed, and how many findings it has."""
    for outcome in crew.run(todo):
        if outcome.problem is None:
            yield not outcome.answer.checked, outcome.answer.findings
            continue

        task = outcome.task
        problem = replace(outcome.problem, where=" ".join(part.name for part in task.parts))
        body = failure(task, [problem], order.limits.plain())
        results.write(task.key, body, ended=True)
        yield True, 0


@contextmanager
def _hands(order: Order, job: Job) -> Generator[Hands, None, None]:
    """Processes of this machine.

    Or a cluster, whose workers must find the first input and a file of this run.
    """
    if not order.cluster:
        with hands(job, order.jobs, order.limits) as crew:
            yield crew

        return

    mark = order.out / own_file(order.out / "klaster")
    replace_file(mark, b"-")
    first = order.sources[0].path if order.sources else order.store
    shared = SharedJob(job, (str(mark), first))
    try:
        with hands(shared, order.jobs, order.limits, order.cluster, (Looked, Brief)) as crew:
            yield crew
    finally:
        mark.unlink(missing_ok=True)


@contextmanager
def _board(order: Order) -> Generator[Settings, None, None]:
    """The settings with a place where processes share what names mean, as long as the run lasts.

    The workers of a cluster have no file in common.
    """
    if order.cluster:
        yield order.settings
        return

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield replace(order.settings, board=str(Path(folder) / "padanan.sqlite"))


def _plan(
    order: Order,
    tools: Equipment,
    crew: Hands,
    tell: Tell,
) -> tuple[Plan, int]:
    """What there is to check, and how many inputs had to be looked at."""
    if order.sources:
        seen, looked = _looked(order, crew, tell)
        return plan_files(seen, tools.digest), looked

    store = open_store(Path(order.store), write=False)
    return plan_store(store, order.store, tools.digest), 0


def run_nation(
    order: Order,
    tell: Tell,
    job: Callable[[Settings, str, str], Job] = CheckJob,
) -> Run:
    """Check what has no result yet, with every result on disk as soon as it is there.

    ``tell`` hears how far it is.

    :raises InputError: wrong settings.
    :raises CouldNotError: the disk is full, or workers do not start.
    """
    tools, results = equip(order.settings), Results(order.out)
    results.prepare()
    with (
        _board(order) as settings,
        _hands(order, job(settings, str(order.out), tools.digest)) as crew,
    ):
        plan, looked = _plan(order, tools, crew, tell)
        todo, remade = _todo(plan.tasks, results, order)
        progress = Progress("check", len(plan.tasks), kept=len(plan.tasks) - len(todo))
        tell(progress)
        for failed, findings in _check(todo, order, crew, results):
            progress = replace(
                progress,
                done=progress.done + 1,
                failed=progress.failed + failed,
                findings=progress.findings + findings,
            )
            tell(progress)

        return Run(plan, tools, len(todo), progress.kept, looked, crew.peak, remade)
