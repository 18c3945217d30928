"""Parts of a workbench that are late, or never end, in place of those that work."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette

from kg.web.app import application
from kg.web.ask_tasks import Ask
from kg.web.checks import Check
from kg.web.link_tasks import ToReview
from kg.web.refusal import RefusedError
from kg.web.settings import WebSettings
from kg.web.state import WebState
from kg.web.tasks import UnitsHeld

__all__ = ["NATION", "UnendingChecks", "slow_workbench"]

#: One unit more than two parts hold.
NATION = [(f"33.02.{n:02}", "2021", f"nomor-{n}") for n in range(1, 22)]


class _SlowReaders:
    """Every question comes too late, over a store of 21 kecamatan."""

    async def run(self, task: Any, *_: object) -> Any:
        if isinstance(task, UnitsHeld):
            return NATION
        if isinstance(task, Ask | ToReview):
            raise RefusedError(504, "SERVE-TIME")
        return []


class UnendingChecks:
    """Checks that begin and never end; ``begun`` ones by their kecamatan."""

    def __init__(self) -> None:
        self.regions: list[str] = []

    def find(self, key: str) -> Check:
        """One of files that were sent."""
        return Check(key, names=("isian.xlsx", "pk.xlsx"))

    def begun(self, region: str, *_: str) -> Check:
        """One of a stored unit."""
        self.regions.append(region)
        return Check(region)

    def told(self, _: Check) -> None:
        """Nothing ended."""


def slow_workbench(checks: object) -> Starlette:
    """A workbench with late readers and these checks."""
    settings = WebSettings(Path("gudang"))
    readers = cast("Any", _SlowReaders())
    found = application(settings)
    found.state.workbench = WebState(
        settings, readers, readers, cast("Any", checks), readers, readers, readers
    )
    return found
