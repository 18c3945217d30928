"""Formulas against the wording of their indicator (PermenPANRB 88/2021, KKE-5).

Another thing, or a condition left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import QUALITY, STATE, kind_of
from kg.derive.context import Context
from kg.derive.indikator.asked import (
    HEAD,
    is_count,
    named_by,
)
from kg.derive.indikator.claims import attended, beside, only_done_to, only_took_part, other_claim
from kg.derive.indikator.counted import (
    NEGATIONS,
    Count,
    count,
    is_condition,
    same_sense,
)
from kg.derive.indikator.counted_things import another_head, another_kind, no_value, other_size
from kg.derive.indikator.formula import Formula, formula_of
from kg.derive.indikator.initials import aligned, unfolded
from kg.derive.indikator.left_out import left_out
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.prescribed import prescribed
from kg.derive.indikator.ratios import flaw
from kg.derive.indikator.stand_ins import (
    is_unknown,
    same_size,
    sifted_by_figures,
    stands_in,
)
from kg.derive.indikator.vague import vague_word
from kg.derive.text import words
from kg.terms import KIN, RDF

__all__ = ["computes", "formulas"]

#: A difference, and what it stands for.
_COMPLEMENT = re.compile(r"\w\s+[-−–]\s+\w|\bdikurangi\b", re.IGNORECASE)
#: What an indicator sets its things against, and the measures that do.
_BASE = re.compile(r"\s+(?:per|tiap|setiap|terhadap)\s+[\d.]*\s*([^\d].*)$", re.IGNORECASE)
_SET_AGAINST = frozenset({"rasio", "angka", "rata-rata", "laju", "frekuensi", "volume", "proporsi"})
#: Where an indicator says which ones count, up to the sign that divides.
_CLAUSE = re.compile(r"\b(?:yang|non)\b([^/:÷×]*)", re.IGNORECASE)


def computes(context: Context, node: NamedNode) -> bool:
    """Whether the formula of an indicator is a computation."""
    found = formula_of(context, node)
    return bool(found.text) and found.computes


def _other_title(context: Context, label: str, title: str) -> str:
    """The title of a formula that names something else than the indicator.

    Not a symbol or its initials.
    """
    mine, asked = named_by(context, title).all, count(label).all
    strange = mine - asked
    spoken = words(label)
    initials = "".join(word[0] for word in spoken)
    other = (
        len(mine) >= HEAD
        and "".join(words(title)) not in initials
        and len(strange) >= context.threshold("judul-formulasi") * len(mine)
        and len(mine & asked) < 2 * context.threshold("judul-formulasi") * len(asked)
    )
    return title.strip() if other else ""


def _parted(mine: Count, theirs: Count) -> str:
    """Where wording and formula begin alike and then name quite different things."""
    pairs = zip(mine.words, theirs.words, strict=False)
    head = len(list(takewhile(lambda pair: same_sense(pair[0]) == same_sense(pair[1]), pairs)))
    happened = forms("kata-terjadi")
    first = [w for w in mine.words[head:] if w not in happened]
    second = list(theirs.words[head:])
    told = f"{' '.join(first)} ≠ {' '.join(second)}"
    if _only_acted_on(first, second):
        return told
    if head < HEAD or not first or not second or _takes_up(first, second, mine, theirs):
        return ""
    return told if _is_object(first, second) else ""


def _takes_up(first: list[str], second: list[str], mine: Count, theirs: Count) -> bool:
    """Whether what follows on one side is said anywhere on the other."""
    upper = set(map(same_sense, first)) & theirs.all
    lower = set(map(same_sense, second)) & mine.all
    return bool(upper or lower)


def _is_object(first: list[str], second: list[str]) -> bool:
    """Whether what follows is an object.

    Another condition may be how the first one is told; only another object is another thing.
    """
    if not any(map(is_condition, first)):
        return True
    acts = any(form(w).outer == "di" for w in first)
    return acts and any(kind_of(w) == QUALITY for w in second)


def _only_acted_on(asked: list[str], given: list[str]) -> bool:
    """Whether in place of the state that is asked for an act is counted (*baik*: *dibeli*; *mandiri*: *menerima bantuan*)."""
    if not asked or not given or not all(map(_is_state, asked)):
        return False
    was_given = len(given) == 1 and _is_output(given[0])
    if not was_given and given[0] not in forms("kata-menerima"):
        return False
    return set(map(same_sense, asked)).isdisjoint(map(same_sense, given))


def _is_state(word: str) -> bool:
    return kind_of(word) in {QUALITY, STATE}


def _is_output(word: str) -> bool:
    """Whether a word says that an output was handed out (*dibeli*, *dibagikan*)."""
    built = form(word)
    return built.outer == "di" and built.root in forms("kata-keluaran")


def _other_quality(label: str, mine: Count, theirs: Count) -> str:
    """Where the indicator asks for a vague quality and the formula for another condition."""
    vague = vague_word(" ".join(_CLAUSE.findall(label)))
    asked, given = mine.conditions, theirs.conditions
    other = vague and given and not asked & theirs.all
    told = [w for w in theirs.words if same_sense(w) in given]
    return f"{vague} ≠ {', '.join(told)}" if other else ""


def _only_asked_for(label: str, mine: Count, theirs: Count) -> str:
    """Where a paper that only asks for the thing is counted in its place (*proposal embung*)."""
    asked = forms("kata-permintaan")
    paper = theirs.words[:1] and theirs.words[0] in asked and not set(mine.words) & asked
    if not is_count(label) or not paper or mine.head not in theirs.all:
        return ""
    return f"{mine.words[0]} ≠ {theirs.words[0]}"


def _something_else(
    context: Context, printed: str, label: str, formula: Formula, *, valid: bool
) -> str:
    """What indicator and formula count, where that differs: ``indicator ≠ formula``.

    Empty where it does not.
    """
    mine, theirs = named_by(context, label), named_by(context, formula.numerator)
    other = _another_value(label, formula, mine, theirs)
    if other:
        return other
    if _cannot_be_held(label, formula, mine, theirs):
        return ""
    kinds = another_kind(label, formula, mine, theirs)
    if kinds:
        return kinds
    strange = _strange_title(context, label, formula, takes_up_all=mine.all <= theirs.all)
    if strange:
        return f"{printed} ≠ {strange}"
    head = another_head(label, mine, theirs)
    # A test by figures is how a condition is told.
    if head or sifted_by_figures(formula.numerator):
        return head
    # A condition on the wrong side is told by IND-06.
    parted = _parted(mine, theirs) if valid else ""
    return parted or _another_condition(label, formula, mine, theirs)


def _cannot_be_held(label: str, formula: Formula, mine: Count, theirs: Count) -> bool:
    """Whether a formula names its things so that the words of both sides say nothing of each other."""
    if stands_in(mine, theirs) or is_unknown(theirs):
        return True
    return same_size(label, formula.numerator)


def _strange_title(context: Context, label: str, formula: Formula, *, takes_up_all: bool) -> str:
    """A title over the formula that is of another indicator."""
    # What a formula is called matters little where it counts just what the indicator says.
    if takes_up_all and measure_of(label) is not None:
        return ""
    return _other_title(context, label, formula.title)


def _another_value(label: str, formula: Formula, mine: Count, theirs: Count) -> str:
    """Where a value is asked for and a bare count given, a thing and a paper about it, or two sizes."""
    return (
        no_value(label, formula, mine, theirs)
        or _only_asked_for(label, mine, theirs)
        or other_size(label, formula, mine, theirs)
    )


def _another_condition(label: str, formula: Formula, mine: Count, theirs: Count) -> str:
    """What is only done to the thing, another quality of it, or another claim about it."""
    whole = count(f"{formula.numerator} {formula.denominator}")
    done = only_done_to(mine, theirs) or _other_quality(label, mine, whole)
    done = done or only_took_part(mine, theirs)
    return done or other_claim(mine, theirs, whole) or beside(mine, theirs, whole)


def _written_alike(label: str, formula: Formula) -> tuple[str, Formula]:
    """Wording and formula with the same names in full or by their initials."""
    numerator = unfolded(formula.numerator, label)
    denominator = unfolded(formula.denominator, label)
    label, upper = aligned(label, numerator)
    label, lower = aligned(label, denominator)
    return _without_base(label, lower), replace(formula, numerator=upper, denominator=lower)


def _without_base(label: str, denominator: str) -> str:
    """An indicator without what its things are set against (*per 1.000 kunjungan*), where the formula divides by that."""
    base = _BASE.search(label)
    measure = measure_of(label)
    if base is None or measure is None or measure.name not in _SET_AGAINST:
        return label
    meets = count(base[1]).all & count(denominator).all
    if meets:
        return label[: base.start()]
    return label


def _is_told_otherwise(context: Context, label: str, formula: Formula) -> bool:
    """Whether other words are how this indicator is rightly counted."""
    # All without those who do is how those are counted who do not (*tidak bekerja*).
    if _COMPLEMENT.search(formula.numerator) and not NEGATIONS.isdisjoint(words(label)):
        return True
    if formula.denominator:
        return False
    return attended(named_by(context, label), named_by(context, formula.numerator))


def formulas(context: Context) -> Iterator[Triple]:
    """Formulas that count another thing than their indicator, or that leave out what it says."""
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        label, formula = _written_alike(view.label(node), formula_of(context, node))
        if not words(label) or not formula.text or not formula.computes:
            continue
        yield Triple(node, RDF["type"], KIN["IndikatorBerhitung"])
        # What the nomenclature prescribes is worded widely: its formula has to say what is meant
        # here.
        if prescribed(view.label(node)) or _is_told_otherwise(context, label, formula):
            continue
        # A ratio that is not valid is told by IND-06: its words are no second defect.
        valid = flaw(label, formula.numerator, formula.denominator) is None
        other = _something_else(context, view.label(node), label, formula, valid=valid)
        left = "" if other else left_out(context, label, formula, valid=valid)
        if other:
            yield Triple(node, KIN["formulasiBerbeda"], Literal(other))
        if left:
            yield Triple(node, KIN["kataTidakTerpakai"], Literal(left))
