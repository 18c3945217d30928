"""What loading writes.

A document's catalogue entry, and the statements of a unit, its derived facts and its catalogue
rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import BlankNode, NamedNode, Triple

from kg import __version__
from kg.derive.text import normal
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.catalogue import (
    CatalogueEntry,
    content_digest,
    derived_graph,
    derived_triples,
    entry_triples,
)
from kg.terms import KIN, RDF, RDFS, UnitKey, text_of

__all__ = [
    "Action",
    "EnteredChange",
    "catalogue_rows",
    "change_of",
    "entry_of",
    "named",
    "names_in",
]

_NAMES = frozenset((RDFS["label"], KIN["kode"], KIN["berkas"]))
_TYPE = RDF["type"]
_PLACE = KIN["Kecamatan"]


Action = Literal["new", "replaced", "unchanged"]


@dataclass(frozen=True)
class Before:
    """A document that another one took the place of."""

    name: str
    rows: int
    triples: int


@dataclass(frozen=True)
class EnteredChange:
    """What loading did to one graph."""

    graph: str
    name: str
    action: Action
    rows: int
    triples: int
    #: What the store held of that document before: its file, rows and statements.
    before: Before | None = None


def change_of(
    document: Document, action: Action, before: CatalogueEntry | None = None
) -> EnteredChange:
    """What was done to the graph of a document, which held ``before``."""
    return EnteredChange(
        document.graph.value,
        document.name,
        action,
        document.rows,
        len(document.triples),
        Before(before.origin, before.rows, before.triples) if before is not None else None,
    )


def names_in(triples: Iterable[Triple]) -> tuple[str, ...]:
    """What the kecamatan of a document is called."""
    places = set()
    called = []
    for triple in triples:
        about = triple.predicate
        if about in _NAMES:
            called.append(triple)
        elif about == _TYPE and triple.object == _PLACE:
            places.add(triple.subject)

    names = {normal(text_of(triple.object)) for triple in called if triple.subject in places}
    return tuple(sorted(names - {""}))


def entry_of(document: Document) -> CatalogueEntry:
    """The catalogue entry of a document."""
    return CatalogueEntry(
        document.graph,
        document.region,
        document.period,
        document.name,
        document.sha256,
        content_digest(document.triples),
        document.rows,
        len(document.triples),
        names_in(document.triples),
    )


def catalogue_rows(
    entries: Iterable[CatalogueEntry],
    unit: UnitKey,
    digest: str,
) -> dict[NamedNode, list[Triple]]:
    """All that the catalogue says about the graphs of a unit.

    ``digest`` names how its facts were derived.
    """
    rows = {entry.graph: entry_triples(entry, __version__) for entry in entries}
    rows[derived_graph(unit)] = derived_triples(unit, digest)
    return rows


def _is_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def named(ontology: Ontology) -> list[Triple]:
    """The ontology without blank nodes, as far as questions need it: names, labels, hierarchy."""
    return [triple for triple in ontology.triples if not _is_blank(triple)]
