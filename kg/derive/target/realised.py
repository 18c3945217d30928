"""What was reached beside its target.

The achievement with its computation, and what cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.printed import direction, rupiah
from kg.derive.target.capaian import Achievement, achievement, formula_of, shown
from kg.derive.target.quarters import QUARTERS, year_of
from kg.derive.target.scales import by_scale, not_compared
from kg.derive.target.target_units import unit_name
from kg.derive.target.years_beside import reached_before
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDF, XSD
from kg.walk.view import View

__all__ = ["Reached", "achievements", "all_of", "of_year", "realisations", "so_far"]


@dataclass(frozen=True)
class Reached:
    """One target or realisation: its node, year, quarter, text, number and unit."""

    node: NamedNode
    year: str
    quarter: str
    text: str
    number: Decimal | None
    unit: str
    nature: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stated, which is not zero."""
        return not self.text and self.number is None

    @property
    def when(self) -> str:
        """Year and quarter as they are told."""
        return f"{self.year} {self.quarter}".strip()


def _stated(view: View, node: NamedNode) -> Reached:
    number = view.text(node, KIN["nilai"])
    return Reached(
        node,
        view.text(node, KIN["tahun"]),
        view.text(node, KIN["triwulan"]),
        view.text(node, KIN["teksNilai"]),
        Decimal(number) if number else None,
        view.text(node, KIN["satuan"]),
        view.text(node, KIN["sifatRealisasi"]),
    )


def all_of(view: View, indicator: NamedNode, relation: str) -> list[Reached]:
    """The values of a relation in the order of their years and quarters."""
    found = []
    for node in view.nodes(indicator, KIN[relation]):
        found.append(_stated(view, node))
    return sorted(found, key=lambda one: (one.year, one.quarter))


def of_year(
    reached: list[Reached], year: str, matter: str = "realisasi", *, money: bool = False
) -> tuple[Reached | None, str]:
    """What a year comes to, of an indicator or in rupiah, or why that is not known.

    As stated, else by its quarters where it is said how they count. A sum stands at its last cell.
    """
    own = [one for one in reached if one.year == year and not one.is_empty]
    whole = next((one for one in own if not one.quarter), None)
    if whole is not None:
        return whole, ""
    quarters = [one for one in own if one.quarter]
    if not quarters:
        return None, f"tak terhitung: {matter} kosong"
    nature = quarters[0].nature
    if nature == "kumulatif":
        return quarters[-1], ""
    if nature == "per_triwulan":
        return _added(quarters, matter, money=money)
    return None, f"tak terhitung: tidak disebut apakah {matter} triwulan kumulatif"


def _added(quarters: list[Reached], matter: str, *, money: bool) -> tuple[Reached | None, str]:
    """What quarters that count each for itself come to, where that can only be one number."""
    empty = set(QUARTERS[: len(quarters)]) - {one.quarter for one in quarters}
    if empty:
        return None, f"tak terhitung: {matter} triwulan {', '.join(sorted(empty))} kosong"
    numbers = [one.number for one in quarters if one.number is not None]
    may_be = year_of(tuple(numbers), "per_triwulan", money=money)
    if len(numbers) < len(quarters) or len(may_be) > 1:
        why = f"tidak disebut apakah {matter} per triwulan dijumlahkan atau dirata-ratakan"
        return None, f"tak terhitung: {why}"
    total = may_be.pop()
    last = quarters[-1]
    return replace(last, number=total, text=rupiah(total) if money else shown(total)), ""


def so_far(quarter: str, printed: str) -> str:
    """A computation with the quarter up to which it goes, where the year is not over."""
    if quarter in {"", "IV"}:
        return printed
    return f"sampai triwulan {quarter}: {printed}"


def _achieved(
    context: Context, indicator: NamedNode, target: Reached, reached: Reached | None, why: str
) -> tuple[Achievement | None, str]:
    """The achievement of one year, or the words that stand for it."""
    if reached is None:
        return None, why
    scaled = by_scale(context.vocabulary, target.text, reached.text)
    if scaled:
        return None, scaled
    numbers = (target.number, reached.number)
    in_words = target.text and reached.text and numbers == (None, None)
    if in_words or _is_incomparable(context.vocabulary, target, reached):
        return None, not_compared(target.text, reached.text)
    stated = context.view.text(indicator, KIN["rumusCapaian"])
    formula = formula_of(stated, direction(context, indicator))
    found = achievement(formula, target.number, reached.number)
    return found, found.printed


def achievements(context: Context) -> Iterator[Triple]:
    """The achievement of every target of an indicator for which the document states what was reached."""
    view = context.view
    for indicator in sorted(set(view.having(KIN["memilikiRealisasi"])), key=lambda n: n.value):
        yield Triple(indicator, RDF["type"], KIN["IndikatorBerealisasi"])
        reached = all_of(view, indicator, "memilikiRealisasi")
        for target in all_of(view, indicator, "memilikiTarget"):
            value, why = of_year(reached, target.year)
            found, printed = _achieved(context, indicator, target, value, why)
            if value is not None and so_far(value.quarter, printed) != printed:
                # The year is not over: what it will have reached is not known yet.
                found, printed = None, so_far(value.quarter, printed)
            yield Triple(target.node, KIN["capaianTerhitung"], Literal(printed))
            if found is not None and found.percent is not None:
                percent = found.percent.quantize(Decimal("0.0001")).normalize()
                number = Literal(f"{percent:f}", datatype=XSD["decimal"])
                yield Triple(target.node, KIN["capaianPersen"], number)


def _is_incomparable(lists: Vocabulary, target: Reached, reached: Reached) -> bool:
    """Whether a realisation cannot be held against its target: another unit, or text against number."""
    if (target.number is None) != (reached.number is None):
        return bool(target.text and reached.text)
    units = {unit_name(lists, unit) for unit in (target.unit, reached.unit) if unit}
    return len(units) > 1


def _falling(reached: list[Reached]) -> Iterator[str]:
    cumulative = []
    for one in reached:
        if one.quarter and one.nature == "kumulatif":
            cumulative.append(one)
    for before, after in pairwise(cumulative):
        numbers = (before.number, after.number)
        if before.year != after.year or None in numbers:
            continue
        if after.number is not None and before.number is not None and after.number < before.number:
            yield f"{before.when}: {before.text} → {after.when}: {after.text}"


def _against_targets(
    context: Context, indicator: NamedNode, reached: list[Reached]
) -> tuple[list[str], list[str]]:
    """What was reached without a target of its year, and what cannot be held against it.

    A column of the year before its document is printed for comparison and needs no target there.
    """
    targets = {one.year: one for one in all_of(context.view, indicator, "memilikiTarget")}
    alone = []
    apart = []
    for one in reached:
        target = targets.get(one.year)
        if target is not None:
            if _is_incomparable(context.vocabulary, target, one):
                apart.append(f"{one.when}: target {target.text}, realisasi {one.text}")
        elif one.year not in reached_before(context):
            alone.append(f"{one.when}: {one.text}")
    return alone, apart


def realisations(context: Context) -> Iterator[Triple]:
    """Realisations without target, with another unit or scale than it, and cumulative ones that fall."""
    view = context.view
    for indicator in sorted(set(view.having(KIN["memilikiRealisasi"])), key=lambda n: n.value):
        reached = [one for one in all_of(view, indicator, "memilikiRealisasi") if one.text]
        alone, apart = _against_targets(context, indicator, reached)
        facts = (
            ("realisasiTanpaTarget", alone),
            ("realisasiTakSebanding", apart),
            ("realisasiKumulatifTurun", list(_falling(reached))),
        )
        for name, found in facts:
            if found:
                yield Triple(indicator, KIN[name], Literal("; ".join(found)))
