"""Formulas that are none (PermenPANRB 88/2021, KKE-5).

A unit, evidence, method or thing, or the indicator once more.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import form_at, forms
from kg.derive.bahasa.makna import spelt_out
from kg.derive.bahasa.pembuka import ACTIVITY, THING, opening
from kg.derive.bahasa.tempat import placeless
from kg.derive.indikator.counted import count, same_sense, spoken
from kg.derive.indikator.formula import computation, parsed
from kg.derive.indikator.initials import aligned
from kg.derive.indikator.measured import measure_of
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = ["computes_nothing", "counts_again", "repeats"]

#: Signs of a computation with letters or figures on both sides.
_SIGNS = re.compile(r"\w\s*[+−÷×*=]\s*\w")
_BRACKETS = re.compile(r"[()]")
#: Measures whose formula may be the counted thing itself.
_COUNTS = frozenset({"jumlah", "frekuensi"})
#: Words that lead in which of the things are counted.
_SAYS_WHICH = frozenset({"yang", "dengan", "pada", "dalam", "menurut", "di"})
#: Wordings of these kinds name something and compute nothing.
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


def _by_a_record(tokens: tuple[str, ...]) -> bool:
    """Whether a formula says by which record its things are counted (*dengan foto …*, *pada daftar …*)."""
    behind = (at for at, word in enumerate(tokens[:-1], 1) if word in _SAYS_WHICH)
    return any(form_at("kata-catatan", tokens, at) for at in behind)


@lru_cache(maxsize=KEPT)
def counts_again(label: str, formula: str) -> bool:
    """Whether the formula of a count names the counted thing again and says which ones, and so what is counted.

    >>> counts_again("Jumlah berkas yang dijemput", "Berkas pada buku jemput"), counts_again("Jumlah berkas", "Berkas")
    (True, False)
    """
    measure = measure_of(label)
    if measure is not None and measure.name not in _COUNTS:
        return False
    tokens = tuple(words(formula))
    if tokens == tuple(words(label)) or _SAYS_WHICH.isdisjoint(tokens[1:]):
        return False
    mine, theirs = count(label), count(formula)
    # That a thing took place says nothing of which ones count.
    said = theirs.all - frozenset(map(same_sense, forms("kata-terjadi")))
    if mine.words and theirs.head == mine.head:
        return said > {mine.head}
    # A record that names the thing is evidence of it, not the thing.
    if form_at("kata-catatan", tokens):
        return False
    return mine.head in theirs.all or (bool(mine.all & said) and _by_a_record(tokens))


def repeats(label: str, formula: str, own: frozenset[str]) -> bool:
    """Whether a formula only says its indicator again.

    The same meaning-bearing stems, numbers and negations.

    ``own`` are the words of the own place, which add nothing.

    >>> repeats("Jumlah rapat yang dilaksanakan", "Jumlah pelaksanaan rapat", frozenset())
    True
    """
    return any(_say_one(first, second, own) for first, second in _readings(label, formula))


#: The words of a text that carry its meaning, each with the stem that stands for it.
_Stems = tuple[tuple[str, str], ...]


@lru_cache(maxsize=KEPT)
def _readings(label: str, formula: str) -> tuple[tuple[_Stems, _Stems], ...]:
    """What wording and formula say, in every way to read them that could make them one.

    None where they cannot be. Kept without the names of one place: many kecamatan print both.
    """
    if parsed(formula).denominator:
        return ()
    one, two = aligned(placeless(label), placeless(formula))
    mine = _measured(one)
    theirs = _measured(two)
    lacks_share = mine == "persentase" and theirs == "jumlah"
    if lacks_share:
        return ()
    ways = ((one, two), (_open(one), _open(two)), (_spelt(one), _spelt(two)))
    return tuple((_stems(first), _stems(second)) for first, second in ways)


def _spelt(text: str) -> str:
    """A text with the phrases of one meaning written alike (*tindak lanjut*, *ditindaklanjuti*)."""
    return spelt_out(vocabulary(), text)


def _open(text: str) -> str:
    """A text in which what stands in brackets counts."""
    return _BRACKETS.sub(" ", text)


def _say_one(one: _Stems, two: _Stems, own: frozenset[str]) -> bool:
    """Whether two texts carry one meaning."""
    first = _meant(one, own)
    return bool(first) and first == _meant(two, own)


def _measured(text: str) -> str:
    measure = measure_of(text)
    if measure is not None:
        return measure.name
    return ""


def _stems(text: str) -> _Stems:
    """The words of a text that carry its meaning, without what only says where or that all of it is meant."""
    empty = forms("kata-hampa-ulangan")
    return tuple((word, same_sense(word)) for word in spoken(text) if word not in empty)


def _meant(stems: _Stems, own: frozenset[str]) -> frozenset[str]:
    """What carries the meaning of a text beside the words of the own place."""
    return frozenset(stem for word, stem in stems if word not in own)
