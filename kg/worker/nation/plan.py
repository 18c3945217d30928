"""From inputs to tasks.

Everything of one kecamatan and period is one task, whatever files it stands in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from kg.read.gate import sha256
from kg.store.base import GraphStore
from kg.store.catalogue import entries
from kg.terms import UnitKey
from kg.worker.nation.looking import Looked

__all__ = ["Plan", "Task", "plan_files", "plan_store"]


@dataclass(frozen=True)
class TaskInput:
    """One input of a task.

    Path and digest of a file, or graph and digest of what a store holds, and where that came from.
    """

    name: str
    sha256: str
    origin: str = ""
    rows: int = 0
    file_sha256: str = ""


@dataclass(frozen=True)
class Task:
    """One unit to check, and the key of its result.

    ``store`` is the folder of the store when its parts are graphs, ``beside`` are the other periods
    of the same kecamatan, which count for the result.
    """

    region: str
    period: str
    key: str
    parts: tuple[TaskInput, ...]
    store: str = ""
    beside: tuple[Task, ...] = ()

    @property
    def unit(self) -> UnitKey:
        """Kecamatan and period."""
        return UnitKey(self.region, self.period)


@dataclass(frozen=True)
class Plan:
    """All tasks by unit, and the inputs that cannot be read and so belong to none."""

    tasks: tuple[Task, ...]
    unreadable: tuple[Looked, ...] = ()


def _key(
    digest: str,
    unit: UnitKey,
    parts: Iterable[tuple[str, str]],
) -> str:
    return sha256(json.dumps([digest, *unit, sorted(parts)]).encode())


def _tasks(
    units: Mapping[UnitKey, list[TaskInput]],
    digest: str,
    folder: str = "",
) -> Iterator[Task]:
    """One task for each unit, by unit.

    Its key names files by their last part only, as findings do: a folder that moved is not checked
    again.
    """
    regions: dict[str, list[Task]] = {}
    for unit, parts in sorted(units.items()):
        names = []
        for part in parts:
            names.append((part.name if folder else PurePath(part.name).name, part.sha256))
        task = Task(*unit, _key(digest, unit, names), tuple(parts), folder)
        regions.setdefault(unit.region, []).append(task)

    for tasks in regions.values():
        yield from _side_by_side(tasks)


def _side_by_side(tasks: list[Task]) -> Iterator[Task]:
    """The tasks of one kecamatan, each with the others beside it and their keys in its own."""
    for task in tasks:
        beside = []
        for other in tasks:
            # Documents of no kecamatan have nothing in common.
            if other is not task and task.region:
                beside.append(other)
        if beside:
            keys = [task.key] + [other.key for other in beside]
            key = sha256("\n".join(keys).encode())
            yield replace(task, key=key, beside=tuple(beside))
        else:
            yield task


def plan_files(looked: Iterable[Looked], digest: str) -> Plan:
    """Files grouped by unit."""
    units: dict[UnitKey, list[TaskInput]] = {}
    unreadable = []
    for seen in sorted(looked, key=lambda one: one.path):
        if seen.problems:
            unreadable.append(seen)

        for unit in seen.units:
            units.setdefault(unit, []).append(TaskInput(seen.path, seen.sha256))

    return Plan(tuple(_tasks(units, digest)), tuple(unreadable))


def plan_store(
    store: GraphStore,
    folder: str,
    digest: str,
) -> Plan:
    """What a store holds, grouped by unit; its catalogue knows the digest of every graph."""
    units: dict[UnitKey, list[TaskInput]] = {}
    for entry in entries(store):
        part = TaskInput(
            name=entry.graph.value,
            sha256=entry.content,
            origin=entry.origin,
            rows=entry.rows,
            file_sha256=entry.sha256,
        )
        units.setdefault(entry.unit, []).append(part)

    return Plan(tuple(_tasks(units, digest, folder)))
