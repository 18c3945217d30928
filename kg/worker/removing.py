"""Take documents out of a store again: all that are meant in one step, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from kg.derive.context import Graphs
from kg.derive.text import normal
from kg.errors import InputError, Problem
from kg.questions.resolve import named_near
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Write
from kg.store.catalogue import CatalogueEntry, derived_graph, entries
from kg.terms import UnitKey
from kg.worker.linking import known_in
from kg.worker.loading import unit_update
from kg.worker.periods import by_unit

__all__ = ["Selection", "remove", "selected"]


@dataclass(frozen=True)
class Selection:
    """Which documents are meant: those that all given words fit; nothing is meant by none.

    ``kecamatan`` is a code or name, ``document`` the path it was loaded from or the last part of
    that, ``graph`` its IRI or the last part of that.
    """

    kecamatan: str = ""
    period: str = ""
    document: str = ""
    graph: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no word is given."""
        return not any((self.kecamatan, self.period, self.document, self.graph))

    def fits(self, entry: CatalogueEntry) -> bool:
        """Whether a document is meant."""
        if self.kecamatan and not self._is_region(entry):
            return False
        if self.period and self.period != entry.period:
            return False
        if self.document and not _ends(entry.origin, self.document):
            return False
        return not self.graph or _ends(entry.graph.value, self.graph)

    def _is_region(self, entry: CatalogueEntry) -> bool:
        return self.kecamatan == entry.region or normal(self.kecamatan) in entry.names


def _ends(whole: str, wanted: str) -> bool:
    """Whether a path is this one or ends in it.

    >>> _ends("data/33.02.19-sokaraja", "33.02.19-sokaraja"), _ends("ab.xlsx", "b.xlsx")
    (True, False)
    """
    parts = whole.replace("\\", "/").split("/")
    own = wanted.replace("\\", "/").split("/")
    return parts[-len(own) :] == own


def selected(store: GraphStore, selection: Selection) -> list[CatalogueEntry]:
    """The documents that are meant.

    :raises InputError: STORE-SELECT when no word is given, STORE-NONE when nothing fits.
    """
    if selection.is_empty:
        raise InputError(Problem("STORE-SELECT", store.name))
    held = entries(store)
    found = list(filter(selection.fits, held))
    if not found:
        wanted = " ".join(filter(None, vars(selection).values()))
        known = []
        for entry in held:
            known.append(f"{entry.region} {entry.period} {entry.origin}")
        values = {"found": wanted, "near": named_near(wanted, known)}
        raise InputError(Problem("STORE-NONE", store.name, values))
    return found


def remove(store: GraphStore, gone: Iterable[CatalogueEntry], ontology: Ontology) -> None:
    """Take these documents away, and bring what was derived from them up to date, in one step.

    What another period of the same kecamatan was told to have in common with them is derived anew
    too.

    :raises CouldNotError: the disk is full; the store is what it was.
    """
    taken = {entry.graph for entry in gone}
    units = {entry.unit for entry in gone}
    regions = {unit.region for unit in units}
    left: dict[UnitKey, list[CatalogueEntry]] = {}
    statements: Graphs = {}
    for entry in entries(store):
        if entry.region in regions and entry.graph not in taken:
            left.setdefault(entry.unit, []).append(entry)
            statements[entry.graph] = store.triples(entry.graph)

    nothing: Graphs = {graph: [] for graph in taken}
    for unit in units - left.keys():
        # With its last document a unit goes.
        nothing[derived_graph(unit)] = []

    change = Write(nothing, nothing)
    known = known_in(store)
    periods = by_unit(chain.from_iterable(left.values()), statements)
    for unit in sorted(left):
        change += unit_update(unit, periods, left[unit], ontology, known)
    store.write(change)
