"""What one running workbench has: its settings, its readers, and the checks of the last while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from kg.web.checks import Checks
from kg.web.readers import Readers
from kg.web.settings import Settings

__all__ = ["State", "state_of"]


@dataclass
class State:
    """``generation`` counts the times that something was written to the store through this workbench."""

    settings: Settings
    readers: Readers
    checks: Checks
    generation: int = 0

    def written(self) -> None:
        """Something was loaded.

        Readers that wait are replaced, and checks of stored units are out of date.
        """
        self.generation += 1
        self.readers.renew()
        self.checks.forget_units()


def state_of(request: Request) -> State:
    """The state of the workbench that a request came to."""
    return cast("State", request.app.state.workbench)
