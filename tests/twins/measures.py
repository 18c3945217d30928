"""Twins of the rules on the presence of indicators and their parts (IND, CAS-09) and on targets (TGT)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product

from tests.twins.world import PERIOD, Family, Slots, World

__all__ = ["INDICATORS", "TARGETS"]

_RESULTS = ("Outcome", "KondisiAntara", "Tujuan", "SasaranJabatan")
_INDICATORS = ("Indikator", "IKU", "IKI")


def _worded(world: World) -> set[int]:
    return {n for n in world.of(*_INDICATORS) if world.text(n, "label")}


def unmeasured(world: World) -> set[int]:
    """IND-01: a result without a worded indicator."""
    return {n for n in world.of(*_RESULTS) if not world.to(n, "diukurOleh") & _worded(world)}


def _documents(world: World, n: int) -> set[int]:
    """The documents that state an indicator."""
    rows = world.to(n, "wasDerivedFrom")
    return {d for row in rows for d in world.to(row, "dokumen")} & world.of("Dokumen")


def _placeless(world: World, *names: str) -> set[int]:
    """The indicators of agreements none of which states such a thing: their form has no place for it."""
    stating = {n for n in world.of(*_INDICATORS) if any(world.text(n, name) for name in names)}
    filled = {d for n in stating for d in _documents(world, n)}
    agreements = {d for d in world.of("Dokumen") if "pk" in world.text(d, "jenisDokumen")}
    stated = {n: _documents(world, n) for n in world.of(*_INDICATORS)}
    return {n for n, documents in stated.items() if documents and documents <= agreements - filled}


def uncountable(world: World) -> set[int]:
    """IND-02: an indicator that does not say how it is computed."""
    found = {
        n
        for n in _worded(world)
        if not world.text(n, "formulasi") and not world.text(n, "definisiOperasional")
    }
    return found - _placeless(world, "formulasi", "definisiOperasional")


def unverifiable(world: World) -> set[int]:
    """IND-15: an indicator whose source is not told."""
    found = {n for n in _worded(world) if not world[n].values["sumberData"]}
    return found - _placeless(world, "sumberData")


def unreadable(world: World) -> set[int]:
    """IND-15: a source of fewer than three letters."""
    found = {
        n
        for n in _worded(world)
        if any(len(text.strip()) < 3 for text in world[n].values["sumberData"])
    }
    return found - _placeless(world, "sumberData")


def aimless(world: World) -> set[int]:
    """CAS-09: an individual indicator that measures nothing."""
    return {n for n in world.of("IKI") if not world.back(n, "diukurOleh")}


def no_start(world: World) -> set[int]:
    """TGT-08: an indicator that a strategic plan states, without its value at the start."""
    plans = {d for d in world.of("Dokumen") if "renstra" in world.text(d, "jenisDokumen")}
    plans |= {
        document
        for n in world.of(*_INDICATORS)
        if world.text(n, "kondisiAwal")
        for row in world.to(n, "wasDerivedFrom")
        for document in world.to(row, "dokumen")
    }
    stated = {
        n
        for n in world.of(*_INDICATORS)
        for row in world.to(n, "wasDerivedFrom")
        if world.to(row, "dokumen") & plans
    }
    return {n for n in stated if not world.text(n, "kondisiAwal")}


_TEXT = {
    "label": ("Jumlah surat", "Jumlah surat", "", " "),
    "formulasi": ("Jumlah surat selesai", "", "  "),
    "definisiOperasional": ("Surat yang selesai", ""),
    "sumberData": ("Buku agenda", "ab", "", "   "),
    "kondisiAwal": ("10", ""),
}
INDICATORS = Family(
    "indicators",
    {kind: Slots({"diukurOleh": _INDICATORS}) for kind in _RESULTS}
    | {kind: Slots({"wasDerivedFrom": ("BarisSumber",)}, _TEXT) for kind in _INDICATORS}
    | {
        "BarisSumber": Slots({"dokumen": ("Dokumen",)}),
        "Dokumen": Slots({}, {"jenisDokumen": ("renstra", "renstra", "pk")}),
    },
    {
        "IND-01#ada": unmeasured,
        "IND-02#ada": uncountable,
        "IND-15#ada": unverifiable,
        "IND-15#terbaca": unreadable,
        "CAS-09#ada": aimless,
        "TGT-08#ada": no_start,
    },
    size=10,
)


def no_target(world: World) -> set[int]:
    """TGT-01: a worded indicator without a single target."""
    return {n for n in _worded(world) if not world.to(n, "memilikiTarget")}


def _due(world: World, n: int) -> set[int]:
    """The years of the documents that state an indicator, else of the period of the graph."""
    documents = {d for row in world.to(n, "wasDerivedFrom") for d in world.to(row, "dokumen")}
    first, last = PERIOD.split("-")
    return {int(y) for d in documents for y in world.text(d, "tahunPeriode")} or set(
        range(int(first), int(last) + 1)
    )


def missing_year(world: World) -> set[int]:
    """TGT-01: an indicator with targets, but not for every year."""
    years = {
        n: {int(y) for t in world.to(n, "memilikiTarget") for y in world.text(t, "tahun")}
        for n in world.of(*_INDICATORS)
    }
    return {n for n, own in years.items() if world.to(n, "memilikiTarget") and _due(world, n) - own}


def no_number(world: World) -> set[int]:
    """TGT-02: a target that states no number."""
    return {n for n in world.of("Target") if not world[n].values["nilai"]}


def two_numbers(world: World) -> set[int]:
    """TGT-02: a target that states more than one."""
    return {n for n in world.of("Target") if len(world[n].values["nilai"]) > 1}


def falls_back(world: World, direction: str) -> set[int]:
    """TGT-04: the target of a year is worse than that of the year before; a year with several targets says nothing."""
    broken = set()
    for n in world.of(*_INDICATORS):
        told: dict[int, set[Decimal]] = defaultdict(set)
        for t in world.to(n, "memilikiTarget"):
            pairs = product(world.text(t, "tahun"), world.text(t, "nilai"))
            for y, v in pairs:
                told[int(y)].add(Decimal(v))
        given = {y: min(values) for y, values in told.items() if len(values) == 1}
        steps = [given[y + 1] - a for y, a in given.items() if y + 1 in given]
        if (world.text(n, "arah") or ["naik"])[0] == direction:
            broken |= {n for step in steps if (step < 0 if direction == "naik" else step > 0)}
    return broken


_INDICATOR = Slots(
    {"memilikiTarget": ("Target",), "wasDerivedFrom": ("BarisSumber",)},
    {"label": ("Jumlah surat", "Jumlah surat", ""), "arah": ("naik", "turun")},
)
_TARGET = Slots(
    {},
    {
        "tahun": ("2025", "2026", "2027"),
        "nilai": ("10", "9.5", "10.0", "12"),
        "teksNilai": ("10 surat", "-"),
    },
)
TARGETS = Family(
    "targets",
    {
        "Indikator": _INDICATOR,
        "Target": _TARGET,
        "BarisSumber": Slots({"dokumen": ("Dokumen",)}),
        "Dokumen": Slots({}, {"tahunPeriode": ("2025", "2026")}),
    },
    {
        "TGT-01#ada": no_target,
        "TGT-01#tiap-tahun": missing_year,
        "TGT-02#angka": no_number,
        "TGT-02#satu": two_numbers,
        "TGT-04#naik": lambda world: falls_back(world, "naik"),
        "TGT-04#turun": lambda world: falls_back(world, "turun"),
    },
    size=10,
    many=frozenset({"nilai", "tahunPeriode", "memilikiTarget"}),
    often=("Target", "Target", "Target"),
)
