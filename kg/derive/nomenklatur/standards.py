"""Indicators of plan items held against the standard ones of the nomenclature."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.ratios import content
from kg.derive.nomenklatur.naming import matches
from kg.derive.official.concept import Concept
from kg.derive.official.meaning import Match
from kg.derive.text import normal
from kg.terms import KIN

__all__ = ["indicators_of", "standard_indicators"]

#: The first year whose documents have standard indicators (Kepmendagri 900.1.15.5-1317/2023).
_STANDARD = 2023


def indicators_of(context: Context, node: NamedNode) -> list[NamedNode]:
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
        for indicator in indicators_of(context, node):
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
