"""Names that an indicator writes in full and its formula by initials, or the other way round, written alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import is_word, rarity
from kg.derive.text import KEPT, words

__all__ = ["aligned", "is_acronym", "unfolded"]

#: Words that initials leave out, and the most letters of initials.
_UNSPOKEN = frozenset({"dan", "yang", "di", "dari", "untuk", "atas"})
#: Longer words are names of their own, even in capitals.
_LONGEST_INITIALS = 6
#: An acronym of parts has at least so many letters, of two or three words.
_SHORTEST, _PARTS, _RARE = 6, (3, 2), 500
#: Desa, kelurahan and kampung, nagari, gampong, pekon.
_VILLAGE_LETTERS = frozenset("dkngp")


def _abbreviations(text: str) -> list[str]:
    """Words of a text that may be initials: short, and no words of the language."""
    found = []
    for w in words(text):
        if w.isalpha() and 2 <= len(w) <= _LONGEST_INITIALS:
            found.append(w)
    return [w for w in found if not is_word(w) or w.upper() in text]


def _bare(tokens: list[str]) -> list[tuple[int, str]]:
    """The words that initials may stand for, each with its place."""
    return [(at, w) for at, w in enumerate(tokens) if w.isalpha() and w not in _UNSPOKEN]


def _put(text: str, short: str, size: int, fits: Callable[[str, list[str]], bool]) -> str:
    """A text in which the first so many words that a short form fits are written as that."""
    tokens = words(text)
    if short in tokens:
        return text
    bare = _bare(tokens)
    for start in range(len(bare) - size + 1):
        window = bare[start : start + size]
        if fits(short, [w for _, w in window]):
            first = window[0][0]
            last = window[-1][0]
            return " ".join([*tokens[:first], short, *tokens[last + 1 :]])
    return text


def _begin(initials: str, window: list[str]) -> bool:
    return "".join(w[0] for w in window) == initials


def _folded(text: str, initials: str) -> str:
    """A text in which the words of these initials are written as the initials."""
    return _put(text, initials, len(initials), _begin)


def is_acronym(short: str, window: list[str]) -> bool:
    """Whether a word is put together of parts of other words, one of each (*pokdarwis*: *kelompok sadar wisata*).

    >>> is_acronym("pokdarwis", ["kelompok", "sadar", "wisata"]), is_acronym("poktan", ["kelompok", "usaha"])
    (True, False)
    """
    if not window:
        return short == ""
    first, *rest = window
    # A measure names nothing (*persentase desa* is no *perdes*).
    if first in forms("kata-ukuran"):
        return False
    for length in range(min(len(short), len(first)), 1, -1):
        if short[:length] in first and is_acronym(short[length:], rest):
            return True
    return False


def _acronyms(text: str) -> list[str]:
    """Words of a text that may be put together of parts of others: none that are usual."""
    rare = (w for w in words(text) if w.isalpha() and len(w) >= _SHORTEST)
    return [w for w in rare if rarity(w) >= _RARE]


def _contracted(text: str, spelt: str) -> str:
    """A text in which the words that another one contracts are written as that."""
    for short in _acronyms(spelt):
        for size in _PARTS:
            text = _put(text, short, size, is_acronym)
    return text


@lru_cache(maxsize=KEPT)
def aligned(first: str, second: str) -> tuple[str, str]:
    """Two texts, of which what one writes in full and the other by its initials is written alike.

    >>> aligned("Persentase KPM", "Jumlah keluarga penerima manfaat")
    ('Persentase KPM', 'jumlah kpm')
    """
    one = first
    two = second
    for initials in _abbreviations(first):
        two = _folded(two, initials)
    for initials in _abbreviations(second):
        one = _folded(one, initials)
    return _contracted(one, second), _contracted(two, first)


def unfolded(text: str, spelt: str) -> str:
    """A text in which initials are written in full where another one spells them out.

    >>> unfolded("Jumlah RLH", "Persentase rumah layak huni")
    'jumlah rumah layak huni'
    """
    for initials in _abbreviations(text):
        told = words(spelt)
        whole = _window(told, initials) or _without_village(told, initials)
        if whole and initials not in words(spelt):
            text = " ".join(whole if word == initials else word for word in words(text))
    return text


def _without_village(tokens: list[str], initials: str) -> str:
    """The words of initials that end in the letter of a village (*LKN*: *lembaga kemasyarakatan* of a nagari)."""
    longer = len(initials) > 2 and initials[-1] in _VILLAGE_LETTERS
    if longer:
        return _window(tokens, initials[:-1])
    return ""


def _window(tokens: list[str], initials: str) -> str:
    """The words that begin with these letters, one after the other; empty when there are none."""
    bare = [word for word in tokens if word.isalpha() and word not in _UNSPOKEN]
    for start in range(len(bare) - len(initials) + 1):
        window = bare[start : start + len(initials)]
        if "".join(word[0] for word in window) == initials:
            return " ".join(window)
    return ""
