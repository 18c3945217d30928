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
PLACES = ("rt", "rw", "dusun", "desa", "kecamatan", "kabupaten", "provinsi", "nasional")
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
    if upper.kind and upper.kind == lower.kind:
        return not apart(upper, lower)
    if {upper.kind, lower.kind} <= CASES:
        return True
    first, last = upper.words[0], lower.words[0]
    cuts = first in forms("kata-bagian") or kind_of(first) in {PROPERTY, ACTIVITY}
    if cuts and (lower.head in upper.all or not upper.kind or upper.kind == lower.kind):
        return True
    return last in forms("kata-penyebut-umum") and (not lower.kind or lower.kind == upper.kind)


def is_held(upper: Count, lower: Count) -> bool:
    """Whether the denominator says in words that it holds what the numerator counts."""
    held: set[str] = set()
    for found in _HOLDS.findall(lower.text):
        held.update(map(same_sense, words(found)))
    return bool(held & upper.all)
