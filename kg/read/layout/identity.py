"""Whose document it is, of which years and of which kind.

Told by its title, sheets and signature, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.errors import InputError, Problem
from kg.read.layout.choice import Wanted
from kg.read.layout.page import Page, Strip
from kg.read.layout.periods import other_periods, spans_in
from kg.read.layout.reading import Reading, Value
from kg.read.layout.regions import (
    Region,
    called_in,
    kabupaten_in,
    kecamatan_in,
    led_kecamatan_in,
    region,
)
from kg.read.layout.words import Layout, plain, words
from kg.read.wilayah import name_of

__all__ = ["Told", "Wanted", "settle", "tell"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FIRST = re.compile(r"tahun\s*ke\s*-?\s*(?:1|i)\s*=\s*((?:19|20)\d\d)", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_MOST_NAMED = 12


@dataclass
class Told:
    """What titles, sheet names and signatures say, in the order in which they stand."""

    names: list[tuple[str, str]] = field(default_factory=list)
    kabupaten: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    sheets: list[tuple[int, str]] = field(default_factory=list)
    first: int = 0
    title: str = ""
    title_place: str = ""
    text: str = ""
    kinds: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    titled: list[tuple[tuple[int, int], Value]] = field(default_factory=list)


def tell(pages: list[Page], titles: list[Strip], ends: list[Strip], beside: list[str]) -> Told:
    """Collect what the lines of titles and signatures say, and the columns of organisation and year."""
    told = Told()
    for strip in titles:
        _title(told, strip)
    for strip in ends:
        line = " ".join(spot.text for spot in strip.own)
        _places(told, line, strip.place)
    for line in beside:
        _places(told, line, "")
        told.years += [int(line)] if _YEAR.fullmatch(line) else []
    if not told.names:
        _led(told, [*titles, *ends])
    for page in pages:
        _places(told, page.title, page.title)
        told.kinds += _kinds(page.title)
        told.sheets += [(int(year), page.title) for year in _YEAR.findall(page.title)]
    return told


def _title(told: Told, strip: Strip) -> None:
    """A line above the tables: the first one that says something is the title."""
    line = " ".join(spot.text for spot in strip.own)
    place = strip.own[0].place if strip.own else strip.place
    if not told.title and len(line) > 3:
        told.title = " ".join(line.split())[:200]
        told.title_place = place
    told.text += f" {plain(line)} "
    _places(told, line, place)
    _years(told, line)
    told.titled += [(span, Value(" ".join(line.split()), place)) for span in spans_in(line)]
    told.kinds += _kinds(line)


def _places(told: Told, line: str, place: str) -> None:
    known = {name for name, _ in told.names}
    told.names += [(name, place) for name in kecamatan_in(line) if name not in known]
    told.kabupaten |= kabupaten_in(line)
    for name, word in called_in(line).items():
        told.called.setdefault(name, word)


def _led(told: Told, strips: list[Strip]) -> None:
    """The kecamatan by who signs for it, where nothing names it."""
    for strip in strips:
        for spot in strip.own:
            told.names += [(name, spot.place) for name in led_kecamatan_in(spot.text)]
    told.names = list({name: (name, place) for name, place in reversed(told.names)}.values())


def _years(told: Told, line: str) -> None:
    first = _FIRST.search(line)
    if first is not None:
        told.first = int(first[1])
        return
    told.spans += spans_in(line)
    if not spans_in(line):
        told.years += [int(year) for year in _YEAR.findall(line)]


def _kinds(line: str) -> list[str]:
    flat = f" {plain(line)} "
    for kind in words().dokumen:
        if any(f" {plain(word)} " in flat for word in kind.kata):
            return [kind.jenis]
    return []


def _span(text: str) -> tuple[int, int] | None:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    return int(match[1]), int(match[2] or match[1])


def _value_years(reading: Reading) -> list[int]:
    """The years of the columns of targets and money, those only looked ahead to left out."""
    ahead = ("prakiraan", "perkiraan")
    columns = [c for c in reading.columns if c.meaning in {"target", "pagu", "realisasi"}]
    own = []
    for c in columns:
        if c.year and not plain(c.head).startswith(ahead):
            own.append(c.year)
    return sorted({*own, *reading.years})


def _period(reading: Reading, told: Told, wanted: Wanted, name: str) -> tuple[int, int]:
    asked = _span(wanted.period)
    if wanted.period and asked is None:
        raise InputError(Problem("LAYOUT-PERIOD", name, {"found": wanted.period}))
    found = asked or _told_period(reading, told)
    if found is None:
        raise InputError(Problem("LAYOUT-NOPERIOD", name))
    return found


def _told_period(reading: Reading, told: Told) -> tuple[int, int] | None:
    """The first and last year that the lines around the tables say, else those of the columns."""
    if told.spans:
        return told.spans[0]
    columns = _value_years(reading)
    stated = set(told.years)
    if len(stated) == 1 and stated <= set(columns) and _is_of_one_year(told):
        # The years beside that of the title are those before and after it.
        year = stated.pop()
        return year, year
    quartered = _quarter_year(reading, told)
    if quartered:
        return quartered, quartered
    if told.first:
        longest = max((c.order for c in reading.columns), default=1)
        return told.first, told.first + max(longest, 1) - 1
    if len(columns) > 1:
        return columns[0], columns[-1]
    known = columns or told.years or [year for year, _ in told.sheets]
    return (known[0], known[0]) if known else None


#: Kinds of document that speak of the one year that their title names.
_YEARLY = frozenset(("realisasi", "renja", "renja_perubahan", "pk", "pk_perubahan", "rkt"))


def _is_of_one_year(told: Told) -> bool:
    return bool(told.kinds) and told.kinds[0] in _YEARLY


def _quarter_year(reading: Reading, told: Told) -> int:
    """The year of quarters that name none: that of the title, else that of the plan left of them.

    0 without quarters.

    An evaluation prints the last year of the Renstra and the year before beside its own.
    """
    quarters = []
    for c in reading.columns:
        if c.quarter and not c.year:
            quarters.append(c)
    if not quarters:
        return 0
    stated = set(told.years)
    if len(stated) == 1:
        return stated.pop()
    first = reading.columns.index(quarters[0])
    before = []
    for c in reading.columns[:first]:
        if c.year and c.meaning in {"target", "pagu"}:
            before.append(c.year)
    if before:
        return before[-1] or 0
    return 0


def _choose(told: Told, wanted: Wanted, name: str) -> list[Region]:
    """The kecamatan of the document: several only where several are named.

    :raises InputError: LAYOUT-REGION with the candidates of a name that several bear,
        LAYOUT-NOREGION.
    """
    if wanted.kecamatan:
        return [_one(wanted.kecamatan, told, name)]
    found = [_inside(_one(text, told, name), told, name) for text, _ in told.names]
    if not found:
        raise InputError(Problem("LAYOUT-NOREGION", name))
    return list(dict.fromkeys(found))


def _inside(found: Region, told: Told, name: str) -> Region:
    """The kecamatan that titles name, where it lies in a kabupaten that they name as well."""
    if not told.kabupaten or found.code.rpartition(".")[0] in told.kabupaten:
        return found
    stated = ", ".join(sorted(name_of(code) for code in told.kabupaten))
    values = {"name": found.name, "candidates": found.line, "stated": stated}
    raise InputError(Problem("LAYOUT-ELSEWHERE", name, values))


def _one(text: str, told: Told, name: str) -> Region:
    candidates = region(text, told.kabupaten)
    if len(candidates) > 1:
        # Some titles print the kabupaten without that word, such as in brackets.
        named = []
        for one in candidates:
            if f" {one.bare_kabupaten} " in told.text:
                named.append(one)
        if len(named) == 1:
            candidates = named
        else:
            candidates = candidates
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise InputError(Problem("LAYOUT-UNKNOWN", name, {"found": text}))
    shown = "; ".join(one.line for one in candidates[:_MOST_NAMED])
    values = {"name": candidates[0].name, "count": str(len(candidates)), "candidates": shown}
    raise InputError(Problem("LAYOUT-REGION", name, values))


def settle(
    reading: Reading, told: Told, layout: Layout, wanted: Wanted, name: str
) -> tuple[list[Region], tuple[int, int]]:
    """Kecamatan, period and kind of what was read.

    Every doubt about them is raised, none is decided.

    :raises InputError: LAYOUT-REGION, LAYOUT-NOREGION, LAYOUT-ELSEWHERE, LAYOUT-UNKNOWN,
        LAYOUT-PERIOD, LAYOUT-NOPERIOD.
    """
    span = _period(reading, told, wanted, name)
    for year, title in told.sheets:
        if not span[0] <= year <= span[1]:
            reading.doubt(title, "sheet-year")
    reading.titles = other_periods(told.titled, told.title_place, span)
    reading.period = "-".join(dict.fromkeys(str(year) for year in span))
    kind = wanted.kind or _kind(told, layout, reading)
    if kind.startswith("renstra") and span[0] == span[1] and not wanted.kind:
        # A plan for one year is that of the year, whatever its title leaves open.
        kind = kind.replace("renstra", "renja")
    reading.changed = kind.endswith("_perubahan")
    reading.kind = kind.removesuffix("_perubahan")
    for named, place in told.names:
        if not wanted.kecamatan and (len(told.names) > 1 or len(region(named, told.kabupaten)) > 1):
            reading.doubt(place, "region")
            reading.doubt(told.title_place, "region")
    regions = _choose(told, wanted, name)
    if len(regions) == 1:
        reading.region = regions[0].code
    else:
        reading.region = ""
    return regions, span


#: Kinds of document that a layout can hold; a title may only choose among them.
_KINDS = {
    "renstra": ("renstra", "renstra_perubahan", "renja", "renja_perubahan", "rkt", "iku", "pk"),
    "sipd": ("renja", "renja_perubahan", "renstra", "renstra_perubahan"),
    "iku_pk": ("iku", "pk", "pk_perubahan", "rkt"),
    "pohon": ("pohon",),
    "triwulan": ("realisasi",),
    "iki": ("iki",),
}


def _kind(told: Told, layout: Layout, reading: Reading) -> str:
    possible = _KINDS.get(layout.nama, (layout.jenis_dokumen,))
    if any(column.why == "column-semester" for column in reading.columns):
        # What was reached in half a year is not read, and makes it no plan.
        possible = (*possible, "realisasi")
    return next((kind for kind in told.kinds if kind in possible), layout.jenis_dokumen)
