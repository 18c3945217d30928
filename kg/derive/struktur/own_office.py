"""The own organisation under any name that a document writes it."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.context import Context
from kg.derive.text import normal, shortens
from kg.derive.vocabulary import Vocabulary

__all__ = ["is_own"]


@lru_cache(maxsize=8)
def _own_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Words by which a document speaks of its own office, apart from the name."""
    return frozenset(vocabulary.forms("kata-kantor-sendiri"))


#: What every office of the region is, put before its name.
_AGENCY = ["perangkat", "daerah"]
_VOWELS = frozenset("aeiou")
#: Words before the name of what a kecamatan lies in.
_KABUPATEN = frozenset(("kab", "kabupaten", "kota"))


def _without_kabupaten(context: Context, told: list[str]) -> list[str]:
    """The words of a name without the kabupaten behind it: "Kecamatan Sokaraja Kab. Banyumas"."""
    parent = normal(context.regions.parent_name(context.region_code)).split()
    if not parent or told[-len(parent) :] != parent or len(told) == len(parent):
        return told
    rest = told[: -len(parent)]
    if rest[-1] in _KABUPATEN:
        rest = rest[:-1]
    # "Kabupaten Banyumas" alone is the kabupaten, which is another organisation.
    if context.own_names & set(rest):
        return rest
    return told


def is_own(context: Context, name: str) -> bool:
    """Whether a name is the own organisation in some spelling.

    *Kec. Sokaraja*, *Kantor Camat Sokaraja*, *Seksi Pelayanan*.

    A name that is longer (*Polsek Sokaraja*, *Dinas Sosial*) is another one.
    """
    told = _without_kabupaten(context, normal(name).split())
    if told[:2] == _AGENCY and set(told[2:3]) & _own_words(context.vocabulary):
        told = told[2:]
    rest = [w for w in told if w not in _own_words(context.vocabulary)]
    rest = [w for w in rest if not _shortens(w, context.own_names)]
    section = bool(told) and told[0] in context.vocabulary.forms("pembuka-seksi")
    # A name may be written in two words (*Kecamatan Suka Jadi* for *Sukajadi*).
    parted = "".join(rest) in context.own_names
    known = bool(told) and set(rest) <= context.own_names | _own_region(context, told)
    return section or parted or known


def _shortens(word: str, names: frozenset[str]) -> bool:
    """Whether a word without vowels is an own name cut short (*Tj.* for *Tanjung*)."""
    bare = len(word) > 1 and not _VOWELS & set(word)
    return bare and any(shortens(word, name) for name in names)


def _own_region(context: Context, told: list[str]) -> set[str]:
    """The words of the own kabupaten or city, where a name opens with the own kind of office (*Kecamatan … Kota …*)."""
    opened = told[0] in _own_words(context.vocabulary) and bool(set(told[1:2]) & context.own_names)
    if not opened or not context.known_region:
        return set()
    return set(normal(context.regions.parent_title(context.region_code)).split())
