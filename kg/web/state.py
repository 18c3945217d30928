"""What one running workbench has: its settings, its readers, and the checks of the last while."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import Request

from kg.web.checks import Checks
from kg.web.readers import Readers
from kg.web.refusal import RefusedError
from kg.web.remembered import Remembered
from kg.web.security import role_of
from kg.web.settings import WebSettings

__all__ = ["WebState", "may_write", "must_write", "state_of"]


@dataclass
class WebState:
    """``experts`` answer free queries: however long these take, ``readers`` go on with pages.

    ``gathered`` and ``crossed`` are what a run over the nation came to. ``generation`` counts the
    times that something was written to the store through this workbench.

    ``registering`` is held by whoever writes to a register or decides: two entries at one time
    would each be written over what the other read.
    """

    settings: WebSettings
    readers: Readers
    experts: Readers
    checks: Checks
    answers: Remembered
    gathered: Remembered
    crossed: Remembered
    generation: int = 0
    registering: asyncio.Lock = field(default_factory=asyncio.Lock)

    def written(self) -> None:
        """Something was loaded: checks of stored units are out of date."""
        self.generation += 1
        self.answers.forget()
        self.checks.forget_units()


def state_of(request: Request) -> WebState:
    """The state of the workbench that a request came to."""
    return cast("WebState", request.app.state.workbench)


def may_write(request: Request) -> bool:
    """Whether this person may enter answers, waivers and decisions here, and keep documents."""
    return role_of(request.scope) == "reviewer" and not state_of(request).settings.readonly


def must_write(request: Request) -> None:
    """Go on only for somebody who may write.

    :raises RefusedError: 403 for readers, or where the workbench only reads.
    """
    if not may_write(request):
        raise RefusedError(403, "SERVE-READONLY")
