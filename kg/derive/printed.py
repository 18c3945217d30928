"""How documents print money, and what they print about the measure of an indicator: its units and its direction."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import NamedNode

from kg.derive.bahasa.buruk import is_over, less_is_better
from kg.derive.bahasa.daftar import forms
from kg.derive.context import Context, each_once
from kg.derive.text import normal
from kg.terms import KIN, text_of

__all__ = ["contrary", "direction", "printed_units", "rupiah"]


def rupiah(amount: Decimal) -> str:
    """An amount with points between thousands.

    >>> rupiah(Decimal(2255400000))
    '2.255.400.000'
    """
    return f"{amount:,.0f}".replace(",", ".")


@each_once
def printed_units(context: Context, node: NamedNode) -> list[str]:
    """The units printed for an indicator: its own, else those behind its target numbers."""
    view = context.view
    own = list(map(text_of, view.objects(node, KIN["satuan"])))
    behind = []
    for t in view.nodes(node, KIN["memilikiTarget"]):
        for o in view.objects(t, KIN["satuan"]):
            behind.append(text_of(o))
    by_form = {normal(unit): unit for unit in reversed(own or behind)}
    return sorted(by_form.values())


def contrary(context: Context, node: NamedNode) -> str:
    """The printed polarity *naik* of what is better the smaller it is; empty where none is contrary."""
    printed = context.view.text(node, KIN["arah"]).strip()
    rises = normal(printed) in forms("kata-arah") and _rises(context, printed)
    if rises and less_is_better(context.view.label(node)):
        return printed
    return ""


def _rises(context: Context, printed: str) -> bool:
    found = context.vocabulary.first("kata-arah", printed)
    return found is not None and found[0].name == "naik"


@each_once
def direction(context: Context, node: NamedNode) -> str:
    """``naik`` or ``turun``: as printed, else read from the wording.

    Higher is better unless a word says otherwise. A polarity contrary to the wording is told as such
    (IND-14); the targets are then read as they are meant.
    """
    vocabulary = context.vocabulary
    printed = normal(context.view.text(node, KIN["arah"]))
    label = context.view.label(node)
    if contrary(context, node):
        return "turun"
    if printed in {"naik", "turun"}:
        return printed
    turned = vocabulary.contains("kata-balik", label) or is_over(label)
    less = vocabulary.contains("kata-turun", label) and not turned
    return "turun" if less or less_is_better(label) else "naik"
