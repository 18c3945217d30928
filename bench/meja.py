"""The workbench under load: 50 clients at once, clients that leave, queries without an end.

``--seconds 60 --clients 50 --leavers 200 --endless 20`` are the sizes of docs/meja-kerja.md; a short
run by default.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

#: What people look at: start, questions with and without an answer, a unit, findings of it.
PAGES = (
    "/",
    "/tanya",
    "/tanya/Q07?jawab=1",
    "/tanya/Q01",
    "/unit/33.02.19/2021",
    "/unit/33.02.19/2021?severity=violation",
)
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j }"
#: Nothing that a page was asked for: a reader must answer it.
_QUESTION = "/sparql?query=ASK%20%7B%7D"
_READERS = 2


@dataclass(frozen=True)
class _Place:
    host: str
    port: int

    def ask(self, path: str, seconds: float = 60.0) -> int:
        """The status of one request, its body read to the end."""
        link = http.client.HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            link.request("GET", path)
            answer = link.getresponse()
            answer.read()
            return answer.status
        finally:
            link.close()


@contextmanager
def _serving() -> Generator[_Place, None, None]:
    """A workbench over the five documents, as ``kg serve`` starts it."""
    with tempfile.TemporaryDirectory() as home:
        store = str(Path(home) / "store")
        kg = [sys.executable, "-m", "kg"]
        subprocess.run([*kg, "load", "--contoh", "--store", store], check=True, capture_output=True)
        words = [*kg, "serve", "--store", store, "--port", "0"]
        process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        address = urlsplit(process.stderr.readline().split()[-1])
        place = _Place(address.hostname or "", address.port or 0)
        try:
            _await(place)
            for path in PAGES:
                place.ask(path)  # a first look at a unit checks it, which is no page view
            yield place
        finally:
            process.terminate()
            process.wait(timeout=30)


def _await(place: _Place) -> None:
    """Wait until it listens."""
    for _ in range(200):
        try:
            place.ask("/sehat")
            return
        except ConnectionError:
            time.sleep(0.1)
    raise TimeoutError("the workbench does not listen")


def _client(place: _Place, number: int, until: float) -> list[tuple[int, float]]:
    """Pages one after the other, with a pause as a person makes; (status, seconds) of each."""
    found = []
    step = number
    while time.monotonic() < until:
        begun = time.monotonic()
        status = place.ask(PAGES[step % len(PAGES)])
        found.append((status, time.monotonic() - begun))
        step += 1
        time.sleep(1.0)
    return found


def _load(place: _Place, clients: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        runs = [pool.submit(_client, place, number, until) for number in range(clients)]
    answers = [pair for run in runs for pair in run.result()]
    errors = sum(status != 200 for status, _ in answers)
    times = [spent for _, spent in answers]
    p95 = statistics.quantiles(times, n=20)[-1]
    told = f"{clients} clients for {seconds:.0f} s, a page a second each"
    print(f"{told}: {len(answers)} pages, {errors} errors, p95 {1000 * p95:.0f} ms")


def _leave(place: _Place) -> None:
    """Ask what never ends, and go."""
    with suppress(TimeoutError):
        place.ask(f"/sparql?query={quote(ENDLESS)}", seconds=0.3)


def _leavers(place: _Place, count: int) -> None:
    """Clients that leave in the middle of endless queries that hold all readers; when the next one is answered."""
    waits = []
    for _ in range(count):
        with ThreadPoolExecutor(_READERS) as pool:
            for _ in range(_READERS):
                pool.submit(_leave, place)
        begun = time.monotonic()
        assert place.ask(_QUESTION) == 200
        waits.append(time.monotonic() - begun)
    worst = max(waits)
    median = statistics.median(waits)
    print(f"{count} clients left: next answer after {median:.2f} s (median), {worst:.2f} s (worst)")


def _endless(place: _Place, count: int) -> None:
    waits = []
    for _ in range(count):
        begun = time.monotonic()
        assert place.ask(f"/sparql?query={quote(ENDLESS)}") == 504
        waits.append(time.monotonic() - begun)
    print(f"{count} endless queries: each stopped within {max(waits):.1f} s (limit 10 s)")


def main(words: Sequence[str] = ()) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench meja", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--leavers", type=int, default=5)
    parser.add_argument("--endless", type=int, default=1)
    options = parser.parse_args(list(words))
    with _serving() as place:
        _load(place, options.clients, options.seconds)
        _leavers(place, options.leavers)
        _endless(place, options.endless)
