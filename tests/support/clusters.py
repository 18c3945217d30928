"""A real cluster on this machine: a scheduler, a nanny and two workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.support.places import ROOT

#: A task that killed two workers is not given to a third one.
_SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
}


def _start(
    folder: Path, program: str, *words: str, env: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        f"distributed.cli.dask_{program}",
        "--scheduler-file",
        str(folder / "scheduler.json"),
        *words,
    ]
    with (folder / f"{program}.log").open("wb") as log:
        return subprocess.Popen(
            [*command, "--no-dashboard"],
            cwd=folder,
            env={**os.environ, **_SETTINGS, **env},
            stdout=log,
            stderr=log,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and everything below it."""
    if process.poll() is not None:
        return
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    for child in family:
        if child.is_running():
            child.kill()


class Cluster:
    """Its address, and its workers as processes."""

    def __init__(
        self, address: str, scheduler: subprocess.Popen[bytes], nanny: subprocess.Popen[bytes]
    ) -> None:
        self.address, self._scheduler, self._nanny = address, scheduler, nanny

    def kill_scheduler(self) -> None:
        """End the scheduler without a word."""
        self._scheduler.kill()

    def workers(self) -> list[psutil.Process]:
        """The processes in which tasks are received, not those that carry them out."""
        found = psutil.Process(self._nanny.pid).children()
        return [p for p in found if "spawn_main" in " ".join(p.cmdline())]


@contextmanager
def cluster(
    folder: Path, workers: int = 2, tls: Mapping[str, str] | None = None
) -> Generator[Cluster, None, None]:
    """Start it; everything is gone at the end. ``tls`` are the settings with its certificates."""
    words = ["--host", "127.0.0.1", "--port", "0"]
    if tls:
        words += ["--protocol", "tls"]

    env = tls or {}
    scheduler = _start(folder, "scheduler", *words, env=env)
    try:
        file = folder / "scheduler.json"
        while not file.exists() or not file.read_text(encoding="utf-8").strip().endswith("}"):
            assert scheduler.poll() is None, (folder / "scheduler.log").read_text(encoding="utf-8")
            time.sleep(0.05)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        nanny = _start(
            folder,
            "worker",
            "--nworkers",
            str(workers),
            "--nthreads",
            "1",
            "--local-directory",
            str(folder / "local"),
            env=env,
        )
        try:
            yield Cluster(address, scheduler, nanny)
        finally:
            _end(nanny)
    finally:
        _end(scheduler)
