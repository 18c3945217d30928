"""The marker beside the database.

What must be in it, so that a store that lost something never answers as if nothing were.

Its lines are steps. Before a change the step that it makes is written down; the change carries the
number of its step into the database in one transaction; after the flush a line says that the step
is done. So the database says which steps count, and a step that is done can never be missing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kg import __version__
from kg.files import append_durably, write_durably

__all__ = ["FORMAT", "NAME", "Held", "Marker", "MarkerError", "State"]

#: The file in the folder of the store, and the form of its lines; another form is another number.
NAME = "penanda.jsonl"
FORMAT = 1
_SIGNS = 16


@dataclass(frozen=True)
class Held:
    """What a graph must hold.

    How many statements, their digest, and the digest of what the catalogue says about it.

    ``rows`` is empty for a graph that the catalogue does not name; ``origin`` is the input that it
    came from.
    """

    statements: int
    digest: str
    rows: str = ""
    origin: str = ""


@dataclass(frozen=True)
class _Line:
    """A head names everything, a step what it changes (``None``: taken away), and a line that a step is done names nothing."""

    kind: str
    generation: int
    graphs: dict[str, Held | None] = field(default_factory=dict)
    format: int = FORMAT
    program: str = ""


@dataclass(frozen=True)
class State:
    """What the store must hold at its generation.

    ``begun`` are graphs of a step that may have been interrupted.
    """

    generation: int
    graphs: dict[str, Held]
    begun: frozenset[str] = frozenset()

    def after(self, step: Mapping[str, Held | None]) -> State:
        """The state that a step leads to."""
        graphs = dict(self.graphs)
        for name, held in step.items():
            graphs.pop(name, None)
            if held is not None:
                graphs[name] = held
        return State(self.generation + 1, graphs)


class MarkerError(Exception):
    """The marker says something else than the database, or cannot be read."""


class NewerError(MarkerError):
    """The marker was written by a newer version."""


class Marker:
    """The lines of the marker of one store."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def begin(self, state: State) -> None:
        """Write the marker anew, with nothing but the state."""
        graphs: dict[str, Held | None] = dict(state.graphs)
        head = _Line("head", state.generation, graphs, program=__version__)
        beside = self.path.with_name(f".{NAME}.{os.getpid()}.tmp")
        beside.unlink(missing_ok=True)  # of a process that had the same number and was killed
        write_durably(self.path, beside, [_encoded(head)])

    def step(self, generation: int, graphs: dict[str, Held | None]) -> None:
        """Say what the change that comes now will have done."""
        append_durably(self.path, _encoded(_Line("step", generation, graphs)))

    def done(self, generation: int) -> None:
        """Say that the step is on the disk."""
        append_durably(self.path, _encoded(_Line("done", generation)))

    def at(self, generation: int) -> State:
        """What the store must hold when its database says that it is at this generation.

        :raises MarkerError: it cannot be read, or the database is older or newer than it may be.
        :raises OSError: there is none.
        """
        head, *lines = _decoded(self.path.read_bytes())
        steps: dict[int, dict[str, Held | None]] = {}
        done = head.generation
        for line in lines:
            if line.kind == "step":
                # A step that failed is followed by another of the same number; only the last can
                # have been carried out.
                steps[line.generation] = line.graphs
            else:
                done = line.generation
        state = State(head.generation, _present(head.graphs))
        while state.generation < generation and state.generation + 1 in steps:
            state = state.after(steps[state.generation + 1])
        if state.generation != generation or generation < done:
            msg = (
                f"the database is at step {generation}, the marker at {max(done, state.generation)}"
            )
            raise MarkerError(msg)
        return State(generation, state.graphs, frozenset(steps.get(generation + 1, ())))


def _present(graphs: Mapping[str, Held | None]) -> dict[str, Held]:
    found: dict[str, Held] = {}
    for name, held in graphs.items():
        if held is not None:
            found[name] = held
    return found


def _encoded(line: _Line) -> bytes:
    """One line, with a digest in front that tells a torn or changed one."""
    body = msgspec.json.encode(line)
    return _sum(body) + b" " + body + b"\n"


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_SIGNS].encode()


def _decoded(data: bytes) -> list[_Line]:
    """The lines; a last one without its end was torn while it was written, and its change never began."""
    *whole, _torn = data.split(b"\n")
    found = []
    for number, line in enumerate(whole, 1):
        digest, _, body = line.partition(b" ")
        if digest != _sum(body):
            msg = f"{NAME}:{number} is damaged"
            raise MarkerError(msg)
        found.append(_line(body, number))
    if not found or found[0].kind != "head":
        msg = f"{NAME} has no head"
        raise MarkerError(msg)
    return found


def _line(body: bytes, number: int) -> _Line:
    try:
        line = msgspec.json.decode(body, type=_Line)
    except (msgspec.MsgspecError, RecursionError) as error:
        msg = f"{NAME}:{number} is damaged"
        raise MarkerError(msg) from error
    if line.format > FORMAT or _newer(line.program):
        raise NewerError(line.program)
    return line


def _newer(program: str) -> bool:
    """Whether a version is above ours.

    >>> _newer("99.0.0"), _newer("")
    (True, False)
    """
    return _numbers(program) > _numbers(__version__)


def _numbers(version: str) -> tuple[int, ...]:
    """The release numbers of a version.

    >>> _numbers("0.2.0.dev1")
    (0, 2, 0)
    """
    found: list[int] = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        found.append(int(part))
    return tuple(found)
