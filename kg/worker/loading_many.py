"""Load thousands of inputs.

Each unit whole or not at all, in bounded memory, going on where an earlier run stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from kg.derive.digest import derivation_digest
from kg.derive.official.nomenclature import Nomenclature
from kg.errors import InputError, Problem
from kg.pool.pool import Outcome, Pool
from kg.pool.spending import TaskLimits
from kg.read.ontology import Ontology
from kg.store.embedded import EmbeddedStore
from kg.store.lookup import stale_units
from kg.store.pouring import Patience
from kg.terms import UnitKey
from kg.worker.entering import EnteredChange
from kg.worker.held import HeldBefore
from kg.worker.linking import brought_into
from kg.worker.loading import ontology_update, put, refresh
from kg.worker.nation.looking import Look, Looked
from kg.worker.nation.nation_inputs import InputSource
from kg.worker.nation.plan import Task, plan_files
from kg.worker.preparing import Prepared, PrepareJob, unit_documents
from kg.worker.told_progress import Progress

__all__ = ["Loaded", "load_many"]

_LIMITS = TaskLimits()

#: When a run adds more than this share of what was held, the files of the store are put in order at
#: the end.
_MUCH = 0.1

Tell = Callable[[Progress], None]


@dataclass
class Loaded:
    """What a run did.

    The changes, remarks, what could not be loaded and why, how many statements were written, and
    in how many pours.
    """

    changes: list[EnteredChange] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statements: int = 0
    pours: int = 0


@dataclass(frozen=True)
class _Crew:
    """Who prepares: the processes of a pool, or this one."""

    job: PrepareJob
    pool: Pool | None

    def run(self, tasks: Iterable[Any]) -> Iterator[Outcome]:
        """What became of each task, in any order."""
        if self.pool is not None:
            yield from self.pool.run(tasks)
            return

        work = self.job()
        for task in tasks:
            yield Outcome(task, work(task))


def _looked(
    sources: tuple[InputSource, ...],
    crew: _Crew,
    tell: Tell,
) -> list[Looked]:
    found = []
    looks = (Look(source.path) for source in sources)
    for number, outcome in enumerate(crew.run(looks), 1):
        path = outcome.task.path
        problem = outcome.problem
        if problem is not None:
            found.append(Looked(path, "", (), (replace(problem, where=path),)))
        else:
            found.append(outcome.answer)

        tell(Progress("look", len(sources), done=number))

    return found


class _Writer:
    """Collects prepared units and writes them, many at once."""

    def __init__(self, store: EmbeddedStore, done: Loaded) -> None:
        self._store = store
        self._done = done
        self._waiting: list[Prepared] = []
        self._patience = Patience()

    def add(self, unit: Prepared) -> None:
        """Take a unit; write when enough have come together."""
        self._waiting.append(unit)
        if self._patience.add(unit.statements):
            self.write()

    def write(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return

        self._store.pour([unit.parcel for unit in self._waiting])
        for unit in self._waiting:
            self._done.changes += unit.changes
            self._done.statements += unit.statements

        self._waiting.clear()
        self._patience.written()
        self._done.pours += 1


def _replace(
    task: Task,
    store: EmbeddedStore,
    ontology: Ontology,
    known: Nomenclature,
    done: Loaded,
) -> bool:
    """Load a unit of which the store holds something, in one transaction; whether it failed."""
    try:
        documents = unit_documents(task)
        done.changes += put(documents, store, ontology, known, is_current=True)
    except InputError as error:
        done.problems += error.problems
        return True

    for document in documents:
        done.notes += document.notes
        done.statements += len(document.triples)

    return False


def _enter(
    outcome: Outcome,
    writer: _Writer,
    done: Loaded,
) -> bool:
    """Hand a prepared unit to the writer; whether it failed."""
    if outcome.problem is not None:
        names = " ".join(part.name for part in outcome.task.parts)
        done.problems.append(replace(outcome.problem, where=names))
        return True

    prepared: Prepared = outcome.answer
    done.problems += prepared.problems
    done.notes += prepared.notes
    if prepared.problems:
        return True

    writer.add(prepared)
    return False


def _beside(failed: list[Task], fresh: list[Task]) -> list[UnitKey]:
    """The loaded units that were derived beside another period which then was not loaded."""
    gone = {task.unit for task in failed}
    found = []
    for task in fresh:
        others = {other.unit for other in task.beside}
        if task.unit not in gone and others & gone:
            found.append(task.unit)

    return found


@dataclass(frozen=True)
class _Run:
    """One run of loading: where to, and what it reports to."""

    store: EmbeddedStore
    ontology: Ontology
    known: Nomenclature
    done: Loaded
    tell: Tell

    def write(
        self,
        todo: list[Task],
        held: HeldBefore,
        crew: _Crew,
    ) -> Iterator[bool]:
        """Load these units; for each whether it failed."""
        writer = _Writer(self.store, self.done)
        fresh = [task for task in todo if not held.has(task)]
        failed: list[Task] = []
        for outcome in crew.run(fresh):
            is_failed = _enter(outcome, writer, self.done)
            if is_failed:
                failed.append(outcome.task)
            yield is_failed

        writer.write()
        refresh(self.store, self.ontology, _beside(failed, fresh), self.known)
        for task in todo:
            if held.has(task):
                yield _replace(task, self.store, self.ontology, self.known, self.done)

    def todo(self, tasks: Iterable[Task], held: HeldBefore) -> list[Task]:
        """The tasks that change something; the others are told as unchanged."""
        found = []
        for task in tasks:
            same = held.same(task)
            for e in same:
                change = EnteredChange(e.graph.value, e.origin, "unchanged", e.rows, e.triples)
                self.done.changes.append(change)

            if not same:
                found.append(task)

        return found

    def load(
        self,
        sources: tuple[InputSource, ...],
        held: HeldBefore,
        crew: _Crew,
    ) -> None:
        """Look at every input, and load each unit that is not held as it is."""
        plan = plan_files(_looked(sources, crew, self.tell), "")
        for looked in plan.unreadable:
            self.done.problems += looked.problems

        todo = self.todo(plan.tasks, held)
        progress = Progress("load", len(plan.tasks), kept=len(plan.tasks) - len(todo))
        self.tell(progress)
        for failed in self.write(todo, held, crew):
            progress = replace(progress, done=progress.done + 1, failed=progress.failed + failed)
            self.tell(progress)


def load_many(
    sources: tuple[InputSource, ...],
    store: EmbeddedStore,
    ontology: Ontology,
    tell: Tell,
    jobs: int = 1,
    limits: TaskLimits = _LIMITS,
) -> Loaded:
    """Load every unit of the inputs.

    One that cannot be read is told and left out, all others are loaded.

    :raises CouldNotError: the disk is full, or workers do not start.
    """
    done = Loaded()
    brought = brought_into(store)
    known = brought.known()
    digest = derivation_digest(ontology, known)
    change = ontology_update(store, ontology)
    if change.graphs:
        store.write(change)

    held = HeldBefore(store, digest)
    with ExitStack() as stack:
        job = PrepareJob(brought)
        pool = None
        if jobs > 1:
            pool = stack.enter_context(Pool(job, jobs, limits))

        _Run(store, ontology, known, done, tell).load(sources, held, _Crew(job, pool))

    refresh(store, ontology, stale_units(store, digest), known)
    # What came in one piece into an empty store lies in order, and smaller than it would afterwards.
    is_tidy = not held.statements and done.pours <= 1
    if done.statements > _MUCH * held.statements and not is_tidy:
        store.tidy()

    done.changes.sort(key=lambda change: change.graph)
    done.problems.sort(key=lambda problem: (problem.where, problem.code))
    done.notes.sort(key=lambda note: (note.where, note.code))
    return done
