"""Achievements as printed, computed once more from their target and what was reached.

Nobody is accused of a formula that the document does not state: what any usual one gives is right
where neither formula nor direction is printed, and rounding, a share of one and a cap are accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.printed import direction
from kg.derive.target.capaian import FORMULAS, Achievement, Formula, achievement, formula_of
from kg.derive.target.realised import Reached, all_of
from kg.read.numbers import Quantity, quantity
from kg.terms import KIN, RDF
from kg.walk.view import View

__all__ = ["claims_of_achievement"]

#: The formulas of a direction that is printed; of none any that divides may be meant.
_OF_DIRECTION: dict[str, tuple[Formula, ...]] = {
    "naik": ("naik",),
    "turun": ("turun_2t", "turun_balik"),
}
#: Where a document does not say what is better, any of these may be meant.
_ANY: tuple[Formula, ...] = ("naik", "turun_2t", "turun_balik")
#: Achievements at which reports cut off.
_CAPS = frozenset(map(Decimal, (100, 110, 120, 150)))
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class _Stated:
    """What an indicator states of targets and of what was reached."""

    targets: list[Reached]
    reached: list[Reached]

    def aims(self, year: str, quarter: str) -> list[Decimal]:
        """The targets that an achievement of that time may be of: of the quarter, or of the year."""
        found: list[Decimal] = []
        for one in self.targets:
            if one.year == year and one.quarter in {"", quarter} and one.number is not None:
                found.append(one.number)
        return found

    def values(self, year: str, quarter: str) -> list[Decimal]:
        """What may have been reached by then: as stated, or what the quarters up to it come to."""
        parts: list[Decimal] = []
        whole: list[Decimal] = []
        for one in self.reached:
            if one.year != year or one.number is None:
                continue
            if one.quarter == quarter:
                whole.append(one.number)
            if one.quarter and (not quarter or one.quarter <= quarter):
                parts.append(one.number)
        if not parts:
            return whole
        total = sum(parts, Decimal(0))
        sums = [parts[-1], total, total / len(parts), max(parts)]
        return list(dict.fromkeys((*whole, *sums)))


def _formulas(view: View, indicator: NamedNode) -> tuple[Formula, ...]:
    stated = view.text(indicator, KIN["rumusCapaian"])
    if stated in FORMULAS:
        return (formula_of(stated, ""),)
    return _OF_DIRECTION.get(view.text(indicator, KIN["arah"]), _ANY)


def _is_rounded(printed: Quantity, percent: Decimal) -> bool:
    """Whether a printed percentage is a computed one, rounded or cut to the digits it has."""
    exponent = printed.value.normalize().as_tuple().exponent
    digits = min(exponent if isinstance(exponent, int) else 0, 0)
    return abs(printed.value - percent) < Decimal(1).scaleb(digits)


def _agrees(printed: Quantity, found: Achievement) -> bool:
    """Whether a computation gives what is printed."""
    percent = found.percent
    if percent is None:
        return False
    if _is_rounded(printed, percent):
        return True
    if printed.value in _CAPS and percent > printed.value:
        return True
    if printed.value == 0 and percent < 0:
        return True
    is_share = not printed.unit and printed.value <= 2
    return is_share and _is_rounded(Quantity(printed.value, ""), percent / _HUNDRED)


def _computed(
    context: Context, indicator: NamedNode, stated: _Stated, one: Reached
) -> tuple[list[Achievement], Achievement | None]:
    """Every computation that may be meant, and the one that is told where none agrees."""
    view = context.view
    pairs = list(product(stated.aims(one.year, one.quarter), stated.values(one.year, one.quarter)))
    found: list[Achievement] = []
    for formula, (aim, value) in product(_formulas(view, indicator), pairs):
        found.append(achievement(formula, aim, value))
    known = [one for one in found if one.computed]
    meant = formula_of(view.text(indicator, KIN["rumusCapaian"]), direction(context, indicator))
    shown = [one for one in known if one.formula == meant] or known
    return known, shown[0] if shown else None


def claims_of_achievement(context: Context) -> Iterator[Triple]:
    """Indicators whose printed achievement can be computed again, and those that no formula gives."""
    view = context.view
    for indicator in sorted(set(view.having(KIN["memilikiRealisasi"])), key=lambda n: n.value):
        targets = all_of(view, indicator, "memilikiTarget")
        targets += all_of(view, indicator, "memilikiTargetTriwulan")
        stated = _Stated(targets, all_of(view, indicator, "memilikiRealisasi"))
        known = False
        apart: list[str] = []
        for one in stated.reached:
            text = view.text(one.node, KIN["capaianTercetak"])
            printed = quantity(text)
            candidates, shown = _computed(context, indicator, stated, one)
            if printed is None or shown is None:
                continue
            known = True
            if not any(_agrees(printed, candidate) for candidate in candidates):
                apart.append(f"{one.when}: tercetak {text}, hitungan {shown.printed}")
        if known:
            yield Triple(indicator, RDF["type"], KIN["IndikatorBercapaianTercetak"])
        if apart:
            yield Triple(indicator, KIN["capaianTidakSesuai"], Literal("; ".join(apart)))
