"""Slips of spelling: a word that no list knows and no affixes explain, next to a usual word that it nearly is.

Known are the words of the dictionary, of the nomenclature and of the word lists, names of places, what a document writes
again and again, and what affixes make of known words. An unknown word is a slip only where one letter too many, too few, wrong or
swapped (two in a long word) makes a usual word of it, or where it falls apart into two known words. Everything else is
left alone: a name, an abbreviation, a word of the region.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import frequencies, is_word, rarity
from kg.derive.bahasa.kata import form
from kg.derive.nomenklatur.nomenclature import nomenclature
from kg.derive.text import KEPT
from kg.derive.vocabulary import vocabulary

__all__ = ["is_known", "misspelt", "slips_in"]

#: The fewest letters of a word that is looked at, and of one in which two letters may be wrong.
_SHORT, _MIDDLE, _LONG = 5, 7, 9
#: How many letters, counted on both sides, a slip may have apart from the right word.
_APART = 2
#: A slip is a slip of a usual word; a rare one may be anything.
_USUAL, _VERY_USUAL = 560, 500
#: A rarer root explains a word by chance (*laksa* in *terlaksanya*).
_FIRM = 530
_WORD = re.compile(r"[^\W\d_]+")
_DOUBLED = re.compile(r"(.)\1")
_ENCLITICS = ("nya", "lah", "pun")
#: Prefixes that never stand alone; *di* and *ke* do, before a place.
_BOUND = frozenset(
    {"ter", "ber", "me", "men", "mem", "meng", "meny", "pe", "pen", "pem", "peng", "peny"}
)
_LETTERS = 3
#: Verbs that look like a preposition and a place.
_VERBS = frozenset({"keluar"})
#: What may stand before any listed word.
_FRONTS = ("di", "ter", "ber", "se", "non", "pra", "pasca", "antar", "multi", "sub", "nir", "tuna")


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    """Every word of the word lists, wrong spellings aside, and what the nomenclature writes in more than one name."""
    lists = vocabulary()
    listed: set[str] = set()
    for name in lists.names():
        if name not in _WRONG:
            for form in lists.forms(name):
                listed.update(_words(form))
    official: Counter[str] = Counter()
    for name, _ in nomenclature().pool().names():
        official.update(set(_words(name)))
    # What stands in one name only may be a misprint of the decree.
    return frozenset(listed) | {word for word, count in official.items() if count > 1}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


_WRONG = frozenset({"salah-ketik", "ejaan-salah"})


def _is_listed(word: str) -> bool:
    return is_word(word) or word in _listed()


@lru_cache(maxsize=KEPT)
def _is_built(word: str) -> bool:
    """Whether affixes explain a word: a known root, and no suffix said twice (*pelayananan*)."""
    built = form(word)
    twice = bool(built.suffix) and built.root.endswith(built.suffix)
    firm = built.root in forms("kata-dasar") or rarity(built.root) <= _FIRM
    return built.known and not twice and firm


@lru_cache(maxsize=KEPT)
def is_known(word: str) -> bool:
    """Whether a word is spelt as some list or affixes have it.

    >>> is_known("pelayanan"), is_known("terlayaninya"), is_known("pelayananan")
    (True, True, False)
    """
    if _is_listed(word):
        return True
    bare = (word.removesuffix(e) for e in _ENCLITICS if word.endswith(e))
    fronts = (word.removeprefix(f) for f in _FRONTS if word.startswith(f))
    listed = any(_is_listed(b) for b in bare) or any(
        _is_listed(r) for r in fronts if len(r) >= _SHORT
    )
    return listed or _is_built(word)


@lru_cache(maxsize=1)
def _usual() -> dict[tuple[str, int], list[str]]:
    """Usual words by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    words = {word for word, rare in frequencies().items() if rare <= _USUAL} | _listed()
    for word in sorted(words):
        if len(word) >= _SHORT - 1:
            found.setdefault((word[0], len(word)), []).append(word)
    return found


def _neighbours(word: str) -> list[str]:
    lengths = range(len(word) - 2, len(word) + 3)
    found: list[str] = []
    for length in lengths:
        found.extend(_usual().get((word[0], length), ()))
    return found


def _is_slip(word: str, other: str) -> bool:
    """Whether one word may be a slip of the other: a short one only of a very usual word, two letters only where few differ."""
    if word == other:
        return False
    if len(word) < _MIDDLE:
        return rarity(other) <= _VERY_USUAL
    apart = Counter(word) - Counter(other) + (Counter(other) - Counter(word))
    return apart.total() <= _APART


def _nearest(word: str) -> str:
    """The usual word that a slip makes of it; of equally near ones the most usual. Empty when there is none."""
    most = 1
    if len(word) >= _LONG and not _is_framed(word):
        most = 2
    found = process.extract(
        word,
        _neighbours(word),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=most,
        limit=None,
    )
    near = []
    for other, distance, _ in found:
        near.append((distance, rarity(other), other))
    ranked = sorted(one for one in near if _is_slip(word, one[2]))
    if ranked:
        return ranked[0][2]
    return ""


def _is_framed(word: str) -> bool:
    """Whether affixes stand on both sides of an unknown root, which may be a rare one (*penghimpunan*)."""
    built = form(word)
    return bool(built.prefixes and built.suffix)


def _once(word: str) -> str:
    """A word with every doubled letter written once."""
    return _DOUBLED.sub(r"\1", word)


def _glued(word: str) -> str:
    """Two known words written as one; empty when it does not fall apart so."""
    for preposition in ("di", "ke"):
        rest = word.removeprefix(preposition)
        if rest != word and rest in forms("kata-tempat") and word not in _VERBS:
            return f"{preposition} {rest}"
    cuts = range(_LETTERS, len(word) - _LETTERS)
    halves = ((word[:cut], word[cut:]) for cut in cuts)
    parts = ((a, b) for a, b in halves if a in forms("kata-terlekat") and _is_listed(b))
    return next((f"{a} {b}" for a, b in parts), "")


@lru_cache(maxsize=KEPT)
def misspelt(word: str) -> str:
    """The right form of a casefolded word that is a slip; empty for a sound word and wherever there is doubt.

    >>> [misspelt(w) for w in ("penyelengaraan", "masayrakat", "dilingkungan", "sokaraja", "siskeudes")]
    ['penyelenggaraan', 'masyarakat', 'di lingkungan', '', '']
    """
    glued = ""
    if len(word) >= _SHORT:
        glued = _glued(word)
    if glued or len(word) < _SHORT or _is_listed(word):
        return glued
    if not is_known(word):
        return _with_ending(word)
    # Affixes explain many slips by chance; letters said once or twice too often are still slips of a listed word.
    near = _with_ending(word)
    if near and _once(near) == _once(word):
        return near
    return ""


def _with_ending(word: str) -> str:
    """The right form of a word, its enclitic kept."""
    for ending in _ENCLITICS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORT:
            near = _nearest(bare)
            if near:
                return f"{near}{ending}"
            return _nearest(word)
    return _nearest(word)


def _is_verb(root: str) -> bool:
    """Whether a usual active verb is made of a root, so that *di* before it is a prefix (*di susun*)."""
    made = {f"{prefix}{root}" for prefix in ("me", "men", "mem", "meng", "menge")}
    made |= {f"{prefix}{root[1:]}" for prefix in ("meny", "mem", "men", "meng")}
    return any(rarity(verb) <= _FIRM for verb in made)


def _apart(first: str, second: str) -> str:
    """Two printed words that are one (*ter laksana*, *pela yanan*, *di susun*)."""
    whole = first + second
    if len(second) < _LETTERS or len(whole) < _MIDDLE:
        return ""
    if first in _BOUND:
        return whole if is_known(whole) else ""
    if first == "di" and second not in forms("kata-tempat"):
        if rarity(whole) <= _FIRM and _is_verb(second):
            return whole
        return ""
    broken = not is_known(first) or not is_known(second)
    if broken and _is_listed(whole):
        return whole
    return ""


def _again(first: str, second: str) -> str:
    """A function word printed twice in a row."""
    if first == second and first in forms("kata-tugas"):
        return first
    return ""


def _short_slip(word: str) -> str:
    """The function word that a word of three or four letters is a slip of (*yag*, *untk*)."""
    if len(word) < _LETTERS or len(word) >= _SHORT or _is_listed(word):
        return ""
    longer = (w for w in forms("kata-tugas") if len(w) > _LETTERS)
    near = []
    for w in longer:
        if DamerauLevenshtein.distance(word, w) == 1 and w[0] == word[0]:
            near.append(w)
    if len(near) == 1:
        return near[0]
    return ""


def slips_in(text: str, names: frozenset[str]) -> dict[str, str]:
    """The slips of a text with their right form; ``names`` are words that are known to this document alone.

    A word in capitals among small letters is a name or an abbreviation, and so is whatever holds a digit.
    """
    printed = [w for w in _WORD.findall(text) if w.isascii()]
    small = any(w.islower() and len(w) >= _SHORT for w in printed[1:])
    lower = [w.casefold() for w in printed]
    found: dict[str, str] = {}
    joined: set[str] = set()
    for first, second in pairwise(lower):
        one = _again(first, second) or _apart(first, second)
        if one and not {first, second} & names:
            found[f"{first} {second}"] = one
            joined |= {first, second}
    for number, word in enumerate(printed):
        plain = word.casefold()
        named = small and number > 0 and word[:1].isupper() and len(word) < _LONG
        short = word.isupper() and not text.isupper()
        left_alone = named or short or plain in names or plain in joined
        if left_alone:
            right = ""
        else:
            right = _right(plain, whole=word.islower())
        if right:
            found[plain] = right
    return found


def _right(word: str, *, whole: bool) -> str:
    """The right form of a word; one of three or four letters only where it is written small."""
    return misspelt(word) or (_short_slip(word) if whole else "")
