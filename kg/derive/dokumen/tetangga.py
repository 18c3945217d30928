"""The usual words that a word is near to, and in what way: letters swapped, a letter missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from kg.derive.bahasa.kamus import frequencies
from kg.derive.dokumen.dikenal import SHORT, listed
from kg.derive.text import KEPT

__all__ = ["USUAL", "is_swapped", "lacks_one", "neighbours", "swaps"]

#: A slip is a slip of a usual word; a rare one may be anything.
USUAL = 560


@lru_cache(maxsize=1)
def _usual() -> dict[tuple[str, int], list[str]]:
    """Usual words by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    words = {word for word, rare in frequencies().items() if rare <= USUAL} | listed()
    for word in words:
        if len(word) >= SHORT - 1:
            found.setdefault((word[0], len(word)), []).append(word)
    return found


@lru_cache(maxsize=KEPT)
def _of_length(letter: str, length: int) -> tuple[str, ...]:
    return tuple(sorted(_usual().get((letter, length), ())))


def neighbours(word: str) -> list[str]:
    """Usual words with the same first letter and about as many letters."""
    lengths = range(len(word) - 2, len(word) + 3)
    found: list[str] = []
    for length in lengths:
        found.extend(_of_length(word[0], length))
    return found


def is_swapped(word: str, other: str) -> bool:
    """Whether two letters that stand side by side changed places."""
    same = len(word) == len(other) and Counter(word) == Counter(other)
    return same and DamerauLevenshtein.distance(word, other) == 1


def swaps(word: str) -> Iterator[str]:
    """A word with two letters that stand side by side in each other's place."""
    for at in range(1, len(word) - 1):
        yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


def lacks_one(word: str, other: str) -> bool:
    """Whether a word lacks one letter of another one."""
    return len(other) == len(word) + 1 and DamerauLevenshtein.distance(word, other) == 1
