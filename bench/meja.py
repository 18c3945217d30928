"""The workbench under load: 50 clients at once, clients that leave, queries without an end.

``--seconds 60 --clients 50 --leavers 200`` are the sizes of docs/meja-kerja.md; a short run by
default. ``--store DIR --rekap DIR`` takes a store and a roll-up of many kecamatan instead of the
five documents.
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

from kg.store.lookup import units_held
from kg.store.opening import open_store

#: What people look at: start, questions with and without an answer, a unit, findings of it.
_PAGES = (
    "/",
    "/tanya",
    "/tanya/Q07?jawab=1&kecamatan={region}",
    "/tanya/Q01?kecamatan={region}",
    "/unit/{region}/{period}",
    "/unit/{region}/{period}?severity=violation",
    "/temuan",
)
#: With a roll-up also the country, a province, and what kecamatan have in common.
_NATION = ("/nasional", "/nasional?jenjang=kecamatan&di={province}", "/nasional/lintas")
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j }"
#: Nothing that a page was asked for: a reader must answer it.
_QUESTION = "/sparql?query=ASK%20%7B%7D"
_READERS = 2
#: A page about work that goes on.
_GOES_ON = 202


@dataclass(frozen=True)
class _Place:
    host: str
    port: int
    pages: tuple[str, ...]

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
def _serving(store: str, recap: str) -> Generator[_Place, None, None]:
    """A workbench over the store, else the five documents, as ``kg serve`` starts it."""
    with tempfile.TemporaryDirectory() as home:
        kg = [sys.executable, "-m", "kg"]
        if not store:
            store = str(Path(home) / "store")
            loading = [*kg, "load", "--contoh", "--store", store]
            subprocess.run(loading, check=True, capture_output=True)
        words = [*kg, "serve", "--store", store, "--port", "0"]
        if recap:
            words += ["--rekap", recap]
        pages = _pages(store, bool(recap))
        process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        address = urlsplit(process.stderr.readline().split()[-1])
        place = _Place(address.hostname or "", address.port or 0, pages)
        try:
            _await(place)
            for path in pages:
                _look_first(place, path)
            yield place
        finally:
            process.terminate()
            process.wait(timeout=30)


def _pages(store: str, has_recap: bool) -> tuple[str, ...]:
    """The pages that are asked for, of one unit in the middle of the store."""
    held = units_held(open_store(Path(store), write=False))
    region, period, _ = held[len(held) // 2]
    wanted = _PAGES + _NATION if has_recap else _PAGES
    return tuple(p.format(region=region, period=period, province=region[:2]) for p in wanted)


def _look_first(place: _Place, path: str) -> None:
    """A first look at units checks them, which is no page view; and how long the first answer takes."""
    begun = time.monotonic()
    status = place.ask(path)
    print(f"first {path}: {status} after {time.monotonic() - begun:.2f} s", end="")
    while status == _GOES_ON:
        time.sleep(0.2)
        status = place.ask(path)
    print(f", whole after {time.monotonic() - begun:.2f} s")


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
        status = place.ask(place.pages[step % len(place.pages)])
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
    parser.add_argument("--store", default="")
    parser.add_argument("--rekap", default="")
    options = parser.parse_args(list(words))
    with _serving(options.store, options.rekap) as place:
        _load(place, options.clients, options.seconds)
        if options.leavers:
            _leavers(place, options.leavers)
        if options.endless:
            _endless(place, options.endless)
