"""What the lines above a table say of it: its quarter, and the post that it is about."""

from __future__ import annotations

import re

from kg.read.layout.words import begins, plain, words

__all__ = ["post_in", "quarter_in"]

_QUARTER = re.compile(r"\b(?:triwulan|tw|tribulan|trw)\s*(?:ke)?\s*(iv|i{1,3}|[1-4])\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: Those who head the whole kecamatan, or more than it.
_OVER_ALL = frozenset(("camat", "panewu", "bupati", "walikota", "gubernur"))


def quarter_in(text: str) -> int:
    """The quarter that a line or the name of a sheet speaks of; 0 for none.

    >>> quarter_in("Realisasi Triwulan III"), quarter_in("TW 2"), quarter_in("Tahun 2025")
    (3, 2, 0)
    """
    match = _QUARTER.search(plain(text))
    if match is None:
        return 0
    number = match[1]
    if number.isdigit():
        return int(number)
    return _ROMAN[number]


def post_in(texts: list[str]) -> str:
    """The post that a title names in a line of its own; the head of the kecamatan stands for all of it."""
    for text in texts:
        flat = plain(text)
        tokens = flat.split()
        # A longer line, or one with a colon, is a sentence that speaks of a post.
        if len(tokens) > 10 or ":" in text or not begins(flat, words().sel["jabatan"]):
            continue
        # A regent or governor is printed above the plan and holds none of it.
        if tokens[0] in _OVER_ALL or flat.startswith("kepala distrik"):
            return ""
        return " ".join(text.split())
    return ""
