"""What an indicator says and its formula leaves out (PermenPANRB 88/2021, KKE-5)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.makna import spelt_out
from kg.derive.bahasa.pembuka import PROPERTY, QUALITY, kind_of
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
#: Words by which a formula says something of time, or of the rule that sets it.
_TIMED = re.compile(
    r"\b(?:menit|jam|hari|minggu|bulan|waktu|sop|standar|(?:ter)?jadwal\w*|batas|syarat|ketentuan"
    r"|tanggal|sebelum|paling lambat|kalender)\b",
    re.IGNORECASE,
)
#: Being in time, and the words in which it is taken up.
_IN_TIME = re.compile(r"\btepat (?:pada )?(?:waktu|jadwal|tanggal)(?:nya)?\b", re.IGNORECASE)
_ON_TIME = ("tepat", "waktu", "jadwal", "tanggal", "tepat waktu")
#: Of these the formula counts the same kind of thing, in words of its own.
_COMPARED = frozenset({"rata-rata", "lama", "laju", "angka", "rasio"})
#: What is left out of a count: *non perizinan*.
_NON = re.compile(r"\bnon[\s-]+\w+", re.IGNORECASE)


@lru_cache(maxsize=64)
def _senses(name: str) -> frozenset[str]:
    """What the words of a list mean."""
    return frozenset(map(same_sense, forms(name)))


@lru_cache(maxsize=1)
def _on_time() -> frozenset[str]:
    """What being in time means, by the lists in force."""
    return frozenset(map(same_sense, _ON_TIME))


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
    return frozenset(map(same_sense, named)) - _senses("kata-terjadi")


def _is_judged(word: str) -> bool:
    """Whether a word says that something is good enough (*aktif*, *memenuhi standar*), which figures tell."""
    return kind_of(word) == QUALITY or word in forms("kata-kriteria")


def _asked(label: str, mine: Count, wanted: frozenset[str]) -> frozenset[str]:
    named = set(map(same_sense, _in_names(label)))
    return ((mine.conditions - named) | mine.claims | _negated(label)) & wanted


def _in_names(label: str) -> list[str]:
    """The words of a wording that are part of a name: with a capital among words without."""
    printed = label.split()
    small = [word for word in printed[1:] if word.islower()]
    capital = [word for word in printed[1:] if word[:1].isupper()]
    if len(small) < len(capital):
        return []
    return list(chain.from_iterable(map(words, capital)))


class _Held:
    """An indicator held against its formula: what each of them names, and what is lost between them."""

    def __init__(self, context: Context, label: str, formula: Formula) -> None:
        self._label = label
        self._formula = formula
        self._measure = measure_of(label)
        self.mine = named_by(context, label)
        self.above = named_by(context, formula.numerator)
        self._whole = self.above.all | named_by(context, formula.denominator).all
        self._wanted = _essential(self.mine, counts=is_count(label))
        self.lost = self._wanted - self._whole

    @property
    def share(self) -> float:
        """How much of what the indicator says its formula takes up."""
        if not self._wanted:
            return 1.0
        return 1 - len(self.lost) / len(self._wanted)

    @property
    def is_abstract(self) -> bool:
        """Whether the measure is an index or the like, whose formula is told in words of its own."""
        return self._measure is not None and self._measure.name in ABSTRACT

    def refers(self) -> bool:
        """Whether the formula of such a measure leaves it to something else what is counted."""
        if self._measure is None or not self.is_abstract:
            return False
        if self._measure.name in _COMPARED or not self.above.kind:
            return True
        return refers_elsewhere(self._formula.text)

    def touches(self) -> bool:
        """Whether what is lost may only be said in other words.

        One or two words may well be; that nothing at all of a wording is taken up is no matter of
        wording.
        """
        if len(self.mine.words) == 1 and not self.mine.kind:
            return True
        asked = bool(self.mine.conditions | self.mine.claims)
        of_one_kind = bool(self.mine.kind) and self.mine.kind == self.above.kind and not asked
        meets = of_one_kind or bool(self.mine.all & self._whole)
        if meets and len(self._wanted) <= HEAD:
            return True
        return _told_otherwise(self._label, self.mine, self.above, self._formula)

    def unsaid(self, enough: float) -> str:
        """What a formula that adds nothing of its own does not say of its numerator."""
        proved = self._formula.denominator == "" and by_record(self._formula.numerator)
        if self.above.all - self.mine.all - _weak() or proved:
            return ""
        needed = self._wanted
        if self._formula.denominator or self.share > enough:
            needed = _asked(self._label, self.mine, self._wanted)
        needed -= self._told_by_time() | self._said_by_having() | self._came_in()
        if sifted_by_figures(self._formula.numerator):
            # When a quality is there, the figures say (*aktif*: paling sedikit enam kali).
            needed -= {same_sense(word) for word in self.mine.words if _is_judged(word)}
        return _told(self.mine, needed - self.above.all)

    def _told_by_time(self) -> frozenset[str]:
        """What being in time means, where the formula says when (*sesuai jadwal*, *sebelum 30 Juni*)."""
        timed = _IN_TIME.search(self._label) and _TIMED.search(self._formula.text)
        if timed:
            return _on_time()
        return frozenset()

    def _said_by_having(self) -> frozenset[str]:
        """Words of being given a thing, where the formula says of its things that they have it (*berlistrik*)."""
        having = {same_sense(w) for w in self.above.words if form(w).outer == "ber"}
        said = set()
        for word, behind in pairwise(self.mine.words):
            if same_sense(behind) in having:
                said.add(same_sense(word))
        return frozenset(said)

    def _came_in(self) -> frozenset[str]:
        """Words that only say that something came in or is there, where the formula has another one of them."""
        came_in = forms("kata-masuk")
        if came_in.isdisjoint(words(self._formula.numerator)):
            return frozenset()
        return _senses("kata-masuk")


def left_out(context: Context, label: str, formula: Formula, *, valid: bool) -> str:
    """The words of an indicator that its formula leaves out.

    Told when the formula takes up too little; when it adds nothing of its own and loses something;
    when in place of the conditions that the indicator asks for it only says that something took
    place. Of a ratio that is not ``valid`` only the first is told: that its condition stands in the
    wrong place is IND-06.
    """
    held = _Held(context, label, formula)
    if not valid and held.mine.head == held.above.head:
        return ""
    too_little = held.share < context.threshold("formulasi-terpakai")
    if too_little and not held.refers() and not held.touches():
        return _told(held.mine, held.lost)
    if not valid or held.is_abstract:
        return ""
    return held.unsaid(context.threshold("hitungan-terpakai")) or _lost_limit(label, formula)


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
    if formula.denominator and names_no_thing(above):
        return True
    if stands_in(mine, above) or same_size(label, formula.numerator) or is_unknown(above):
        return True
    if not _is_same_thing(mine, above):
        # Those who do a thing are told by how often it is done (*ibu yang bersalin* by *persalinan*).
        return formula.denominator != "" and above.head in mine.claims
    shared_conditions = mine.all & above.all - {mine.head, above.head}
    if shared_conditions:
        return True
    return sifted_by_figures(formula.numerator) or by_record(formula.numerator)


def _is_same_thing(mine: Count, above: Count) -> bool:
    """Whether a formula counts the thing of its indicator, by its name or another one of its kind."""
    if mine.head in above.all:
        return True
    return bool(mine.kind) and may_be_one("", mine.kind, above.kind)


def _told(mine: Count, missing: frozenset[str]) -> str:
    """The words of an indicator that mean what is missing, as printed."""
    return ", ".join(dict.fromkeys(w for w in mine.words if same_sense(w) in missing))


@lru_cache(maxsize=KEPT)
def _negated(label: str) -> frozenset[str]:
    """What follows *non*: it sets the indicator apart from its opposite."""
    spelt = spelt_out(vocabulary(), label)
    return frozenset(same_sense(words(found)[-1]) for found in _NON.findall(spelt))
