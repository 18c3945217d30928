"""Names that an indicator writes in full and its formula by initials, or the other way round, written alike."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.kamus import is_word
from kg.derive.text import KEPT, words

__all__ = ["aligned", "unfolded"]

#: Words that initials leave out, and the most letters of initials.
_UNSPOKEN = frozenset({"dan", "yang", "di", "dari", "untuk", "atas"})
#: Longer words are names of their own, even in capitals.
_LONGEST_INITIALS = 6
#: Desa, kelurahan and kampung, nagari, gampong, pekon.
_VILLAGE_LETTERS = frozenset("dkngp")


def _abbreviations(text: str) -> list[str]:
    """Words of a text that may be initials: short, and no words of the language."""
    found = []
    for w in words(text):
        if w.isalpha() and 2 <= len(w) <= _LONGEST_INITIALS:
            found.append(w)
    return [w for w in found if not is_word(w) or w.upper() in text]


def _folded(text: str, initials: str) -> str:
    """A text in which the words of these initials are written as the initials."""
    tokens = words(text)
    if initials in tokens:
        return text
    bare = []
    for at, w in enumerate(tokens):
        if w.isalpha() and w not in _UNSPOKEN:
            bare.append((at, w))
    for start in range(len(bare) - len(initials) + 1):
        window = bare[start : start + len(initials)]
        if "".join(w[0] for _, w in window) == initials:
            first = window[0][0]
            last = window[-1][0]
            return " ".join([*tokens[:first], initials, *tokens[last + 1 :]])
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
    return one, two


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
    return _window(tokens, initials[:-1]) if longer else ""


def _window(tokens: list[str], initials: str) -> str:
    """The words that begin with these letters, one after the other; empty when there are none."""
    bare = [word for word in tokens if word.isalpha() and word not in _UNSPOKEN]
    for start in range(len(bare) - len(initials) + 1):
        window = bare[start : start + len(initials)]
        if "".join(word[0] for word in window) == initials:
            return " ".join(window)
    return ""
