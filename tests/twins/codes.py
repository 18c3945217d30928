"""Twins of the rules on codes and names of plan items (NOM, DOC-11)."""

from __future__ import annotations

import re

from tests.twins.world import Family, Slots, World

__all__ = ["CODES", "VERSIONS"]

_ITEMS = ("Program", "Kegiatan", "SubKegiatan")


def without_code(world: World) -> set[int]:
    """NOM-01: a named item without a code; what is written in the place of one is the matter of NOM-02."""
    return {
        n
        for n in world.of(*_ITEMS)
        if world.text(n, "label") and not world[n].values["kodeNomenklatur"]
    }


def _parts(world: World, n: int) -> list[str]:
    return "".join(world.text(n, "kodeNomenklatur")).split(".")


def malformed(world: World) -> set[int]:
    """NOM-02: not a code of a program (x.xx.xx), an activity (x.xx.xx.x.xx) or a sub-activity (two or four digits more)."""
    good = [[1, 2, 2], [1, 2, 2, 1, 2], [1, 2, 2, 1, 2, 2], [1, 2, 2, 1, 2, 4]]
    coded = {n for n in world.of(*_ITEMS) if world[n].values["kodeNomenklatur"]}
    return {
        n for n in coded if [len(p) if p.isdigit() else 0 for p in _parts(world, n)] not in good
    }


def _outdated(world: World, digits: int, *, since: bool) -> set[int]:
    """Sub-activities of so many digits that a document states whose years all lie on the other side of 2023."""
    broken = set()
    for n in world.of(*_ITEMS):
        parts = _parts(world, n)
        rows = world.to(n, "wasDerivedFrom")
        years = [world.text(d, "tahunPeriode") for row in rows for d in world.to(row, "dokumen")]
        late = any(own and all((int(y) >= 2023) == since for y in own) for own in years)
        if len(parts) == 6 and all(map(str.isdigit, parts)) and len(parts[5]) == digits and late:
            broken.add(n)
    return broken


def foreign_code(world: World) -> set[int]:
    """NOM-05: a code that does not start with that of the parent."""
    pairs = {(n, p) for n in world.of(*_ITEMS) for p in world.to(n, "bagianDari")}
    coded = {
        (n, p)
        for n, p in pairs
        if world.text(n, "kodeNomenklatur") and world.text(p, "kodeNomenklatur")
    }
    return {
        n
        for n, p in coded
        if _parts(world, n)[: len(_parts(world, p))] != _parts(world, p) or _same_code(world, n, p)
    }


def _same_code(world: World, n: int, parent: int) -> bool:
    return len(_parts(world, n)) == len(_parts(world, parent))


_WORD = re.compile(r"\w+")


def row_again(world: World) -> set[int]:
    """DOC-11: the same name twice below the same parents."""
    keys = {
        n: (_WORD.findall(" ".join(world.text(n, "label")).lower()), world.to(n, "bagianDari"))
        for n in world.of(*_ITEMS)
        if world.text(n, "label")
    }
    return {n for n, key in keys.items() if list(keys.values()).count(key) > 1}


_NUMBERS = (
    "7.01.02",
    "7.01.03",
    "7.01.02.2.01",
    "7.01.02.2.01.0001",
    "7.01.02.2.01.03",
    "7.1.02",
    "7.01.02.2",
    "x.01.02.2.01.0001",
)
_NAMES = {
    "label": ("Penataan layanan", "penataan  Layanan", "Tertib umum", ""),
    "kodeNomenklatur": _NUMBERS,
}
CODES = Family(
    "codes",
    {
        "Program": Slots({}, _NAMES),
        "Kegiatan": Slots({"bagianDari": ("Program",)}, _NAMES),
        "SubKegiatan": Slots({"bagianDari": ("Kegiatan",)}, _NAMES),
    },
    {
        "NOM-01#ada": without_code,
        "NOM-02#pola": malformed,
        "NOM-05#awalan": foreign_code,
        "DOC-11#bukti": row_again,
    },
)
VERSIONS = Family(
    "versions",
    {
        "SubKegiatan": Slots(
            {"wasDerivedFrom": ("BarisSumber",)},
            {"kodeNomenklatur": ("7.01.02.2.01.0001", "7.01.02.2.01.03")},
        ),
        "BarisSumber": Slots({"dokumen": ("Dokumen",)}),
        "Dokumen": Slots({}, {"tahunPeriode": ("2020", "2021", "2022", "2023", "2025")}),
    },
    {
        "NOM-02#dua-digit": lambda world: _outdated(world, 2, since=True),
        "NOM-02#empat-digit": lambda world: _outdated(world, 4, since=False),
    },
    many=frozenset({"tahunPeriode"}),
)
