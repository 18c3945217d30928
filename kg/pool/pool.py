"""Worker processes that are allowed to hang, to eat memory and to die.

The task pays for it, the rest goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Self

from kg.errors import CouldNotError, Problem
from kg.pool.process import Job, Worker
from kg.pool.spending import TaskLimits

__all__ = ["Outcome", "Pool"]

#: How often memory and time are looked at, in seconds.
_GLANCE = 0.1
#: A worker that cannot even start so often will not start at all.
_START_TRIES = 3


@dataclass(frozen=True)
class Outcome:
    """The answer to a task, or why there is none."""

    task: Any
    answer: Any = None
    problem: Problem | None = None


class Pool:
    """Up to ``jobs`` processes, started when there is work and kept until the end of the ``with`` block.

    ``peak`` is the most memory that was seen in one of them, in bytes.
    """

    def __init__(self, job: Job, jobs: int, limits: TaskLimits) -> None:
        self._job = job
        self._jobs = jobs
        self._limits = limits
        self._workers: list[Worker] = []
        self._again: deque[Any] = deque()
        self._tried: set[Any] = set()
        self._failed_starts = 0
        self.peak = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in [w for w in self._workers if w.idle]:
            worker.tell(None)
        for worker in list(self._workers):
            self._end(worker, gently=worker.idle)

    def run(self, tasks: Iterable[Any]) -> Iterator[Outcome]:
        """Outcomes as they come, in no order; a task whose worker died gets one more try.

        :raises CouldNotError: workers do not start.
        """
        rest = iter(tasks)
        while True:
            self._feed(rest)
            busy = {}
            for worker in self._workers:
                if worker.task is not None:
                    busy[worker.link] = worker
            if not busy:
                return
            for link in wait(list(busy), timeout=_GLANCE):
                yield from self._receive(busy[link])  # type: ignore[index]
            yield from self._watch()

    def _feed(self, rest: Iterator[Any]) -> None:
        """A task for every worker without one; a new worker for a task without one."""
        for worker in [*self._workers, *[None] * (self._jobs - len(self._workers))]:
            if worker is not None and worker.task is not None:
                continue
            if self._again:
                task = self._again.popleft()
            else:
                task = next(rest, None)
            if task is None:
                return
            self._give(worker or self._start(), task)

    def _start(self) -> Worker:
        worker = Worker(self._job, self._limits)
        self._workers.append(worker)
        return worker

    @staticmethod
    def _give(worker: Worker, task: Any) -> None:
        worker.task = task
        if worker.ready:
            worker.hand_over()

    def _receive(self, worker: Worker) -> Iterator[Outcome]:
        try:
            kind, value = worker.link.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        if kind == "ready":
            worker.ready = True
            self._failed_starts = 0
            worker.hand_over()
        elif kind == "refused":
            raise CouldNotError(value)
        elif kind == "done":
            self.peak = max(self.peak, worker.resident())
            task = worker.task
            worker.task = None
            yield Outcome(task, value)
        else:
            self._end(worker)
            yield Outcome(
                worker.task, problem=self._memory() if kind == "memory" else _death(value)
            )

    def _died(self, worker: Worker) -> Iterator[Outcome]:
        self._end(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _START_TRIES:
                raise CouldNotError(
                    Problem("NATION-START", "", {"reason": f"exit code {worker.exitcode}"})
                )
            self._again.append(worker.task)
        elif worker.task in self._tried:
            yield Outcome(worker.task, problem=_death(f"exit code {worker.exitcode}"))
        else:
            self._tried.add(worker.task)
            self._again.append(worker.task)

    def _watch(self) -> Iterator[Outcome]:
        """End what takes too long or too much memory."""
        for worker in [w for w in self._workers if w.task is not None]:
            used = worker.resident()
            self.peak = max(self.peak, used)
            big = used > self._limits.megabytes * 1_000_000
            if not (worker.late or big) or worker.link.poll():
                continue
            if not worker.ready:
                yield from self._died(worker)
                continue
            self._end(worker)
            limit = Problem("NATION-TIME", "", {"limit": f"{self._limits.seconds:g}"})
            yield Outcome(worker.task, problem=self._memory() if big else limit)

    def _memory(self) -> Problem:
        return Problem("NATION-MEMORY", "", {"limit": str(self._limits.megabytes)})

    def _end(self, worker: Worker, *, gently: bool = False) -> None:
        self._workers.remove(worker)
        worker.end(gently=gently)


def _death(reason: str) -> Problem:
    return Problem("NATION-DIED", "", {"reason": reason})
