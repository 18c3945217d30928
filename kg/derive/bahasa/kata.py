"""Stems of Indonesian words: particles, possessives, suffixes and prefixes taken off as far as a word remains.

The affixes and the letters that they swallow (*meny-* + *s*, *men-* + *t*, *mem-* + *p*, *meng-* + *k*) are those of the
standard grammar (Tata Bahasa Baku Bahasa Indonesia). What remains must be a word of the list; where none is, the affixes
that stand on both sides of a word are taken off all the same, so that *penyelenggaraan* and *terselenggaranya* meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.derive.bahasa.kamus import is_word, rarity
from kg.derive.text import KEPT, words

__all__ = ["ends_in_nya", "stem", "stems"]

#: The fewest letters of a stem; shorter ones are chance (*dinas* is not *di-* + *nas*).
_SHORTEST = 4
#: The fewest letters of a stem that no list confirms.
_SHORTEST_UNKNOWN = 5
_ENCLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
_SUFFIXES = ("kan", "an", "i")
#: Prefix, and what it may have swallowed; the longer one is tried first.
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("memper", ("",)),
    ("diper", ("",)),
    ("keter", ("",)),
    ("keber", ("",)),
    ("penge", ("",)),
    ("menge", ("",)),
    ("meng", ("k", "")),
    ("peng", ("k", "")),
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("mem", ("p", "")),
    ("pem", ("p", "")),
    ("men", ("t", "")),
    ("pen", ("t", "")),
    ("ber", ("",)),
    ("ter", ("",)),
    ("per", ("",)),
    ("bel", ("",)),
    ("pel", ("",)),
    ("me", ("",)),
    ("pe", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("be", ("",)),
    ("te", ("",)),
)
_VOWELS = frozenset("aeiou")
#: Words of a place or office that must not meet the post they come from (*kecamatan* is not *camat*).
_WHOLE = frozenset(
    {
        "kecamatan",
        "kelurahan",
        "kabupaten",
        "kementerian",
        "pemerintah",
        "pemerintahan",
        "perangkat",
    }
)


def ends_in_nya(word: str) -> bool:
    """Whether a word ends in *-nya* behind a word: *meningkatnya*, not *hanya*.

    >>> ends_in_nya("meningkatnya"), ends_in_nya("hanya")
    (True, False)
    """
    return word.endswith("nya") and len(word) >= _SHORTEST + 3


def _without_enclitic(word: str) -> Iterator[str]:
    yield word
    for ending in _ENCLITICS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word.removesuffix(ending)


def _without_suffix(word: str) -> Iterator[str]:
    yield word
    for ending in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word.removesuffix(ending)


def _fits(swallowed: str, rest: str) -> bool:
    """A prefix swallows a letter only before a vowel; one that swallows none may stand before any letter."""
    return not swallowed or rest[:1] in _VOWELS


def _without_prefix(word: str) -> Iterator[str]:
    for prefix, swallowed in _PREFIXES:
        rest = word.removeprefix(prefix)
        if len(rest) == len(word):
            continue
        yield from (letter + rest for letter in swallowed if _fits(letter, rest))


def _prefixless(word: str) -> Iterator[str]:
    """The word, and what is left of it after one prefix and after two."""
    yield word
    for once in _without_prefix(word):
        yield once
        yield from _without_prefix(once)


def _candidates(word: str) -> Iterator[str]:
    for plain in _without_enclitic(word):
        for bare in _without_suffix(plain):
            lone = bare != plain and plain == f"{bare}i"
            # -i makes a verb and needs a prefix: *pasti* is not *past* + -i.
            yield from (c for c in _prefixless(bare) if not lone or c != bare)


def _unlisted(word: str) -> str:
    """The word without the affixes that stand on it, where no stem of it is listed."""
    plain = word
    for ending in (*_ENCLITICS[:1], *_SUFFIXES[:2]):
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_UNKNOWN:
            plain = plain.removesuffix(ending)
    rest = next(_without_prefix(plain), plain)
    return rest if len(rest) >= _SHORTEST_UNKNOWN else plain


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """The shortest listed word that the affixes leave; of those of five letters or fewer the most usual.

    >>> [stem(w) for w in ("meningkatnya", "peningkatan", "pelayanan", "terlayaninya", "kecamatan")]
    ['tingkat', 'tingkat', 'layan', 'layan', 'kecamatan']
    """
    if word in _WHOLE or not word.isalpha():
        return word
    found = {c for c in _candidates(word) if len(c) >= _SHORTEST and is_word(c)}
    if not found:
        return _unlisted(word)
    return min(found, key=lambda c: (max(len(c), _SHORTEST_UNKNOWN), rarity(c), c))


@lru_cache(maxsize=KEPT)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in their order.

    >>> stems("Meningkatnya mutu pelayanan")
    ('tingkat', 'mutu', 'layan')
    """
    return tuple(stem(word) for word in words(text))
