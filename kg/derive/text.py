"""Text as it is compared: case, punctuation and spacing evened out, nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["KEPT", "all_normal", "normal", "shortens", "squeezed", "starts_with", "words"]

#: How many answers to one kind of question about a text are kept.
KEPT = 16_384

#: Words and figures, and the signs that make a text a formula.
_WORD = re.compile(r"[0-9a-zA-Z\u00c0-\u024f]+|[%∑×/:÷]")


def words(text: str) -> list[str]:
    """The words of a text, casefolded, with the signs that mark computations.

    >>> words("Presentase  sarana & prasarana (x 100%)")
    ['presentase', 'sarana', 'prasarana', 'x', '100', '%']
    """
    return list(_words(text))


@lru_cache(maxsize=KEPT)
def _words(text: str) -> tuple[str, ...]:
    """Every derivation asks for the words of the same texts, and many texts stand in many kecamatan."""
    return tuple(_WORD.findall(_plain(text)))


@lru_cache(maxsize=KEPT)
def normal(text: str) -> str:
    """The words of a text with single spaces between them.

    >>> normal("Nilai  SAKIP-PD")
    'nilai sakip pd'
    """
    return " ".join(_words(text))


def all_normal(texts: Iterable[str]) -> list[str]:
    """What :func:`normal` says of each of many texts that hold no line breaks and are not asked for again.

    >>> all_normal(["Nilai  SAKIP-PD", "Kec. Sokaraja"])
    ['nilai sakip pd', 'kec sokaraja']
    """
    return [" ".join(_WORD.findall(line)) for line in _plain("\n".join(texts)).split("\n")]


def _plain(text: str) -> str:
    """Small letters in one spelling; a sum is written with the sign or with the Greek letter."""
    return unicodedata.normalize("NFKC", text).replace("Σ", "∑").casefold()


def squeezed(text: str) -> str:
    """The letters and digits of a text alone: names are one with or without blanks.

    >>> squeezed("Pino Raya") == squeezed("Pinoraya")
    True
    """
    return "".join(_words(text))


def shortens(letters: str, word: str) -> bool:
    """Whether letters stand for a word: its first one, and others of it in their order.

    >>> shortens("bln", "bulan"), shortens("blm", "bulan"), shortens("ln", "bulan")
    (True, False, False)
    """
    rest = iter(word)
    return letters[:1] == word[:1] and all(letter in rest for letter in letters)


def starts_with(text: str, beginning: str) -> bool:
    """Whether a normalised text starts with a normalised word, also when the space behind it is missing.

    >>> starts_with(normal("Jumlahmengemudi"), "jumlah")
    True
    """
    return text.startswith(beginning)
