"""Load documents into a store: all of them or none, and nothing twice.

It costs the same whatever else the store holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from kg.derive.digest import derivation_digest
from kg.derive.nomenklatur.nomenclature import Nomenclature
from kg.derive.run import derive
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import ONTOLOGY, GraphStore, Write
from kg.store.catalogue import Entry, derived_graph
from kg.store.lookup import derivation, entries_in, stale_units
from kg.terms import UnitKey
from kg.worker.clashes import refuse_clashes
from kg.worker.entering import (
    Action,
    Change,
    catalogue_rows,
    change_of,
    entry_of,
    named,
    names_in,
)
from kg.worker.linking import known_in

__all__ = ["Change", "load", "ontology_update", "put", "refresh"]


def _same(held: Entry | None, fresh: Entry) -> bool:
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


def _unit_update(
    unit: UnitKey,
    graphs: dict[NamedNode, list[Triple]],
    entries: Iterable[Entry],
    ontology: Ontology,
    known: Nomenclature,
) -> Write:
    """Derived facts and catalogue rows of one unit, whose statements are ``graphs``."""
    facts = derive(graphs, ontology, known=known)
    rows = catalogue_rows(entries, unit, derivation_digest(ontology, known))
    return Write({derived_graph(unit): facts}, rows)


def _held(store: GraphStore, units: Iterable[UnitKey]) -> dict[NamedNode, Entry]:
    """The entries of these units, by graph."""
    wanted = set(units)
    found: dict[NamedNode, Entry] = {}
    for region in sorted({unit.region for unit in wanted}):
        for entry in entries_in(store, region):
            if entry.unit in wanted:
                found[entry.graph] = entry

    return found


def refresh(
    store: GraphStore,
    ontology: Ontology,
    units: Iterable[UnitKey],
    known: Nomenclature,
) -> None:
    """Derive the facts of these units anew, each in a transaction of its own."""
    for unit in units:
        graphs: dict[NamedNode, list[Triple]] = {}
        entries: list[Entry] = []
        for graph, entry in _held(store, [unit]).items():
            graphs[graph] = store.triples(graph)
            # How a kecamatan is called is derived too: another version may read names differently.
            entries.append(replace(entry, names=names_in(graphs[graph])))

        change = _unit_update(unit, graphs, entries, ontology, known)
        store.write(change + ontology_update(store, ontology))


class _Merge:
    """Documents on their way into a store, beside what it holds of their units.

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
        self.fresh: dict[NamedNode, Entry] = {}
        for document in documents:
            entry = entry_of(document)
            if not _same(self.known.get(entry.graph), entry):
                self.fresh[entry.graph] = entry

    def units(self) -> list[UnitKey]:
        """The units that have to be written.

        One of their documents changed, or another version derived their facts.
        """
        digest = derivation_digest(self._ontology, self._lists)
        found = {entry.unit for entry in self.fresh.values()}
        for unit in self._units - found:
            if derivation(self._store, unit) != digest:
                found.add(unit)

        return sorted(found)

    def _statements(self, units: list[UnitKey]) -> dict[NamedNode, list[Triple]]:
        """The statements of these units as they will be: of the documents, else of the store."""
        graphs = {graph: document.triples for graph, document in self._documents.items()}
        for graph, entry in self.known.items():
            if entry.unit in units and graph not in graphs:
                graphs[graph] = self._store.triples(graph)

        return graphs

    def write(self, units: list[UnitKey]) -> Write:
        """The one change that writes these units.

        :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of
            the same unit.
        """
        graphs = self._statements(units)
        refuse_clashes(graphs, {graph: self._documents[graph].name for graph in self.fresh})
        entries: dict[UnitKey, list[Entry]] = {}
        for entry in (self.known | self.fresh).values():
            entries.setdefault(entry.unit, []).append(entry)

        change = Write({graph: graphs[graph] for graph in self.fresh})
        for unit in units:
            own = {entry.graph: graphs[entry.graph] for entry in entries[unit]}
            change += _unit_update(unit, own, entries[unit], self._ontology, self._lists)

        return change + ontology_update(self._store, self._ontology)

    def changes(self) -> Iterator[Change]:
        """What becomes of every document, in the order they were given."""
        for graph, document in self._documents.items():
            action: Action = "unchanged"
            if graph in self.fresh:
                action = "new"
                if graph in self.known:
                    action = "replaced"

            yield change_of(document, action)


def put(
    documents: list[Document],
    store: GraphStore,
    ontology: Ontology,
    known: Nomenclature | None = None,
) -> list[Change]:
    """Put ``documents`` into ``store`` in one transaction.

    Documents that the store already holds are left alone. ``known`` is the nomenclature of the
    store, for those who put many.

    :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of the
        same unit.
    """
    merge = _Merge(documents, store, ontology, known or known_in(store))
    units = merge.units()
    if units:
        store.write(merge.write(units))

    return list(merge.changes())


def load(
    documents: list[Document],
    store: GraphStore,
    ontology: Ontology,
) -> list[Change]:
    """Put ``documents`` into ``store``, all or none.

    Then refresh, one by one, the units whose facts another version or other lists derived.
    """
    known = known_in(store)
    changes = put(documents, store, ontology, known)
    stale = stale_units(store, derivation_digest(ontology, known))
    refresh(store, ontology, stale, known)
    return changes
