"""Queries without an end are stopped, clients that leave set their reader free, and others notice nothing."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from kg.pool.spending import TaskLimits
from kg.store.base import Write
from kg.store.opening import open_store
from kg.web.readers import Readers
from tests.web.server import Answer, Server, running

pytestmark = pytest.mark.slow

#: Every variable on its own: no store answers that in time.
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMIT = 1.0
#: What a machine that does other work besides may add to a limit, in seconds.
PATIENCE = 50.0


def _path(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


@pytest.fixture(scope="session")
def at_once(heavy: bool) -> int:
    """How many readers the workbench has, and clients that hold them."""
    return 4 if heavy else 2


@pytest.fixture(scope="module")
def short(five: Path, at_once: int) -> Iterator[Server]:
    """A workbench that gives an expert's query one second."""
    options = ("--expert-seconds", str(LIMIT), "--question-seconds", "60")
    with running(five, "--workers", str(at_once), *options) as found:
        assert found.ask(_path("ASK {}")).status == 200
        yield found


def _spent(ask: Callable[[], Answer]) -> tuple[int, float]:
    begun = time.monotonic()
    return ask().status, time.monotonic() - begun


def test_endless_queries_are_stopped_while_questions_are_answered(
    short: Server, at_once: int, heavy: bool
) -> None:
    """A thousand in full size: each ends with 504 at its limit, and pages come as they did before."""

    def endless(_: int) -> tuple[int, float]:
        begun = time.monotonic()
        answer = short.ask(_path(ENDLESS))
        assert "SERVE-TIME" in answer.text
        return answer.status, time.monotonic() - begun

    def question(number: int) -> tuple[int, float]:
        # Another address each time: a page that was shown already would ask no reader.
        path = f"/tanya/Q01/pilihan?isian=outcome&cari={number}"
        return _spent(lambda: short.ask(path))

    processes = _alive(short)
    before = [question(number) for number in range(20)]
    count = 1_000 if heavy else 2 * at_once
    with ThreadPoolExecutor(at_once) as pool:
        running_queries = [pool.submit(endless, number) for number in range(count)]
        beside = []
        while not all(one.done() for one in running_queries):
            beside.append(question(100 + len(beside)))
            time.sleep(0.05)
    stopped = [one.result() for one in running_queries]
    assert {status for status, _ in stopped} == {504}
    assert {status for status, _ in (*before, *beside)} == {200}
    assert max(spent for _, spent in stopped) < LIMIT + PATIENCE
    assert min(spent for _, spent in stopped) >= LIMIT
    _tell("endless", [spent for _, spent in stopped])
    _tell("questions before", [spent for _, spent in before])
    _tell("questions beside", [spent for _, spent in beside])
    assert short.ask(_path("ASK {}")).status == 200
    _nothing_left(short, processes)


def test_clients_that_leave_set_their_readers_free(
    short: Server, at_once: int, heavy: bool
) -> None:
    """Two hundred in full size: all readers are held, all clients go, the next query is answered."""
    waits = []
    processes = _alive(short)
    for _ in range((200 if heavy else 4) // at_once):
        with ThreadPoolExecutor(at_once) as pool:
            for _ in range(at_once):
                pool.submit(_leave, short)
        status, spent = _spent(lambda: short.ask(_path("ASK {}")))
        assert status == 200
        waits.append(spent)
    _tell("next answer after all left", waits)
    assert max(waits) < PATIENCE
    _nothing_left(short, processes)


def test_who_leaves_while_waiting_takes_no_reader(five: Path) -> None:
    """Its place in the queue is given up; no reader is ended for it."""
    with running(five, "--workers", "1", "--expert-seconds", "4") as server:
        assert server.ask(_path("ASK {}")).status == 200
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(server.ask, _path(ENDLESS))
            time.sleep(0.3)
            for _ in range(3):
                _leave(server)
            status, spent = _spent(lambda: server.ask(_path("ASK {}")))
            assert (status, first.result().status) == (200, 504)
            assert spent < 4 + PATIENCE


def test_an_endpoint_sees_what_another_command_loaded(tmp_path: Path) -> None:
    """Readers that were started before are replaced, without a page being asked for."""
    folder = tmp_path / "store"
    open_store(folder, write=True).write(Write(graphs={}))
    with running(folder) as server:
        assert '"boolean":false' in server.ask(_path("ASK { ?s ?p ?o }")).text
        _load(folder)
        assert '"boolean":true' in server.ask(_path("ASK { ?s ?p ?o }")).text


@pytest.mark.parametrize("steps", range(5))
def test_who_is_gone_as_a_reader_comes_free_keeps_no_place(steps: int) -> None:
    """However far the reader had come to him, the next one gets it."""

    async def served() -> None:
        readers = Readers(_Never(), 1, TaskLimits(1.0, 100), 4)
        held = await readers._reader(asyncio.Future())
        waiting = asyncio.create_task(readers._reader(asyncio.Future()))
        await asyncio.sleep(0)
        readers._free.put_nowait(held)
        for _ in range(steps):
            await asyncio.sleep(0)
        waiting.cancel()
        if not (await asyncio.wait([waiting]))[0].pop().cancelled():
            readers._free.put_nowait(waiting.result())
        await asyncio.wait_for(readers._reader(asyncio.Future()), 1)

    asyncio.run(served())


class _Never:
    """The work of a reader that is never started."""

    def __call__(self) -> Callable[[object], object]:
        raise AssertionError


def _load(folder: Path) -> None:
    from pyoxigraph import NamedNode, Triple

    node = NamedNode("http://e/a")
    open_store(folder, write=True).write(Write(graphs={node: [Triple(node, node, node)]}))


def _leave(server: Server) -> None:
    with suppress(TimeoutError):
        server.ask(_path(ENDLESS), seconds=0.3)


def _alive(server: Server) -> int:
    """How many processes the workbench has started that still run."""
    states = [p.status() for p in psutil.Process(server.pid).children(recursive=True)]
    return len([state for state in states if state != psutil.STATUS_ZOMBIE])


def _nothing_left(server: Server, before: int) -> None:
    """As many processes as before; one that was just ended may take a moment."""
    for _ in range(100):
        if _alive(server) <= before:
            return
        time.sleep(0.1)
    assert _alive(server) <= before


def _tell(what: str, times: list[float]) -> None:
    """The figures, for whoever runs it with ``-s``."""
    p95 = statistics.quantiles(times, n=20)[-1]
    line = f"median {statistics.median(times):.2f} s, p95 {p95:.2f} s, most {max(times):.2f} s"
    sys.stdout.write(f"{what}: {len(times)}, {line}\n")
