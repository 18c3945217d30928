"""Processes that answer questions and can be ended in the middle of one.

An engine itself cannot be stopped.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

from starlette.types import Receive

from kg.errors import KgError, Problem
from kg.pool.process import Job, Worker
from kg.pool.spending import TaskLimits
from kg.web.refusal import Failed, RefusedError

__all__ = ["Readers"]

#: How often a waiting thread looks whether its answer is still wanted, in seconds.
_GLANCE = 0.05
#: Imported once by the process that others are copied from.
_LOADED = (
    "kg.web.tasks",
    "kg.web.ask_tasks",
    "kg.web.cited",
    "kg.web.link_tasks",
    "kg.web.nation_tasks",
    "kg.web.ready",
)

Carried = tuple[Worker | None, Any]


async def _departure(receive: Receive | None) -> None:
    """Wait until the client has left; for ever where the work is done for more than one."""
    if receive is None:
        await asyncio.Event().wait()
        return
    while (await receive())["type"] != "http.disconnect":
        continue


def _unchanging() -> str:
    return ""


class Readers:
    """A number of readers, each with one task at a time.

    One that is late or not wanted any more is ended and replaced; also one that was started when
    ``state`` told another state of what readers read: they see nothing that was written since.
    ``waiting`` requests at most queue up for them.
    """

    def __init__(
        self,
        job: Job,
        count: int,
        limits: TaskLimits,
        waiting: int,
        state: Callable[[], str] = _unchanging,
    ) -> None:
        self._job = job
        self._limits = limits
        self._waiting = waiting
        self._state = state
        self._queued = 0
        self._free: asyncio.Queue[Worker | None] = asyncio.Queue()
        #: Each reader with the state that it sees.
        self._all: dict[Worker, str] = {}
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(count):
            self._free.put_nowait(None)  # a place for a reader that is not started yet

    def _start(self) -> Worker:
        seen = self._state()  # before it opens anything: it may see more, never less
        worker = Worker(self._job, self._limits, _LOADED)
        with self._lock:
            self._all[worker] = seen
        return worker

    def _end(self, worker: Worker) -> None:
        with self._lock:
            self._all.pop(worker, None)
        worker.end()

    def warm_up(self) -> None:
        """Start every reader now, so that no question waits for it."""
        for _ in range(self._free.qsize()):
            worker = self._free.get_nowait()
            self._free.put_nowait(worker or self._start())

    def close(self) -> None:
        """End every reader."""
        self._closed = True
        for worker in list(self._all):
            self._end(worker)

    async def run(self, task: Any, seconds: float, receive: Receive | None = None) -> Any:
        """What a reader answers to a task; ``receive``, of the request, tells that its client left.

        :raises RefusedError: 503 when too many wait, 504 when the time is over, 500 when the reader
            died, 499 when nobody wants the answer any more.
        :raises KgError: what the task itself raised.
        """
        gone = asyncio.ensure_future(_departure(receive))
        stop = threading.Event()
        gone.add_done_callback(lambda _: stop.set())
        try:
            worker = await self._reader(gone)
            work = asyncio.ensure_future(
                asyncio.to_thread(self._carry, worker, task, seconds, stop)
            )
            work.add_done_callback(self._take_back)
            _, answer = await asyncio.shield(work)
        finally:
            gone.cancel()
        if isinstance(answer, KgError):
            raise answer
        if isinstance(answer, Failed):
            raise answer.error()
        return answer

    async def _reader(self, gone: asyncio.Future[None]) -> Worker | None:
        """The next free reader, unless the client leaves before."""
        if self._queued >= self._waiting:
            raise RefusedError(503, "SERVE-BUSY")
        self._queued += 1
        getting = asyncio.ensure_future(self._free.get())
        try:
            waited: list[asyncio.Future[Any]] = [getting, gone]
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._hand_on(getting)
            raise
        finally:
            self._queued -= 1
        if gone.done():
            self._hand_on(getting)
            raise RefusedError(499, "SERVE-GONE")
        return getting.result()

    def _hand_on(self, getting: asyncio.Task[Worker | None]) -> None:
        """Leave the queue; a reader that came free at this very moment is for the next."""
        if getting.done():
            self._free.put_nowait(getting.result())
        else:
            getting.cancel()

    def _take_back(self, work: asyncio.Future[Carried]) -> None:
        """The place is free again, whatever happened to the reader in it."""
        worker = None
        if not work.cancelled() and work.exception() is None:
            worker = work.result()[0]
        self._free.put_nowait(worker)

    def _carry(
        self, worker: Worker | None, task: Any, seconds: float, stop: threading.Event
    ) -> Carried:
        """The reader that may be used next, or None, and the answer or the error to raise."""
        try:
            ready = self._up_to_date(worker) or self._start()
            if not ready.ready:
                self._await_start(ready, stop)
            ready.tell(task)
            kept, answer = self._await_answer(ready, time.monotonic() + seconds, stop)
        except KgError as error:
            return None, error
        if kept is None and not self._closed:
            kept = self._start()  # has time to load until it is needed
        return kept, answer

    def _up_to_date(self, worker: Worker | None) -> Worker | None:
        """The reader, unless something was written since it was started."""
        if worker is not None and self._all.get(worker) != self._state():
            self._end(worker)
            return None
        return worker

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

    def _await_answer(self, worker: Worker, deadline: float, stop: threading.Event) -> Carried:
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
