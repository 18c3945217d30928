"""``--unit-seconds`` and ``--unit-megabytes``.

What one kecamatan may cost, for every command alike.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import CouldNotError, KgError, Lang, Problem
from kg.pool.spending import TaskLimits

if TYPE_CHECKING:
    from kg.pool.guard import Guard

__all__ = ["LIMITS", "Megabytes", "Seconds", "allow", "limited"]

Seconds = Annotated[float, typer.Option("--unit-seconds", min=0.001)]
Megabytes = Annotated[int, typer.Option("--unit-megabytes", min=1)]

#: What a unit may cost where nothing else is said.
LIMITS = TaskLimits()
#: Whoever watches over the command that runs now.
_GUARD: ContextVar[Guard | None] = ContextVar("guard", default=None)


def allow(units: int) -> None:
    """From now on the command may take what so many units may.

    None where processes of its own do the work.
    """
    guard = _GUARD.get()
    if guard is not None:
        guard.allow(units)


@contextmanager
def limited(options: Mapping[str, object], lang: Lang) -> Generator[None, None, None]:
    """Hold a command to its limits, when it takes the options for them.

    :raises CouldNotError: LIMIT-TIME or LIMIT-MEMORY.
    """
    seconds = options.get("unit_seconds")
    megabytes = options.get("unit_megabytes")
    if not isinstance(seconds, float) or not isinstance(megabytes, int):
        yield
        return

    from kg.pool.guard import Guard  # not for what is over before it could be too long

    guard = Guard(TaskLimits(seconds, megabytes), lambda problem: f"kg: {problem.line(lang)}\n")
    token = _GUARD.set(guard)
    try:
        with guard:
            yield
    except (KeyboardInterrupt, KgError) as error:
        if guard.broken is None:
            raise
        raise CouldNotError([guard.broken, *_further(error)]) from None
    except MemoryError:
        raise CouldNotError(guard.out_of_memory) from None
    finally:
        _GUARD.reset(token)


def _further(error: BaseException) -> list[Problem]:
    """What the command said about being stopped, such as that it goes on from there next time."""
    if isinstance(error, KgError):
        return list(error.problems)
    return []
