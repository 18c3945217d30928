"""From what a person types to what a form is made for.

The years of a period, the code of a kecamatan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.derive.regions import LokalRegions
from kg.errors import InputError, Problem
from kg.link.wilayah.places import dotted, national, spelled
from kg.link.wilayah.region_matching import Gazetteer
from kg.questions.resolve import named_near
from kg.read.wilayah import districts
from kg.report.dossier.dossier import moment

__all__ = ["region_named", "region_title", "years_of"]

_PERIOD = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
#: A plan of a region covers so many years, no document more than twice that.
_PLAN = 5
_MOST = 10


def years_of(period: str) -> tuple[int, ...]:
    """The years of a period; the five from this year on when none is given.

    >>> years_of("2025-2027")
    (2025, 2026, 2027)

    :raises InputError: TEMPLATE-PERIOD.
    """
    if not period:
        first = moment().year
        return tuple(range(first, first + _PLAN))
    match = _PERIOD.fullmatch(period.strip())
    if match is not None:
        first = int(match[1])
        last = int(match[2] or match[1])
        if 0 <= last - first < _MOST:
            return tuple(range(first, last + 1))
    raise InputError(Problem("TEMPLATE-PERIOD", "--period", {"found": period}))


def region_named(wanted: str) -> str:
    """The code of a kecamatan named by code or name, the kabupaten behind a comma where it needs one.

    >>> region_named("Distrik Abepura"), region_named("Kec. Sukajadi, Kota Bandung")
    ('91.71.03', '32.73.07')

    :raises InputError: TEMPLATE-REGION when there is none, or several of that name.
    """
    regions = LokalRegions()
    if not wanted or regions.is_known(wanted):
        return wanted
    name, _, kabupaten = wanted.partition(",")
    found = Gazetteer(national()).find(name, kabupaten)
    same = found.places[:1]
    if found.decision == "diterima" and _is_meant(name, same[0].code, same[0].name):
        return same[0].code
    near = []
    for place in found.places:
        near.append(f"{place.code} {place.name}, {regions.parent_title(place.code)}")
    values = {"found": wanted, "near": "; ".join(near) or named_near(name, _shown(regions))}
    raise InputError(Problem("TEMPLATE-REGION", "--kecamatan", values))


def _is_meant(typed: str, code: str, name: str) -> bool:
    """Whether code or name were typed: a name that is only alike is offered, not taken."""
    return spelled(typed) == spelled(name) or dotted(typed.strip()) == code


def _shown(regions: LokalRegions) -> Iterator[str]:
    """Every kecamatan as a message names one."""
    for code, name in districts():
        yield f"{code} {name}, {regions.parent_title(code)}"


def region_title(code: str) -> str:
    """A kecamatan as it is told to whoever named it.

    >>> region_title("33.02.19")
    'Sokaraja, Kabupaten Banyumas (33.02.19)'
    """
    regions = LokalRegions()
    return f"{regions.name(code)}, {regions.parent_title(code)} ({code})"
