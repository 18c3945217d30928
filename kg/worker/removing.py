"""Take documents out of a store again: all that are meant in one step, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.derive.digest import derivation_digest
from kg.derive.nomenklatur.nomenclature import Nomenclature
from kg.derive.run import derive
from kg.derive.text import normal
from kg.errors import InputError, Problem
from kg.questions.resolve import nearest
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Write
from kg.store.catalogue import Entry, derived_graph, entries
from kg.terms import UnitKey
from kg.worker.entering import catalogue_rows
from kg.worker.linking import known_in

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

    def fits(self, entry: Entry) -> bool:
        """Whether a document is meant."""
        if self.kecamatan and not self._is_region(entry):
            return False
        if self.period and self.period != entry.period:
            return False
        if self.document and not _ends(entry.origin, self.document):
            return False
        return not self.graph or _ends(entry.graph.value, self.graph)

    def _is_region(self, entry: Entry) -> bool:
        return self.kecamatan == entry.region or normal(self.kecamatan) in entry.names


def _ends(whole: str, wanted: str) -> bool:
    """Whether a path is this one or ends in it.

    >>> _ends("data/33.02.19-sokaraja", "33.02.19-sokaraja"), _ends("ab.xlsx", "b.xlsx")
    (True, False)
    """
    parts = whole.replace("\\", "/").split("/")
    own = wanted.replace("\\", "/").split("/")
    return parts[-len(own) :] == own


def selected(store: GraphStore, selection: Selection) -> list[Entry]:
    """The documents that are meant.

    :raises InputError: STORE-SELECT when no word is given, STORE-NONE when nothing fits.
    """
    if selection.is_empty:
        raise InputError(Problem("STORE-SELECT", store.name))
    held = entries(store)
    found = [entry for entry in held if selection.fits(entry)]
    if not found:
        wanted = " ".join(filter(None, vars(selection).values()))
        known = []
        for entry in held:
            known.append(f"{entry.region} {entry.period} {entry.origin}")
        values = {"found": wanted, "near": nearest(wanted, known)}
        raise InputError(Problem("STORE-NONE", store.name, values))
    return found


def _unit_write(
    unit: UnitKey,
    entries_left: list[Entry],
    store: GraphStore,
    ontology: Ontology,
    known: Nomenclature,
) -> Write:
    """What is left of a unit: its derived facts made anew, or nothing with its last document."""
    facts = derived_graph(unit)
    if not entries_left:
        return Write({facts: []}, {facts: []})
    graphs: dict[NamedNode, list[Triple]] = {}
    for entry in entries_left:
        graphs[entry.graph] = store.triples(entry.graph)

    rows = catalogue_rows(entries_left, unit, derivation_digest(ontology, known))
    return Write({facts: derive(graphs, ontology, known=known)}, rows)


def remove(store: GraphStore, gone: Iterable[Entry], ontology: Ontology) -> None:
    """Take these documents away, and bring what was derived from them up to date, in one step.

    :raises CouldNotError: the disk is full; the store is what it was.
    """
    taken = {entry.graph for entry in gone}
    units = {entry.unit for entry in gone}
    left: dict[UnitKey, list[Entry]] = {unit: [] for unit in units}
    for entry in entries(store):
        if entry.unit in units and entry.graph not in taken:
            left[entry.unit].append(entry)

    nothing: dict[NamedNode, list[Triple]] = {graph: [] for graph in taken}
    change = Write(nothing, nothing)
    known = known_in(store)
    for unit in sorted(units):
        change += _unit_write(unit, left[unit], store, ontology, known)
    store.write(change)
