"""What was reached beside its target.

The achievement with its computation, and what cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.target.capaian import Achievement, achievement, formula_of
from kg.derive.target.units import unit_name
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDF, XSD
from kg.walk.view import View

__all__ = ["achievements", "realisations"]


@dataclass(frozen=True)
class _Stated:
    """One target or realisation: its node, year, quarter, text, number and unit."""

    node: NamedNode
    year: str
    quarter: str
    text: str
    number: Decimal | None
    unit: str
    nature: str = ""

    @property
    def when(self) -> str:
        """Year and quarter as they are told."""
        return f"{self.year} {self.quarter}".strip()


def _stated(view: View, node: NamedNode) -> _Stated:
    number = view.text(node, KIN["nilai"])
    return _Stated(
        node,
        view.text(node, KIN["tahun"]),
        view.text(node, KIN["triwulan"]),
        view.text(node, KIN["teksNilai"]),
        Decimal(number) if number else None,
        view.text(node, KIN["satuan"]),
        view.text(node, KIN["sifatRealisasi"]),
    )


def _all(view: View, indicator: NamedNode, relation: str) -> list[_Stated]:
    found = []
    for node in view.nodes(indicator, KIN[relation]):
        found.append(_stated(view, node))
    return sorted(found, key=lambda one: (one.year, one.quarter))


def _of_year(reached: list[_Stated], year: str) -> tuple[_Stated | None, str]:
    """What was reached in a year.

    As stated, else by its quarters where it is said how they count.
    """
    own = [one for one in reached if one.year == year]
    whole = next((one for one in own if not one.quarter), None)
    if whole is not None:
        return whole, ""
    quarters = [one for one in own if one.quarter]
    if not quarters:
        return None, "tak terhitung: realisasi kosong"
    if quarters[0].nature == "kumulatif":
        return quarters[-1], ""
    return None, "tak terhitung: tidak disebut apakah realisasi triwulan kumulatif"


def _by_scale(vocabulary: Vocabulary, target: _Stated, reached: _Stated) -> str:
    """Two predicates compared by their scale; empty where one is none."""
    scale = [entry.name for entry in vocabulary.entries("skala-predikat")]
    found = []
    for text in (target.text, reached.text):
        if text in scale:
            found.append(text)
    if len(found) < 2:
        return ""
    is_reached = scale.index(reached.text) <= scale.index(target.text)
    verdict = "tercapai" if is_reached else "belum tercapai"
    return f"{reached.text} terhadap {target.text}: {verdict} menurut skala {' > '.join(scale)}"


def _achieved(
    context: Context, indicator: NamedNode, target: _Stated, reached: _Stated | None, why: str
) -> tuple[Achievement | None, str]:
    """The achievement of one year, or the words that stand for it."""
    if reached is None:
        return None, why
    by_scale = _by_scale(context.vocabulary, target, reached)
    if by_scale:
        return None, by_scale
    apart = _incomparable(context.vocabulary, target, reached)
    if apart:
        return None, f"tidak dibandingkan: {apart}"
    view = context.view
    formula = formula_of(
        view.text(indicator, KIN["rumusCapaian"]), view.text(indicator, KIN["arah"])
    )
    found = achievement(formula, target.number, reached.number)
    return found, found.printed


def achievements(context: Context) -> Iterator[Triple]:
    """The achievement of every target of an indicator for which the document states what was reached."""
    view = context.view
    for indicator in sorted(set(view.having(KIN["memilikiRealisasi"])), key=lambda n: n.value):
        yield Triple(indicator, RDF["type"], KIN["IndikatorBerealisasi"])
        reached = _all(view, indicator, "memilikiRealisasi")
        for target in _all(view, indicator, "memilikiTarget"):
            value, why = _of_year(reached, target.year)
            found, printed = _achieved(context, indicator, target, value, why)
            if value is not None and value.quarter not in {"", "IV"}:
                # The year is not over: what it will have reached is not known yet.
                found, printed = None, f"sampai triwulan {value.quarter}: {printed}"
            yield Triple(target.node, KIN["capaianTerhitung"], Literal(printed))
            if found is not None and found.percent is not None:
                percent = found.percent.quantize(Decimal("0.0001")).normalize()
                number = Literal(f"{percent:f}", datatype=XSD["decimal"])
                yield Triple(target.node, KIN["capaianPersen"], number)


def _incomparable(lists: Vocabulary, target: _Stated, reached: _Stated) -> str:
    """Why a realisation cannot be held against its target: another unit, or text against number."""
    if (target.number is None) != (reached.number is None):
        return f"target {target.text}, realisasi {reached.text}"
    units = {unit_name(lists, unit) for unit in (target.unit, reached.unit) if unit}
    if len(units) > 1:
        return f"target {target.text}, realisasi {reached.text}"
    return ""


def _falling(reached: list[_Stated]) -> Iterator[str]:
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


def realisations(context: Context) -> Iterator[Triple]:
    """Realisations without target, with another unit or scale than it, and cumulative ones that fall."""
    view = context.view
    for indicator in sorted(set(view.having(KIN["memilikiRealisasi"])), key=lambda n: n.value):
        reached = [one for one in _all(view, indicator, "memilikiRealisasi") if one.text]
        targets = {one.year: one for one in _all(view, indicator, "memilikiTarget")}
        alone = []
        for one in reached:
            if one.year not in targets:
                alone.append(f"{one.when}: {one.text}")
        apart = []
        for one in reached:
            why = ""
            if one.year in targets:
                why = _incomparable(context.vocabulary, targets[one.year], one)
            if why:
                apart.append(f"{one.when}: {why}")
        facts = (
            ("realisasiTanpaTarget", alone),
            ("realisasiTakSebanding", apart),
            ("realisasiKumulatifTurun", list(_falling(reached))),
        )
        for name, found in facts:
            if found:
                yield Triple(indicator, KIN[name], Literal("; ".join(found)))
