"""Names, levels, indicators and versions of plan items held against the nomenclature."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.ratios import content
from kg.derive.nomenklatur.nomenclature import Closeness, Concept, Match, nomenclature, spelled
from kg.derive.text import normal
from kg.terms import KIN, RDF

__all__ = [
    "matches",
    "mentioned_programs",
    "official_names",
    "standard_indicators",
    "versions_in_force",
]

_LEVELS = {"Program": "program", "Kegiatan": "kegiatan", "SubKegiatan": "sub_kegiatan"}
_WORDS = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "sub kegiatan"}
#: The first year whose documents have standard indicators (Kepmendagri 900.1.15.5-1317/2023).
_STANDARD = 2023


def _level(context: Context, node: NamedNode) -> str:
    kinds = context.view.objects(node, RDF["type"])
    return next((level for name, level in _LEVELS.items() if KIN[name] in kinds), "")


def matches(context: Context) -> Iterator[tuple[NamedNode, str, Match]]:
    """Every named item with its level and the concept it means: by its code, else by its name."""
    return iter(context.once(_matches))


def _matches(context: Context) -> list[tuple[NamedNode, str, Match]]:
    return list(_matching(context))


def _matching(context: Context) -> Iterator[tuple[NamedNode, str, Match]]:
    known, closeness = nomenclature(), Closeness.of(context.vocabulary)
    for kind, level in _LEVELS.items():
        for node in context.view.instances(KIN[kind]):
            label = context.view.label(node).strip()
            concept = known.coded(context.view.text(node, KIN["kodeNomenklatur"]))
            match = (
                Match(concept, concept.name, 1.0)
                if concept and label
                else known.named(label, level, closeness)
                if label
                else None
            )
            if match is not None:
                yield node, level, match


def _is_cut(label: str, match: Match, tail: int) -> bool:
    """Whether a name ends before the official one does."""
    printed, official = normal(label).split(), normal(match.name).split()
    missing = len(official) - len(printed)
    return missing >= tail and printed[:tail] == official[:tail]


def official_names(context: Context) -> Iterator[Triple]:
    """The concept a name means, and where name or level differ from it."""
    for node, level, match in matches(context):
        concept, label = match.concept, context.view.label(node)
        yield Triple(node, KIN["namaBaku"], Literal(match.name))
        yield Triple(node, KIN["kodeBaku"], Literal(concept.code))
        official = f"{match.name} ({concept.code}, {match.score:.2f})"
        if spelled(label) not in {spelled(name) for name in concept.names}:
            yield Triple(node, KIN["namaTidakBaku"], Literal(official))
        if _is_cut(label, match, int(context.threshold("akhir-nama-hilang"))):
            yield Triple(node, KIN["namaTerpotong"], Literal(official))
        if concept.level != level:
            yield Triple(
                node, KIN["jenjangTidakBaku"], Literal(f"{_WORDS[concept.level]} ({concept.code})")
            )


def _indicators(context: Context, node: NamedNode) -> list[NamedNode]:
    results = [node, *context.view.nodes(node, KIN["memilikiSasaran"])]
    found = [i for r in results for i in context.view.nodes(r, KIN["diukurOleh"])]
    return [i for i in found if context.view.label(i).strip()]


def _differs(label: str, unit: str, concept: Concept, least: float) -> bool:
    wanted = content(concept.indicator)
    same = (
        normal(label) == normal(concept.indicator)
        or len(content(label) & wanted) / (len(wanted) or 1) >= least
    )
    return not same or bool(unit and normal(unit) != normal(concept.unit))


def standard_indicators(context: Context) -> Iterator[Triple]:
    """The standard indicator of a sub-activity on each of its indicators, and where the indicator measures something else."""
    years = context.stated_years()
    if years and years[-1] < _STANDARD:
        return
    for node, level, match in matches(context):
        concept = match.concept
        if level != "sub_kegiatan" or not concept.indicator:
            continue
        for indicator in _indicators(context, node):
            standard = f"{concept.indicator} [{concept.unit}] ({concept.code})"
            yield Triple(indicator, KIN["indikatorBaku"], Literal(standard))
            printed = (context.view.label(indicator), context.view.text(indicator, KIN["satuan"]))
            if _differs(*printed, concept, context.threshold("indikator-baku")):
                yield Triple(indicator, KIN["indikatorTidakBaku"], Literal(standard))


def _span(first: int | None, last: int | None) -> str:
    return f"{first or '…'}–{last or '…'}"


def _outside(years: list[int], first: int | None, last: int | None) -> bool:
    return bool(years) and (years[-1] < (first or years[-1]) or years[0] > (last or years[0]))


def versions_in_force(context: Context) -> Iterator[Triple]:
    """Codes and decrees that a document states, and those that are not in force in any year of its period."""
    known, years = nomenclature(), context.stated_years()
    for node in context.view.instances(KIN["KomponenPerencanaan"]):
        concept = known.coded(context.view.text(node, KIN["kodeNomenklatur"]))
        if concept is not None and (concept.since or concept.until):
            yield from _version(
                node,
                _span(concept.since, concept.until),
                _outside(years, concept.since, concept.until),
            )
    for node in context.view.instances(KIN["Dokumen"]):
        decree = known.decree(context.view.text(node, KIN["versiNomenklatur"]))
        if decree is not None:
            yield from _version(
                node, _span(decree.first, decree.last), _outside(years, decree.first, decree.last)
            )


def _version(node: NamedNode, span: str, outside: bool) -> Iterator[Triple]:
    yield Triple(node, KIN["masaBerlaku"], Literal(span))
    if outside:
        yield Triple(node, KIN["masaBerlakuLain"], Literal(span))


def mentioned_programs(context: Context) -> Iterator[Triple]:
    """Results and indicators of an item that name the subject of another program (word list ``pokok-program``)."""
    entries = context.vocabulary.entries("pokok-program")
    for node, _, match in matches(context):
        yield Triple(node, KIN["programBaku"], Literal(match.concept.program))
        own = normal(match.name)
        results = [*context.view.nodes(node, KIN["memilikiSasaran"]), *_indicators(context, node)]
        text = normal(" ; ".join(context.view.label(r) for r in results))
        for entry in entries:
            found = next(
                (f for f in entry.forms if f in text.split() or f" {f} " in f" {text} "), ""
            )
            if (
                found
                and entry.broader != match.concept.program
                and not any(f in own for f in entry.forms)
            ):
                yield Triple(node, KIN["pokokProgramLain"], Literal(f"{found} → {entry.broader}"))
