"""How an indicator measures: measure word, unit, polarity, and formulas that are none."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.shams import computes_nothing
from kg.derive.text import normal, words
from kg.derive.vocabulary import Entry, Vocabulary
from kg.terms import KIN, text_of

__all__ = ["direction", "measures", "not_formulas", "polarity", "printed_units"]


def printed_units(context: Context, node: NamedNode) -> list[str]:
    """The units printed for an indicator: its own, else those behind its target numbers."""
    view = context.view
    own = [text_of(o) for o in view.objects(node, KIN["satuan"])]
    behind = [
        text_of(o)
        for t in view.nodes(node, KIN["memilikiTarget"])
        for o in view.objects(t, KIN["satuan"])
    ]
    by_form = {normal(unit): unit for unit in reversed(own or behind)}
    return sorted(by_form.values())


def _kind(vocabulary: Vocabulary, unit: str) -> str:
    found = vocabulary.first("satuan", unit)
    return found[0].broader if found else ""


def _expected(vocabulary: Vocabulary, label: str, measure: Entry | None) -> tuple[str, ...]:
    """The kinds of unit that the wording allows; empty when the lists cannot tell."""
    if measure is not None and (measure.fits or measure.implied):
        return measure.fits
    found = vocabulary.first("objek-hitung", label, slips=True)
    return found[0].fits if found else ()


def _named_in(label: str, unit: str) -> bool:
    """Whether the wording itself counts in this unit: ``Jumlah hari pelayanan`` in ``hari``."""
    counted = words(label)[1:4]
    return any(word in counted for word in words(unit))


def _misfit(vocabulary: Vocabulary, label: str, measure: Entry | None, unit: str) -> str:
    if _named_in(label, unit):
        return ""
    kind, expected = _kind(vocabulary, unit), _expected(vocabulary, label, measure)
    if expected and kind not in expected:
        return f"{unit} (diharapkan: {', '.join(expected)})"
    vague = vocabulary.contains("kata-sifat-kabur", label)
    if measure is None and vague and kind not in {"nilai", "persen", ""}:
        return f'{unit} (mutu "{vague}" tidak dapat dihitung dengan satuan ini)'
    return ""


def measures(context: Context) -> Iterator[Triple]:
    """Measure word, unit read and unit misfit of each worded indicator.

    The measure word must stand at the start (PermenPANRB 88/2021, langkah kerja); a unit is read from the column
    ``satuan``, else from the targets, else it may be implied by the measure word (persentase: %).
    """
    vocabulary = context.vocabulary
    for node in context.view.instances(KIN["Indikator"]):
        label = context.view.label(node)
        if not label.strip():
            continue
        measure = measure_of(label)
        if measure is not None:
            yield Triple(node, KIN["kataUkuran"], Literal(measure.name))
        units = printed_units(context, node) or (
            [measure.implied] if measure and measure.implied else []
        )
        for unit in units:
            yield Triple(node, KIN["satuanTerbaca"], Literal(unit))
            misfit = (
                _misfit(vocabulary, label, measure, unit)
                if unit != (measure and measure.implied)
                else ""
            )
            if misfit:
                yield Triple(node, KIN["satuanTidakCocok"], Literal(misfit))


def not_formulas(context: Context) -> Iterator[Triple]:
    """Formulas that are a unit, evidence, method or thing and compute nothing (KKE-5)."""
    for node in context.view.instances(KIN["Indikator"]):
        formula = context.view.text(node, KIN["formulasi"])
        if computes_nothing(formula):
            yield Triple(node, KIN["bukanFormulasi"], Literal(formula))


def direction(context: Context, node: NamedNode) -> str:
    """``naik`` or ``turun``: as printed, else read from the wording; higher is better unless a word says otherwise."""
    vocabulary = context.vocabulary
    printed, label = normal(context.view.text(node, KIN["arah"])), context.view.label(node)
    if printed in {"naik", "turun"}:
        return printed
    less = vocabulary.contains("kata-turun", label) and not vocabulary.contains("kata-balik", label)
    return "turun" if less else "naik"


def polarity(context: Context) -> Iterator[Triple]:
    """The direction in which each indicator gets better."""
    for node in context.view.instances(KIN["Indikator"]):
        yield Triple(node, KIN["arahTerbaca"], Literal(direction(context, node)))
