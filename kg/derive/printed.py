"""What a document prints about the measure of an indicator: its units and its direction."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.derive.context import Context
from kg.derive.text import normal
from kg.terms import KIN, text_of

__all__ = ["direction", "printed_units"]


def printed_units(context: Context, node: NamedNode) -> list[str]:
    """The units printed for an indicator: its own, else those behind its target numbers."""
    view = context.view
    own = [text_of(o) for o in view.objects(node, KIN["satuan"])]
    behind = []
    for t in view.nodes(node, KIN["memilikiTarget"]):
        for o in view.objects(t, KIN["satuan"]):
            behind.append(text_of(o))
    by_form = {normal(unit): unit for unit in reversed(own or behind)}
    return sorted(by_form.values())


def direction(context: Context, node: NamedNode) -> str:
    """``naik`` or ``turun``: as printed, else read from the wording.

    Higher is better unless a word says otherwise.
    """
    vocabulary = context.vocabulary
    printed = normal(context.view.text(node, KIN["arah"]))
    label = context.view.label(node)
    if printed in {"naik", "turun"}:
        return printed
    less = vocabulary.contains("kata-turun", label) and not vocabulary.contains("kata-balik", label)
    return "turun" if less else "naik"
