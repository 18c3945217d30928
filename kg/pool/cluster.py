"""The workers of a Dask cluster as hands.

Batches go out a few at a time, and only what came of them comes back.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import logging
import queue
import re
import time
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.errors import CouldNotError, InputError, Problem
from kg.pool.lending import about, carry_out
from kg.pool.pool import Outcome
from kg.pool.process import Job
from kg.pool.program import code_digest
from kg.pool.reply import Reply, unpacked
from kg.pool.spending import TaskLimits

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["TOGETHER", "Cluster", "check_cluster"]

#: A scheduler speaks tcp or, with certificates, tls; a name and password belong into neither.
_ADDRESS = re.compile(r"(?P<scheme>tcp|tls)://(?P<host>[^/\s@]+):\d{1,5}")
#: How long the scheduler may take to answer, in seconds.
_CONNECT = 15.0
#: How long a cluster may be without any worker, in seconds; one that grows on demand needs its
#: time.
_EMPTY = 300.0
#: How often workers are counted, in seconds.
_GLANCE = 5.0
#: Most tasks in one batch; a batch for every thread and as many waiting.
TOGETHER = 16
_AHEAD = 2

#: What answers may be made of: no pickled objects.
_FORMS = ["dask", "msgpack", "error"]

_Batch = tuple[Any, ...]


def check_cluster(address: str, *, insecure: bool) -> None:
    """Refuse an address at which anybody who reaches it runs programs, unless it is of this machine or wanted so.

    :raises InputError: CLUSTER-ADDRESS for no address, CLUSTER-INSECURE for ``tcp://`` to another
        machine.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise InputError(Problem("CLUSTER-ADDRESS", address))
    if match["scheme"] == "tcp" and not insecure and not _is_here(match["host"].strip("[]")):
        raise InputError(Problem("CLUSTER-INSECURE", address))


def _is_here(host: str) -> bool:
    """Whether nobody else can listen in.

    >>> _is_here("127.0.0.1"), _is_here("10.0.0.5"), _is_here("localhost.example.org")
    (True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _failed(code: str, where: str, error: BaseException) -> CouldNotError:
    reason = str(error).strip().splitlines() or [type(error).__name__]
    return CouldNotError(Problem(code, where, {"reason": reason[0][:300]}))


def _connected(address: str) -> Client:
    """A client of the scheduler; certificates for ``tls://`` come from Dask's own configuration.

    :raises InputError: CLUSTER-MISSING without Dask, CLUSTER-ADDRESS for no address, CLUSTER-TLS
        without certificates.
    :raises CouldNotError: CLUSTER-CONNECT when no scheduler answers.
    """
    if importlib.util.find_spec("distributed") is None:
        raise InputError(Problem("CLUSTER-MISSING", address))
    from distributed import Client, Security  # an extra

    if _ADDRESS.fullmatch(address) is None:
        raise InputError(Problem("CLUSTER-ADDRESS", address))
    if (
        address.startswith("tls")
        and Security().get_connection_args("client")["ssl_context"] is None
    ):
        raise InputError(Problem("CLUSTER-TLS", address))
    logging.getLogger("distributed.client").setLevel(
        logging.CRITICAL
    )  # what it logs with tracebacks is raised too
    try:
        return Client(address, timeout=_CONNECT, set_as_default=False, deserializers=_FORMS)
    except OSError as error:
        raise _failed("CLUSTER-CONNECT", address, error) from error


class Cluster:
    """All workers behind the scheduler at ``address``, between ``with`` and its end.

    A worker that dies costs nothing: the scheduler gives its batches to others, and a result
    written twice is the same file. A task during which workers die again and again is tried once
    more alone at the end, and given up only then.

    :raises CouldNotError: CLUSTER-CONNECT, CLUSTER-EMPTY, or CLUSTER-PROGRAM when a worker runs
        another program.
    """

    def __init__(
        self,
        address: str,
        job: Job,
        limits: TaskLimits,
        kinds: Iterable[type] = (),
        together: int = TOGETHER,
    ) -> None:
        self._address = address
        self._job = job
        self._limits = limits
        self._kinds = tuple(kinds)
        self._most = together
        self._client = _connected(address)
        self._threads = 0
        self._counted = 0.0
        self._seen = 0.0
        self.peak = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._client.close)
            self._compare()
            stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def _compare(self) -> None:
        """Every worker that is there must run this very program.

        Those that come later are asked when they load it.
        """
        self._seen = time.monotonic()
        while not self._width():
            self._patient()
            time.sleep(0.2)
        own = code_digest()
        for worker, found in self._client.run(about, on_error="return").items():
            if found != own.encode():
                raise CouldNotError(Problem("CLUSTER-PROGRAM", worker))

    def _width(self) -> int:
        """How many threads the workers have, counted now and then."""
        now = time.monotonic()
        if not self._threads or now - self._counted > _GLANCE:
            try:
                self._threads = sum(self._client.nthreads().values())
                self._counted = now
            except OSError as error:
                raise _failed("CLUSTER-LOST", self._address, error) from error
        if self._threads:
            self._seen = now
        return self._threads

    def _patient(self) -> None:
        if time.monotonic() - self._seen > _EMPTY:
            raise CouldNotError(Problem("CLUSTER-EMPTY", self._address, {"limit": f"{_EMPTY:g}"}))

    def run(self, tasks: Iterable[Any]) -> Iterator[Outcome]:
        """Outcomes as they come, in no order.

        :raises CouldNotError: a worker refuses, the scheduler is gone, or there are no workers for
            a long time.
        """
        todo = list(tasks)
        size = max(1, min(self._most, len(todo) // (4 * max(1, self._width()))))
        suspects: list[_Batch] = []
        yield from self._together(
            [tuple(todo[n : n + size]) for n in range(0, len(todo), size)], suspects
        )
        for task in chain.from_iterable(suspects):
            yield from self._together([(task,)], None)

    def _together(self, batches: list[_Batch], suspects: list[_Batch] | None) -> Iterator[Outcome]:
        """Run batches side by side.

        Those whose workers died go to ``suspects``, or are given up where that is ``None``.
        """
        waiting = deque(batches)
        flying = dict[Any, _Batch]()
        landed: queue.SimpleQueue[Future] = queue.SimpleQueue()
        try:
            while waiting or flying:
                while waiting and len(flying) < _AHEAD * max(1, self._width()):
                    future = self._submit(waiting[0])
                    flying[future] = waiting.popleft()
                    future.add_done_callback(landed.put)
                try:
                    future = landed.get(timeout=_GLANCE)
                except queue.Empty:
                    if not self._width():
                        self._patient()
                    continue
                if future.status == "lost":
                    # Its worker died before the answer was fetched: the scheduler has it made again.
                    future.add_done_callback(landed.put)
                    continue
                yield from self._landed(future, flying.pop(future), suspects)
        finally:
            # Who asks for no more outcomes wants no more work done either.
            if flying:
                self._client.cancel(list(flying))

    def _landed(
        self, future: Future, batch: _Batch, suspects: list[_Batch] | None
    ) -> Iterator[Outcome]:
        """What came of a batch; nothing yet of one whose workers died, where it is tried again."""
        reply = self._reply(future, batch)
        if reply is not None:
            self.peak = max(self.peak, reply.peak)
            yield from reply.outcomes
        elif suspects is not None:
            suspects.append(batch)
        else:
            for task in batch:
                yield Outcome(task, problem=_killed(future))

    def _submit(self, batch: _Batch) -> Future:
        key = f"kinerja-{uuid.uuid4().hex}"
        return self._client.submit(carry_out, self._job, self._limits, batch, key=key, pure=False)

    def _reply(self, future: Future, batch: _Batch) -> Reply | None:
        """What the worker says; ``None`` when the workers that had the batch died."""
        from distributed.scheduler import KilledWorker

        if future.status != "finished":
            if future.status == "cancelled":
                raise CouldNotError(
                    Problem("CLUSTER-LOST", self._address, {"reason": future.status})
                )
            error = future.exception()
            if isinstance(error, KilledWorker):
                return None
            raise _failed("CLUSTER-TASK", self._address, error)
        reply = unpacked(future.result(), batch, self._kinds)
        if reply.refused:
            raise CouldNotError(list(map(_of_worker, reply.refused)))
        return reply


def _of_worker(problem: Problem) -> Problem:
    """That the program changed means, elsewhere, that it is another one."""
    if (problem.code, problem.where) == ("NATION-CHANGED", "kg"):
        return replace(problem, code="CLUSTER-PROGRAM")
    return problem


def _killed(future: Future) -> Problem:
    return Problem("NATION-DIED", "", {"reason": str(future.exception()).partition(". ")[0]})
