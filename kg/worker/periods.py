"""The periods of one kecamatan: a promise of one year is held against a plan of five."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.derive.context import Graphs
from kg.store.catalogue import CatalogueEntry
from kg.terms import UnitKey

__all__ = ["by_unit", "other_periods"]


def by_unit(entries: Iterable[CatalogueEntry], statements: Graphs) -> dict[UnitKey, Graphs]:
    """The statements of these documents, by unit."""
    found: dict[UnitKey, Graphs] = {}
    for entry in entries:
        found.setdefault(entry.unit, {})[entry.graph] = statements[entry.graph]

    return found


def other_periods(unit: UnitKey, units: Mapping[UnitKey, Graphs]) -> list[Graphs]:
    """The documents of the other periods of the same kecamatan, never of another one."""
    found = []
    for key in sorted(units):
        # Documents of no kecamatan have nothing in common.
        if unit.region and key.region == unit.region and key != unit:
            found.append(units[key])

    return found
