"""How far a long job is, on standard error: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.cli.common import note
from kg.errors import Lang, Problem
from kg.report.nation.words import say
from kg.worker.told_progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

__all__ = ["Display"]

#: How often a log gets a line, in seconds.
_PAUSE = 10.0


class Display:
    """Told of every task that is done; shows rate and time left."""

    def __init__(self, lang: Lang, *, no_color: bool) -> None:
        self._lang: Lang = lang
        self._last = Progress("look", 0)
        self._begun = self._said = time.monotonic()
        self._bar: Bar | None = None
        if sys.stderr.isatty():
            self._bar = _bar(no_color=no_color)
            self._row = self._bar.add_task("", rest="")

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()

        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def stopped(self, place: str) -> Problem:
        """What to say after Ctrl-C: how far the job is that will go on from there."""
        last = self._last
        values = {"done": str(last.done + last.kept), "total": str(last.total)}
        return Problem("NATION-STOPPED", place, values)

    def __call__(self, progress: Progress) -> None:
        """Show it."""
        now = time.monotonic()
        if progress.stage != self._last.stage:
            self._begun = now
            if self._bar is not None:
                self._bar.reset(self._row, total=progress.total - progress.kept)

        self._last = progress
        rate = 0.0
        if now > self._begun:
            rate = progress.done / (now - self._begun)

        if self._bar is not None:
            self._move(self._bar, progress, rate)
        elif rate and now - self._said >= _PAUSE:
            self._said = now
            self._log(progress, rate)

    def _title(self) -> str:
        return say(f"stage-{self._last.stage}", self._lang)

    def _move(
        self,
        bar: Bar,
        progress: Progress,
        rate: float,
    ) -> None:
        """What a person sees."""
        bar.update(
            self._row,
            description=self._title(),
            completed=progress.done,
            total=progress.total - progress.kept,
            rest=say("rate", self._lang, rate=f"{rate:.1f}", failed=progress.failed),
        )

    def _log(self, progress: Progress, rate: float) -> None:
        """What a log gets."""
        left = (progress.total - progress.kept - progress.done) / rate
        line = say(
            "line",
            self._lang,
            rate=f"{rate:.1f}",
            failed=progress.failed,
            done=progress.done + progress.kept,
            total=progress.total,
            left=f"{left:.0f}",
        )
        note(f"{self._title()}: {line}")


def _bar(*, no_color: bool) -> Bar:
    """A bar for the terminal; what draws it is loaded only where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rest]}"),
        console=Console(stderr=True, no_color=no_color or None),
        transient=True,
    )
