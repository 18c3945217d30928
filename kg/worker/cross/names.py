"""The names of the own places in a text: what a copied wording replaces first."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.nomenklatur.nomenclature import nomenclature
from kg.derive.regions import LokalRegions
from kg.derive.text import normal

__all__ = ["OwnNames", "own_names"]

#: A name of fewer letters is only told behind the word for its kind.
_LONG = 5
_KINDS = {
    "kecamatan": ("kecamatan",),
    "kabupaten": ("kabupaten", "kota"),
    "desa": ("desa", "kelurahan"),
}


class OwnNames:
    """Replaces the names of the own kecamatan, kabupaten and villages by the words for their kinds.

    Names count as they are printed, with a capital inside the text: there are kecamatan called *Tahunan* and *Damai* and villages
    called *Yang* and *Dalam*. Without the word for its kind a name must be long and no official wording; with it, those of
    kecamatan and kabupaten may also be all capitals.
    """

    def __init__(self, names: dict[str, tuple[str, ...]]) -> None:
        self._steps: list[tuple[str, str, str, tuple[str, ...]]] = []
        for kind, found in names.items():
            for name in sorted(set(filter(None, found)), key=lambda n: (-len(n), n)):
                self._steps += self._of(kind, name)

    @staticmethod
    def _of(kind: str, printed: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
        name = normal(printed)
        ways: tuple[str, ...] = (printed,) if kind == "desa" else (printed, printed.upper())
        named = [(f" {word} {name} ", f" {word} [{kind}] ", name, ways) for word in _KINDS[kind]]
        plain = kind != "desa" and len(name) >= _LONG and not nomenclature().says(name)
        return [*named, (f" {name} ", f" [{kind}] ", name, (printed,))] if plain else named

    def replaced(self, plain: str, printed: str) -> tuple[str, list[str]]:
        """The words of a text with the kinds for the names, and the names that were there.

        >>> names = OwnNames({"kecamatan": ("Damai",)})
        >>> names.replaced("pasar kecamatan damai", "PASAR KECAMATAN DAMAI")
        ('pasar kecamatan [kecamatan]', ['damai'])
        >>> names.replaced("warga hidup damai", "Warga hidup damai"), names.replaced("pasar damai", "Pasar Damai")[1]
        (('warga hidup damai', []), ['damai'])
        """
        text, found = f" {plain} ", []
        for sought, instead, name, ways in self._steps:
            if sought in text and any(printed.find(way) > 0 for way in ways):
                text = text.replace(sought, instead)
                found.append(name)
        return text.strip(), sorted(set(found))


@lru_cache(maxsize=8)
def own_names(region: str) -> OwnNames:
    """The names of a kecamatan, of its kabupaten and of its villages as the region list has them."""
    regions = LokalRegions()
    villages = tuple(name for names in regions.villages(region).values() for name in names)
    return OwnNames(
        {
            "kecamatan": (regions.name(region),),
            "kabupaten": (regions.parent_name(region),),
            "desa": villages,
        }
    )
