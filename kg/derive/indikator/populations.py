"""Whether one side of a ratio may be part of the other.

Kinds of things, places, groups of people, papers for cases.
"""

from __future__ import annotations

import re

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.makna import spelt_out
from kg.derive.bahasa.pembuka import ACTIVITY, PROPERTY, kind_of
from kg.derive.indikator.counted import Count, is_condition, same_sense
from kg.derive.text import words
from kg.derive.vocabulary import Entry, vocabulary

__all__ = ["CASES", "PLACE", "PLACES", "apart", "is_held", "part_of_same", "rank"]

#: Papers and cases that stand for each other: a letter answers a request, a report follows a
#: complaint.
CASES = frozenset({"dokumen", "surat warga", "jasa", "kasus", "usulan", "rekening", "informasi"})
#: Places from the smallest to the largest: each is part of the next.
PLACES = ("rt", "rw", "dusun", "desa", "kecamatan", "kabupaten", "provinsi", "nasional")
#: Other names of places, by their rank.
PLACE = {
    "kelurahan": "desa",
    "kampung": "desa",
    "kota": "kabupaten",
    "distrik": "kecamatan",
    "kapanewon": "kecamatan",
}
#: What a side is said to hold (*total biaya, termasuk swadaya*), and the clause that an indicator
#: asks for.
_HOLDS = re.compile(r"\btermasuk\s+([^)/:]+)", re.IGNORECASE)


def rank(word: str) -> int | None:
    """The rank of a kind of place, from the smallest up; none for another word."""
    place = PLACE.get(word, word)
    return PLACES.index(place) if place in PLACES else None


def apart(upper: Count, lower: Count) -> bool:
    """Whether two things of one kind are never part of each other.

    Villages and districts, staff and infants.
    """
    first, last = upper.words[0], lower.words[0]
    ranks = (rank(first), rank(last))
    if None not in ranks:
        return ranks[0] != ranks[1]
    above, below = _group(upper), _group(lower)
    # A nearer name of the lower thing is part of it: kader linmas of anggota linmas.
    nearer = below is not None and bool(set(below.forms) & set(upper.words))
    return above is not None and below is not None and above != below and not nearer


def _group(side: Count) -> Entry | None:
    """The group of people that a side counts, behind another word as well (*anggota linmas*).

    None for others.
    """
    for start in (0, 1):
        found = entry_at("golongan-orang", side.words, start)
        if found is not None:
            return found[0]
    return None


def _spelt_head(side: Count) -> str:
    """What the head of a side is where its initials are spelt out (*RTLH* are *rumah*)."""
    whole = spelt_out(vocabulary(), side.words[0])
    return same_sense(whole.split()[0])


def part_of_same(upper: Count, lower: Count) -> bool:
    """Whether both sides may count the same thing, so that one can be part of the other."""
    if upper.head == lower.head:
        # Behind one general word stand two groups: peserta perempuan, peserta laki-laki.
        return not apart(upper, lower)
    if _spelt_head(upper) == lower.head or is_condition(upper.words[0]):
        return True
    kinds = {upper.kind, lower.kind}
    if len(kinds) == 1 and kinds != {""}:
        return not apart(upper, lower)
    return kinds <= CASES or _is_part_by_its_name(upper, lower)


def _is_part_by_its_name(upper: Count, lower: Count) -> bool:
    """Whether a side is called a part of the other one, or the other one is called by a general word."""
    fits = upper.kind in {"", lower.kind} or lower.head in upper.all
    if fits and _cuts(upper.words[0]):
        return True
    is_general = lower.words[0] in forms("kata-penyebut-umum")
    return is_general and lower.kind in {"", upper.kind}


def _cuts(word: str) -> bool:
    """Whether a word names a part, a property or a piece of work of what stands behind it."""
    return word in forms("kata-bagian") or kind_of(word) in {PROPERTY, ACTIVITY}


def is_held(upper: Count, lower: Count) -> bool:
    """Whether the denominator says in words that it holds what the numerator counts."""
    held: set[str] = set()
    for found in _HOLDS.findall(lower.text):
        held.update(map(same_sense, words(found)))
    return bool(held & upper.all)
