"""Years in which an indicator needs a target, and the text of targets that state a number only."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.text import normal
from kg.terms import KIN, integer, text_of

__all__ = ["missing_texts", "steps_read", "years_without_target"]


def _stated(context: Context, node: NamedNode) -> set[int]:
    """The years of the period of the documents that state an indicator."""
    view = context.view
    found: set[int] = set()
    for d in context.stated_in(node):
        for y in view.objects(d, KIN["tahunPeriode"]):
            found.add(int(text_of(y)))
    return found


def years_without_target(context: Context) -> Iterator[Triple]:
    """The years of the period that have no target, in one text: an indicator is one finding.

    Where no document states a period, it is that of the graph IRI, else from first to last target.
    """
    view = context.view
    of_graph = set(context.period_years())
    for node in view.instances(KIN["Indikator"]):
        targets = list(view.nodes(node, KIN["memilikiTarget"]))
        if not targets:
            continue
        own = set()
        for t in targets:
            for y in view.objects(t, KIN["tahun"]):
                own.add(int(text_of(y)))
        span = set(range(min(own, default=0), max(own, default=-1) + 1))
        due = _stated(context, node) or of_graph or span
        missing = ", ".join(map(str, sorted(due - own)))
        if missing:
            yield Triple(node, KIN["tahunTanpaTarget"], Literal(missing))


def missing_texts(context: Context) -> Iterator[Triple]:
    """The number as text, for targets of which only the number is known (RDF input)."""
    view = context.view
    for target in view.instances(KIN["Target"]):
        value = view.text(target, KIN["nilai"])
        if value and not view.objects(target, KIN["teksNilai"]):
            if "." in value:
                plain = value.rstrip("0").rstrip(".")
            else:
                plain = value
            yield Triple(target, KIN["teksNilai"], Literal(plain))


def steps_read(context: Context) -> Iterator[Triple]:
    """Targets that are a step of an official scale, with the place of the step in its list."""
    view = context.view
    entries = context.vocabulary.entries("skala-resmi")
    steps = {}
    for e in entries:
        for place, form in enumerate(e.forms):
            steps[form] = place
    for target in view.instances(KIN["Target"]):
        plain = normal(view.text(target, KIN["teksNilai"]))
        if plain in steps:
            yield Triple(target, KIN["peringkatTerbaca"], integer(steps[plain]))
