"""What a store held when a run of loading began."""

from __future__ import annotations

from kg.store.catalogue import CatalogueEntry, entries
from kg.store.embedded import EmbeddedStore
from kg.store.lookup import stale_units
from kg.terms import UnitKey
from kg.worker.nation.plan import Task

__all__ = ["HeldBefore"]


class HeldBefore:
    """What the store held when the run began."""

    def __init__(self, store: EmbeddedStore, digest: str) -> None:
        self.units: dict[UnitKey, list[CatalogueEntry]] = {}
        self.statements = 0
        for entry in entries(store):
            self.units.setdefault(entry.unit, []).append(entry)
            self.statements += entry.triples

        self._regions = {unit.region for unit in self.units} - {""}
        self.stale = set(stale_units(store, digest))

    def has(self, task: Task) -> bool:
        """Whether something of the unit, or of another period of its kecamatan, was held."""
        return task.unit in self.units or task.region in self._regions

    def same(self, task: Task) -> list[CatalogueEntry]:
        """The entries of a unit of which every input is the one that was loaded.

        None when there is something to do.
        """
        if task.unit in self.stale:
            return []

        wanted = {part.sha256 for part in task.parts}
        held = []
        for entry in self.units.get(task.unit, []):
            if entry.sha256 in wanted:
                held.append(entry)
        if {entry.sha256 for entry in held} == wanted:
            return held
        return []
