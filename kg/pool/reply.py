"""What a worker of a cluster answers: bytes that are read as data of known types, never as objects.

Unpickling an answer would run whatever somebody put into it. Requests go the other way: whoever
starts a run gives the workers their work, as Dask does, which is why addresses of other machines
need TLS.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.errors import CouldNotError, Problem
from kg.pool.pool import Outcome

__all__ = ["Reply", "packed", "unpacked"]


@dataclass(frozen=True)
class Reply:
    """What came of a batch; ``refused`` says why this worker takes none."""

    outcomes: tuple[Outcome, ...] = ()
    refused: tuple[Problem, ...] = ()
    peak: int = 0


@dataclass(frozen=True)
class _Answer:
    """One outcome: the place of its task in the batch, and the answer as a named kind of data."""

    place: int
    kind: str = ""
    data: bytes = b""
    problem: Problem | None = None


@dataclass(frozen=True)
class _Wire:
    """A reply as it travels."""

    answers: tuple[_Answer, ...]
    refused: tuple[Problem, ...]
    peak: int


def _answer(place: int, outcome: Outcome) -> _Answer:
    if outcome.problem is not None:
        return _Answer(place, problem=outcome.problem)

    data = msgspec.msgpack.encode(outcome.answer)
    return _Answer(place, type(outcome.answer).__name__, data)


def packed(reply: Reply, tasks: Sequence[Any]) -> bytes:
    """The reply to a batch as bytes; tasks are named by their places in it."""
    places = {task: place for place, task in enumerate(tasks)}
    answers = tuple(_answer(places[outcome.task], outcome) for outcome in reply.outcomes)
    return msgspec.msgpack.encode(_Wire(answers, reply.refused, reply.peak))


def unpacked(data: object, tasks: Sequence[Any], kinds: Iterable[type]) -> Reply:
    """The reply again; an answer is one of ``kinds``, which are dataclasses.

    :raises CouldNotError: CLUSTER-TASK for anything that is no such reply.
    """
    known = {kind.__name__: kind for kind in kinds}
    if not isinstance(data, bytes):
        raise _strange(type(data).__name__)

    try:
        wire = msgspec.msgpack.decode(data, type=_Wire)
        outcomes = tuple(_outcome(answer, tasks, known) for answer in wire.answers)
    except (msgspec.MsgspecError, LookupError) as error:
        raise _strange(str(error)) from error

    return Reply(outcomes, wire.refused, wire.peak)


def _outcome(answer: _Answer, tasks: Sequence[Any], known: dict[str, type]) -> Outcome:
    if answer.place < 0:
        raise LookupError(answer.place)

    task = tasks[answer.place]
    if answer.problem is not None:
        return Outcome(task, problem=answer.problem)

    return Outcome(task, msgspec.msgpack.decode(answer.data, type=known[answer.kind]))


def _strange(reason: str) -> CouldNotError:
    return CouldNotError(Problem("CLUSTER-TASK", "", {"reason": reason}))
