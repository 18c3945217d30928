"""How far a long check is, on standard error: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from kg.cli.common import note
from kg.errors import Lang
from kg.report.nation.words import say
from kg.worker.nation.run import Progress

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
            console = Console(stderr=True, no_color=no_color or None)
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Bar(
                *columns, TextColumn("{task.fields[rest]}"), console=console, transient=True
            )
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

    @property
    def last(self) -> Progress:
        """What was told last."""
        return self._last

    def __call__(self, progress: Progress) -> None:
        """Show it."""
        now = time.monotonic()
        if progress.stage != self._last.stage:
            self._begun = now
            if self._bar is not None:
                self._bar.reset(self._row, total=progress.total - progress.kept)
        self._last = progress
        rate = progress.done / (now - self._begun) if now > self._begun else 0.0
        if self._bar is not None:
            rest = say("rate", self._lang, rate=f"{rate:.1f}", failed=progress.failed)
            total = progress.total - progress.kept
            self._bar.update(
                self._row,
                description=self._title(),
                completed=progress.done,
                total=total,
                rest=rest,
            )
        elif progress.done and now - self._said >= _PAUSE:
            self._said = now
            left = (progress.total - progress.kept - progress.done) / rate
            values = {
                "done": progress.done + progress.kept,
                "total": progress.total,
                "left": f"{left:.0f}",
            }
            note(
                f"{self._title()}: "
                + say("line", self._lang, rate=f"{rate:.1f}", failed=progress.failed, **values)
            )

    def _title(self) -> str:
        return say(f"stage-{self._last.stage}", self._lang)
