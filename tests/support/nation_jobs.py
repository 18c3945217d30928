"""Jobs for worker processes that misbehave on purpose, where a test says so."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import psutil

from kg.worker.equipment import Settings
from kg.worker.nation.plan import Task
from kg.worker.nation.task import CheckJob


def _eat() -> None:
    """Take memory, a megabyte at a time, until somebody ends it."""
    held = []
    while True:
        held.append(b"x" * 1_000_000)
        time.sleep(0.001)


def _die_once(mark: Path) -> None:
    """Die without a word the first time; the second time do nothing."""
    if not mark.exists():
        mark.touch()
        os._exit(9)


@dataclass(frozen=True)
class BadJob:
    """Checks units, but hangs, eats memory, dies or breaks where the kecamatan is one of those."""

    settings: Settings
    out: str
    digest: str

    def __call__(self) -> Callable[[Any], Any]:
        """The real function, with something before it."""
        work = CheckJob(self.settings, self.out, self.digest)()

        def carry_out(task: Any) -> Any:
            region = task.region if isinstance(task, Task) else ""
            if region == "33.02.01":
                time.sleep(1_000_000)
            if region == "33.02.02":
                _eat()
            if region == "33.02.03":
                os._exit(9)
            if region == "33.02.04":
                _die_once(Path(self.out) / "died")
            if region == "33.02.05":
                raise ZeroDivisionError(region)
            return work(task)

        return carry_out


@dataclass(frozen=True)
class GatedJob:
    """Checks units, but those whose code ends in 5 only after somebody has put a file ``go`` beside the results."""

    settings: Settings
    out: str
    digest: str

    def __call__(self) -> Callable[[Any], Any]:
        """The real function, with a wait before it."""
        work = CheckJob(self.settings, self.out, self.digest)()

        def carry_out(task: Any) -> Any:
            while (
                isinstance(task, Task)
                and task.region.endswith("5")
                and not (Path(self.out) / "go").exists()
            ):
                time.sleep(0.02)
            return work(task)

        return carry_out


@dataclass(frozen=True)
class PoisonJob:
    """What :class:`BadJob` does, and one kecamatan kills the worker of the cluster above its process as well."""

    settings: Settings
    out: str
    digest: str

    def __call__(self) -> Callable[[Any], Any]:
        """The real function, with something before it."""
        work = BadJob(self.settings, self.out, self.digest)()

        def carry_out(task: Any) -> Any:
            if isinstance(task, Task) and task.region == "33.02.07":
                # Who asked for this process, which may be copied from another one.
                above = parent_process()
                assert above is not None
                psutil.Process(above.pid).kill()
                time.sleep(1_000_000)
            return work(task)

        return carry_out
