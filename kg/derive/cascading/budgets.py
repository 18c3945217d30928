"""Budgets of children held against that of their parent, where both are stated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.printed import rupiah
from kg.terms import KIN, RDF
from kg.walk.view import View

__all__ = ["budgets", "budgets_of"]

#: Children named one by one; of more only the number is said.
_NAMED = 6


def budgets_of(view: View, node: NamedNode) -> dict[str, Decimal]:
    """The budget of a component by year; years without a number are left out."""
    found: dict[str, Decimal] = {}
    for budget in view.nodes(node, KIN["memilikiPagu"]):
        amount = view.text(budget, KIN["rupiah"])
        if amount:
            found[view.text(budget, KIN["tahun"])] = Decimal(amount)
    return found


def _addition(amounts: list[Decimal]) -> str:
    total = rupiah(sum(amounts, Decimal(0)))
    if len(amounts) > _NAMED:
        return f"jumlah {len(amounts)} anak = {total}"
    if len(amounts) == 1:
        return total
    return f"{' + '.join(map(rupiah, amounts))} = {total}"


def budgets(context: Context) -> Iterator[Triple]:
    """Parents whose children all state a budget of the same year, and the years in which the sum differs."""
    view = context.view
    for node in sorted(set(view.having(KIN["memilikiPagu"])), key=lambda n: n.value):
        own = budgets_of(view, node)
        below = []
        for child in view.subjects(KIN["bagianDari"], node):
            below.append(budgets_of(view, child))
        # A sum is known only where every child states its part of it.
        known = set(own).intersection(*below)
        if not below or not known:
            continue
        years = sorted(known)
        yield Triple(node, RDF["type"], KIN["IndukBerpagu"])
        apart: list[str] = []
        for year in years:
            amounts = [one[year] for one in below]
            if sum(amounts, Decimal(0)) != own[year]:
                apart.append(f"{year}: {_addition(amounts)} ≠ {rupiah(own[year])}")
        if apart:
            yield Triple(node, KIN["paguTidakBerjumlah"], Literal("; ".join(apart)))
