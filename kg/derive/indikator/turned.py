"""Ratios turned round: the denominator holds the condition that the indicator asks for, the numerator does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import QUALITY, STATE, kind_of
from kg.derive.indikator.counted import Count, is_condition, same_sense
from kg.derive.indikator.measured import unmeasured
from kg.derive.text import words

__all__ = ["Flaw", "turned_round", "whole_above"]

_CLAUSE = re.compile(r"\byang\b(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a ratio: the fact that says so, and the words that show it."""

    name: str
    evidence: str


def _restricts(word: str) -> bool:
    """Whether a word of a denominator chooses among what is counted, and is none that usually stands there alone."""
    if word in forms("kata-penyebut") or word in forms("kata-tugas"):
        return False
    reached = kind_of(word) in {STATE, QUALITY}
    return reached or form(word).outer == "me"


def turned_round(label: Count, upper: Count, lower: Count) -> Flaw | None:
    """The denominator is restricted where the numerator is not."""
    only_below = [w for w in lower.words if same_sense(w) not in upper.all]
    only_above = upper.all - lower.all
    wanted = label.all - {label.head} | label.conditions
    asked = [w for w in only_below if _is_asked(label, w)]
    chosen = list(filter(_restricts, only_below))
    if asked and not only_above & wanted:
        return Flaw("rasioTerbalik", ", ".join(dict.fromkeys(asked)))
    if chosen and not only_above:
        return Flaw("rasioTerbalik", ", ".join(dict.fromkeys(chosen)))
    if upper.head == lower.head and _clause_below(label, upper, lower):
        return Flaw("rasioTerbalik", ", ".join(dict.fromkeys(only_below)))
    return _only_due(upper, lower) or whole_above(upper, lower)


def _only_due(upper: Count, lower: Count) -> Flaw | None:
    """Above all of whom it is due (*wajib KTP*), below those who do it (*yang memiliki KTP-el*)."""
    above = [w for w in upper.words if same_sense(w) not in lower.all]
    due = bool(above) and all(w in forms("kata-penyebut") for w in above)
    clause = _CLAUSE.search(lower.text)
    if not due or clause is None or upper.head != lower.head:
        return None
    done = [w for w in words(clause[1])[:1] if w not in forms("kata-penyebut")]
    if done:
        return Flaw("rasioTerbalik", clause[1].strip())
    return None


def _clause_below(label: Count, upper: Count, lower: Count) -> bool:
    """Whether the denominator takes up the whole clause that the indicator asks for, and the numerator nothing of it."""
    said: set[str] = set()
    for clause in _CLAUSE.findall(label.text):
        said.update(map(same_sense, words(clause)))
    asked = said & label.all
    return bool(asked) and asked <= lower.all and not asked & upper.all


def _is_asked(label: Count, word: str) -> bool:
    """Whether a word is a condition of the indicator."""
    meant = same_sense(word)
    return meant in label.conditions or (is_condition(word) and meant in label.all)


def whole_above(upper: Count, lower: Count) -> Flaw | None:
    """The whole (*pagu*, *target*) stands above what was reached of it (*realisasi*)."""
    first, last = (next(iter(unmeasured(side.text)), "") for side in (upper, lower))
    turned = first in forms("kata-penyebut-umum") and last in forms("kata-bagian")
    if turned:
        return Flaw("rasioTerbalik", last)
    return None
