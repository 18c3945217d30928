"""Years in which an indicator needs a target, and the text of targets that state a number only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context, each_once
from kg.derive.text import normal
from kg.terms import KIN, integer, text_of

__all__ = ["missing_texts", "period_years", "steps_read", "years_without_target"]

#: A remark behind a grade is no part of what it states, nor its number: *B (Baik)*, *BB/74,00*, *74,00 - BB*.
_BESIDE = re.compile(r"\s*(?:\([^)]*\)|[/:–-]\s*\d[\d.,]*)\s*$|^\s*\d[\d.,]*\s*[/:–-]\s*")

#: The kind of unit of a value on a scale, and other measures that may be told by a step of one.
_VALUE, _STEPPED = "nilai", frozenset({"tingkat", "angka", "rata-rata"})


@each_once
def period_years(context: Context, node: NamedNode) -> frozenset[int]:
    """The years of the period of the documents that state an indicator."""
    view = context.view
    found: set[int] = set()
    for d in context.stated_in(node):
        for y in view.objects(d, KIN["tahunPeriode"]):
            found.add(int(text_of(y)))
    return frozenset(found)


def _lacking(context: Context) -> dict[NamedNode, set[int]]:
    """The years of the period without a target, of every indicator that has targets.

    Where no document states a period, it is that of the graph IRI, else from first to last target.
    """
    view = context.view
    of_graph = set(context.period_years())
    found = {}
    for node in view.instances(KIN["Indikator"]):
        targets = list(view.nodes(node, KIN["memilikiTarget"]))
        if not targets:
            continue
        own = set()
        for t in targets:
            for y in view.objects(t, KIN["tahun"]):
                own.add(int(text_of(y)))
        span = set(range(min(own, default=0), max(own, default=-1) + 1))
        found[node] = (set(period_years(context, node)) or of_graph or span) - own
    return found


def _lacking_everywhere(
    context: Context, lacking: dict[NamedNode, set[int]]
) -> dict[NamedNode, set[int]]:
    """The years for which no indicator of a document has a target, of documents with enough of them."""
    rows: dict[NamedNode, list[set[int]]] = {}
    for node, years in lacking.items():
        for document in context.papers(node):
            rows.setdefault(document, []).append(years)
    least = context.threshold("kolom-kosong")
    found = {}
    for document, own in rows.items():
        if len(own) >= least:
            found[document] = set.intersection(*own)
    return found


def years_without_target(context: Context) -> Iterator[Triple]:
    """The years of the period that have no target, in one text: an indicator is one finding.

    Years that a whole document leaves out are one finding for the document.
    """
    lacking = _lacking(context)
    everywhere = _lacking_everywhere(context, lacking)
    for document, years in everywhere.items():
        if years:
            yield Triple(document, KIN["tahunTanpaTargetSemua"], Literal(_listed(years)))
    for node, years in lacking.items():
        told = (everywhere.get(document, set()) for document in context.stated_in(node))
        own = years.difference(*told)
        if own:
            yield Triple(node, KIN["tahunTanpaTarget"], Literal(_listed(own)))


def _listed(years: set[int]) -> str:
    return ", ".join(map(str, sorted(years)))


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
    """Targets that are a step of an official scale, with the place of the step in its list.

    What is a share, a count, a time or an amount reaches no step: there a grade is only a word.
    """
    view = context.view
    entries = context.vocabulary.entries("skala-resmi")
    steps = {}
    for e in entries:
        for place, form in enumerate(e.forms):
            steps[form] = place
    for target in view.instances(KIN["Target"]):
        plain = normal(_BESIDE.sub("", view.text(target, KIN["teksNilai"])))
        if plain in steps and not _is_quantity(context, target):
            yield Triple(target, KIN["peringkatTerbaca"], integer(steps[plain]))


def _is_quantity(context: Context, target: NamedNode) -> bool:
    """Whether every indicator of a target opens with a measure that is no value on a scale."""
    indicators = context.view.subjects(KIN["memilikiTarget"], target)
    return bool(indicators) and all(_opens_with_quantity(context, node) for node in indicators)


def _opens_with_quantity(context: Context, node: NamedNode) -> bool:
    measure = context.vocabulary.beginning("kata-ukuran", context.view.label(node))
    if measure is None or measure.name in _STEPPED:
        return False
    return _VALUE not in measure.fits
