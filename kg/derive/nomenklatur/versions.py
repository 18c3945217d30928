"""Codes and decrees of a document held against the years in which they are in force, and against the lists of those years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.official.concept import Concept, Decree, Listing
from kg.derive.official.name_pool import padded
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.text import KEPT
from kg.terms import KIN

__all__ = ["listed_codes", "versions_in_force"]

#: A whole code; anything else has no version to be held against.
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
        titles, found = _looked_up(_when(context), code)
        if not titles:
            continue
        yield Triple(node, KIN["daftarBerlaku"], Literal(titles))
        if found:
            yield Triple(node, KIN["kodeTidakTerdaftar"], Literal(f"{found} ({titles})"))


class _When(NamedTuple):
    """What decides which lists are in force.

    The nomenclature, the code of the province, the years of the period, and the decree that the
    documents state.
    """

    nomenclature: Nomenclature
    province: str
    years: tuple[int, ...]
    stated: str


def _when(context: Context) -> _When:
    # Lists and scopes are made for provinces: the two digits of one are all they ask for.
    province = context.region_code[:2]
    years = tuple(context.stated_years())
    return _When(context.nomenclature, province, years, context.stated_version)


@lru_cache(maxsize=KEPT)
def _looked_up(when: _When, code: str) -> tuple[str, str]:
    """The titles of the lists in force in which a code was looked up, and what is wrong with it.

    Both empty when there is no such list. The same codes stand in thousands of kecamatan.
    """
    lists = _lists_for(when, code)
    if not lists:
        return "", ""
    titles = "; ".join(dict.fromkeys(listing.title for listing in lists))
    return titles, _found(when, lists, code)


def _lists_for(when: _When, code: str) -> list[Listing]:
    """The lists in force that cover the part of a code.

    None when one of the versions it could come from is not known.
    """
    found = []
    for year in _years_of(code, when.years):
        known = _in_year(when, code, year)
        if not known:
            return []
        found += known
    return list(dict.fromkeys(found))


def _in_year(when: _When, code: str, year: int) -> list[Listing]:
    """The imported list of the version in force in a year, else the own catalogue, as far as they cover the code."""
    decree = _decree(when, year)
    known = when.nomenclature.lists_for(when.province)
    covering = []
    for listing in known:
        if listing.covers(code) and listing.holds_in(year):
            covering.append(listing)
    number = None
    if decree is not None:
        number = decree.number
    imported = [listing for listing in covering if listing.version and listing.version == number]
    return imported or [listing for listing in covering if not listing.version]


def _decree(when: _When, year: int) -> Decree | None:
    stated = when.nomenclature.decree(when.stated)
    if stated is not None:
        return stated
    return when.nomenclature.in_force(year)


def _years_of(code: str, years: Sequence[int]) -> Sequence[int]:
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


def _found(when: _When, lists: list[Listing], code: str) -> str:
    """What is wrong with a code: it is in no list, or only for somebody else.

    Empty when nothing is.
    """
    others: list[Concept] = []
    for listing in lists:
        for concept in _coded(listing, code):
            if when.nomenclature.scope(concept).covers(when.province):
                return ""
            others.append(concept)
    if others:
        return f"{code}: {when.nomenclature.scope(others[0]).name}"
    return code


def _coded(listing: Listing, code: str) -> Iterator[Concept]:
    """The concepts of a code and of its form of four digits, now or formerly."""
    for written in dict.fromkeys((code, padded(code))):
        yield from listing.by_code.get(written, ())
