"""What runs inside a worker of a cluster.

It lends each batch a process of its own, so that limits are those of one machine.
"""

from __future__ import annotations

import multiprocessing
import platform
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import CouldNotError, Problem
from kg.pool.pool import Pool
from kg.pool.process import Job
from kg.pool.program import code_digest
from kg.pool.reply import Reply, packed
from kg.pool.spending import TaskLimits
from kg.read.place import located

__all__ = ["SharedJob", "about", "carry_out"]

#: How long a process without work is kept, in seconds: a client that was killed sends no word that
#: it is done.
_KEEP = 60.0


@dataclass(frozen=True)
class SharedJob:
    """A job for workers elsewhere.

    Before it loads, it looks whether inputs and results are where the client has them.
    """

    job: Job
    places: tuple[str, ...]

    def __call__(self) -> Callable[[Any], Any]:
        """Load the job.

        :raises CouldNotError: CLUSTER-FOLDER when this machine does not see what the client sees.
        """
        for place in self.places:
            if not located(place).exists():
                raise CouldNotError(Problem("CLUSTER-FOLDER", place, {"worker": platform.node()}))
        return self.job()


class _Bench:
    """The processes of one worker for one job.

    Lent to a thread, taken back, and ended when nobody wants them.
    """

    def __init__(self, job: Job, limits: TaskLimits) -> None:
        self._job = job
        self._limits = limits
        self._lock = threading.Lock()
        self._idle: list[Pool] = []
        self._timer: threading.Timer | None = None

    @contextmanager
    def lent(self) -> Generator[Pool, None, None]:
        """A pool of one process; it comes back only after work that went well."""
        with self._lock:
            if self._idle:
                pool = self._idle.pop()
            else:
                pool = Pool(self._job, 1, self._limits)
        done = False
        try:
            yield pool
            done = True
        finally:
            if done:
                self._take_back(pool)
            else:
                pool.__exit__(None, None, None)

    def _take_back(self, pool: Pool) -> None:
        with self._lock:
            self._idle.append(pool)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(_KEEP, self._rest)
            self._timer.daemon = True
            self._timer.start()

    def _rest(self) -> None:
        with self._lock:
            idle = self._idle
            self._idle = []
        for pool in idle:
            pool.__exit__(None, None, None)


@lru_cache(maxsize=1)
def _bench(job: Job, limits: TaskLimits) -> _Bench:
    """The processes for a job; those of an earlier job end by themselves."""
    return _Bench(job, limits)


def _may_have_children() -> None:
    """Workers that a nanny started are daemons, which must not have children lest these outlive them; ours never do."""
    if multiprocessing.current_process().daemon:
        multiprocessing.current_process().daemon = False


def carry_out(job: Job, limits: TaskLimits, tasks: tuple[Any, ...]) -> bytes:
    """Carry out one batch; results are files already when it returns, and the reply is data."""
    _may_have_children()
    try:
        with _bench(job, limits).lent() as pool:
            reply = Reply(tuple(pool.run(tasks)), peak=pool.peak)
    except CouldNotError as error:
        reply = Reply(refused=tuple(error.problems))

    return packed(reply, tasks)


def about() -> bytes:
    """Names the program of this worker."""
    return code_digest().encode()
