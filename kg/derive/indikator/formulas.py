"""Formulas against the wording of their indicator (PermenPANRB 88/2021, KKE-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.indikator.ratios import WHOLE, content
from kg.derive.text import KEPT, normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDF

__all__ = ["computes", "formulas"]

#: Least number of words of a title, and of those that wording and formula share before they part.
_HEAD = 2
_QUALITY = "mutu"
_YANG = re.compile(r"\byang\b([^/:÷×]*)", re.IGNORECASE)
_TITLED = re.compile(r"([^=<>]*)=(.*)", re.DOTALL)
_NON = re.compile(r"\bnon[\s-]+\w+", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:dalam|selama|per)\s+(?:\w+\s+)?(?:\(\w+\)\s*)?(?:tahun|bulan|triwulan|semester)\b",
    re.IGNORECASE,
)
_AFFIXES = re.compile(
    r"(?:di|ter|ber|mem|meng|men|me|pem|peng|pen|per|pe)?(\w{4,}?)(?:nya|kannya|annya|kan|an|i)?"
)
#: Words that only say that something took place.
_HAPPENED = frozenset(
    {"dilaksanakan", "terlaksana", "tersedia", "disusun", "tersusun", "dibuat", "diselenggarakan"}
)


def computes(context: Context, node: NamedNode) -> bool:
    """Whether the formula of an indicator is a computation: a ratio, or a formula that begins with a measure word."""
    formula = context.view.text(node, KIN["formulasi"])
    begins = formula.lstrip("= ").startswith("∑") or measure_of(formula) is not None
    return bool(formula.strip()) and (bool(context.view.text(node, KIN["penyebut"])) or begins)


def _stem(word: str) -> str:
    """A word without the commonest affixes.

    >>> _stem("terlayani"), _stem("pelayanan"), _stem("tunjangannya")
    ('layan', 'layan', 'tunjang')
    """
    found = _AFFIXES.fullmatch(word)
    return found[1] if found else word


@lru_cache(maxsize=KEPT)
def _forms(vocabulary: Vocabulary, word: str) -> frozenset[str]:
    """What makes two words the same: the word, its stem, the kind of thing it names (pns and pegawai are one)."""
    found = vocabulary.first("objek-hitung", word)
    return frozenset({word, _stem(word)} | ({"= " + found[0].name} if found else set()))


def _lacking(context: Context, wanted: set[str], given: set[str]) -> set[str]:
    have = {form for word in given for form in _forms(context.vocabulary, word)}
    return {word for word in wanted if not _forms(context.vocabulary, word) & have}


@lru_cache(maxsize=KEPT)
def _timeless(text: str) -> frozenset[str]:
    """What a text is about, apart from the period."""
    return frozenset(content(_PERIOD.sub(" ", text)))


def _named(context: Context, text: str) -> set[str]:
    return set(_timeless(text) - context.own_names)


def _counted(context: Context, text: str) -> tuple[str, str]:
    """The kind of thing that a text counts, and the word for it."""
    found = context.vocabulary.first("objek-hitung", text)
    return ("", "") if found is None or found[0].name == _QUALITY else (found[0].name, found[1])


def _other_title(context: Context, label: str, title: str) -> str:
    """The title of a formula (``title = …``) that names something else than the indicator; not a symbol or its initials."""
    mine = _named(context, title)
    initials = "".join(word[0] for word in words(label))
    strange = _lacking(context, mine, _named(context, label))
    other = (
        len(mine) >= _HEAD
        and "".join(words(title)) not in initials
        and len(strange) >= context.threshold("judul-formulasi") * len(mine)
    )
    return title.strip() if other else ""


def _timely(text: str) -> list[str]:
    """The words behind the measure, the period aside."""
    return list(unmeasured(_PERIOD.sub(" ", text)))


def _parted(context: Context, label: str, formula: str) -> str:
    """Where wording and formula begin alike and then name quite different things."""
    mine, theirs = _timely(label), _timely(formula)
    head = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(mine, theirs, strict=False))))
    one, two = " ".join(mine[head:]), " ".join(theirs[head:])
    first, second = _named(context, one) - _HAPPENED, _named(context, two)
    apart = (
        bool(first and second)
        and len(_named(context, " ".join(mine[:head]))) >= _HEAD
        and _lacking(context, first, _named(context, formula)) == first
        and _lacking(context, second, _named(context, label)) == second
    )
    return f"{one} ≠ {two}" if apart else ""


def _other_quality(context: Context, label: str, formula: str) -> str:
    """Where the indicator asks for a vague quality and the formula for another one."""
    clause, theirs = (" ".join(_YANG.findall(text)) for text in (label, formula))
    vague = context.vocabulary.contains("kata-sifat-kabur", clause)
    asked, given = _named(context, clause), _named(context, theirs)
    other = vague and given and _lacking(context, asked, _named(context, formula)) == asked
    return f"{vague} ≠ {', '.join(sorted(given))}" if other else ""


def _something_else(context: Context, label: str, formula: str, numerator: str) -> str:
    """What indicator and formula count, where that differs: ``indicator ≠ formula``; empty where it does not."""
    titled = _TITLED.fullmatch(formula)
    title, computation = titled.groups() if titled else ("", formula)
    mine, theirs = _counted(context, label), _counted(context, computation)
    if mine[0] and theirs[0] and mine[0] != theirs[0]:
        return f"{mine[1]} ≠ {theirs[1]}"
    strange = _other_title(context, label, title)
    if strange:
        return f"{label} ≠ {strange}"
    return _parted(context, label, numerator or computation) or _other_quality(
        context, label, computation
    )


def _left_out(context: Context, label: str, formula: str, numerator: str) -> str:
    """The words that a formula leaves out, with the share it takes up.

    Told when it takes up too few, or when a count adds no words of its own and loses half, or what follows *yang* or *non*.
    """
    wanted, given = _named(context, label), _named(context, formula)
    missing = _lacking(context, wanted, given)
    share = 1 - len(missing) / len(wanted) if wanted else 1.0
    if share >= context.threshold("formulasi-terpakai"):
        limits = (
            content(" ".join([*_YANG.findall(label), *_NON.findall(label)]))
            if share > context.threshold("hitungan-terpakai")
            else missing
        )
        missing = (
            set()
            if numerator or _lacking(context, given - WHOLE, wanted)
            else missing & limits - _HAPPENED
        )
    return f"{', '.join(sorted(missing))} ({share:.2f})" if missing else ""


def formulas(context: Context) -> Iterator[Triple]:
    """Formulas that count another thing than their indicator, or that leave out what it says."""
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        label, formula = view.label(node), view.text(node, KIN["formulasi"])
        if not normal(label) or not computes(context, node):
            continue
        yield Triple(node, RDF["type"], KIN["IndikatorBerhitung"])
        numerator = view.text(node, KIN["pembilang"])
        other = _something_else(context, label, formula, numerator)
        left = "" if other else _left_out(context, label, formula, numerator)
        if other:
            yield Triple(node, KIN["formulasiBerbeda"], Literal(other))
        if left:
            yield Triple(node, KIN["kataTidakTerpakai"], Literal(left))
