"""What an indicator says and its formula leaves out (PermenPANRB 88/2021, KKE-5)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.makna import spelt_out
from kg.derive.bahasa.pembuka import PROPERTY, kind_of
from kg.derive.context import Context
from kg.derive.indikator.asked import (
    ABSTRACT,
    HEAD,
    is_count,
    may_be_one,
    named_by,
    refers_elsewhere,
)
from kg.derive.indikator.counted import Count, same_sense
from kg.derive.indikator.formula import Formula
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.stand_ins import (
    by_record,
    is_unknown,
    names_no_thing,
    same_size,
    sifted_by_figures,
    stands_in,
)
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = ["left_out"]

#: A member of a body is one of those that the body is made of.
_MEMBER = "anggota"
#: How fast a case must be settled (*dalam 24 jam*), and what in a formula takes that up.
_TIME_LIMIT = re.compile(
    r"(?:\b(?:dalam(?: waktu)?|kurang dari|paling lama|paling lambat|maksimal)\s|≤\s?)"
    r"\d+(?:\s?x\s?\d+)?(?:\s*\([^)]*\))?\s?"
    r"(?:menit|jam|hari(?: kerja)?|minggu|bulan)\b|\bsebelum (?:jatuh tempo|batas waktu|tenggat)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"\b(?:menit|jam|hari|minggu|bulan|waktu|sop|standar|jadwal|batas|syarat|ketentuan)\b",
    re.IGNORECASE,
)
#: Of these the formula counts the same kind of thing, in words of its own.
_COMPARED = frozenset({"rata-rata", "lama", "laju", "angka", "rasio"})
_NON = re.compile(r"\bnon[\s-]+\w+", re.IGNORECASE)


def _senses(name: str) -> frozenset[str]:
    """What the words of a list mean."""
    return frozenset(same_sense(word) for word in forms(name))


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    """What words mean that ask nothing: something took place, was registered, came in."""
    weak = _senses("kata-terjadi") | _senses("kata-penyebut")
    return weak | {same_sense(_MEMBER)}


def _essential(mine: Count, *, counts: bool) -> frozenset[str]:
    """What an indicator says that its formula must take up.

    Words that only say that something took place need not be, nor properties (*kehadiran*,
    *serapan*), which a share measures by what they are of; a count of a property must count it.
    """
    named = set(mine.words)
    if not counts:
        named = {w for w in named if kind_of(w) != PROPERTY and w not in forms("kata-bagian")}
    return frozenset(same_sense(word) for word in named) - _senses("kata-terjadi")


def _asked(label: str, mine: Count, wanted: frozenset[str]) -> frozenset[str]:
    named = {same_sense(word) for word in _in_names(label)}
    return ((mine.conditions - named) | mine.claims | _negated(label)) & wanted


def _in_names(label: str) -> list[str]:
    """The words of a wording that are part of a name: with a capital among words without."""
    printed = label.split()
    small = [word for word in printed[1:] if word.islower()]
    capital = [word for word in printed[1:] if word[:1].isupper()]
    return [w for text in capital for w in words(text)] if len(small) > len(capital) else []


def left_out(context: Context, label: str, formula: Formula, *, valid: bool) -> str:
    """The words of an indicator that its formula leaves out.

    Told when the formula takes up too little; when it adds nothing of its own and loses something;
    when in place of the conditions that the indicator asks for it only says that something took
    place. Of a ratio that is not ``valid`` only the first is told: that its condition stands in the
    wrong place is IND-06.
    """
    measure = measure_of(label)
    mine, above = named_by(context, label), named_by(context, formula.numerator)
    whole = above.all | named_by(context, formula.denominator).all
    counted = is_count(label)
    wanted = _essential(mine, counts=counted)
    lost = wanted - whole
    share = 1 - len(lost) / len(wanted) if wanted else 1.0
    if not valid and mine.head == above.head:
        return ""
    abstract = measure is not None and measure.name in ABSTRACT
    one_kind = bool(mine.kind) and mine.kind == above.kind
    compared = measure is not None and measure.name in _COMPARED
    refers = abstract and (not above.kind or compared or refers_elsewhere(formula.text))
    # One or two words may well be said in others; that nothing at all of a wording is taken up is
    # no matter of wording.
    single = len(mine.words) == 1 and not mine.kind
    adds = above.all - mine.all - _weak()
    short = len(wanted) <= HEAD
    touched = single or (short and bool(one_kind or mine.all & whole))
    touched = touched or _told_otherwise(label, mine, above, formula)
    if share < context.threshold("formulasi-terpakai") and not (refers or touched):
        return _told(mine, lost)
    if not valid or abstract:
        return ""
    asked = _asked(label, mine, wanted)
    if not adds:
        mostly = share > context.threshold("hitungan-terpakai")
        needed = asked if formula.denominator or mostly else wanted
        return _told(mine, needed - above.all) or _lost_limit(label, formula)
    return _lost_limit(label, formula)


def _lost_limit(label: str, formula: Formula) -> str:
    """A limit of time that an indicator sets and whose formula says nothing of time."""
    limit = _TIME_LIMIT.search(label)
    if limit is None or _TIMED.search(formula.text) or sifted_by_figures(formula.numerator):
        return ""
    return limit[0]


def _told_otherwise(label: str, mine: Count, above: Count, formula: Formula) -> bool:
    """Whether a formula tells its cases in words of its own.

    By figures, by part of the condition, by general words.
    """
    alike = mine.head in above.all or (bool(mine.kind) and may_be_one("", mine.kind, above.kind))
    if formula.denominator and names_no_thing(above):
        return True
    conditions = mine.all & above.all - {mine.head}
    told = sifted_by_figures(formula.numerator) or by_record(formula.numerator)
    stands = stands_in(mine, above) or same_size(label, formula.numerator)
    return stands or is_unknown(above) or (alike and (told or bool(conditions)))


def _told(mine: Count, missing: frozenset[str]) -> str:
    """The words of an indicator that mean what is missing, as printed."""
    return ", ".join(dict.fromkeys(w for w in mine.words if same_sense(w) in missing))


@lru_cache(maxsize=KEPT)
def _negated(label: str) -> frozenset[str]:
    """What follows *non*: it sets the indicator apart from its opposite."""
    spelt = spelt_out(vocabulary(), label)
    return frozenset(same_sense(words(found)[-1]) for found in _NON.findall(spelt))
