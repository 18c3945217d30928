"""Slips of spelling: a word that no list knows and no affixes explain, next to a usual word that it nearly is.

Known are the words of the dictionary, of the nomenclature and of the word lists, names of places,
what a document writes again and again, and what affixes make of known words. An unknown word is a
slip only where one letter too many, too few, wrong or swapped (two in a long word) makes a usual
word of it, or where it falls apart into two known words. Everything else is left alone: a name, an
abbreviation, a word of the region.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import rarity
from kg.derive.bahasa.kata import form
from kg.derive.dokumen.dikenal import (
    ENCLITICS,
    LETTERS,
    MIDDLE,
    SHORT,
    is_known,
    is_listed,
    listed,
)
from kg.derive.dokumen.tetangga import USUAL, is_swapped, lacks_one, neighbours, swaps
from kg.derive.text import KEPT

__all__ = ["LONG", "misspelt"]

#: The fewest letters of a word in which two letters may be wrong.
LONG = 9
#: How many letters, counted on both sides, a slip may have apart from the right word.
_APART = 2
#: A slip is a slip of a usual word; a rare one may be anything.
_VERY_USUAL = 500
#: So usual is what a short word with another letter may be a slip of.
_MOST_USUAL = 430
#: How rare a listed word must be to be a slip that general texts hold, and how much rarer than the right one.
_RARE, _FAR = 540, 212
#: Endings and letters of English words, which are no slips of Indonesian ones.
_FOREIGN = re.compile(r"\w+(?:ing|tion|ity|ment|ness|ship|ware|able|less)|\w*(?:[qx]|th|ck|wh)\w*")
#: Three consonants that no Indonesian syllables bring together, digraphs written as one letter.
_DIGRAPHS = re.compile(r"n[gy]|sy|kh")
#: Three consonants in a row, which Indonesian allows in few ways; @ stands for ng and the like.
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxyz@]{3}")
#: Those that words of the language have.
_SPEAKABLE = re.compile(
    r"str|ntr|ndr|mpr|mbr|skr|spr|mpl|mbl|nsp|nst|ksp|kst|lkr|rsp|@kr|@gr|@kl|@gl|nkl|rkl|ktr|ns[kpr]"
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
#: A letter said twice.
_DOUBLED = re.compile(r"(.)\1")
#: Verbs that look like a preposition and a place.
_VERBS = frozenset({"keluar"})


def _is_slip(word: str, other: str) -> bool:
    """Whether one word may be a slip of the other.

    A short one only of a very usual word, two letters only where few differ.
    """
    if word == other:
        return False
    if len(word) < MIDDLE:
        # A short word that only goes on by another letter is another word (*paraf*, *para*).
        goes_on = word[:-1] == other and word[-1] != other[-1]
        # A letter for another one makes a word of many: only of the most usual ones is it a slip.
        exchanged = len(word) == len(other) and not is_swapped(word, other)
        usual = _MOST_USUAL if exchanged else _VERY_USUAL
        return rarity(other) <= usual and not goes_on
    apart = Counter(word) - Counter(other) + (Counter(other) - Counter(word))
    return apart.total() <= _APART


def _nearest(word: str) -> str:
    """The usual word that a slip makes of it; of equally near ones the most usual.

    Empty when there is none.
    """
    most = 1
    if len(word) >= LONG and not _is_framed(word):
        most = 2
    found = process.extract(
        word,
        neighbours(word),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=most,
        limit=None,
    )
    near = []
    for other, distance, _ in found:
        near.append((distance, rarity(other), other))
    for other in _headless(word):
        near.append((1, rarity(other), other))
    ranked = sorted(one for one in near if _is_slip(word, one[2]))
    if ranked:
        return ranked[0][2]
    return ""


def _headless(word: str) -> list[str]:
    """Usual words that lost their first letter (*asaran*)."""
    return [f"{letter}{word}" for letter in _ALPHABET if rarity(f"{letter}{word}") <= _VERY_USUAL]


def _is_framed(word: str) -> bool:
    """Whether affixes stand on both sides of an unknown root, which may be a rare one (*penghimpunan*)."""
    built = form(word)
    return bool(built.prefixes and built.suffix) and _is_speakable(word)


def _is_speakable(word: str) -> bool:
    """Whether no three consonants meet that do not in Indonesian (*pembnianaan*)."""
    sounds = _DIGRAPHS.sub("@", word)
    return all(map(_SPEAKABLE.fullmatch, _CLUSTER.findall(sounds)))


def _once(word: str) -> str:
    """A word with every doubled letter written once."""
    return _DOUBLED.sub(r"\1", word)


def _glued(word: str) -> str:
    """Two known words written as one; empty when it does not fall apart so."""
    for preposition in ("di", "ke"):
        rest = word.removeprefix(preposition)
        if rest != word and rest in forms("kata-tempat") and word not in _VERBS:
            return f"{preposition} {rest}"
    if _is_owned(word):
        return ""
    cuts = range(LETTERS, len(word) - LETTERS)
    halves = ((word[:cut], word[cut:]) for cut in cuts)
    parts = ((a, b) for a, b in halves if a in forms("kata-terlekat") and is_listed(b))
    return next((f"{a} {b}" for a, b in parts), "")


@lru_cache(maxsize=KEPT)
def misspelt(word: str) -> str:
    """The right form of a casefolded word that is a slip.

    Empty for a sound word and wherever there is doubt.

    >>> [misspelt(w) for w in ("penyelengaraan", "masayrakat", "dilingkungan", "sokaraja", "siskeudes")]
    ['penyelenggaraan', 'masyarakat', 'di lingkungan', '', '']
    """
    glued = ""
    if len(word) >= SHORT:
        glued = _glued(word)
    if glued or len(word) < SHORT:
        return glued
    if is_listed(word):
        return _slip_of_texts(word)
    if not is_known(word):
        return "" if _FOREIGN.fullmatch(word) else _with_ending(word) or _with_affixes(word)
    # Affixes explain many slips by chance; letters swapped, or said once or twice too often, are slips of a listed word.
    return _rearranged(word)


def _is_owned(word: str) -> bool:
    """Whether a word is a listed one with an enclitic behind it (*dananya*), which needs no other reading."""
    bare = (word.removesuffix(ending) for ending in ENCLITICS if word.endswith(ending))
    return any(len(one) > LETTERS and is_listed(one) for one in bare)


def _meets(word: str) -> bool:
    """Whether a letter stands twice because an affix meets a root that has it at that end (*peng-gajian*, *masuk-kan*)."""
    root = form(word).root
    at = word.find(root)
    if at < 1 or not is_listed(root) or _DOUBLED.search(root):
        return False
    # *ter-* and *ber-* lose their r before another one.
    begins = word[at - 1] == root[0] and root[0] != "r"
    return begins or (root[-1] not in "aeiou" and word[at + len(root) :][:1] == root[-1])


def _rearranged(word: str) -> str:
    """The usual word with the same letters, of which two are swapped or one is doubled or not (*diperbiaki*, *tanga*)."""
    if _is_owned(word) or _meets(word):
        return ""
    near = _with_ending(word)
    once = _once(word)
    if near and _once(near) == once:
        return near
    # Neighbours are many: how usual one is, is asked of the few that have the same letters.
    doubled = (other for other in neighbours(word) if _once(other) == once)
    swapped = (other for other in neighbours(word) if is_swapped(word, other))
    for other in chain(doubled, swapped):
        if rarity(other) <= _VERY_USUAL:
            return other
    return ""


def _slip_of_texts(word: str) -> str:
    """The far more usual word that a word of the list is a slip of: general texts hold slips too (*progam*, *kemanan*).

    Such a word is rare, no curated list has it, no affixes explain it, and it lacks one letter of the usual one.
    """
    rare = rarity(word) >= _RARE and len(word) > SHORT and word not in listed()
    if not rare or form(word).root != word:
        return ""
    near = process.extract(
        word, neighbours(word), scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=None
    )
    for other, _, _ in near:
        is_far = rarity(word) - rarity(other) >= _FAR
        if is_far and len(other) == len(word) + 1:
            return str(other)
    return ""


def _with_affixes(word: str) -> str:
    """The right form of a word whose root is a slip (*tersalrunya*), the affixes kept."""
    built = form(word)
    root = built.root
    if len(root) < SHORT or not built.prefixes or built.known:
        return ""
    front, _, end = word.partition(root)
    usual = (other for other in neighbours(root) if rarity(other) <= USUAL)
    near = (other for other in usual if lacks_one(root, other))
    whole = (f"{front}{other}{end}" for other in (*swaps(root), *near))
    return next(filter(is_known, whole), "")


def _with_ending(word: str) -> str:
    """The right form of a word, its enclitic kept."""
    for ending in ENCLITICS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= SHORT:
            near = _nearest(bare)
            if near:
                return f"{near}{ending}"
            return _nearest(word)
    return _nearest(word)
