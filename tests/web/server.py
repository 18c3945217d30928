"""A real workbench in a process of its own, and requests to it that may be as odd as a test needs."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette

__all__ = ["GOES_ON", "Answer", "Server", "asked_of", "running"]

#: A page about work that goes on.
GOES_ON = 202


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """Where it listens."""

    host: str
    port: int
    pid: int

    @property
    def address(self) -> str:
        """For a browser."""
        return f"http://{self.host}:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        seconds: float = 60,
    ) -> Answer:
        """One request on a connection of its own."""
        link = http.client.HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            link.request(method, path, body=body, headers=headers or {})
            answer = link.getresponse()
            heads = {name.casefold(): value for name, value in answer.getheaders()}
            return Answer(answer.status, heads, answer.read())
        finally:
            link.close()

    def page(self, path: str, **query: str) -> Answer:
        """As a browser asks."""
        tail = f"?{urlencode(query)}" if query else ""
        return self.ask(path + tail, headers={"Accept": "text/html"})

    def post(self, path: str, body: bytes, kind: str, **headers: str) -> Answer:
        """As a form of our own page sends it."""
        own = {"Content-Type": kind, "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        return self.ask(path, "POST", body, {**own, **headers})

    def upload(self, *files: tuple[str, bytes]) -> Answer:
        """Send files to be checked."""
        mark = "kinerja-batas"
        parts = []
        for name, data in files:
            head = f'Content-Disposition: form-data; name="berkas"; filename="{name}"'
            parts.append(f"--{mark}\r\n{head}\r\n\r\n".encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self.post("/periksa", body, f"multipart/form-data; boundary={mark}")

    def finished(self, path: str) -> Answer:
        """The page of a check once it is no longer running."""
        for _ in range(240):
            answer = self.page(path)
            if answer.status != GOES_ON:
                return answer
            time.sleep(0.25)
        raise AssertionError(path)


def asked_of(app: Starlette, path: str, accept: str = "text/html") -> Answer:
    """One request to an application without a server around it."""
    found: list[Any] = []
    heads = [(b"host", b"localhost"), (b"accept", accept.encode())]
    plain, _, query = path.partition("?")
    scope = {"type": "http", "method": "GET", "path": plain, "query_string": query.encode()}

    async def receive() -> Any:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        await asyncio.sleep(0)
        found.append(message)

    # In a thread of its own: a browser of these tests has a loop in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, app({**scope, "headers": heads}, receive, send)).result()
    return Answer(found[0]["status"], {}, b"".join(one.get("body", b"") for one in found[1:]))


@contextmanager
def running(
    store: Path, *options: str, command: tuple[str, ...] = ("serve",)
) -> Generator[Server, None, None]:
    """``kg serve``, or another command that serves, on a free port of this machine, ended at the end of the block."""
    words = [sys.executable, "-m", "kg", *command, "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(
        words, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    place = urlsplit(line.split()[-1])
    assert place.port, line
    server = Server(place.hostname or "", place.port, process.pid)
    for _ in range(100):
        try:
            server.ask("/sehat")
            break
        except ConnectionError:
            time.sleep(0.1)
    try:
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stderr.close()
