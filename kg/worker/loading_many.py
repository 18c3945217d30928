"""Load thousands of inputs: each unit whole or not at all, in bounded memory, going on where an earlier run stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from kg.derive.run import derivation_digest
from kg.errors import InputError, Problem
from kg.pool.pool import Outcome, Pool
from kg.pool.process import TaskLimits
from kg.read.ontology import Ontology
from kg.store.catalogue import Entry, entries
from kg.store.embedded import EmbeddedStore
from kg.store.lookup import stale_units
from kg.terms import UnitKey
from kg.worker.entering import Change
from kg.worker.loading import ontology_update, put, refresh
from kg.worker.nation.inputs import Source
from kg.worker.nation.looking import Look, Looked
from kg.worker.nation.plan import Task, plan_files
from kg.worker.nation.run import Progress
from kg.worker.preparing import Prepared, PrepareJob, unit_documents

__all__ = ["Loaded", "load_many"]

#: So many statements are written at once; more would need more memory, fewer leave many small files.
_BATCH = 300_000
#: When a run adds more than this share of what was held, the files of the store are put in order at the end.
_MUCH = 0.1

Tell = Callable[[Progress], None]


@dataclass
class Loaded:
    """What a run did: the changes, remarks, what could not be loaded and why, and how many statements were written."""

    changes: list[Change] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statements: int = 0


def _outcomes(tasks: Iterable[Any], pool: Pool | None) -> Iterator[Outcome]:
    """By the processes of the pool, or here."""
    if pool is not None:
        yield from pool.run(tasks)
        return
    work = PrepareJob()()
    for task in tasks:
        yield Outcome(task, work(task))


def _looked(sources: tuple[Source, ...], pool: Pool | None, tell: Tell) -> list[Looked]:
    found = []
    for number, outcome in enumerate(_outcomes((Look(s.path) for s in sources), pool), 1):
        path, problem = outcome.task.path, outcome.problem
        found.append(
            Looked(path, "", (), (replace(problem, where=path),)) if problem else outcome.answer
        )
        tell(Progress("look", len(sources), done=number))
    return found


class _Writer:
    """Collects prepared units and writes them, many at once."""

    def __init__(self, store: EmbeddedStore, done: Loaded) -> None:
        self._store, self._done = store, done
        self._waiting: list[Prepared] = []

    def add(self, unit: Prepared) -> None:
        """Take a unit; write when enough have come together."""
        self._waiting.append(unit)
        if sum(one.statements for one in self._waiting) >= _BATCH:
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


class _Held:
    """What the store held when the run began."""

    def __init__(self, store: EmbeddedStore, digest: str) -> None:
        self.units: dict[UnitKey, list[Entry]] = {}
        self.statements = 0
        for entry in entries(store):
            self.units.setdefault(entry.unit, []).append(entry)
            self.statements += entry.triples
        self.stale = set(stale_units(store, digest))

    def same(self, task: Task) -> list[Entry]:
        """The entries of a unit of which every input is the one that was loaded; none when there is something to do."""
        unit = task.unit
        wanted = {part.sha256 for part in task.parts}
        held = [e for e in self.units.get(unit, []) if e.sha256 in wanted]
        return [] if unit in self.stale or {e.sha256 for e in held} != wanted else held


def _replace(
    task: Task, store: EmbeddedStore, ontology: Ontology, done: Loaded
) -> tuple[Problem, ...]:
    """Load a unit of which the store holds something, in one transaction."""
    try:
        documents = unit_documents(task)
        done.changes += put(documents, store, ontology)
    except InputError as error:
        return tuple(error.problems)
    done.notes += [note for d in documents for note in d.notes]
    done.statements += sum(len(d.triples) for d in documents)
    return ()


def _write(
    todo: list[Task],
    held: _Held,
    store: EmbeddedStore,
    ontology: Ontology,
    pool: Pool | None,
    done: Loaded,
) -> Iterator[bool]:
    """Load these units; for each whether it failed."""
    writer = _Writer(store, done)
    fresh = [task for task in todo if task.unit not in held.units]
    for outcome in _outcomes(fresh, pool):
        prepared: Prepared = outcome.answer or Prepared()
        names = " ".join(part.name for part in outcome.task.parts)
        problems = (
            (replace(outcome.problem, where=names),) if outcome.problem else prepared.problems
        )
        done.problems += problems
        done.notes += prepared.notes
        if not problems:
            writer.add(prepared)
        yield bool(problems)
    writer.write()
    for task in (task for task in todo if task.unit in held.units):
        problems = _replace(task, store, ontology, done)
        done.problems += problems
        yield bool(problems)


def load_many(
    sources: tuple[Source, ...], store: EmbeddedStore, ontology: Ontology, tell: Tell, jobs: int = 1
) -> Loaded:
    """Load every unit of the inputs; one that cannot be read is told and left out, all others are loaded.

    :raises CouldNotError: the disk is full, or workers do not start.
    """
    done, digest = Loaded(), derivation_digest(ontology)
    change = ontology_update(store, ontology)
    if change.graphs:
        store.write(change)
    held = _Held(store, digest)
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(PrepareJob(), jobs, TaskLimits())) if jobs > 1 else None
        plan = plan_files(_looked(sources, pool, tell), "")
        done.problems += [problem for looked in plan.unreadable for problem in looked.problems]
        todo = []
        for task in plan.tasks:
            same = held.same(task)
            done.changes += [
                Change(e.graph.value, e.origin, "unchanged", e.rows, e.triples) for e in same
            ]
            todo += [] if same else [task]
        progress = Progress("load", len(plan.tasks), kept=len(plan.tasks) - len(todo))
        tell(progress)
        for failed in _write(todo, held, store, ontology, pool, done):
            progress = replace(progress, done=progress.done + 1, failed=progress.failed + failed)
            tell(progress)
    refresh(store, ontology, stale_units(store, digest))
    if done.statements > _MUCH * held.statements:
        store.tidy()
    done.changes.sort(key=lambda change: change.graph)
    done.problems.sort(key=lambda problem: (problem.where, problem.code))
    done.notes.sort(key=lambda note: (note.where, note.code))
    return done
