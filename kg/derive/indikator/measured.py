"""The measure that a wording opens with."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at
from kg.derive.bahasa.kamus import is_word
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import Entry, vocabulary

__all__ = ["measure_of", "unmeasured"]

#: A measure of fewer letters glued to the next word is chance.
_GLUED = 5


def _glued(word: str) -> tuple[Entry, str] | None:
    """The measure to which the next word was glued (*Jumlahmengemudi*), and that word."""
    if is_word(word):
        return None
    for entry in vocabulary().entries("kata-ukuran"):
        for printed in entry.forms:
            rest = word.removeprefix(printed)
            if len(printed) >= _GLUED and rest != word and is_word(rest):
                return entry, rest
    return None


@lru_cache(maxsize=KEPT)
def _opened(text: str) -> tuple[Entry | None, tuple[str, ...]]:
    """The measure, and the words behind it."""
    tokens = tuple(words(text))
    if not tokens:
        return None, ()
    found = entry_at("kata-ukuran", tokens)
    if found is not None:
        entry, length = found
        # Said twice it is a plural of things, not a measure: nilai-nilai budaya.
        doubled = tokens[length : length + 1] == tokens[:1]
        if doubled:
            return (None, tokens)
        return (entry, tokens[length:])
    glued = _glued(tokens[0])
    if glued is None:
        return None, tokens
    entry, rest = glued
    return entry, (rest, *tokens[1:])


def _initials(tokens: tuple[str, ...]) -> str:
    """The wording with the initials of a measure in front spelt out (*IKM Distrik*); empty for any other."""
    found = entry_at("singkatan", tokens) if tokens else None
    if found is None or found[1] != 1:
        return ""
    whole = tuple(words(found[0].name))
    if len(whole) == 1 or entry_at("kata-ukuran", whole) is None:
        return ""
    return " ".join((*whole, *tokens[1:]))


@lru_cache(maxsize=KEPT)
def measure_of(text: str) -> Entry | None:
    """The measure that a wording opens with, by whole words.

    >>> measure_of("Presentase desa").name, measure_of("Tingkatkan kinerja"), measure_of("Jumlahmengemudi").name
    ('persentase', None, 'jumlah')
    """
    found = _opened(text)[0]
    if found is None:
        return _opened(_initials(tuple(words(text))))[0]
    return found


def unmeasured(text: str) -> tuple[str, ...]:
    """The words of a wording behind its measure.

    >>> unmeasured("Jumlah desa mandiri")
    ('desa', 'mandiri')
    """
    return _opened(text)[1]
