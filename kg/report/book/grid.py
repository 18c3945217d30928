"""One sheet as plain values: columns, rows, and which columns a person fills in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kg.errors import Lang
from kg.report.book.texts import text

__all__ = ["BookGrid", "Plain", "Tone", "Toned", "Value", "columns"]

Tone = Literal["good", "bad", "warn", "open", "input", "day", "strong"]


Plain = str | int | date | None


@dataclass(frozen=True)
class Toned:
    """A value with a colour; the word says the same, so that nothing depends on colour."""

    value: Plain
    tone: Tone


Value = Plain | Toned


@dataclass(frozen=True)
class BookGrid:
    """A sheet: its name, headings with widths, rows of values.

    ``choices`` names columns with a dropdown, ``dates`` those that take a date only, both counted
    from 0. ``about`` stands at the top of every printed page; ``printed`` is how many columns are
    printed, all of them when 0.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Value]]
    about: str = ""
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    dates: tuple[int, ...] = ()
    printed: int = 0


def columns(lang: Lang, **widths: int) -> tuple[tuple[str, int], ...]:
    """Headings with widths; an underscore in a key stands for a hyphen.

    >>> columns("en", rule=9)
    (('Rule', 9),)
    """
    found = []
    for key, width in widths.items():
        found.append((text("column", key.replace("_", "-"), lang), width))
    return tuple(found)
