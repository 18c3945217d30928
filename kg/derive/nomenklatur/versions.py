"""Codes and decrees of a document held against the years in which they are in force, and against the lists of those years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.official.concept import Concept, Decree, Listing
from kg.derive.official.pool import padded
from kg.terms import KIN

__all__ = ["listed_codes", "versions_in_force"]

_CODE = re.compile(r"\d\.\d{2}\.\d{2}(\.\d\.\d{2}(\.(\d{2}|\d{4}))?)?")
#: The first year whose sub-activities have four digits (Kepmendagri 900.1.15.5-1317/2023).
_FOUR_DIGITS = 2023


def _span(first: int | None, last: int | None) -> str:
    return f"{first or '…'}–{last or '…'}"


def _outside(years: list[int], first: int | None, last: int | None) -> bool:
    """Whether years in force hold no year of a period."""
    if not years:
        return False
    begins_later = first is not None and years[-1] < first
    ended_before = last is not None and years[0] > last
    return begins_later or ended_before


def versions_in_force(context: Context) -> Iterator[Triple]:
    """Codes and decrees that a document states, and those that are not in force in any year of its period."""
    for node in context.view.instances(KIN["KomponenPerencanaan"]):
        concept = _entry(context, node)
        if concept is not None and (concept.since or concept.until):
            origin = context.pool.origin(concept)
            yield from _version(context, node, concept.since, concept.until, origin)
    for node in context.view.instances(KIN["Dokumen"]):
        decree = context.nomenclature.decree(context.view.text(node, KIN["versiNomenklatur"]))
        if decree is not None:
            yield from _version(context, node, decree.first, decree.last, decree.number)


def _entry(context: Context, node: NamedNode) -> Concept | None:
    """The entry that a person chose for the name, else that of the printed code."""
    label = context.view.label(node).strip()
    if label and context.pool.is_linked(label):
        return context.pool.linked(label)
    return context.pool.coded(context.view.text(node, KIN["kodeNomenklatur"]))


def _version(
    context: Context, node: NamedNode, first: int | None, last: int | None, origin: str
) -> Iterator[Triple]:
    span = Literal(f"{_span(first, last)} ({origin})")
    yield Triple(node, KIN["masaBerlaku"], span)
    if _outside(context.stated_years(), first, last):
        yield Triple(node, KIN["masaBerlakuLain"], span)


def listed_codes(context: Context) -> Iterator[Triple]:
    """Codes that were looked up in the lists in force, and those that stand in none.

    A code is only looked up where a list of its part is known for every version that it could come
    from.
    """
    for node in context.view.instances(KIN["KomponenPerencanaan"]):
        code = context.view.text(node, KIN["kodeNomenklatur"]).strip()
        if not _CODE.fullmatch(code):
            continue
        lists = _lists_for(context, code)
        if not lists:
            continue
        titles = "; ".join(dict.fromkeys(listing.title for listing in lists))
        yield Triple(node, KIN["daftarBerlaku"], Literal(titles))
        found = _found(context, lists, code)
        if found:
            yield Triple(node, KIN["kodeTidakTerdaftar"], Literal(f"{found} ({titles})"))


def _lists_for(context: Context, code: str) -> list[Listing]:
    """The lists in force that cover the part of a code.

    None when one of the versions it could come from is not known.
    """
    found = []
    for year in _years_of(code, context.stated_years()):
        known = _in_year(context, code, year)
        if not known:
            return []
        found += known
    return list(dict.fromkeys(found))


def _in_year(context: Context, code: str, year: int) -> list[Listing]:
    """The imported list of the version in force in a year, else the own catalogue, as far as they cover the code."""
    decree = _decree(context, year)
    known = context.nomenclature.lists_for(context.region_code)
    covering = []
    for listing in known:
        if listing.covers(code) and listing.holds_in(year):
            covering.append(listing)
    number = None
    if decree is not None:
        number = decree.number
    imported = [listing for listing in covering if listing.version and listing.version == number]
    return imported or [listing for listing in covering if not listing.version]


def _decree(context: Context, year: int) -> Decree | None:
    stated = context.nomenclature.decree(context.stated_version)
    if stated is not None:
        return stated
    return context.nomenclature.in_force(year)


def _years_of(code: str, years: list[int]) -> list[int]:
    """The years of a period whose versions could hold a code of this form.

    All when the form fits none of them.
    """
    groups = code.split(".")
    digits = len(groups[-1])
    if len(groups) <= 5:  # programs and activities look alike in all versions
        return years
    four = digits == 4
    fitting = [year for year in years if (year >= _FOUR_DIGITS) == four]
    return fitting or years


def _found(context: Context, lists: list[Listing], code: str) -> str:
    """What is wrong with a code: it is in no list, or only for somebody else.

    Empty when nothing is.
    """
    wanted = {code, padded(code)}
    others: list[Concept] = []
    for listing in lists:
        for concept in listing.concepts:
            if not wanted & {concept.code, concept.former_code}:
                continue
            if context.nomenclature.scope(concept).covers(context.region_code):
                return ""
            others.append(concept)
    if others:
        return f"{code}: {context.nomenclature.scope(others[0]).name}"
    return code
