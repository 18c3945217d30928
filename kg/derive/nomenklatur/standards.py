"""Indicators of plan items held against the standard ones of the nomenclature."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.ratios import content
from kg.derive.nomenklatur.naming import matches
from kg.derive.official.concept import Concept
from kg.derive.official.meaning import Match
from kg.derive.text import normal, shortens
from kg.derive.vocabulary import vocabulary
from kg.terms import KIN

__all__ = ["indicators_of", "standard_indicators"]

#: The first year whose documents have standard indicators (Kepmendagri 900.1.15.5-1317/2023).
_STANDARD = 2023
#: The most letters of a shortened word (*pert*, *kegt*).
_LONGEST = 4


def indicators_of(context: Context, node: NamedNode) -> list[NamedNode]:
    """The indicators of an item and of its results that have a text."""
    view = context.view
    found = []
    for result in (node, *view.nodes(node, KIN["memilikiSasaran"])):
        found += view.nodes(result, KIN["diukurOleh"])
    return [indicator for indicator in found if view.label(indicator).strip()]


def _is_short_for(short: str, word: str) -> bool:
    """Whether a unit is a word cut short (*dok*, *lap*, *bln*).

    A unit of its own shortens nothing: *kali* is no *kalimat*.
    """
    if short == word:
        return True
    if len(short) > _LONGEST:
        return False
    listed = vocabulary().first("satuan", short)
    if listed is not None and listed[0].name != word:
        return False
    return shortens(short, word)


def _same_unit(unit: str, standard: str) -> bool:
    """Whether a unit is the standard one, written out, shortened word by word or in its initials.

    >>> _same_unit("Dok.", "Dokumen"), _same_unit("Org/bln", "Orang/bulan")
    (True, True)
    >>> _same_unit("OB", "Orang/bulan"), _same_unit("Orang", "Orang/bulan")
    (True, False)
    """
    mine, theirs = normal(unit).split(), normal(standard).split()
    if mine == theirs:
        return True
    if len(mine) == 1 and len(theirs) > 1:
        return mine[0] == "".join(word[0] for word in theirs if word.isalpha())
    return len(mine) == len(theirs) and all(map(_is_short_for, mine, theirs))


def _same_thing(label: str, concept: Concept, least: float) -> bool:
    """Whether an indicator measures what the standard one does."""
    if normal(label) == normal(concept.indicator):
        return True
    wanted = content(concept.indicator)
    shared = len(content(label) & wanted)
    return shared / max(len(wanted), 1) >= least


def standard_indicators(context: Context) -> Iterator[Triple]:
    """The standard indicator of a sub-activity on each of its indicators, and where thing or unit differ."""
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
    if not _same_thing(label, concept, least):
        yield Triple(indicator, KIN["indikatorTidakBaku"], standard)
    elif unit and not _same_unit(unit, concept.unit):
        yield Triple(indicator, KIN["satuanTidakBaku"], standard)
