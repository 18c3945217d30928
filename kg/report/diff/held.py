"""One row of two documents that are held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.walk.trace import Source

__all__ = ["Held", "Matter", "Verdict"]

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
