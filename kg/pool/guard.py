"""The limits of a command that works in this very process.

What spends more is ended, with one sentence.

Two lines, both without signals of one system. A thread looks at time and memory and stops the
command the way Ctrl-C does, so that everything open is closed. Behind it, from half a second on, a
process of its own (:mod:`kg.pool.warden`) ends whatever does not let the thread run: a library that
keeps the interpreter to itself. What is over sooner starts no second interpreter.
"""

from __future__ import annotations

import _thread
import os
import signal
import subprocess  # ruff: ignore[suspicious-subprocess-import] - starts our own program, never a shell
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from kg.errors import Problem
from kg.pool.spending import TaskLimits

__all__ = ["Guard"]

#: Where Linux tells in pages how large this process is.
_HELD = Path("/proc/self/statm")
#: How often time and memory are looked at, in seconds.
_GLANCE = 0.1
#: From when on a command is worth a second process.
_SOON = 0.5
#: How long a command may take to close what is open once it is stopped.
_PATIENCE = 5.0
#: The warden comes after the guard: so many seconds later, and beyond so many times the memory.
_GRACE, _SLACK = 10.0, 1.25
#: The exit code of a command that could not do its work.
_FAILED = 3
_MEGABYTE = 1_000_000

#: Told in the language of the user; written even when the process ends at once.
Say = Callable[[Problem], str]


#: What stands for Ctrl-C where a shell made the command deaf to it; a system without it has no such shell.
_SPARE: signal.Signals = getattr(signal, "SIGUSR1", signal.SIGINT)
_Handler = Callable[[int, FrameType | None], object] | int | None


def _is_deaf() -> bool:
    """Whether Ctrl-C is ignored, as behind the ``&`` of a shell: what is ignored cannot stop the command either."""
    if threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def _resident() -> int:
    """Bytes of memory that this process holds, as the system tells in a line; elsewhere a library knows."""
    try:
        pages = int(_HELD.read_bytes().split()[1])
    except OSError:
        import psutil

        return int(psutil.Process().memory_info().rss)
    return pages * os.sysconf("SC_PAGE_SIZE")


class Guard:
    """Watches over what happens in its ``with`` block; ``broken`` says which limit was passed.

    Memory counts beyond what a process held that had done other things before.
    """

    #: Whether others have worked in this process before.
    _is_later = False

    def __init__(self, limits: TaskLimits, say: Say, grace: float = _GRACE) -> None:
        self._limits = limits
        self._say = say
        self._grace = grace
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._begun = time.monotonic()
        self._before = _resident() if Guard._is_later or "psutil" in sys.modules else 0
        Guard._is_later = True
        self._warden: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._units = 1
        self._deadline = self._begun + limits.seconds
        self._sign = signal.SIGINT
        self._spare: _Handler = signal.SIG_DFL
        self.broken: Problem | None = None

    def __enter__(self) -> Self:
        if _is_deaf():
            self._sign = _SPARE
            self._spare = signal.signal(_SPARE, signal.default_int_handler)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        try:
            self._thread.join()
        finally:
            self._dismiss()
            if self._sign != signal.SIGINT:
                signal.signal(self._sign, self._spare)

    def _dismiss(self) -> None:
        if self._warden is None:
            return

        self._warden.kill()
        self._warden.wait()
        if self._warden.stdin is not None:
            self._warden.stdin.close()

    def allow(self, units: int) -> None:
        """From now on so many units may take what each of them may take.

        None: no limit any more.
        """
        with self._lock:
            self._units = units
            self._deadline = time.monotonic() + self._limits.seconds * units
            self._tell_warden()

    @property
    def out_of_memory(self) -> Problem:
        """What is said when there is no more memory to be had."""
        limit = self._limits.megabytes * max(self._units, 1)
        return Problem("LIMIT-MEMORY", "", {"limit": str(limit)})

    @property
    def _out_of_time(self) -> Problem:
        limit = self._limits.seconds * max(self._units, 1)
        return Problem("LIMIT-TIME", "", {"limit": f"{limit:g}"})

    def _spent(self) -> Problem | None:
        with self._lock:
            if not self._units:
                return None
            if time.monotonic() > self._deadline:
                return self._out_of_time

            held = _resident() - self._before
            if held > self._most():
                return self.out_of_memory
            return None

    def _most(self) -> int:
        return self._limits.megabytes * self._units * _MEGABYTE

    def _watch(self) -> None:
        """The first line: looks now and then, and stops the command as Ctrl-C would."""
        while not self._over.wait(min(_GLANCE, self._limits.seconds)):
            self.broken = self._spent()
            if self.broken is not None:
                self._stop(self.broken)
                return
            if self._warden is None and time.monotonic() - self._begun > _SOON:
                with self._lock:
                    self._warden = self._started()
                    self._tell_warden()

    def _stop(self, problem: Problem) -> None:
        _thread.interrupt_main(self._sign)
        if self._over.wait(_PATIENCE):
            return

        # What cannot be interrupted is ended like a process that is killed: files are whole or not
        # there.
        sys.stderr.write(self._say(problem))
        sys.stderr.flush()
        _end_children()
        os._exit(_FAILED)

    def _started(self) -> subprocess.Popen[str]:
        """The second line, which needs nothing of this process but its number."""
        program = Path(__file__).with_name("warden.py")
        found = find_spec("psutil")
        library = Path(found.origin).parents[1] if found and found.origin else program.parent
        said = [self._say(self._out_of_time), self._say(self.out_of_memory)]
        # Isolated and without site packages: it starts in a hundredth of a second.
        command = [sys.executable, "-I", "-S", str(program), str(os.getpid()), str(library), *said]
        return subprocess.Popen(  # ruff: ignore[subprocess-without-shell-equals-true] - our own words only
            command, stdin=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def _tell_warden(self) -> None:
        """How many seconds are left and how many bytes are too many.

        Nothing is left where there is no limit.
        """
        if self._warden is None or self._warden.stdin is None:
            return

        left = 0.0
        most = 0.0
        if self._units:
            left = max(0.0, self._deadline - time.monotonic()) + self._grace
            most = self._before + self._most() * _SLACK

        with suppress(OSError):  # gone already: the first line stands
            self._warden.stdin.write(f"{left} {most}\n")
            self._warden.stdin.flush()


def _end_children() -> None:
    """Nothing that this process started outlives it."""
    import psutil

    with suppress(psutil.Error):
        for child in psutil.Process().children(recursive=True):
            child.kill()
