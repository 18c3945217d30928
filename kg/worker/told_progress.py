"""How far a long job is: what whoever works tells, and whoever shows it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Progress", "TellProgress", "unheard"]


@dataclass(frozen=True)
class Progress:
    """How far a run is.

    Of ``total`` tasks ``done`` now, ``kept`` from earlier, ``failed`` of those done now.
    """

    stage: Literal["look", "check", "load", "ask", "write"]
    total: int
    done: int = 0
    kept: int = 0
    failed: int = 0
    findings: int = 0


#: Who hears how far it is.
TellProgress = Callable[[Progress], None]


def unheard(progress: Progress) -> None:
    """Nobody listens."""
