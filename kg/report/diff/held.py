"""One row of two documents that are held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.errors import Lang
from kg.report.dossier.place import where
from kg.report.words import word
from kg.walk.trace import Source

__all__ = ["HEAD", "Compared", "Held", "Matter", "Verdict", "held_row"]

#: What the columns of such a table are called, by the words of comparisons.
HEAD = ("matter", "node", "year", "before", "after", "result", "source")

#: What comes of two values, or that only one document states one.
Verdict = Literal["same", "apart", "incomparable", "only-old", "only-new", "achieved"]
#: What is held against each other.
Matter = Literal["target", "realisasi", "pagu", "serapan"]


@dataclass(frozen=True)
class Held:
    """One indicator or component and year in two documents.

    Both values with their places, and what comes of it. ``computation`` is the achievement where
    the second document states what was reached.
    """

    indicator: str
    year: str
    old: str
    new: str
    verdict: Verdict
    computation: str
    old_source: Source | None
    new_source: Source | None
    matter: Matter = "target"


@dataclass(frozen=True)
class Compared:
    """Two kinds of document, what they are called in the form, and what both say."""

    kinds: tuple[str, str]
    held: list[Held]

    def of(self, matter: Matter) -> list[Held]:
        """The rows about one matter."""
        return [one for one in self.held if one.matter == matter]


def held_row(held: Held, lang: Lang) -> list[str]:
    """The cells of one row: what it is about, both values, what comes of them, and where they stand."""
    sides = [source for source in (held.old_source, held.new_source) if source is not None]
    said = held.computation or word(f"diff/{held.verdict}", lang)
    places = " → ".join(map(where, sides))
    matter = word(f"diff/{held.matter}", lang)
    return [matter, held.indicator, held.year, held.old, held.new, said, places]
