"""From what a person types to what a form is made for.

The years of a period, the code of a kecamatan.
"""

from __future__ import annotations

import re

from kg.derive.regions import LokalRegions
from kg.errors import InputError, Problem
from kg.report.dossier.dossier import moment

__all__ = ["region_named", "years_of"]

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
    """The code of a kecamatan named by code or name.

    :raises InputError: TEMPLATE-REGION when there is none, or several of that name.
    """
    regions = LokalRegions()
    if not wanted or regions.is_known(wanted):
        return wanted
    called = regions.called(wanted)
    if len(called) == 1:
        return called[0]
    near = []
    for code in called[:8]:
        near.append(f"{code} {regions.name(code)}, {regions.parent_name(code)}")
    values = {"found": wanted, "near": "; ".join(near) or "-"}
    raise InputError(Problem("TEMPLATE-REGION", "--kecamatan", values))
