"""Load documents into a store: all of them or none, and nothing twice.

It costs the same whatever else the store holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from pyoxigraph import NamedNode

from kg.derive.context import Graphs
from kg.derive.digest import derivation_digest
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.run import derive
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import ONTOLOGY, GraphStore, Write
from kg.store.catalogue import CatalogueEntry, derived_graph
from kg.store.lookup import derivation, entries_in, stale_units
from kg.terms import UnitKey
from kg.worker.clashes import refuse_clashes
from kg.worker.entering import (
    Action,
    EnteredChange,
    catalogue_rows,
    change_of,
    entry_of,
    named,
    names_in,
)
from kg.worker.linking import known_in
from kg.worker.periods import by_unit, other_periods

__all__ = ["EnteredChange", "load", "ontology_update", "put", "refresh", "unit_update"]


def _same(held: CatalogueEntry | None, fresh: CatalogueEntry) -> bool:
    """Whether the store has the document in just this form: the same file with the same content."""
    if held is None:
        return False

    return held.sha256 == fresh.sha256 and held.content == fresh.content


def ontology_update(store: GraphStore, ontology: Ontology) -> Write:
    """The change that brings the ontology of the store up to date; nothing when it is."""
    wanted = named(ontology)
    if set(wanted) == set(store.triples(ONTOLOGY)):
        return Write()

    return Write({ONTOLOGY: wanted})


def unit_update(
    unit: UnitKey,
    units: Mapping[UnitKey, Graphs],
    entries: Iterable[CatalogueEntry],
    ontology: Ontology,
    known: Nomenclature,
) -> Write:
    """Derived facts and catalogue rows of one unit.

    ``units`` are the statements of all periods of its kecamatan.
    """
    others = other_periods(unit, units)
    facts = derive(units[unit], ontology, known=known, others=others)
    rows = catalogue_rows(entries, unit, derivation_digest(ontology, known))
    return Write({derived_graph(unit): facts}, rows)


def _held(store: GraphStore, units: Iterable[UnitKey]) -> dict[NamedNode, CatalogueEntry]:
    """The entries of all periods of the kecamatan of these units, by graph."""
    found: dict[NamedNode, CatalogueEntry] = {}
    for region in sorted({unit.region for unit in units}):
        for entry in entries_in(store, region):
            found[entry.graph] = entry

    return found


def refresh(
    store: GraphStore,
    ontology: Ontology,
    units: Iterable[UnitKey],
    known: Nomenclature,
) -> None:
    """Derive the facts of these units anew, each in a transaction of its own."""
    is_current = False
    for unit in units:
        graphs: Graphs = {}
        entries: list[CatalogueEntry] = []
        held = _held(store, [unit])
        for graph, entry in held.items():
            graphs[graph] = store.triples(graph)
            if entry.unit == unit:
                # How it is called is derived too: another version may read names differently.
                entries.append(replace(entry, names=names_in(graphs[graph])))

        periods = by_unit(held.values(), graphs)
        change = unit_update(unit, periods, entries, ontology, known)
        # The ontology comes with the first unit; to compare it again costs more than the unit.
        if not is_current:
            change += ontology_update(store, ontology)
            is_current = True
        store.write(change)


class _Merge:
    """Documents on their way into a store, beside what it holds of their kecamatan.

    ``known`` are the entries that the store has, ``fresh`` those of the documents that it does not
    hold in just this form.
    """

    def __init__(
        self,
        documents: list[Document],
        store: GraphStore,
        ontology: Ontology,
        known: Nomenclature,
    ) -> None:
        self._store = store
        self._ontology = ontology
        self._lists = known
        self._documents = {document.graph: document for document in documents}
        self._units = {document.unit for document in documents}
        self.known = _held(store, self._units)
        self.fresh: dict[NamedNode, CatalogueEntry] = {}
        for document in documents:
            entry = entry_of(document)
            if not _same(self.known.get(entry.graph), entry):
                self.fresh[entry.graph] = entry

    def units(self) -> list[UnitKey]:
        """The units that have to be written.

        A document of their kecamatan changed, or another version derived their facts.
        """
        digest = derivation_digest(self._ontology, self._lists)
        found = {entry.unit for entry in self.fresh.values()}
        changed = {unit.region for unit in found} - {""}
        found |= {entry.unit for entry in self.known.values() if entry.region in changed}
        for unit in self._units - found:
            if derivation(self._store, unit) != digest:
                found.add(unit)

        return sorted(found)

    def _statements(self, units: list[UnitKey]) -> Graphs:
        """The statements of all periods of these kecamatan as they will be.

        Of the documents, else of the store.
        """
        graphs = {graph: document.triples for graph, document in self._documents.items()}
        regions = {unit.region for unit in units}
        for graph, entry in self.known.items():
            if entry.region in regions and graph not in graphs:
                graphs[graph] = self._store.triples(graph)

        return graphs

    def write(self, units: list[UnitKey]) -> Write:
        """The one change that writes these units.

        :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of
            the same unit.
        """
        graphs = self._statements(units)
        refuse_clashes(graphs, {graph: self._documents[graph].name for graph in self.fresh})
        entries: dict[UnitKey, list[CatalogueEntry]] = {}
        for entry in (self.known | self.fresh).values():
            if entry.graph in graphs:
                entries.setdefault(entry.unit, []).append(entry)

        periods = by_unit(chain.from_iterable(entries.values()), graphs)
        change = Write({graph: graphs[graph] for graph in self.fresh})
        for unit in units:
            change += unit_update(unit, periods, entries[unit], self._ontology, self._lists)

        return change

    def changes(self) -> Iterator[EnteredChange]:
        """What becomes of every document, in the order they were given."""
        for graph, document in self._documents.items():
            action: Action = "unchanged"
            if graph in self.fresh:
                action = "new"
                if graph in self.known:
                    action = "replaced"

            before = self.known.get(graph) if action == "replaced" else None
            yield change_of(document, action, before)


def put(
    documents: list[Document],
    store: GraphStore,
    ontology: Ontology,
    known: Nomenclature | None = None,
    *,
    is_current: bool = False,
) -> list[EnteredChange]:
    """Put ``documents`` into ``store`` in one transaction.

    Documents that the store already holds are left alone. For those who put many: ``known`` is the
    nomenclature of the store, and ``is_current`` says that its ontology was brought up to date.

    :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of the
        same unit.
    """
    merge = _Merge(documents, store, ontology, known or known_in(store))
    units = merge.units()
    if units:
        change = merge.write(units)
        if not is_current:
            change += ontology_update(store, ontology)
        store.write(change)

    return list(merge.changes())


def load(
    documents: list[Document],
    store: GraphStore,
    ontology: Ontology,
) -> list[EnteredChange]:
    """Put ``documents`` into ``store``, all or none.

    Then refresh, one by one, the units whose facts another version or other lists derived.
    """
    known = known_in(store)
    changes = put(documents, store, ontology, known)
    stale = stale_units(store, derivation_digest(ontology, known))
    refresh(store, ontology, stale, known)
    return changes
