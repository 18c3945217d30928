"""The body of a worker process.

Load once, then one task after the other until the parent has no more.
"""

from __future__ import annotations

import faulthandler
import gc
import importlib.util
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from kg.errors import KgError
from kg.limits import DEFAULT

__all__ = ["serve", "settle"]

#: How long after its time limit a task of a worker without a parent is ended, in seconds.
_GRACE = 30.0


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(3)


def _bound_memory(megabytes: int) -> None:
    """A second line behind the parent's watch, where the system has it.

    No allocation far beyond the limit succeeds.
    """
    if importlib.util.find_spec("resource") is None or sys.platform == "darwin":
        return
    import resource  # absent on Windows

    limit = psutil.Process().memory_info().vms + 2 * megabytes * 1_000_000
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(
        resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )


def settle() -> None:
    """What was loaded stays.

    The collector need not walk through it again and again while a unit is checked.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(DEFAULT.containers)


def _last_words(link: Connection) -> None:
    """Tell the parent what went wrong, then end.

    The state of this process is not to be trusted any more.
    """
    kind, error, _ = sys.exc_info()
    if kind is not None and issubclass(kind, MemoryError):
        link.send(("memory", ""))
    else:
        lines = traceback.format_exception_only(kind, error)
        link.send(("crash", "".join(lines).strip()[:500]))
    os._exit(1)


def serve(
    link: Connection, job: Callable[[], Callable[[Any], Any]], seconds: float, megabytes: int
) -> None:
    """Serve tasks from ``link``.

    First ("ready", "") or ("refused", why), then one answer for each task.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    threading.Thread(target=_end_with_parent, daemon=True).start()
    silent = Path(os.devnull).open("w", encoding="utf-8")  # ruff: ignore[open-file-with-context-handler] - as long as the process
    try:
        work = job()
        settle()
    except KgError as error:
        link.send(("refused", error.problems))
        return
    _bound_memory(megabytes)
    link.send(("ready", ""))
    done = False
    try:
        while (task := link.recv()) is not None:
            faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=silent)
            answer = work(task)
            faulthandler.cancel_dump_traceback_later()
            link.send(("done", answer))
        done = True
    except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        done = True
    finally:
        if not done:
            _last_words(link)
