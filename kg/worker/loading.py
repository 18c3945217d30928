"""Load documents into a store: all of them or none, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyoxigraph
from pyoxigraph import NamedNode, Triple

from kg import __version__
from kg.derive.run import derivation_digest, derive
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, replace_graph
from kg.store.catalogue import (
    CATALOGUE,
    ONTOLOGY,
    Entry,
    content_digest,
    derivations,
    derived_graph,
    derived_triples,
    entries,
    entry_triples,
)
from kg.worker.clashes import refuse_clashes, unit_of

__all__ = ["Change", "load"]


@dataclass(frozen=True)
class Change:
    """What loading did to one graph."""

    graph: str
    name: str
    action: Literal["new", "replaced", "unchanged"]
    rows: int
    triples: int


def _entry(document: Document) -> Entry:
    return Entry(
        document.graph,
        document.region,
        document.period,
        document.name,
        document.sha256,
        content_digest(document.triples),
        document.rows,
        len(document.triples),
    )


def _same(held: Entry | None, fresh: Entry) -> bool:
    return held is not None and (held.sha256, held.content) == (fresh.sha256, fresh.content)


def _update(
    changed: list[Document],
    units: set[tuple[str, str]],
    graphs: dict[NamedNode, list[Triple]],
    catalogue: list[Entry],
    ontology: Ontology,
) -> str:
    """One update for everything: documents, derived facts of ``units``, catalogue and ontology."""
    parts = [replace_graph(d.graph, d.triples) for d in changed]
    for unit in sorted(units):
        of_unit = {graph: triples for graph, triples in graphs.items() if unit_of(graph) == unit}
        parts.append(replace_graph(derived_graph(unit), derive(of_unit, ontology)))
    digest = derivation_digest(ontology)
    rows = [t for entry in catalogue for t in entry_triples(entry, __version__)]
    rows += [t for unit in sorted({e.unit for e in catalogue}) for t in derived_triples(unit, digest)]
    parts.append(replace_graph(CATALOGUE, rows))
    parts.append(replace_graph(ONTOLOGY, _named(ontology)))
    return " ;\n".join(parts)


def _named(ontology: Ontology) -> list[Triple]:
    """The ontology without blank nodes, as far as questions need it: names, labels and hierarchy."""
    return [t for t in ontology.triples if not any(isinstance(x, pyoxigraph.BlankNode) for x in (t.subject, t.object))]


def load(documents: list[Document], store: GraphStore, ontology: Ontology) -> list[Change]:
    """Put ``documents`` into ``store`` in one transaction; documents that the store already holds are left alone.

    :raises InputError: UNIT-CLASH when an instance IRI is already used by another document of the same unit.
    """
    known = {entry.graph: entry for entry in entries(store)}
    fresh = {d.graph: _entry(d) for d in documents}
    changed = [d for d in documents if not _same(known.get(d.graph), fresh[d.graph])]
    units = {d.unit for d in changed}
    if derivations(store) - {derivation_digest(ontology)}:
        units |= {entry.unit for entry in known.values()}
    if units:
        held = {g: store.triples(g) for g, e in known.items() if e.unit in units and g not in fresh}
        graphs = held | {d.graph: d.triples for d in documents}
        refuse_clashes(graphs, {d.graph: d.name for d in changed})
        merged = known | {d.graph: fresh[d.graph] for d in changed}
        catalogue = sorted(merged.values(), key=lambda e: e.graph.value)
        store.update(_update(changed, units, graphs, catalogue, ontology))
    return [
        Change(
            d.graph.value,
            d.name,
            "unchanged" if d not in changed else "replaced" if d.graph in known else "new",
            d.rows,
            len(d.triples),
        )
        for d in documents
    ]
