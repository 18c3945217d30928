"""Numerators against their denominators (PermenPANRB 88/2021, KKE-5).

What is proved is told apart from what is only doubtful. Proved are a ratio turned round (the
denominator holds the condition that the indicator asks for, the numerator does not) and a numerator
that counts another kind of thing than its denominator. A word that stands in the denominator alone
proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, Triple

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import ACTIVITY, PROPERTY, QUALITY, STATE, kind_of
from kg.derive.context import Context
from kg.derive.indikator.counted import (
    Count,
    content,
    count,
    is_condition,
    same_sense,
)
from kg.derive.indikator.formula import formula_of, is_rate
from kg.derive.indikator.initials import aligned, unfolded
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.indikator.populations import PLACE, PLACES, is_held, part_of_same, rank
from kg.derive.indikator.stand_ins import is_symbolic, sifted_by_figures
from kg.derive.indikator.turned import Flaw, turned_round, whole_above
from kg.derive.text import KEPT, normal, words
from kg.terms import KIN, RDF

__all__ = ["content", "flaw", "ratios"]

#: Measures that set two different things against each other, or that are no share.
_OTHER_RATIOS = frozenset({"rasio", "rata-rata", "lama", "laju", "frekuensi", "volume"})
#: Measures that may put values of several things together, and what is only doubtful of a ratio.
_SCORED = frozenset({"indeks", "nilai", "skor"})
#: The highest value that there can be, of which a value is a share.
_HIGHEST = re.compile(
    r"^\W*(?:jumlah |total )?(?:skor|nilai|bobot)\b.*\b(?:tertinggi|maksim\w+|ideal|penuh|yang mungkin)\b",
    re.IGNORECASE,
)
_DOUBTED = "rasioDiragukan"
#: What a denominator may say that is a target and nothing else.
_AIMED = ("target", "capai")
#: So many of one thing for a number of another, or what one thing gives to another.
_PER = re.compile(
    r"\bper\s+(?:\d|(?:orang|jiwa|kapita|keluarga|kk|rumah tangga|hektare?|ha|km2?)\b)"
    r"|^\W*(?:kontribusi|sumbangan|andil)\b.*\b(?:terhadap|pada|bagi|untuk)\b",
    re.IGNORECASE,
)
#: Two numbers multiplied: each of so many, so many times.
_PRODUCT = re.compile(r"\w\s+[x×*]\s+\w|\bdi?kali(?:kan)?(?:\s+dengan)?\s+\w", re.IGNORECASE)
#: A unit that sets one thing against another.
_SET_AGAINST = re.compile(r"\w\s*/\s*\w|\bper\s+\w", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SCOPED = re.compile(
    r"\b(?:di|se|tingkat|wilayah|lingkup|warga|penduduk|masyarakat)[\s-]*(?:wilayah\s+)?(\w+)"
)
_ARITHMETIC = re.compile(
    r"[-−–+]|\bdikurangi\b|\bditambah\b|\bselisih\b|\bkenaikan\b|\bpenurunan\b"
)


def _households(upper: Count, lower: Count) -> Flaw | None:
    """Families set against persons.

    Neither is part of the other before the one is counted as the other.
    """
    counted = [entry_at("jiwa-keluarga", side.words) for side in (upper, lower)]
    named = {found[0].name for found in counted if found is not None}
    if len(named) < 2 or set(upper.words) & set(lower.words):
        return None
    return Flaw("rasioDiragukan", f"{upper.words[0]} ≠ {lower.words[0]}")


def _other_things(upper: Count, lower: Count) -> Flaw | None:
    """Two things of one kind that share no word, of which the lower one is no general word for the upper one."""
    general = lower.words[0] in forms("benda-umum") | forms("kata-penyebut-umum")
    general = general or upper.words[0] in forms("kata-bagian")
    if not upper.kind or upper.kind != lower.kind or general or upper.all & lower.all:
        return None
    return Flaw("rasioDiragukan", f"{upper.words[0]} ≠ {lower.words[0]}")


def _other_population(upper: Count, lower: Count) -> Flaw | None:
    """The two sides count different things: proved where both kinds are known, else doubtful."""
    if part_of_same(upper, lower) or is_held(upper, lower):
        return None
    told = f"{upper.words[0]} ≠ {lower.words[0]}"
    if upper.kind and lower.kind:
        return Flaw("rasioBedaPopulasi", told)
    meet = upper.all & lower.all
    # Two heads that both only say what they are of are two things (*truk sampah / timbulan sampah*).
    beside = meet and not {upper.head, lower.head} & meet and not _cuts(upper)
    return None if meet and not beside else Flaw("rasioDiragukan", told)


def _cuts(upper: Count) -> bool:
    """Whether a numerator opens with a part, a property or what was done."""
    first = upper.words[0]
    told = first in forms("kata-bagian") or is_condition(first)
    return told or kind_of(first) in {PROPERTY, ACTIVITY, QUALITY, STATE}


def _not_narrower(upper: Count, lower: Count) -> Flaw | None:
    """Nothing in the numerator chooses among what the denominator counts, and the denominator is no plan or duty."""
    spoken, below = set(words(upper.text)), set(words(lower.text))
    part = spoken & forms("kata-bagian") or below & forms("kata-rencana")
    # A difference of two numbers need not be a part of either.
    told = _ARITHMETIC.search(upper.text.casefold()) or sifted_by_figures(upper.text)
    # The name of a survey chooses nobody.
    told = told or ("yang" in spoken - below and bool(below & forms("kata-survei")))
    sound = part or told or upper.head != lower.head or upper.all - lower.all
    return None if sound else Flaw("rasioTidakMenyaring", upper.text)


def _scope(text: str) -> int | None:
    """How wide the place is to which a text is limited; none when it names no kind of place."""
    found = [PLACE.get(word, word) for word in _SCOPED.findall(text.casefold())]
    ranks = [PLACES.index(word) for word in found if word in PLACES]
    return max(ranks, default=None)


def _wider(upper: str, lower: str) -> Flaw | None:
    """The numerator counts over a wider place than the denominator."""
    above, below = _scope(upper), _scope(lower)
    if above is None or below is None or above <= below:
        return None
    return Flaw("rasioBedaCakupan", f"{PLACES[above]} ≠ {PLACES[below]}")


def _other_year(upper: str, lower: str) -> Flaw | None:
    """The two sides are of different years, and no change from year to year is computed."""
    above, below = set(_YEAR.findall(upper)), set(_YEAR.findall(lower))
    if not above or not below or above & below or _ARITHMETIC.search(upper.casefold()):
        return None
    return Flaw("rasioBedaCakupan", f"{', '.join(sorted(above))} ≠ {', '.join(sorted(below))}")


def _elsewhere(upper: Count, lower: Count) -> Flaw | None:
    """Each side adds a noun of its own, so that nothing shows one to be part of the other."""
    above = [w for w in upper.words if same_sense(w) not in lower.all]
    below = [w for w in lower.words if same_sense(w) not in upper.all]
    chosen = [w for w in below if kind_of(w) in {PROPERTY, ACTIVITY} and _counts(w)]
    told = any(map(_is_done, above)) or sifted_by_figures(upper.text)
    if not above or not chosen or told:
        return None
    return Flaw("rasioDiragukan", f"{', '.join(above)} ≠ {', '.join(chosen)}")


def _counts(word: str) -> bool:
    return word not in forms("kata-penyebut") and form(word).outer != "di"


def _is_done(word: str) -> bool:
    """Whether a word says what was reached: that part of the whole the ratio measures."""
    if word in forms("kata-penyebut"):
        return True
    return form(word).outer in {"di", "ter", "ber", "me"} or kind_of(word) in {STATE, QUALITY}


def _unnamed(upper: Count, lower: Count) -> Flaw | None:
    """A denominator that is a target and nothing else, below a count of something."""
    plain = words(lower.text)
    aimed = plain[:1] == ["target"] and lower.all <= {"target", *map(same_sense, _AIMED)}
    return Flaw("penyebutTanpaPopulasi", lower.text.strip()) if aimed and upper.kind else None


def _other_place(upper: Count, lower: Count) -> Flaw | None:
    """Places of one rank over those of another, which say nothing but their kind (*desa tertib / jumlah kecamatan*)."""
    named = unmeasured(lower.text)[:1]
    ranks = list(map(rank, (upper.words[0], *named)))
    if len(ranks) < 2 or None in ranks or ranks[0] == ranks[1]:
        return None
    return Flaw("rasioBedaPopulasi", f"{upper.words[0]} ≠ {named[0]}")


def _shared(upper: Count, lower: Count) -> Flaw | None:
    """Numerator and denominator that say the same: always 100."""
    same = normal(upper.text) == normal(lower.text)
    return Flaw("rasioSelaluPenuh", lower.text) if same else None


@lru_cache(maxsize=KEPT)
def flaw(label: str, numerator: str, denominator: str) -> Flaw | None:
    """What is wrong with a ratio; none when nothing is, or when it is none of one population.

    >>> flaw("Persentase desa aktif", "Jumlah desa", "Jumlah desa aktif").name
    'rasioTerbalik'
    >>> flaw("Persentase aduan selesai", "Jumlah aduan selesai", "Jumlah aduan yang diterima") is None
    True
    """
    measure = measure_of(label)
    named = "" if measure is None else measure.name
    other = _PRODUCT.search(denominator) or _HIGHEST.search(denominator)
    if named in _OTHER_RATIOS or _PER.search(label) or other:
        return None
    numerator, denominator = aligned(numerator, denominator)
    upper = count(unfolded(numerator, label))
    lower = count(unfolded(denominator, label))
    if not upper.words or is_symbolic(upper) or is_symbolic(lower):
        return None
    return _flaw_of(count(label), named, upper, lower)


def _flaw_of(asked: Count, measure: str, upper: Count, lower: Count) -> Flaw | None:
    """What is wrong with a ratio of these counts."""
    other = _of_other_things(upper, lower)
    if not lower.words:
        return other or whole_above(upper, lower)
    if other is None:
        return next(filter(None, _doubts(asked, upper, lower)), None)
    # An index may divide one value by quite another (*ancaman × kerentanan / kapasitas*).
    is_of_values = measure in _SCORED and other.name == _DOUBTED
    return None if is_of_values else other


def _of_other_things(upper: Count, lower: Count) -> Flaw | None:
    """Numerator and denominator that count what cannot be divided; all that a bare denominator can tell."""
    if lower.words:
        return _unnamed(upper, lower) or _other_population(upper, lower)
    return _unnamed(upper, lower) or _other_place(upper, lower)


def _doubts(asked: Count, upper: Count, lower: Count) -> Iterator[Flaw | None]:
    """What may be wrong with a ratio of one thing, the plainest first."""
    yield turned_round(asked, upper, lower)
    yield _shared(upper, lower)
    yield _not_narrower(upper, lower)
    yield _wider(upper.text, lower.text)
    yield _other_year(upper.text, lower.text)
    yield _elsewhere(upper, lower)
    yield _other_things(upper, lower)
    yield _households(upper, lower)


def ratios(context: Context) -> Iterator[Triple]:
    """The ratios, and what is wrong with them."""
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        label, formula = view.label(node), formula_of(context, node)
        if not label.strip() or not formula.denominator:
            continue
        yield Triple(node, RDF["type"], KIN["IndikatorRasio"])
        # So many of one thing for one of another are no share (*ton/ha*).
        if _SET_AGAINST.search(view.text(node, KIN["satuan"])) or is_rate(formula.text):
            continue
        found = flaw(label, formula.numerator, formula.denominator)
        if found is not None:
            yield Triple(node, KIN[found.name], Literal(found.evidence))
