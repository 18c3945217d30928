"""What is joined in a wording and is one name all the same: fixed pairs, and what the nomenclature joins."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import KEPT

__all__ = ["Tokens", "is_joint", "joined_officially", "without_official", "without_pairs"]

Tokens = tuple[str, ...]
_PAIRS, _WORDS = "pasangan-tetap", "kata-penggabung"
#: Signs that join as words do.
_SIGNS = frozenset({",", "/", "&", ";"})
#: Signs that the names of the nomenclature are compared without, and how many words make a name.
_UNREAD = frozenset({",", "&", ";"})
_OFFICIAL = 4
#: Signs as they are spoken in official names.
_SPOKEN = {",": "", ";": "", "&": "dan"}
#: No fixed pair has more words and signs.
_LONGEST = 12


def is_joint(tokens: Tokens, at: int) -> bool:
    """Whether a sign or word stands here that joins what is beside it."""
    return tokens[at] in _SIGNS or entry_at(_WORDS, tokens, at) is not None


def without_pairs(tokens: Tokens) -> Tokens:
    """The words, each fixed pair as its first word.

    A pair may be written with signs instead of *dan*.
    """
    found: list[str] = []
    at = 0
    while at < len(tokens):
        length = _pair(tokens, at)
        found.append(tokens[at])
        at += length or 1
    return tuple(found)


def _pair(tokens: Tokens, at: int) -> int:
    """Of how many words the fixed pair is that stands here; 0 when there is none."""
    for stroke in ("dan", ""):
        spoken = _spoken(tokens[at : at + _LONGEST], stroke)
        found = entry_at(_PAIRS, tuple(word for word, _ in spoken))
        if found is not None and found[1] > 1:
            return spoken[found[1] - 1][1]
    return 0


@lru_cache(maxsize=KEPT)
def _spoken(tokens: Tokens, stroke: str) -> tuple[tuple[str, int], ...]:
    """The words as spoken, each with the number of tokens up to it.

    *&* is *dan*, a stroke is *dan* or nothing.
    """
    found = []
    for number, printed in enumerate(tokens, 1):
        if printed == "/":
            word = stroke
        else:
            word = _SPOKEN.get(printed, printed.removesuffix("nya"))
        if word:
            found.append((word, number))
    return tuple(found)


def joined_officially(tokens: Tokens, at: int) -> bool:
    """Whether the nomenclature joins the same two words."""
    sides = tokens[at - 1 : at] + tokens[at + 1 : at + 2]
    spoken = tokens[at] in {"dan", "/"} and len(sides) == 2
    return spoken and nomenclature().says(" dan ".join(sides))


def without_official(tokens: Tokens) -> Tokens:
    """The words, without what joins them within an official name (*Laporan Pemeliharaan/Rehabilitasi Tanah*)."""
    spoken = [word for word in tokens if word not in _UNREAD]
    said: set[int] = set()
    for start in range(len(spoken) - _OFFICIAL + 1):
        if nomenclature().says(" ".join(spoken[start : start + _OFFICIAL])):
            said.update(range(start, start + _OFFICIAL))
    kept, read = [], -1
    for at, word in enumerate(tokens):
        read += word not in _UNREAD
        # A sign that is not read stands between the words before and behind it.
        inside = read in said and (word not in _UNREAD or read + 1 in said)
        if not (inside and is_joint(tokens, at)):
            kept.append(word)
    return tuple(kept)
