"""Budgets of two documents of one kecamatan held against each other, and what was spent of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pyoxigraph import NamedNode

from kg.derive.printed import rupiah
from kg.derive.target.capaian import in_percent
from kg.derive.target.realised import Reached, all_of, of_year, so_far
from kg.derive.text import normal
from kg.report.diff.held import Held, Matter, Verdict
from kg.terms import KIN, RDF
from kg.walk.trace import Source, source
from kg.walk.view import View

__all__ = ["budgets_against", "share_spent"]

#: The level that may stand before a name, in one document and not in the other.
_LEVEL = re.compile(r"^(?:program|kegiatan|sub kegiatan)\s+")
_Relation = Literal["memilikiPagu", "memilikiPaguTriwulan", "memilikiSerapan"]


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


def _amounts(view: View, node: NamedNode, relation: _Relation) -> list[Reached]:
    """The amounts of a component in the order of their years and quarters."""
    found: list[Reached] = []
    for one in all_of(view, node, relation):
        text = view.text(one.node, KIN["rupiah"])
        if text:
            number = Decimal(text)
            found.append(replace(one, number=number, text=rupiah(number)))
    return found


def _stated(view: View, relation: _Relation) -> list[_Money]:
    """Every amount of a year, in the order of its document."""
    found: list[_Money] = []
    for node in view.having(KIN[relation]):
        amounts = _amounts(view, node, relation)
        for year in dict.fromkeys(one.year for one in amounts):
            found.append(_of_year(view, node, [one for one in amounts if one.year == year]))
    return sorted(found, key=lambda one: one.source.order())


def _of_quarters(view: View, relation: _Relation) -> list[_Money]:
    """Every amount of a quarter, in the order of its document."""
    found: list[_Money] = []
    for node in view.having(KIN[relation]):
        for one in _amounts(view, node, relation):
            if one.quarter:
                # Printed as it is: what a quarter states is known whatever its year comes to.
                found.append(
                    replace(_of_year(view, node, [replace(one, quarter="")]), year=one.when)
                )
    return sorted(found, key=lambda one: one.source.order())


def _of_year(view: View, node: NamedNode, amounts: list[Reached]) -> _Money:
    """What one year of a component comes to; its quarters where that is not known."""
    year = amounts[0].year
    value, why = of_year(amounts, year, "serapan", money=True)
    shown = "; ".join(f"{one.quarter}: {one.text}" for one in amounts)
    return _Money(
        label=view.label(node).strip(),
        code=view.text(node, KIN["kodeNomenklatur"]),
        levels=frozenset(kind.value for kind in view.nodes(node, RDF["type"])),
        year=year,
        amount=value.number if value else None,
        text=value.text if value else shown,
        source=source(view, amounts[-1].node),
        until=value.quarter if value else "",
        why=why,
    )


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
    yield from _by_quarter(before, after, reached=reached)


def _by_quarter(before: View, after: View, *, reached: bool) -> Iterator[Held]:
    """The quarters for which both state money of a component."""
    matter: Matter = "serapan" if reached else "pagu"
    old = _of_quarters(before, "memilikiPaguTriwulan")
    new = _of_quarters(after, "memilikiSerapan" if reached else "memilikiPaguTriwulan")
    for held in _of_both(old, new, matter):
        if held.old_source is not None and held.new_source is not None:
            yield held


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
