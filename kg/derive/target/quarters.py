"""Four quarters held against their year: targets, what was reached, budgets and spending.

Where the document says that quarters count from the start of the year, the last one is the year;
where it says that each counts for itself, they add up to it, or their mean is it. Where it says
neither, the year may be any of these, their highest too, and only a year that is none is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.printed import rupiah
from kg.derive.target.capaian import shown
from kg.terms import KIN, RDF
from kg.walk.view import View

__all__ = ["QUARTERS", "quarters", "year_of"]

QUARTERS = ("I", "II", "III", "IV")
#: What is stated for a year and for its quarters: name, relation of the year, of the quarters, and
#: the property that holds the number.
_STATED = (
    ("target", "memilikiTarget", "memilikiTargetTriwulan", "nilai"),
    ("realisasi", "memilikiRealisasi", "memilikiRealisasi", "nilai"),
    ("pagu", "memilikiPagu", "memilikiPaguTriwulan", "rupiah"),
    ("serapan", "memilikiSerapan", "memilikiSerapan", "rupiah"),
)
#: A mean of quarters is printed with two digits at most.
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class _Year:
    """What one year and its quarters state, and how the quarters count."""

    whole: Decimal
    parts: tuple[Decimal, ...]
    nature: str
    money: bool

    def shown(self, number: Decimal) -> str:
        """A number as it is told."""
        return rupiah(number) if self.money else shown(number)


def year_of(parts: tuple[Decimal, ...], nature: str, *, money: bool = False) -> set[Decimal]:
    """What the whole year may be by its four quarters.

    >>> four = tuple(map(Decimal, (10, 20, 30, 40)))
    >>> year_of(four, "kumulatif") == {Decimal(40)}
    True
    >>> sorted(map(int, year_of(four, "per_triwulan")))
    [25, 100]
    >>> sorted(map(int, year_of(four, "")))
    [25, 40, 100]
    >>> sorted(map(int, year_of(four, "", money=True)))
    [40, 100]
    """
    total = sum(parts, Decimal(0))
    if nature == "kumulatif":
        return {parts[-1]}
    found = {total}
    if not money:
        found.add((total / len(parts)).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP))
    if nature != "per_triwulan":
        found.add(parts[-1])
        if not money:
            found.add(max(parts))
    return found


def _apart(name: str, year: str, one: _Year) -> str:
    """The computation of a year that its quarters do not make; empty where they do."""
    rounded = one.whole if one.money else one.whole.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    if {one.whole, rounded} & year_of(one.parts, one.nature, money=one.money):
        return ""
    last = f"triwulan IV {one.shown(one.parts[-1])}"
    added = " + ".join(map(one.shown, one.parts))
    total = f"{added} = {one.shown(sum(one.parts, Decimal(0)))}"
    if one.nature == "kumulatif":
        told = f"kumulatif, {last}"
    elif one.nature == "per_triwulan":
        told = f"per triwulan, {total}"
    else:
        told = f"{total}, dan {last} (tidak disebut kumulatif atau per triwulan)"
    return f"{name} {year}: {told} ≠ setahun {one.shown(one.whole)}"


def _numbers(
    view: View, node: NamedNode, relation: str, number: str
) -> tuple[dict[tuple[str, str], Decimal], dict[str, str]]:
    """The numbers of a relation by year and quarter, and how the quarters of a year count."""
    found: dict[tuple[str, str], Decimal] = {}
    natures: dict[str, str] = {}
    for value in view.nodes(node, KIN[relation]):
        text = view.text(value, KIN[number])
        year = view.text(value, KIN["tahun"])
        nature = view.text(value, KIN["sifatRealisasi"])
        if nature:
            natures[year] = nature
        if text:
            found[year, view.text(value, KIN["triwulan"])] = Decimal(text)
    return found, natures


def _years(view: View, node: NamedNode, stated: tuple[str, ...]) -> Iterator[tuple[str, _Year]]:
    """The years of which the whole and all four quarters are stated."""
    _, of_year, of_quarter, number = stated
    wholes, natures = _numbers(view, node, of_year, number)
    parts, more = _numbers(view, node, of_quarter, number)
    natures |= more
    for year, quarter in sorted(wholes):
        four = _four(parts, year)
        if not quarter and len(four) == len(QUARTERS):
            whole = wholes[year, ""]
            yield year, _Year(whole, four, natures.get(year, ""), number == "rupiah")


def _four(parts: Mapping[tuple[str, str], Decimal], year: str) -> tuple[Decimal, ...]:
    return tuple(parts[year, one] for one in QUARTERS if (year, one) in parts)


def quarters(context: Context) -> Iterator[Triple]:
    """What states a year with its four quarters, and the years that are not what their quarters make."""
    view = context.view
    about: set[NamedNode] = set()
    for _, _, relation, _ in _STATED:
        about |= set(view.having(KIN[relation]))
    for node in sorted(about, key=lambda one: one.value):
        found: list[str] = []
        whole = False
        for stated in _STATED:
            for year, one in _years(view, node, stated):
                whole = True
                found.append(_apart(stated[0], year, one))
        if whole:
            yield Triple(node, RDF["type"], KIN["BerTriwulanPenuh"])
        apart = "; ".join(filter(None, found))
        if apart:
            yield Triple(node, KIN["triwulanTidakSetahun"], Literal(apart))
