"""What one command spent, with every process that it started.

Workers are copied from a process that outlives the command, so a system that can is asked to hand such orphans to the one
that measures: ``python -m bench.spent REPORT COMMAND …`` runs a command and writes its figures to a file.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Spent", "spent"]

#: PR_SET_CHILD_SUBREAPER of Linux: orphans of this process become its children.
_ADOPT = 36
#: A block of what a process wrote, as the system counts them.
_BLOCK = 512


@dataclass(frozen=True)
class Spent:
    """Seconds of processor and wall, megabytes of the largest process, gigabytes written, and what was said."""

    cpu: float
    wall: float
    megabytes: float
    written: float
    output: str
    errors: str


def spent(command: Sequence[str], *, check: bool = True, codes: Collection[int] = (0,)) -> Spent:
    """Run a command and tell what it and all processes below it took.

    :raises subprocess.CalledProcessError: it ended with none of ``codes``, where ``check`` asks for that.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        words = [sys.executable, "-m", "bench.spent", str(report), *command]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if check and done.returncode not in codes:
            done.check_returncode()
        figures = json.loads(report.read_text(encoding="ascii"))
    return Spent(*figures, done.stdout, done.stderr)


def _adopt() -> None:
    """Ask for orphans, where the system has that; elsewhere they are not counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


def _wait() -> None:
    """Wait for all that is left below."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def main(words: list[str]) -> int:
    """Run the command and write down CPU seconds, wall seconds, megabytes and gigabytes."""
    report, *command = words
    _adopt()
    begun = time.perf_counter()
    code = subprocess.run(command, check=False).returncode
    wall = time.perf_counter() - begun
    _wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    figures = [cpu, wall, used.ru_maxrss / 1024, used.ru_oublock * _BLOCK / 1e9]
    Path(report).write_text(json.dumps(figures), encoding="ascii")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
