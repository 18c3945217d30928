"""Who makes the rows of a shard from the results of its units.

This process, others of this machine, or the workers of a cluster: the rows are the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kg.errors import Lang
from kg.pool.port import hands
from kg.pool.spending import TaskLimits
from kg.read.place import Located, located
from kg.report.nation.desk import Desk
from kg.report.nation.files import RECAP
from kg.report.nation.made import Made
from kg.report.nation.recap import Totals, recap_row
from kg.rules.finding import Finding
from kg.rules.plain import finding_from
from kg.rules.waiver import Waiver, apply_waivers
from kg.worker.nation.plan import Task
from kg.worker.nation.results import Results

__all__ = ["MakeJob", "Makers", "Telling", "in_order", "made_of"]

#: Rows of a shard are megabytes: no two travel from a cluster in one message.
_TOGETHER = 1

Body = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """How results are told: the language, the waivers, and the day on which they are applied."""

    lang: Lang
    waivers: tuple[Waiver, ...] = ()
    today: date = date.min


@dataclass(frozen=True)
class Makers:
    """How many processes of this machine, or the cluster behind an address, and what they may cost.

    From ``fewest`` shards on it pays to start them.
    """

    jobs: int = 1
    limits: TaskLimits = field(default_factory=TaskLimits)
    cluster: str = ""
    fewest: int = 32

    def is_worth(self, shards: int) -> bool:
        """Whether so many shards are better handed out: starting processes takes a second of each."""
        return shards >= self.fewest and (self.jobs > 1 or bool(self.cluster))


@dataclass(frozen=True)
class ShardTask:
    """One shard as it is handed out."""

    number: int
    tasks: tuple[Task, ...]


def _findings(body: Body, how: Telling) -> list[Finding]:
    found = list(map(finding_from, body.get("findings", ())))
    if how.waivers:
        waived = apply_waivers(found, how.waivers, how.today)[0]
    else:
        waived = {}
    return [replace(f, waived=waived.get(f.id, f.waived)) for f in found]


def made_of(tasks: Sequence[Task], bodies: Iterator[Body], how: Telling) -> Made:
    """The rows of a shard."""
    desk = Desk(how.lang)
    totals = Totals()
    for task, body in zip(tasks, bodies, strict=True):
        found = _findings(body, how)
        desk.unit(task, body, found)
        row = recap_row(task, body, found)
        totals.add(row)
        desk.recap(row)
    return Made(desk.rows() | {RECAP: desk.units()}, totals.plain(), desk.findings)


@dataclass(frozen=True)
class MakeJob:
    """Handed to every worker: reads results where they lie, and makes rows of them.

    ``run`` tells runs apart: a worker that is kept must not go by the record of an earlier one.
    """

    out: str
    how: Telling
    run: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __call__(self) -> Callable[[ShardTask], Made]:
        """Read the record of what was written, and give the function that makes a shard."""
        results = Results(located(self.out))
        results.record.load()

        def make(part: ShardTask) -> Made:
            found = list(results.found([task.key for task in part.tasks]))
            bodies = [body for body in found if body is not None]
            # Who asked looks again, and says what is wrong with it.
            if len(bodies) < len(found):
                return Made(is_whole=False)
            return made_of(part.tasks, iter(bodies), self.how)

        return make


def in_order(
    shards: Sequence[Sequence[Task]], out: Located, how: Telling, makers: Makers
) -> Generator[Made | None, None, None]:
    """What each shard becomes, in their order; nothing for one that must be made here.

    :raises CouldNotError: workers do not start, or the cluster is gone.
    """
    if not makers.is_worth(len(shards)):
        yield from (None for _ in shards)
        return
    parts = [ShardTask(number, tuple(tasks)) for number, tasks in enumerate(shards)]
    # Those that are early wait for the ones before them.
    waiting: dict[int, Made | None] = {}
    following = 0
    job = MakeJob(str(out), how)
    with hands(job, makers.jobs, makers.limits, makers.cluster, (Made,), _TOGETHER) as workers:
        for outcome in workers.run(parts):
            made = outcome.answer
            if outcome.problem is not None or not made.is_whole:
                made = None
            waiting[outcome.task.number] = made
            while following in waiting:
                yield waiting.pop(following)
                following += 1
