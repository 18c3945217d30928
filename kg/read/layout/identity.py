"""Whose document it is, of which years and of which kind.

Told by its title, sheets and signature, never guessed.
"""

from __future__ import annotations

import re

from kg.errors import InputError, Problem
from kg.read.layout.announced import Told
from kg.read.layout.choice import Wanted
from kg.read.layout.periods import other_periods
from kg.read.layout.reading import Reading
from kg.read.layout.regions import Region, region
from kg.read.layout.words import Layout, plain
from kg.read.wilayah import name_of

__all__ = ["Wanted", "settle"]

#: One year, or the first and the last.
_PERIOD = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
#: So many kecamatan of one name are listed to choose from.
_MOST_NAMED = 12


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
    single = _year_of_title(told, columns) or _quarter_year(reading, told)
    if single:
        return single, single
    if told.first:
        return told.first, told.first + _length(reading) - 1
    if len(columns) > 1:
        return columns[0], columns[-1]
    known = columns or told.years or [year for year, _ in told.sheets]
    return (known[0], known[0]) if known else None


def _length(reading: Reading) -> int:
    """How many years the columns count from the first one on; at least that one."""
    longest = max((column.order for column in reading.columns), default=1)
    return max(longest, 1)


def _year_of_title(told: Told, columns: list[int]) -> int:
    """The one year that a title of a yearly document names and the columns have; 0 without one.

    The years beside it are those before and after it.
    """
    stated = set(told.years)
    if len(stated) == 1 and stated <= set(columns) and _is_of_one_year(told):
        return stated.pop()
    return 0


#: Kinds of document that speak of the one year that their title names.
_YEARLY = frozenset(("realisasi", "renja", "renja_perubahan", "pk", "pk_perubahan", "rkt"))


def _is_of_one_year(told: Told) -> bool:
    return bool(told.kinds) and told.kinds[0] in _YEARLY


def _quarter_year(reading: Reading, told: Told) -> int:
    """The year of quarters that name none: that of the title, else that of the plan left of them.

    0 without quarters.

    An evaluation prints the last year of the Renstra and the year before beside its own.
    """
    quarters = [c for c in reading.columns if c.quarter and not c.year]
    if not quarters:
        return 0
    stated = set(told.years)
    if len(stated) == 1:
        return stated.pop()
    nearest = 0
    for column in reading.columns[: reading.columns.index(quarters[0])]:
        if column.year and column.meaning in {"target", "pagu"}:
            nearest = column.year
    return nearest


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
    stated = ", ".join(sorted(map(name_of, told.kabupaten)))
    values = {"name": found.name, "candidates": found.line, "stated": stated}
    raise InputError(Problem("LAYOUT-ELSEWHERE", name, values))


def _one(text: str, told: Told, name: str) -> Region:
    candidates = region(text, told.kabupaten)
    if len(candidates) > 1:
        # Some titles print the kabupaten without that word, such as in brackets.
        named = [one for one in candidates if f" {one.bare_kabupaten} " in told.text]
        if len(named) == 1:
            candidates = named
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise InputError(Problem("LAYOUT-UNKNOWN", name, {"found": text}))
    shown = "; ".join(one.line for one in candidates[:_MOST_NAMED])
    values = {"name": candidates[0].name, "count": str(len(candidates)), "candidates": shown}
    raise InputError(Problem("LAYOUT-REGION", name, values))


def _kind_of_span(kind: str, span: tuple[int, int]) -> str:
    """The kind; a plan for one year is that of the year, whatever its title leaves open."""
    if kind.startswith("renstra") and span[0] == span[1]:
        return kind.replace("renstra", "renja")
    return kind


def _doubt_region(reading: Reading, told: Told) -> None:
    """Tell every name of a kecamatan that may stand for another one than was taken."""
    for named, place in told.names:
        if len(told.names) > 1 or len(region(named, told.kabupaten)) > 1:
            reading.doubt(place, "region")
            reading.doubt(told.title_place, "region")


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
    reading.period = "-".join(dict.fromkeys(map(str, span)))
    kind = wanted.kind
    if not kind:
        kind = _kind_of_span(_kind(told, layout, reading), span)
    reading.changed = kind.endswith("_perubahan")
    reading.kind = kind.removesuffix("_perubahan")
    if not wanted.kecamatan:
        _doubt_region(reading, told)
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
