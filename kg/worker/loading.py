"""Load documents into a store: all of them or none, and nothing twice; it costs the same whatever else the store holds."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from kg.derive.run import derivation_digest, derive
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import ONTOLOGY, GraphStore, Write
from kg.store.catalogue import Entry, derived_graph
from kg.store.lookup import derivation, entries_in, stale_units
from kg.terms import UnitKey
from kg.worker.clashes import refuse_clashes
from kg.worker.entering import Action, Change, catalogue_rows, entry_of, named, names_in

__all__ = ["Change", "load", "ontology_update", "put", "refresh"]


def _same(held: Entry | None, fresh: Entry) -> bool:
    return held is not None and (held.sha256, held.content) == (fresh.sha256, fresh.content)


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
) -> Write:
    """Derived facts and catalogue rows of one unit, whose statements are ``graphs``."""
    facts = derive(graphs, ontology)
    rows = catalogue_rows(entries, unit, derivation_digest(ontology))
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


def refresh(store: GraphStore, ontology: Ontology, units: Iterable[UnitKey]) -> None:
    """Derive the facts of these units anew, each in a transaction of its own."""
    for unit in units:
        graphs: dict[NamedNode, list[Triple]] = {}
        entries: list[Entry] = []
        for graph, entry in _held(store, [unit]).items():
            graphs[graph] = store.triples(graph)
            entries.append(replace(entry, names=names_in(graphs[graph])))
        change = _unit_update(unit, graphs, entries, ontology)
        store.write(change + ontology_update(store, ontology))


def put(documents: list[Document], store: GraphStore, ontology: Ontology) -> list[Change]:
    """Put ``documents`` into ``store`` in one transaction; documents that the store already holds are left alone.

    :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of the same unit.
    """
    digest = derivation_digest(ontology)
    known = _held(store, {d.unit for d in documents})
    fresh = {d.graph: entry_of(d) for d in documents}
    changed = [d for d in documents if not _same(known.get(d.graph), fresh[d.graph])]
    units = {d.unit for d in changed}
    units |= {d.unit for d in documents if derivation(store, d.unit) != digest}
    if units:
        graphs: dict[NamedNode, list[Triple]] = {}
        for graph, entry in known.items():
            if entry.unit in units and graph not in fresh:
                graphs[graph] = store.triples(graph)
        graphs |= {d.graph: d.triples for d in documents}
        refuse_clashes(graphs, {d.graph: d.name for d in changed})
        change = Write({d.graph: d.triples for d in changed})
        entries = known | {d.graph: fresh[d.graph] for d in changed}
        for unit in sorted(units):
            own = [entry for entry in entries.values() if entry.unit == unit]
            of_unit = {entry.graph: graphs[entry.graph] for entry in own}
            change += _unit_update(unit, of_unit, own, ontology)
        store.write(change + ontology_update(store, ontology))
    touched = {d.graph for d in changed}
    return [_change(d, known, touched) for d in documents]


def _change(
    document: Document, known: Container[NamedNode], touched: Container[NamedNode]
) -> Change:
    """What was done to one graph."""
    action: Action = "new"
    if document.graph not in touched:
        action = "unchanged"
    elif document.graph in known:
        action = "replaced"
    graph = document.graph.value
    return Change(graph, document.name, action, document.rows, len(document.triples))


def load(documents: list[Document], store: GraphStore, ontology: Ontology) -> list[Change]:
    """Put ``documents`` into ``store``, all or none; then refresh, one by one, the units whose facts another version derived."""
    changes = put(documents, store, ontology)
    refresh(store, ontology, stale_units(store, derivation_digest(ontology)))
    return changes
