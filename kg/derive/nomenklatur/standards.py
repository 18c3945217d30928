"""Indicators and results of plan items held against the standard ones of the nomenclature."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.ratios import content
from kg.derive.nomenklatur.concept import Concept
from kg.derive.nomenklatur.meaning import Match
from kg.derive.nomenklatur.naming import matches
from kg.derive.text import normal
from kg.derive.vocabulary import Entry
from kg.terms import KIN

__all__ = ["mentioned_programs", "standard_indicators"]

#: The first year whose documents have standard indicators (Kepmendagri 900.1.15.5-1317/2023).
_STANDARD = 2023


def _indicators(context: Context, node: NamedNode) -> list[NamedNode]:
    """The indicators of an item and of its results that have a text."""
    view = context.view
    found = []
    for result in (node, *view.nodes(node, KIN["memilikiSasaran"])):
        found += view.nodes(result, KIN["diukurOleh"])
    return [indicator for indicator in found if view.label(indicator).strip()]


def _differs(label: str, unit: str, concept: Concept, least: float) -> bool:
    """Whether an indicator measures something else than the standard one, or in another unit."""
    if unit and normal(unit) != normal(concept.unit):
        return True
    if normal(label) == normal(concept.indicator):
        return False
    wanted = content(concept.indicator)
    shared = len(content(label) & wanted)
    return shared / max(len(wanted), 1) < least


def standard_indicators(context: Context) -> Iterator[Triple]:
    """The standard indicator of a sub-activity on each of its indicators, and where the indicator measures something else."""
    years = context.stated_years()
    if years and years[-1] < _STANDARD:
        return
    least = context.threshold("indikator-baku")
    for node, level, match in matches(context):
        if level != "sub_kegiatan" or not match.concept.indicator:
            continue
        for indicator in _indicators(context, node):
            yield from _compared(context, indicator, match, least)


def _compared(
    context: Context, indicator: NamedNode, match: Match, least: float
) -> Iterator[Triple]:
    concept = match.concept
    text = f"{concept.indicator} [{concept.unit}] ({concept.code}; {match.origin})"
    standard = Literal(text)
    yield Triple(indicator, KIN["indikatorBaku"], standard)
    label = context.view.label(indicator)
    unit = context.view.text(indicator, KIN["satuan"])
    if _differs(label, unit, concept, least):
        yield Triple(indicator, KIN["indikatorTidakBaku"], standard)


def mentioned_programs(context: Context) -> Iterator[Triple]:
    """Results and indicators of an item that name the subject of another program (word list ``pokok-program``).

    Not where the list is that of one province: there the codes of programs mean something else.
    """
    if any(listing.provinces for listing in context.pool.listings):
        return
    entries = context.vocabulary.entries("pokok-program")
    for node, _, match in matches(context):
        sound = _own_programs(context, match)
        yield Triple(node, KIN["programBaku"], Literal(match.concept.program))
        results = [*context.view.nodes(node, KIN["memilikiSasaran"]), *_indicators(context, node)]
        text = normal(" ; ".join(context.view.label(r) for r in results))
        for entry in entries:
            found = _subject(entry, text)
            if found and entry.broader not in sound:
                evidence = f"{found} → {entry.broader} ({match.origin})"
                yield Triple(node, KIN["pokokProgramLain"], Literal(evidence))


def _own_programs(context: Context, match: Match) -> set[str]:
    """The programs whose subjects an item may name: its own, and those that its official texts speak of themselves.

    Whoever carries out *Fasilitasi Penyelenggaraan Ketenteraman* may count linmas, though it stands under another program.
    """
    concept = match.concept
    official = normal(" ; ".join((*concept.names, concept.result, concept.indicator)))
    found = {concept.program}
    for scheme in ("pokok-program", "pokok-resmi"):
        for entry in context.vocabulary.entries(scheme):
            if _subject(entry, official):
                found.add(entry.broader)
    return found


def _subject(entry: Entry, text: str) -> str:
    """The form of an entry that a text holds as whole words; empty when there is none."""
    for form in entry.forms:
        if f" {form} " in f" {text} ":
            return form
    return ""
