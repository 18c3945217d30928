"""One worker process as the parent sees it."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import psutil

from kg.pool.child import serve
from kg.pool.spending import TaskLimits

__all__ = ["Job", "Worker"]

#: Called in the worker: loads what tasks need, and gives the function that carries out one of them.
Job = Callable[[], Callable[[Any], Any]]
#: How long a worker may take to load, in seconds.
_START_SECONDS = 300.0


@contextmanager
def _undisturbed() -> Generator[None, None, None]:
    """A process started here never sees Ctrl-C, not even before its first line, where the system can hold signals back."""
    mask = getattr(signal, "pthread_sigmask", None)
    before = None
    if mask:
        before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


def _context(modules: list[str]) -> Any:
    """How processes start: copied from one that has the modules loaded, where the system can.

    That one is started with the first of them and kept, so what it has loaded is what the first
    asked for; others load what they lack.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    multiprocessing.set_forkserver_preload(modules)
    return multiprocessing.get_context("forkserver")


class Worker:
    """A process, the line to it, and the task it has.

    ``loaded`` are modules that it should find loaded, beside the one of the job.
    """

    def __init__(self, job: Job, limits: TaskLimits, loaded: Sequence[str] = ()) -> None:
        context = _context([*loaded, job.__module__])
        self.link: Connection
        self.link, there = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=serve, args=(there, job, limits.seconds, limits.megabytes), daemon=True
        )
        with _undisturbed():
            self._process.start()
        there.close()
        self._limits = limits
        self._since = time.monotonic()
        self._about = _about(self._process.pid)
        self.task: Any = None
        self.ready = False

    @property
    def idle(self) -> bool:
        """Whether it has loaded and waits for a task."""
        return self.ready and self.task is None

    @property
    def late(self) -> bool:
        """Whether it has been busy for longer than it may."""
        return time.monotonic() - self._since > (
            self._limits.seconds if self.ready else _START_SECONDS
        )

    @property
    def exitcode(self) -> int | None:
        """How it ended."""
        return self._process.exitcode

    def hand_over(self) -> None:
        """Begin the task; its time runs from now."""
        self._since = time.monotonic()
        self.tell(self.task)

    def tell(self, message: Any) -> None:
        """Send a message; that it died just now, reading will tell."""
        try:
            self.link.send(message)
        except OSError:
            return

    def resident(self) -> int:
        """Bytes of memory that it holds; 0 when that cannot be told."""
        try:
            if self._about is not None:
                return int(self._about.memory_info().rss)
            return 0
        except psutil.Error:
            return 0

    def end(self, *, gently: bool = False) -> None:
        """Make sure that it is gone; ``gently`` lets it leave by itself first."""
        if gently:
            self._process.join(timeout=5)
        self._process.kill()
        self._process.join()
        self.link.close()


def _about(pid: int | None) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.Error:  # gone already
        return None
