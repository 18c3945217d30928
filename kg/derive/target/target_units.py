"""Targets in basic units, so that *4.000.000 rupiah* and *5 juta* can be compared and *12 jam* and *12 minggu* are not equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from pyoxigraph import Literal as Term
from pyoxigraph import NamedNode, Triple

from kg.derive.context import Context, each_once
from kg.derive.text import KEPT, normal
from kg.derive.vocabulary import Entry, Vocabulary
from kg.read.numbers import quantity
from kg.terms import KIN, XSD
from kg.walk.view import View

__all__ = [
    "Amount",
    "Stated",
    "Verdict",
    "amount_of",
    "amounts",
    "baseline",
    "compared",
    "equivalents",
    "is_converted",
    "stated",
    "stated_targets",
    "unit_name",
    "unscaled",
]

#: What comes of two values of one indicator and year.
Verdict = Literal["same", "apart", "incomparable"]
#: The kind of unit of which the scales (*ribu*, *juta*) are listed.
_MONEY = "uang"


@dataclass(frozen=True)
class Amount:
    """What a target promises.

    Its value in the basic unit, that unit (empty when none is written), and the printed text.
    """

    value: Decimal
    unit: str
    text: str

    def comparable(self, other: Amount) -> bool:
        """Whether both are in one unit; a number without any goes with every unit."""
        return self.unit == other.unit or not self.unit or not other.unit

    def equals(self, other: Amount) -> bool:
        """Whether both promise the same."""
        return self.comparable(other) and self.value == other.value


@dataclass(frozen=True)
class Stated:
    """A value as printed, its unit, and how much that is; no amount where it is no number."""

    text: str
    unit: str
    amount: Amount | None


def compared(one: Stated, other: Stated) -> Verdict:
    """What comes of two values: the one computation of the rule on agreements and of ``kg diff``.

    A number and a text, or two units that are none of each other, are not compared: twelve hours
    are not twelve weeks, and not twelve months either.
    """
    if one.amount is None and other.amount is None:
        same = normal(one.text) == normal(other.text)
    elif one.amount is None or other.amount is None or not one.amount.comparable(other.amount):
        return "incomparable"
    else:
        same = one.amount.equals(other.amount)
    return "same" if same else "apart"


def _whole(vocabulary: Vocabulary, unit: str) -> Entry | None:
    """The listed unit that is all of a printed one: *orang bulan* is no *orang*, *hari kerja* no *hari*."""
    found = vocabulary.first("satuan", unit)
    if found is not None and found[1] == normal(unit):
        return found[0]
    return None


def _scaled(vocabulary: Vocabulary, unit: str) -> tuple[Entry, str] | None:
    """The scale before a unit, and that unit: *ribu* alone is money, *ribu orang* are people."""
    first, _, rest = normal(unit).partition(" ")
    scale = _whole(vocabulary, first)
    if rest and scale is not None and scale.broader == _MONEY and scale.multiple_of:
        return scale, rest
    return None


def unscaled(vocabulary: Vocabulary, unit: str) -> str:
    """The unit behind a scale: *orang* of *ribu orang*; money and all else as it is printed."""
    scaled = _scaled(vocabulary, unit)
    if scaled is None or _whole(vocabulary, unit) is not None:
        return unit
    return scaled[1]


@lru_cache(maxsize=KEPT)
def _basic(vocabulary: Vocabulary, unit: str) -> tuple[str, Decimal]:
    """The basic unit of a printed one, and how many of it one holds; an unknown unit is its own."""
    entry = _whole(vocabulary, unit)
    if entry is not None:
        return (entry.multiple_of or entry.name), Decimal(entry.factor)
    scaled = _scaled(vocabulary, unit)
    if scaled is None:
        return normal(unit), Decimal(1)
    scale, rest = scaled
    basic, factor = _basic(vocabulary, rest)
    return basic, factor * Decimal(scale.factor)


def unit_name(vocabulary: Vocabulary, unit: str) -> str:
    """The standard form of a printed unit: *buah* is *unit*, *jiwa* is *orang*.

    A multiple stays what it is, and so does one that names units of two kinds (*orang bulan*).
    """
    found = vocabulary.first("satuan", unit)
    if found is None or unscaled(vocabulary, unit) != unit:
        return normal(unit)
    entry, form = found
    behind = vocabulary.first("satuan", normal(unit).partition(form)[2])
    if behind is not None and behind[0].broader != entry.broader:
        return normal(unit)
    return entry.name


@lru_cache(maxsize=KEPT)
def amount_of(vocabulary: Vocabulary, value: str, unit: str, text: str) -> Amount | None:
    """A printed number in its basic unit; ``None`` where there is no number."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if unit:
        basic, factor = _basic(vocabulary, unit)
    else:
        basic = ""
        factor = Decimal(1)
    return Amount(number * factor, basic, text)


def _printed_unit(view: View, indicator: NamedNode, value: NamedNode) -> str:
    """The unit behind the number; else that of the indicator.

    Else the one that its other targets have.
    """
    own = view.text(value, KIN["satuan"]) or view.text(indicator, KIN["satuan"])
    if own:
        return own
    targets = view.nodes(indicator, KIN["memilikiTarget"])
    beside = {view.text(t, KIN["satuan"]) for t in targets} - {""}
    if len(beside) == 1:
        return beside.pop()
    return ""


def stated(view: View, lists: Vocabulary, indicator: NamedNode, value: NamedNode) -> Stated:
    """What a target or a realisation of an indicator states."""
    number = view.text(value, KIN["nilai"])
    unit = _printed_unit(view, indicator, value)
    text = view.text(value, KIN["teksNilai"]) or number
    return Stated(text, unit, amount_of(lists, number, unit, text))


@each_once
def stated_targets(context: Context, indicator: NamedNode) -> list[tuple[NamedNode, Stated]]:
    """The targets of an indicator, each with what it states."""
    view, lists = context.view, context.vocabulary
    targets = view.nodes(indicator, KIN["memilikiTarget"])
    return [(target, stated(view, lists, indicator, target)) for target in targets]


@each_once
def amounts(context: Context, indicator: NamedNode) -> dict[int, Amount]:
    """The numeric targets of an indicator by year."""
    found = {}
    for target, said in stated_targets(context, indicator):
        year = context.view.text(target, KIN["tahun"])
        if said.amount is not None and year.isdigit():
            found[int(year)] = said.amount
    return dict(sorted(found.items()))


def is_converted(context: Context, indicator: NamedNode) -> bool:
    """Whether the targets of an indicator change their unit and their number together: *90 menit* and *1,5 jam*.

    They are in units of one kind, and nearer to each other once converted than as printed; the
    same number in hours and then in days is no conversion.
    """
    told = stated_targets(context, indicator)
    if len({said.unit for _, said in told}) == 1:
        return False
    printed: list[Decimal] = []
    counted: list[Amount] = []
    for target, said in told:
        if said.amount is not None and said.amount.value > 0:
            counted.append(said.amount)
            printed.append(Decimal(context.view.text(target, KIN["nilai"])))
    if len({amount.unit for amount in counted}) != 1:
        return False
    values = [amount.value for amount in counted]
    return max(values) / min(values) < max(printed) / min(printed)


@each_once
def baseline(context: Context, indicator: NamedNode) -> Amount | None:
    """The state at the start of the period, where it is one number."""
    view = context.view
    text = view.text(indicator, KIN["kondisiAwal"])
    found = quantity(text)
    if found is None:
        return None
    unit = found.unit or view.text(indicator, KIN["satuan"])
    return amount_of(context.vocabulary, str(found.value), unit, text)


def equivalents(context: Context) -> Iterator[Triple]:
    """Every numeric target with its value in the basic unit, and that unit."""
    view = context.view
    lists = context.vocabulary
    for indicator in view.instances(KIN["Indikator"]):
        for target, said in stated_targets(context, indicator):
            for value in view.objects(target, KIN["nilai"]):
                equal = _equivalent(lists, value.value, said.unit)
                if equal is not None:
                    yield Triple(target, KIN["nilaiSetara"], equal[0])
                    yield Triple(target, KIN["satuanSetara"], equal[1])


@lru_cache(maxsize=KEPT)
def _equivalent(lists: Vocabulary, value: str, unit: str) -> tuple[Term, Term] | None:
    """A number in the basic unit, and that unit."""
    amount = amount_of(lists, value, unit, "")
    if amount is None:
        return None
    return Term(f"{amount.value:f}", datatype=XSD["decimal"]), Term(amount.unit)
