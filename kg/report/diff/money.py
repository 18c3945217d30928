"""Budgets of two documents of one kecamatan held against each other, and what was spent of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pyoxigraph import NamedNode

from kg.derive.printed import rupiah
from kg.derive.target.capaian import in_percent
from kg.derive.target.realised import so_far
from kg.derive.text import normal
from kg.report.diff.held import Held, Matter, Verdict
from kg.terms import KIN, RDF
from kg.walk.trace import Source, source
from kg.walk.view import View

__all__ = ["budgets_against", "share_spent"]

#: The level that may stand before a name, in one document and not in the other.
_LEVEL = re.compile(r"^(?:program|kegiatan|sub kegiatan)\s+")
#: Amounts of fewer quarters reach only up to the last of them.
_QUARTERS = 4
_Relation = Literal["memilikiPagu", "memilikiSerapan"]


@dataclass(frozen=True)
class _Money:
    """An amount of one component and year, or why the year has none."""

    label: str
    code: str
    levels: frozenset[str]
    year: str
    amount: Decimal | None
    text: str
    source: Source
    until: str = ""
    why: str = ""

    @property
    def name(self) -> str:
        """The name by which the other document may know the component."""
        return _LEVEL.sub("", normal(self.label))


@dataclass(frozen=True)
class _Amount:
    quarter: str
    rupiah: Decimal
    nature: str
    node: NamedNode


def share_spent(budget: Decimal, spent: Decimal) -> str:
    """What was spent of a budget, as its computation; a budget of zero cannot be divided by.

    >>> share_spent(Decimal(110_000_000), Decimal(100_000_000))
    '100.000.000 / 110.000.000 × 100 = 90,9 %'
    >>> share_spent(Decimal(0), Decimal(1))
    'tak terhitung: pagu 0'
    """
    if not budget:
        return "tak terhitung: pagu 0"
    share = in_percent(spent / budget * 100)
    return f"{rupiah(spent)} / {rupiah(budget)} × 100 = {share}"


def _amounts(view: View, node: NamedNode, relation: _Relation) -> dict[str, list[_Amount]]:
    """The amounts of a component by year, in the order of their quarters."""
    found: dict[str, list[_Amount]] = {}
    for value in view.nodes(node, KIN[relation]):
        text = view.text(value, KIN["rupiah"])
        if text:
            quarter = view.text(value, KIN["triwulan"])
            nature = view.text(value, KIN["sifatRealisasi"])
            one = _Amount(quarter, Decimal(text), nature, value)
            found.setdefault(view.text(value, KIN["tahun"]), []).append(one)
    for amounts in found.values():
        amounts.sort(key=lambda one: one.quarter)
    return found


def _year(amounts: list[_Amount]) -> tuple[Decimal | None, str, str]:
    """What a year comes to, the quarter up to which that goes, and why it is not known."""
    if not amounts[0].quarter:
        return amounts[0].rupiah, "", ""
    last = amounts[-1]
    until = "" if last.quarter == "IV" else last.quarter
    if last.nature == "kumulatif":
        return last.rupiah, until, ""
    if last.nature == "per_triwulan":
        total = sum((one.rupiah for one in amounts), Decimal(0))
        return total, until if len(amounts) < _QUARTERS else "", ""
    return None, "", "tak terhitung: tidak disebut apakah serapan triwulan kumulatif"


def _stated(view: View, relation: _Relation) -> list[_Money]:
    """Every amount of a year, in the order of its document."""
    found: list[_Money] = []
    for node in view.having(KIN[relation]):
        label = view.label(node).strip()
        code = view.text(node, KIN["kodeNomenklatur"])
        levels = frozenset(kind.value for kind in view.nodes(node, RDF["type"]))
        for year, amounts in _amounts(view, node, relation).items():
            amount, until, why = _year(amounts)
            shown = "; ".join(f"{one.quarter}: {rupiah(one.rupiah)}" for one in amounts)
            text = shown if amount is None else rupiah(amount)
            place = source(view, amounts[-1].node)
            found.append(_Money(label, code, levels, year, amount, text, place, until, why))
    return sorted(found, key=lambda one: one.source.order())


def _pairs(old: list[_Money], new: list[_Money]) -> Iterator[tuple[_Money | None, _Money | None]]:
    """The same component and year of both: by code, else by name; then what only the second has."""
    codes = {(one.code, one.year): one for one in reversed(new) if one.code}
    names = {(one.name, one.year): one for one in reversed(new)}
    met: set[int] = set()
    for one in old:
        other = _other(one, codes, names)
        if other is not None:
            met.add(id(other))
        yield one, other
    for one in new:
        if id(one) not in met:
            yield None, one


def _other(
    one: _Money,
    codes: Mapping[tuple[str, str], _Money],
    names: Mapping[tuple[str, str], _Money],
) -> _Money | None:
    """The counterpart of a component; two codes that differ are two components whatever they are called."""
    by_code = codes.get((one.code, one.year))
    if by_code is not None:
        return by_code
    named = names.get((one.name, one.year))
    if named is None or (named.code and one.code):
        return None
    return named


def _verdict(old: _Money | None, new: _Money | None) -> Verdict:
    if old is None:
        return "only-new"
    if new is None:
        return "only-old"
    if old.amount is None or new.amount is None:
        return "incomparable"
    return "same" if old.amount == new.amount else "apart"


def _side(one: _Money | None) -> tuple[str, Source | None]:
    """What one document states, and where; nothing where it does not."""
    if one is None:
        return "", None
    return one.text, one.source


def _spent(budget: _Money, spent: _Money) -> str:
    """The share of a budget that was spent, and until when; else why it cannot be told."""
    if budget.amount is None or spent.amount is None:
        return spent.why
    return so_far(spent.until, share_spent(budget.amount, spent.amount))


def _held(old: _Money | None, new: _Money | None, matter: Matter) -> Held:
    """One component and year, with what was spent of its budget where that is the matter."""
    verdict = _verdict(old, new)
    computation = ""
    if matter == "serapan" and old is not None and new is not None:
        computation = _spent(old, new)
        if old.amount is not None and new.amount is not None:
            verdict = "achieved"
    # One of both is always there, and both are of one year.
    label, year = next((one.label, one.year) for one in (old, new) if one is not None)
    old_text, old_source = _side(old)
    new_text, new_source = _side(new)
    return Held(
        indicator=label,
        year=year,
        old=old_text,
        new=new_text,
        verdict=verdict,
        computation=computation,
        old_source=old_source,
        new_source=new_source,
        matter=matter,
    )


def budgets_against(before: View, after: View, *, reached: bool) -> Iterator[Held]:
    """The budgets of the years that both state; what was spent, where the second says so.

    Where it does, budgets stand there only where the two differ.
    """
    old = _stated(before, "memilikiPagu")
    for held in _of_both(old, _stated(after, "memilikiPagu"), "pagu"):
        if not reached or held.verdict == "apart":
            yield held
    if reached:
        yield from _of_both(old, _stated(after, "memilikiSerapan"), "serapan")


def _of_both(old: list[_Money], new: list[_Money], matter: Matter) -> Iterator[Held]:
    """Both sides; years and levels that only one of them states are left out.

    An agreement that lists programs says nothing of the sub-activities of the plan.
    """
    levels = {one.levels for one in old} & {one.levels for one in new}
    shared = {one.year for one in old} & {one.year for one in new}

    def is_of_both(one: _Money) -> bool:
        return one.year in shared and one.levels in levels

    for one, other in _pairs(list(filter(is_of_both, old)), list(filter(is_of_both, new))):
        yield _held(one, other, matter)
