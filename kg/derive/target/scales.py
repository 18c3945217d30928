"""Predicates, which no arithmetic knows: a target and what was reached are compared by their scale or not at all."""

from __future__ import annotations

import re
from itertools import groupby

from kg.derive.text import normal
from kg.derive.vocabulary import Entry, Vocabulary

__all__ = ["by_scale", "not_compared"]

#: A grade may have its word in brackets behind it, and what it is called before it: Predikat B (Baik).
_BESIDE = re.compile(r"^\s*(?:predikat|nilai|opini)\b\s*|\s*\([^)]*\)\s*$", re.IGNORECASE)


def _scales(vocabulary: Vocabulary) -> list[list[Entry]]:
    """The steps of each scale, the best first."""
    entries = vocabulary.entries("skala-predikat")
    return [list(steps) for _, steps in groupby(entries, key=lambda entry: entry.broader)]


def _place(scale: list[Entry], text: str) -> int | None:
    """The place of a printed grade on a scale; ``None`` where it is no step of it."""
    grade = normal(_BESIDE.sub("", text))
    for place, step in enumerate(scale):
        if grade in step.forms:
            return place
    return None


def by_scale(vocabulary: Vocabulary, target: str, reached: str) -> str:
    """Two predicates compared by the scale of both, as printed; empty where no scale has both."""
    for scale in _scales(vocabulary):
        aim = _place(scale, target)
        step = _place(scale, reached)
        if aim is None or step is None:
            continue
        verdict = "tercapai" if step <= aim else "belum tercapai"
        names = " > ".join(entry.name for entry in scale)
        return f"{reached} terhadap {target}: {verdict} menurut skala {names}"
    return ""


def not_compared(target: str, reached: str) -> str:
    """What is said of two values between which nothing can be computed.

    >>> not_compared("80 %", "tinggi")
    'tidak dibandingkan: target 80 %, realisasi tinggi'
    """
    return f"tidak dibandingkan: target {target}, realisasi {reached}"
