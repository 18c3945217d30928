"""The second line behind :mod:`kg.pool.guard`.

A small program that ends a process which nothing else can stop.

Called with the number of the process, the folder that holds psutil, and what to say for time and
for memory. Lines on its input say how many seconds are left and how many bytes are too many; the
end of the input says that the process is over.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

__all__ = ["main"]

#: How often memory is looked at, in seconds.
_GLANCE = 0.2
#: How long before the first look: most commands are over by then, and the guard looks meanwhile.
_FIRST = 0.5
#: Where a process is ended with a code of ours, that is the one; elsewhere the signal says it.
_FAILED = 3
#: Windows has no signal that cannot be caught; there the number is the exit code.
_DEADLY = getattr(signal, "SIGKILL", _FAILED)


class _Bounds:
    """What the process may still take, as its last line said."""

    def __init__(self) -> None:
        self.deadline = float("inf")
        self.most = float("inf")

    def follow(self) -> None:
        """Read line by line; without any further one the process is over, and so is this."""
        for line in sys.stdin:
            left, most = map(float, line.split())
            if left:
                self.deadline = time.monotonic() + left
            else:
                self.deadline = float("inf")
            self.most = most or float("inf")

        os._exit(0)


def main() -> None:
    """Watch until the input ends or a bound is passed."""
    number = int(sys.argv[1])
    (library, late, large) = sys.argv[2:5]
    sys.path.append(library)
    # Ctrl-C reaches everything that was started together; this program ends with the one it
    # watches.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bounds = _Bounds()
    threading.Thread(target=bounds.follow, daemon=True).start()
    time.sleep(_FIRST)
    import psutil

    watched = psutil.Process(number)
    while True:
        time.sleep(_GLANCE)
        try:
            held = watched.memory_info().rss
        except psutil.Error:
            return
        if time.monotonic() > bounds.deadline:
            _end(number, late)
        elif held > bounds.most:
            _end(number, large)


def _end(number: int, said: str) -> None:
    """Say why, then end the process and whatever it started; this program last."""
    import psutil

    sys.stderr.buffer.write(said.encode())
    sys.stderr.flush()
    for child in psutil.Process(number).children(recursive=True):
        if child.pid != os.getpid():
            child.kill()

    os.kill(number, _DEADLY)
    os._exit(0)


if __name__ == "__main__":
    main()
