"""How an indicator measures: measure word, unit, polarity, and formulas that are none."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.derive.context import Context
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.shams import computes_nothing, counts_again
from kg.derive.indikator.unit_names import misfit
from kg.derive.printed import direction, printed_units
from kg.terms import KIN, RDF

#: What a measure without unit implies.
_UNITLESS = "tanpa satuan"

__all__ = ["measures", "not_formulas", "polarity"]


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
        label = context.view.label(node)
        if computes_nothing(formula) and not counts_again(label, formula):
            yield Triple(node, KIN["bukanFormulasi"], Literal(formula))


def polarity(context: Context) -> Iterator[Triple]:
    """The direction in which each indicator gets better."""
    for node in context.view.instances(KIN["Indikator"]):
        yield Triple(node, KIN["arahTerbaca"], Literal(direction(context, node)))
