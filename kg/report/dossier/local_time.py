"""The time of a check as its readers' clocks show it: in the zone of the province, never in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from importlib import resources

import msgspec

from kg.report.dossier.dossier import Dossier

__all__ = ["local_moment", "told_moment"]

#: Where no unit tells the province, the time of the capital.
_DEFAULT = "WIB"


@dataclass(frozen=True)
class _Zone:
    """A time zone: hours ahead of UTC, and the provinces that keep it."""

    hours: int
    provinces: tuple[str, ...]


@lru_cache(maxsize=1)
def _zones() -> dict[str, _Zone]:
    file = resources.files("kg.report.dossier").joinpath("zones.toml")
    return msgspec.toml.decode(file.read_bytes(), type=dict[str, _Zone])


def _zone_of(dossier: Dossier) -> str:
    """The zone of the kecamatan.

    That of the capital where several are checked that do not share one.
    """
    found = set()
    for unit in dossier.report.units:
        found.add(_zone_at(unit.region))
    if len(found) == 1:
        return found.pop()
    return _DEFAULT


def _zone_at(region: str) -> str:
    # The code of a kecamatan begins with that of its province.
    province = region[:2]
    for name, zone in _zones().items():
        if province in zone.provinces:
            return name
    return _DEFAULT


def local_moment(dossier: Dossier) -> datetime:
    """The time of the check on the clocks of the kecamatan.

    Its zone has the name that people write.
    """
    name = _zone_of(dossier)
    ahead = timedelta(hours=_zones()[name].hours)
    return dossier.moment.astimezone(timezone(ahead, name))


def told_moment(dossier: Dossier) -> str:
    """Day, hour and zone, as ``2026-09-21 21:13 WIB``."""
    return local_moment(dossier).strftime("%Y-%m-%d %H:%M %Z")
