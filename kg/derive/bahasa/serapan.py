"""Loan words of Indonesian, which are one word whatever their ending."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.kata import stem
from kg.derive.text import KEPT

__all__ = ["loan_root"]

#: Endings of loan words beside the ending of the same word: *diakomodir* and *akomodasi*, *sertifikasi* and *sertifikat*.
_LOANS = (("ir", "asi"), ("ikasi", "ikat"), ("asi", ""))
#: The fewest letters of a loan word without its ending.
_SHORTEST_LOAN = 6


@lru_cache(maxsize=KEPT)
def loan_root(word: str) -> str:
    """The root of a word, by which a loan word is one whatever its ending.

    >>> loan_root("diakomodir"), loan_root("vaksinasi"), loan_root("tersertifikasinya"), loan_root("koordinasi")
    ('akomodasi', 'vaksin', 'sertifikat', 'koordinasi')
    """
    root = stem(word)
    for ending, other in _LOANS:
        bare = root.removesuffix(ending)
        if bare != root and len(bare + other) >= _SHORTEST_LOAN and is_word(bare + other):
            return bare + other
    return root
