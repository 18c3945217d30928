"""Words that were found, as the document prints them: *RW* where they are compared as *rw*.

They are looked for in the texts of the row, and of what it is measured by; words that stand side
by side there are told as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.terms import KIN, RDFS
from kg.walk.view import View

__all__ = ["as_printed"]

_TEXTS = (
    RDFS["label"],
    KIN["formulasi"],
    KIN["definisiOperasional"],
    KIN["keterangan"],
    KIN["sumberData"],
)
#: What stands between two that differ, and between words of which each was found.
_APART, _LISTED = " ≠ ", ", "


def _texts(view: View, focus: NamedNode) -> Iterator[str]:
    for node in (focus, *view.nodes(focus, KIN["diukurOleh"])):
        for prop in _TEXTS:
            text = view.text(node, prop)
            if text:
                yield text


def _found(words: str, texts: list[str]) -> str:
    """The words as the first text prints them; empty where none does."""
    between = r"\W+".join(map(re.escape, words.split()))
    for text in texts:
        match = re.search(rf"(?<!\w){between}(?!\w)", text, re.IGNORECASE)
        if match:
            return match[0]
    return ""


def _joined(words: list[str], texts: list[str]) -> list[str]:
    """The words, those that follow each other in a text as one, all as printed."""
    told: list[str] = []
    for word in words:
        together = _found(f"{told[-1]} {word}", texts) if told else ""
        # A sign between two words keeps them apart.
        if together and re.fullmatch(r"[\w\s]+", together):
            told[-1] = together
        else:
            told.append(_found(word, texts) or word)
    return told


def as_printed(view: View, focus: NamedNode, told: str) -> str:
    """What a derived fact tells in words of its own form, in those of the document."""
    if told != told.lower():
        return told
    texts = list(_texts(view, focus))
    sides = []
    for side in told.split(_APART):
        sides.append(_LISTED.join(_joined(side.split(_LISTED), texts)))
    return _APART.join(sides)
