"""Load documents into a store: all of them or none, and nothing twice; it costs the same whatever else the store holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from kg.derive.run import derivation_digest, derive
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, clear_about, insert, replace_graph
from kg.store.catalogue import CATALOGUE, ONTOLOGY, Entry, derived_graph
from kg.store.lookup import derivation, entries_in, stale_units
from kg.terms import UnitKey
from kg.worker.clashes import refuse_clashes
from kg.worker.entering import Change, catalogue_rows, entry_of, named, names_in

__all__ = ["Change", "load", "ontology_update", "put", "refresh"]


def _same(held: Entry | None, fresh: Entry) -> bool:
    return held is not None and (held.sha256, held.content) == (fresh.sha256, fresh.content)


def ontology_update(store: GraphStore, ontology: Ontology) -> list[str]:
    """The update that brings the ontology of the store up to date; none when it is."""
    wanted = named(ontology)
    return [] if set(wanted) == set(store.triples(ONTOLOGY)) else [replace_graph(ONTOLOGY, wanted)]


def _unit_update(
    unit: UnitKey,
    graphs: dict[NamedNode, list[Triple]],
    entries: Iterable[Entry],
    ontology: Ontology,
) -> list[str]:
    """Derived facts and catalogue rows of one unit, whose statements are ``graphs``."""
    facts, own = derived_graph(unit), sorted(entries, key=lambda e: e.graph.value)
    rows = catalogue_rows(own, unit, derivation_digest(ontology))
    forget = [clear_about(graph, CATALOGUE) for graph in [*(e.graph for e in own), facts]]
    return [replace_graph(facts, derive(graphs, ontology)), *forget, insert(CATALOGUE, rows)]


def _held(store: GraphStore, units: Iterable[UnitKey]) -> dict[NamedNode, Entry]:
    """The entries of these units, by graph."""
    wanted = set(units)
    found = (
        e for region in sorted({region for region, _ in wanted}) for e in entries_in(store, region)
    )
    return {e.graph: e for e in found if e.unit in wanted}


def refresh(store: GraphStore, ontology: Ontology, units: Iterable[UnitKey]) -> None:
    """Derive the facts of these units anew, each in a transaction of its own."""
    for unit in units:
        held = _held(store, [unit])
        graphs = {graph: store.triples(graph) for graph in held}
        entries = [replace(entry, names=names_in(graphs[graph])) for graph, entry in held.items()]
        store.update(
            " ;\n".join(
                [*_unit_update(unit, graphs, entries, ontology), *ontology_update(store, ontology)]
            )
        )


def put(documents: list[Document], store: GraphStore, ontology: Ontology) -> list[Change]:
    """Put ``documents`` into ``store`` in one transaction; documents that the store already holds are left alone.

    :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of the same unit.
    """
    digest = derivation_digest(ontology)
    known = _held(store, {d.unit for d in documents})
    fresh = {d.graph: entry_of(d) for d in documents}
    changed = [d for d in documents if not _same(known.get(d.graph), fresh[d.graph])]
    touched = {d.graph for d in changed}
    units = {d.unit for d in changed} | {
        d.unit for d in documents if derivation(store, d.unit) != digest
    }
    if units:
        held = {g: store.triples(g) for g, e in known.items() if e.unit in units and g not in fresh}
        graphs = held | {d.graph: d.triples for d in documents}
        refuse_clashes(graphs, {d.graph: d.name for d in changed})
        merged = known | {d.graph: fresh[d.graph] for d in changed}
        parts = [replace_graph(d.graph, d.triples) for d in changed]
        for unit in sorted(units):
            of_unit = {g: triples for g, triples in graphs.items() if merged[g].unit == unit}
            parts += _unit_update(
                unit, of_unit, (e for e in merged.values() if e.unit == unit), ontology
            )
        store.update(" ;\n".join([*parts, *ontology_update(store, ontology)]))
    return [
        Change(
            d.graph.value,
            d.name,
            "unchanged" if d.graph not in touched else "replaced" if d.graph in known else "new",
            d.rows,
            len(d.triples),
        )
        for d in documents
    ]


def load(documents: list[Document], store: GraphStore, ontology: Ontology) -> list[Change]:
    """Put ``documents`` into ``store``, all or none; then refresh, one by one, the units whose facts another version derived."""
    changes = put(documents, store, ontology)
    refresh(store, ontology, stale_units(store, derivation_digest(ontology)))
    return changes
