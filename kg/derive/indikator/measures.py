"""How an indicator measures: measure word, unit, polarity, and formulas that are none."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.shams import computes_nothing
from kg.derive.indikator.units import misfit
from kg.derive.text import normal
from kg.terms import KIN, RDF, text_of

#: What a measure without unit implies.
_UNITLESS = "tanpa satuan"

__all__ = ["direction", "measures", "not_formulas", "polarity", "printed_units"]


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


def measures(context: Context) -> Iterator[Triple]:
    """Measure word, unit read and unit misfit of each worded indicator.

    The measure word must stand at the start (PermenPANRB 88/2021, langkah kerja); a unit is read
    from the column ``satuan``, else from the targets, else a measure without unit (an index, a
    ratio) needs none.
    """
    for node in context.view.instances(KIN["Indikator"]):
        label = context.view.label(node)
        if not label.strip():
            continue
        measure = measure_of(label)
        if measure is not None:
            yield Triple(node, KIN["kataUkuran"], Literal(measure.name))
        printed = printed_units(context, node)
        implied = ""
        if measure is not None:
            implied = measure.implied
        if not printed and implied == _UNITLESS:
            yield Triple(node, KIN["satuanTerbaca"], Literal(implied))
        elif not printed:
            yield Triple(node, RDF["type"], KIN["IndikatorTanpaSatuan"])
        for unit in printed:
            yield Triple(node, KIN["satuanTerbaca"], Literal(unit))
            wrong = misfit(label, unit)
            if wrong:
                yield Triple(node, KIN["satuanTidakCocok"], Literal(wrong))


def not_formulas(context: Context) -> Iterator[Triple]:
    """Formulas that are a unit, evidence, method or thing and compute nothing (KKE-5)."""
    for node in context.view.instances(KIN["Indikator"]):
        formula = context.view.text(node, KIN["formulasi"])
        if computes_nothing(formula):
            yield Triple(node, KIN["bukanFormulasi"], Literal(formula))


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


def polarity(context: Context) -> Iterator[Triple]:
    """The direction in which each indicator gets better."""
    for node in context.view.instances(KIN["Indikator"]):
        yield Triple(node, KIN["arahTerbaca"], Literal(direction(context, node)))
