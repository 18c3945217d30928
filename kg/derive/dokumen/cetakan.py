"""Slips between the words of a text: two written as one, one as two, a word twice; and the slips within each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import rarity
from kg.derive.dokumen.dikenal import (
    FIRM,
    FRONTS,
    LETTERS,
    MIDDLE,
    SHORT,
    WORD,
    is_active,
    is_known,
    is_listed,
)
from kg.derive.dokumen.ejaan import LONG, misspelt
from kg.derive.text import KEPT

__all__ = ["may_be_slips", "slips_in"]

#: How usual and how long both of two words must be that were written as one.
_GLUED_USUAL, _GLUED_LONG = 480, 9
#: Function words that are glued to the end of any word (*musyawarahyang*).
_GLUED_BEHIND = ("yang", "dengan", "untuk")
#: A word doubled with a stroke is a plural (*anak-anak*) and no slip.
_PLURAL = re.compile(r"\b([^\W\d_]+)[-–]\1\b")
#: Prefixes that never stand alone; *di* and *ke* do, before a place.
_BOUND = frozenset(
    {"ter", "ber", "me", "men", "mem", "meng", "meny", "pe", "pen", "pem", "peng", "peny"}
)


def _run_together(word: str) -> str:
    """Two very usual words written as one where no name can be meant (*rapatkoordinasi*).

    Empty when there are none.
    """
    if len(word) < _GLUED_LONG or is_known(word):
        return ""
    for function in _GLUED_BEHIND:
        front = word.removesuffix(function)
        if front != word and len(front) >= SHORT and is_listed(front):
            return f"{front} {function}"
    return _two_usual_words(word)


def _two_usual_words(word: str) -> str:
    """The first two very usual words that make up a printed one; empty when there are none."""
    for cut in range(LETTERS, len(word) - LETTERS + 1):
        first, second = word[:cut], word[cut:]
        # A prefix in front makes a word of its own (*antar*, *pasca*), written together by the norm.
        if first in FRONTS:
            continue
        if _stands_alone(first) and _stands_alone(second):
            return f"{first} {second}"
    return ""


def _stands_alone(word: str) -> bool:
    """Whether a word is so usual that it is one of two that were written together (*rapatkoordinasi*)."""
    return len(word) > LETTERS and rarity(word) <= _GLUED_USUAL


def _apart(first: str, second: str) -> str:
    """Two printed words that are one (*ter laksana*, *pela yanan*, *di susun*)."""
    whole = first + second
    if len(second) < LETTERS or len(whole) < MIDDLE:
        return ""
    if _is_one_word(first, second):
        return whole
    return ""


def _is_one_word(first: str, second: str) -> bool:
    """Whether two printed words are one by what stands in front; a place behind *di* stays apart."""
    whole = first + second
    if first == "pra":
        return is_listed(whole)
    if first in _BOUND:
        return is_known(whole)
    if first == "di" and second not in forms("kata-tempat"):
        return rarity(whole) <= FIRM and is_active(second)
    if is_known(first) and is_known(second):
        return False
    return is_listed(whole)


def _again(first: str, second: str) -> str:
    """A function word or a measure printed twice in a row.

    Joined by a hyphen it is a plural (*nilai-nilai*).
    """
    doubled = first in forms("kata-tugas") or first in forms("kata-ukuran")
    if first == second and doubled:
        return first
    return ""


def _short_slip(word: str) -> str:
    """The function word that a word of three or four letters is a slip of (*yag*, *untk*)."""
    if len(word) < LETTERS or len(word) >= SHORT or is_listed(word):
        return ""
    longer = (w for w in forms("kata-tugas") if len(w) > LETTERS)
    near = []
    for w in longer:
        if DamerauLevenshtein.distance(word, w) == 1 and w[0] == word[0]:
            near.append(w)
    if len(near) == 1:
        return near[0]
    return ""


@dataclass(frozen=True)
class _Candidates:
    """What is a slip in a text unless the document knows the words.

    ``pairs`` are two printed words and the one they are, ``words`` single ones with their right
    form.
    """

    pairs: tuple[tuple[str, str, str], ...]
    words: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.pairs or self.words)


@lru_cache(maxsize=KEPT)
def _candidates(text: str) -> _Candidates:
    """The slips of a text, whoever printed it.

    A word in capitals among small letters is a name or an abbreviation, and so is whatever holds a
    digit.
    """
    printed = list(filter(str.isascii, WORD.findall(text)))
    names = _names(printed)
    singles = []
    for number, word in enumerate(printed):
        # The first word of a text has its capital from the place where it stands.
        is_name = number > 0 and word in names
        is_abbreviation = word.isupper() and not text.isupper()
        if is_name or is_abbreviation:
            continue
        right = _right(word.casefold(), whole=word.islower())
        if right:
            singles.append((word.casefold(), right))
    return _Candidates(tuple(_pairs(text, printed)), tuple(singles))


def _names(printed: list[str]) -> set[str]:
    """The words behind the first one that look like names; none where capitals tell nothing.

    That is where no word of some length is printed in small letters.
    """
    behind = printed[1:]
    if not any(w.islower() and len(w) >= SHORT for w in behind):
        return set()
    return set(filter(_looks_like_a_name, behind))


def _pairs(text: str, printed: list[str]) -> Iterator[tuple[str, str, str]]:
    """Two words in a row that are one, with that one."""
    # Of a plural neither half is a word that was written twice.
    plural = set(_PLURAL.findall(text.casefold()))
    for first, second in pairwise(w.casefold() for w in printed):
        if first == second and first in plural:
            continue
        one = _again(first, second) or _apart(first, second)
        if one:
            yield first, second, one


def may_be_slips(text: str) -> bool:
    """Whether a text holds a slip for a document that knows no words of its own."""
    return bool(_candidates(text))


def slips_in(text: str, names: frozenset[str]) -> dict[str, str]:
    """The slips of a text with their right form.

    ``names`` are words that are known to this document alone.
    """
    candidates = _candidates(text)
    found: dict[str, str] = {}
    joined: set[str] = set()
    for first, second, one in candidates.pairs:
        if not {first, second} & names:
            found[f"{first} {second}"] = one
            joined |= {first, second}
    for word, right in candidates.words:
        if word not in names and word not in joined:
            found[word] = right
    return found


def _looks_like_a_name(word: str) -> bool:
    """A long word with a capital is a heading rather than a name."""
    return word[:1].isupper() and len(word) < LONG


def _right(word: str, *, whole: bool) -> str:
    """The right form of a word.

    One of three or four letters, and two in one, only where it is written small.
    """
    if not whole:
        return misspelt(word)
    return _run_together(word) or misspelt(word) or _short_slip(word)
