"""Regions as a list gives them: code, name, and what the code says about level and parent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.derive.regions import RegionPlace, national_places
from kg.link.importing import list_id

__all__ = ["CODE", "NATIONAL", "Places", "dotted", "national", "spelled"]

#: The list that comes with the program.
NATIONAL = "300.2.2-2138/2025"
#: A code of the ministry: provinsi, kabupaten or kota, kecamatan, kelurahan or desa.
CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
#: The same without dots; a code of seven digits is one of the statistics office.
_BARE = re.compile(r"(\d\d)(\d\d)(\d\d)(\d{4})?")


@dataclass(frozen=True)
class Places:
    """One list of regions.

    The decree that fixed it, and the regions in the order of their codes.
    """

    version: str
    places: tuple[RegionPlace, ...]

    @property
    def id(self) -> str:
        """The name of the list in addresses."""
        return list_id(self.version)

    def by_code(self) -> dict[str, RegionPlace]:
        """The regions by their code."""
        return {place.code: place for place in self.places}


def dotted(code: str) -> str:
    """A code with its dots.

    >>> dotted("330219"), dotted("3302192001"), dotted("33.02.19")
    ('33.02.19', '33.02.19.2001', '33.02.19')
    """
    match = _BARE.fullmatch(code)
    if match:
        return ".".join(filter(None, match.groups()))
    return code


def spelled(name: str) -> str:
    """A name as names of regions compare: blanks, signs and case are how people spell.

    >>> spelled("Pino Raya") == spelled("PINORAYA"), spelled("Kec. Pujon")
    (True, 'pujon')
    """
    bare = re.sub(r"^(kecamatan|kec\.?|distrik|kapanewon|kemantren)\s+", "", name.casefold())
    return re.sub(r"[^a-z0-9]", "", bare)


def national(*, villages: bool = False) -> Places:
    """The list that comes with the program."""
    return Places(NATIONAL, national_places(villages=villages))
