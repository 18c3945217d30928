"""Indicators that are no measure.

A result, an act, an activity, a method, a document, a thing (PermenPANRB 88/2021, KKE-1).
"""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.pembuka import ACT, ACTIVITY, QUALITY, STATE, THING, kind_of, opening
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.vague import in_a_term
from kg.derive.text import KEPT, words

__all__ = ["not_measured"]

#: Kinds of counted things that only lack their measure (*Desa yang mandiri*): IND-07 tells it, they
#: are no thing themselves.
_COUNTED = frozenset(
    {"orang", "desa", "lembaga", "usaha", "uang", "usulan", "informasi", "kasus", "waktu", "mutu"}
)
#: Qualities that only tell which ones are meant (*petugas baru*), not how they are to be.
_WHICH_ONES = "sifat-pembeda"
#: Words behind which a wording names an aim or a place, not how its subject is.
_ENDS = frozenset({"untuk", "guna", "agar", "dalam", "rangka", "di", "pada"})


def _qualified(tokens: tuple[str, ...], opener: str) -> bool:
    """Whether a quality is asked of the subject (*Penetapan APBDes tepat waktu*).

    Then only the measure is missing.
    """
    for at in range(len(opener.split()), len(tokens)):
        if tokens[at] in _ENDS:
            return False
        asked = kind_of(tokens[at]) == QUALITY and tokens[at] not in forms(_WHICH_ONES)
        if asked and not in_a_term(tokens, at):
            return True
    return False


def _counted(tokens: tuple[str, ...]) -> bool:
    found = entry_at("objek-hitung", tokens)
    return found is not None and found[0].name in _COUNTED


@lru_cache(maxsize=KEPT)
def not_measured(label: str) -> str:
    """The word by which an indicator is a result, activity, method, document or thing.

    Empty when it is none.

    >>> not_measured("Bazar produk desa"), not_measured("Jumlah bazar"), not_measured("Ketepatan laporan")
    ('bazar', '', '')
    """
    tokens = tuple(words(label))
    if not tokens or measure_of(label) is not None:
        return ""
    found = opening(label)
    if found.kind == STATE:
        if entry_at("kata-keadaan", tokens):
            return ""
        return found.word
    if found.kind == ACT:
        return found.word
    plain = found.kind in {ACTIVITY, THING} and not _counted(tokens)
    if plain and not _qualified(tokens, found.word):
        return found.word
    return ""
