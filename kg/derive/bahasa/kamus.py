"""The words of Indonesian by how often they are written.

``data/bahasa/kata.tsv``, read on first use.
"""

from __future__ import annotations

from functools import lru_cache

from kg.assets import folder
from kg.read.gate import read_bytes

__all__ = ["frequencies", "is_word", "rarity"]

#: The rarity of what the list does not hold: rarer than its rarest word.
UNKNOWN = 1_000


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """Every word of the list with its rarity in centibels.

    0 were every word of every text, 600 is one in a million.

    The first list is the Indonesian part of wordfreq 3.1 (Robyn Speer, CC BY-SA 4.0), the second
    holds words of planning and of the regions that general texts lack; see
    ``data/bahasa/README.md``.
    """
    return _listed("kata.tsv") | _listed("kata-bidang.tsv")


def _listed(name: str) -> dict[str, int]:
    fields = read_bytes(folder("data") / "bahasa" / name).decode().split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))


def is_word(word: str) -> bool:
    """Whether the list holds the word as written.

    >>> is_word("pelayanan"), is_word("pelayananan")
    (True, False)
    """
    return word in frequencies()


def rarity(word: str) -> int:
    """How rare a word is, in centibels; ``UNKNOWN`` for one that the list does not hold.

    >>> rarity("yang") < rarity("posyandu") < rarity("pelayananan")
    True
    """
    return frequencies().get(word, UNKNOWN)
