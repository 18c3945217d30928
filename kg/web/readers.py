"""Processes that answer questions and can be ended in the middle of one.

An engine itself cannot be stopped.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from kg.errors import KgError, Problem
from kg.pool.process import Job, Worker
from kg.pool.spending import TaskLimits
from kg.web.refusal import Failed, RefusedError

__all__ = ["Readers"]

#: How often a waiting thread looks whether the client is still there, in seconds.
_GLANCE = 0.05
#: How often the loop asks the server about the client, in seconds.
_ASK_CLIENT = 0.2


class Readers:
    """A number of readers, each with one task at a time.

    One that is late or not wanted any more is ended and replaced.

    ``waiting`` requests at most queue up for them.
    """

    def __init__(self, job: Job, count: int, limits: TaskLimits, waiting: int) -> None:
        self._job = job
        self._count = count
        self._limits = limits
        self._waiting = waiting
        self._queued = 0
        self._free: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        #: Started and not used: takes the place of the next reader that has to be ended.
        self._spare: Worker | None = None
        for _ in range(count):
            self._free.put_nowait(None)  # a place for a reader that is not started yet

    def _start(self) -> Worker:
        worker = Worker(self._job, self._limits)
        with self._lock:
            self._all.add(worker)
        return worker

    def _replacement(self) -> Worker:
        """The spare reader, which had time to open the store; another one starts in its place."""
        if self._spare is None:
            return self._start()  # never warmed up: none is held ready
        worker = self._spare
        self._spare = self._start()
        return worker

    def _end(self, worker: Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()

    def warm_up(self) -> None:
        """Start every reader and the spare one now, so that no question waits for it."""
        self._spare = self._start()
        for _ in range(self._free.qsize()):
            worker = self._free.get_nowait()
            self._free.put_nowait(worker or self._start())

    def renew(self) -> None:
        """End the readers that do nothing: one that starts anew sees what was loaded meanwhile."""
        if self._spare is not None:
            self._end(self._spare)
            self._spare = self._start()
        idle = []
        while not self._free.empty():
            idle.append(self._free.get_nowait())
        for worker in idle:
            if worker is not None:
                self._end(worker)
            self._free.put_nowait(None)

    def close(self) -> None:
        """End every reader."""
        self._closed = True
        for worker in list(self._all):
            self._end(worker)

    async def run(
        self, task: Any, seconds: float, gone: Callable[[], Awaitable[bool]] | None = None
    ) -> Any:
        """What a reader answers to a task; ``gone`` tells whether the client has left.

        :raises RefusedError: 503 when too many wait, 504 when the time is over, 500 when the reader
            died.
        :raises KgError: what the task itself raised.
        """
        if self._queued >= self._waiting:
            raise RefusedError(503, "SERVE-BUSY")
        self._queued += 1
        try:
            worker = await self._free.get()
        finally:
            self._queued -= 1
        stop = threading.Event()
        watch = None
        if gone:
            watch = asyncio.create_task(_watch(gone, stop))
        try:
            worker, answer = await asyncio.to_thread(self._carry, worker, task, seconds, stop)
        finally:
            if watch is not None:
                watch.cancel()
        if worker is None and not self._closed:
            worker = self._replacement()
        self._free.put_nowait(worker)
        if isinstance(answer, KgError):
            raise answer
        if isinstance(answer, Failed):
            raise answer.error()
        return answer

    def _carry(
        self, worker: Worker | None, task: Any, seconds: float, stop: threading.Event
    ) -> tuple[Worker | None, Any]:
        """The reader that may be used again, or None, and its answer or the error to raise."""
        try:
            ready = worker or self._start()
            if not ready.ready:
                self._await_start(ready, stop)
            ready.tell(task)
            return self._await_answer(ready, time.monotonic() + seconds, stop)
        except KgError as error:
            return None, error

    def _await_start(self, worker: Worker, stop: threading.Event) -> None:
        while not worker.link.poll(_GLANCE):
            if stop.is_set() or self._closed or worker.late:
                self._end(worker)
                raise RefusedError(503, "SERVE-BUSY")
        kind, value = _received(worker)
        if kind != "ready":
            self._end(worker)
            if kind == "refused":
                problem = value[0]
            else:
                problem = Problem("SERVE-DIED", "")
            raise RefusedError(503, problem.code, problem.values)
        worker.ready = True

    def _await_answer(
        self, worker: Worker, deadline: float, stop: threading.Event
    ) -> tuple[Worker | None, Any]:
        while not worker.link.poll(_GLANCE):
            if stop.is_set():
                self._end(worker)
                return None, RefusedError(499, "SERVE-GONE")
            if time.monotonic() > deadline:
                self._end(worker)
                return None, RefusedError(504, "SERVE-TIME")
        kind, value = _received(worker)
        if kind == "done":
            return worker, value
        self._end(worker)
        code = "SERVE-MEMORY" if kind == "memory" else "SERVE-DIED"
        return None, RefusedError(500, code)


def _received(worker: Worker) -> tuple[str, Any]:
    try:
        kind, value = worker.link.recv()
    except (EOFError, OSError):
        return "gone", None
    return kind, value


async def _watch(gone: Callable[[], Awaitable[bool]], stop: threading.Event) -> None:
    """Tell the waiting thread when the client has left."""
    with contextlib.suppress(asyncio.CancelledError):
        while not await gone():
            await asyncio.sleep(_ASK_CLIENT)
        stop.set()
