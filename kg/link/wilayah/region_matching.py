"""Names and codes of kecamatan as people write them, looked up in the list of regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from kg.derive.regions import RegionPlace, bare_kabupaten
from kg.link.wilayah.places import CODE, Places, dotted, spelled

__all__ = ["Found", "Gazetteer"]

#: The level of a kecamatan in the list.
_KECAMATAN = 3
#: Similarity (0-100) from which names are alike, and by which the best must lead.
_LIKE, _LEAD = 86, 6
#: So many candidates are shown to whoever decides.
_SHOWN = 5
#: The code of a kecamatan at the statistics office, which is another one than that of the ministry.
_BPS = re.compile(r"\d{7}")

Decision = Literal["diterima", "tinjau", "tanpa padanan"]


@dataclass(frozen=True)
class Found:
    """What a text was found to mean: the decision, why, and the kecamatan, the likeliest first."""

    decision: Decision
    reason: str
    places: tuple[RegionPlace, ...] = ()


class Gazetteer:
    """The kecamatan of a list, to be found by code or name.

    ``bps`` gives codes of the ministry by those of BPS.
    """

    def __init__(self, places: Places, bps: Mapping[str, str] | None = None) -> None:
        self._all = places.by_code()
        self._bps = bps or {}
        self._named: dict[str, list[RegionPlace]] = defaultdict(list)
        for place in places.places:
            if place.level == _KECAMATAN:
                self._named[spelled(place.name)].append(place)
        self._names = list(self._named)

    def title(self, place: RegionPlace) -> str:
        """The name of the kabupaten or kota of a kecamatan; empty when the list has none."""
        parent = self._all.get(place.parent)
        if parent is not None:
            return parent.name
        return ""

    def find(self, text: str, kabupaten: str = "") -> Found:
        """What a code or name means.

        ``kabupaten`` is the name of the region around it, empty when unknown.
        """
        plain = text.strip()
        if _BPS.fullmatch(plain):
            return self._by_bps(plain)
        code = dotted(plain)
        if CODE.fullmatch(code):
            return self._by_code(code)
        return self._by_name(plain, kabupaten)

    def _by_bps(self, code: str) -> Found:
        place = self._all.get(self._bps.get(code, ""))
        if place is None:
            return Found("tinjau", "kode BPS; muat daftarnya dengan kg link wilayah import")
        return Found("diterima", "kode BPS", (place,))

    def _by_code(self, code: str) -> Found:
        place = self._all.get(code)
        if place is None or place.level != _KECAMATAN:
            return Found("tanpa padanan", "kode tidak ada dalam daftar")
        return Found("diterima", "kode", (place,))

    def _by_name(self, name: str, kabupaten: str) -> Found:
        key = spelled(name)
        if not key:
            return Found("tanpa padanan", "tidak ada kata")
        exact = self._named.get(key, [])
        around = self._inside(exact, kabupaten)
        if len(around) == 1:
            return Found("diterima", "nama sama", tuple(around))
        if exact and not around:
            return Found("tinjau", "tidak ada di kabupaten itu", tuple(exact[:_SHOWN]))
        if exact:
            return Found("tinjau", "beberapa kecamatan bernama sama", tuple(around[:_SHOWN]))
        return self._alike(key, kabupaten)

    def _inside(self, places: list[RegionPlace], kabupaten: str) -> list[RegionPlace]:
        if not kabupaten.strip():
            return places
        wanted = spelled(bare_kabupaten(kabupaten))
        kind = kabupaten.split()[0].casefold()[:3]
        inside = []
        for p in places:
            if spelled(bare_kabupaten(self.title(p))) == wanted:
                inside.append(p)
        same = []
        for p in inside:
            if self.title(p).casefold().startswith(kind):
                same.append(p)
        # Kabupaten and kota may share a name.
        return same or inside

    def _alike(self, key: str, kabupaten: str) -> Found:
        ranked = []
        for name, score, _ in process.extract(key, self._names, scorer=fuzz.ratio, limit=20):
            for place in self._inside(self._named[name], kabupaten):
                ranked.append((score, place))
        ranked = [(score, place) for score, place in ranked if score >= _LIKE]
        if not ranked:
            return Found("tanpa padanan", "tidak ada nama yang mirip")
        places = tuple(place for _, place in ranked[:_SHOWN])
        if len(ranked) > 1:
            lead = ranked[0][0] - ranked[1][0]
        else:
            lead = _LEAD
        if kabupaten.strip() and lead >= _LEAD:
            return Found("diterima", "nama mirip di kabupaten itu", places)
        return Found("tinjau", "nama mirip", places)
