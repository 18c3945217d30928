"""The names of the own places in a text: what a copied wording replaces first."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.derive.official.nomenclature import nomenclature
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


class _Step(NamedTuple):
    """One replacement; ``ways`` are how the name must be printed for it to be meant."""

    sought: str
    instead: str
    name: str
    ways: tuple[str, ...]

    def is_printed(self, text: str) -> bool:
        """Whether a text has the name in one of these ways.

        Not as its first word, which has a capital anyhow.
        """
        return any(text.find(way) > 0 for way in self.ways)


def _steps(kind: str, printed: str) -> list[_Step]:
    """The replacements of one name, with the word for its kind first."""
    name = normal(printed)
    ways: tuple[str, ...] = (printed,)
    if kind != "desa":
        ways = (printed, printed.upper())

    steps = []
    for word in _KINDS[kind]:
        steps.append(_Step(f" {word} {name} ", f" {word} [{kind}] ", name, ways))
    if kind != "desa" and len(name) >= _LONG and not nomenclature().says(name):
        steps.append(_Step(f" {name} ", f" [{kind}] ", name, (printed,)))

    return steps


class OwnNames:
    """Replaces the names of the own kecamatan, kabupaten and villages by the words for their kinds.

    Names count as they are printed, with a capital inside the text: there are kecamatan called
    *Tahunan* and *Damai* and villages called *Yang* and *Dalam*. Without the word for its kind a
    name must be long and no official wording; with it, those of kecamatan and kabupaten may also be
    all capitals.
    """

    def __init__(self, names: dict[str, tuple[str, ...]]) -> None:
        self._steps: list[_Step] = []
        for kind, found in names.items():
            # Longer names first: "Pino" must not be taken out of "Pino Raya".
            for name in sorted(set(filter(None, found)), key=lambda n: (-len(n), n)):
                self._steps += _steps(kind, name)

    def replaced(self, plain: str, printed: str) -> tuple[str, list[str]]:
        """The words of a text with the kinds for the names, and the names that were there.

        >>> names = OwnNames({"kecamatan": ("Damai",)})
        >>> names.replaced("pasar kecamatan damai", "PASAR KECAMATAN DAMAI")
        ('pasar kecamatan [kecamatan]', ['damai'])
        >>> names.replaced("warga hidup damai", "Warga hidup damai")
        ('warga hidup damai', [])
        >>> names.replaced("pasar damai", "Pasar Damai")[1]
        ['damai']
        """
        text = f" {plain} "
        found = []
        for step in self._steps:
            if step.sought in text and step.is_printed(printed):
                text = text.replace(step.sought, step.instead)
                found.append(step.name)

        return text.strip(), sorted(set(found))


@lru_cache(maxsize=8)
def own_names(region: str) -> OwnNames:
    """The names of a kecamatan, its kabupaten and its villages as the region list has them."""
    regions = LokalRegions()
    villages = tuple(chain.from_iterable(regions.villages(region).values()))
    return OwnNames(
        {
            "kecamatan": (regions.name(region),),
            "kabupaten": (regions.parent_name(region),),
            "desa": villages,
        }
    )
