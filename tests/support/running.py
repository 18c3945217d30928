"""Servers of other people, run on the loopback of a test and stopped after it."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Generator[None, None, None]:
    """The server process, from when it listens."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server stopped")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def post(address: str, query: str) -> bytes:
    """The answer to a query, as the JSON of SPARQL 1.1."""
    head = {
        "Content-Type": "application/sparql-query",
        "Accept": "application/sparql-results+json",
    }
    answer = httpx.post(address, content=query.encode(), headers=head, timeout=300)
    return answer.raise_for_status().content
