"""Words spelt as some list or affixes have them.

The dictionary, the nomenclature, the word lists, or built of a root.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import is_word, rarity
from kg.derive.bahasa.kata import Form, form
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import KEPT
from kg.derive.vocabulary import vocabulary

__all__ = [
    "ENCLITICS",
    "FIRM",
    "FRONTS",
    "LETTERS",
    "MIDDLE",
    "SHORT",
    "WORD",
    "is_active",
    "is_known",
    "is_listed",
    "listed",
]

#: The fewest letters of a word that is looked at, and of a long root.
SHORT, MIDDLE = 5, 7
#: Shorter words are too many to be told from each other by their letters.
LETTERS = 3
#: A rarer root explains a word by chance (*laksa* in *terlaksanya*); one between affixes, or of a
#: listed verb, less so.
FIRM, _FIRM_FRAMED, _FIRM_VERB = 530, 565, 600
#: Prefixes that make nouns together with -an.
_HALVES = frozenset({"ke", "pe", "per"})
WORD = re.compile(r"[^\W\d_]+")
#: What may hang on the end of any word.
ENCLITICS = ("nya", "lah", "pun")
#: What may stand before any listed word.
FRONTS = ("di", "ter", "ber", "se", "non", "pra", "pasca", "antar", "multi", "sub", "nir", "tuna")
#: Lists of slips are no lists of known words.
_WRONG = frozenset({"salah-ketik", "ejaan-salah"})


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Every word of the word lists, wrong spellings aside, and what the nomenclature writes in more than one name."""
    lists = vocabulary()
    listed: set[str] = set()
    for name in lists.names():
        if name not in _WRONG:
            listed.update(*map(_words, lists.forms(name)))
    official: Counter[str] = Counter()
    for name, _ in nomenclature().pool().names():
        official.update(set(_words(name)))
    return frozenset(listed) | {word for word, count in official.items() if count > 1}


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def is_listed(word: str) -> bool:
    """Whether the dictionary, a word list or the nomenclature holds the word as written."""
    return is_word(word) or word in listed()


@lru_cache(maxsize=KEPT)
def _is_built(word: str) -> bool:
    """Whether affixes explain a word: a known root, and no suffix said twice (*pelayananan*)."""
    built = form(word)
    bare = built.root.removesuffix(built.suffix)
    twice = bool(built.suffix) and bare != built.root and is_word(bare)
    half = built.outer in _HALVES and not built.suffix
    verbal = not half and is_active(built.root, _FIRM_VERB)
    return not twice and (verbal or (built.known and _is_firm(built)))


def _is_firm(built: Form) -> bool:
    """Whether a root is usual enough to explain a word; between affixes a rarer one does."""
    framed = bool(built.prefixes) and bool(built.suffix or built.enclitic)
    least = _FIRM_FRAMED if framed else FIRM
    # A long root is no chance find (*legalisasi*).
    long = framed and (len(built.root) >= MIDDLE or built.root.endswith("asi"))
    return long or built.root in forms("kata-dasar") or rarity(built.root) <= least


@lru_cache(maxsize=KEPT)
def is_known(word: str) -> bool:
    """Whether a word is spelt as some list or affixes have it.

    >>> is_known("pelayanan"), is_known("terlayaninya"), is_known("pelayananan")
    (True, True, False)
    """
    if is_listed(word) or is_listed(word.removeprefix("me")):
        return True
    bare = (word.removesuffix(e) for e in ENCLITICS if word.endswith(e))
    fronts = (word.removeprefix(f) for f in FRONTS if word.startswith(f))
    listed = any(map(is_listed, bare)) or any(is_listed(r) for r in fronts if len(r) >= SHORT)
    return listed or _is_built(word)


@lru_cache(maxsize=KEPT)
def is_active(root: str, least: int = FIRM) -> bool:
    """Whether an active verb that usual is made of a root, so that *di* before it is a prefix (*di susun*)."""
    made = {f"{prefix}{root}" for prefix in ("me", "men", "mem", "meng", "menge")}
    made |= {f"{prefix}{root[1:]}" for prefix in ("meny", "mem", "men", "meng")}
    return len(root) > LETTERS and any(rarity(verb) <= least for verb in made)
