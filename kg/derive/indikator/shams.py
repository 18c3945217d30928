"""Formulas that are none (PermenPANRB 88/2021, KKE-5): a unit, evidence, method or thing, or the indicator once more."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import form_at, forms
from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.pembuka import ACTIVITY, THING, opening
from kg.derive.indikator.counted import aligned, same_sense, spoken
from kg.derive.indikator.formula import computation, parsed
from kg.derive.indikator.measured import measure_of
from kg.derive.text import KEPT, words

__all__ = ["computes_nothing", "repeats"]

#: Signs of a computation with letters or figures on both sides.
_SIGNS = re.compile(r"\w\s*[+−÷×*=]\s*\w")
#: The name of a kecamatan at the end adds nothing, also where it is cut off or misspelt.
_TAIL = re.compile(
    r"\s+(?:di|se)\s*-?\s*(?:wilayah\s+|kantor\s+|lingkup\s+)*(?:kecamatan|distrik)\s+(\w+)\s*$",
    re.IGNORECASE,
)
_NO_COMPUTATION = frozenset({ACTIVITY, THING})


@lru_cache(maxsize=KEPT)
def computes_nothing(formula: str) -> bool:
    """Whether a formula is only a unit, or a document, method, activity or thing without any computation.

    >>> computes_nothing("Daftar hadir"), computes_nothing("Orang/bulan"), computes_nothing("Jumlah orang yang hadir")
    (True, True, False)
    """
    tokens = tuple(words(formula))
    if not tokens:
        return False
    if set(tokens) <= forms("satuan-saja"):
        return len(tokens) == 1 or measure_of(formula) is None
    refers = any(form_at("kata-acuan-hitung", tokens, at) for at in range(1, len(tokens)))
    computed = computation(formula) or _SIGNS.search(formula) is not None
    if refers or computed or form_at("kata-hasil-penilaian", tokens):
        return False
    return opening(formula).kind in _NO_COMPUTATION


@lru_cache(maxsize=KEPT)
def repeats(label: str, formula: str, own: frozenset[str]) -> bool:
    """Whether a formula only says its indicator again: the same meaning-bearing stems, numbers and negations.

    ``own`` are the words of the own place, which add nothing.

    >>> repeats("Jumlah rapat yang dilaksanakan", "Jumlah pelaksanaan rapat", frozenset())
    True
    """
    if parsed(formula).denominator:
        return False
    one, two = aligned(_placeless(label), _placeless(formula))
    mine, theirs = _measured(one), _measured(two)
    first, second = _meant(one, own), _meant(two, own)
    lacks_share = mine == "persentase" and theirs == "jumlah"
    return bool(first) and first == second and not lacks_share


def _placeless(text: str) -> str:
    """A text without the kecamatan that it ends with, unless a word of the language follows (*kecamatan tertib*)."""
    tail = _TAIL.search(text)
    if tail is None or is_word(tail[1].casefold()):
        return text
    return text[: tail.start()]


def _measured(text: str) -> str:
    measure = measure_of(text)
    return measure.name if measure is not None else ""


def _meant(text: str, own: frozenset[str]) -> frozenset[str]:
    """The stems that carry the meaning of a text, without what only says where or that all of it is meant."""
    empty = forms("kata-hampa-ulangan") | own
    return frozenset(same_sense(word) for word in spoken(text) if word not in empty)
