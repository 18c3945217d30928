"""Questions to the catalogue that cost the same whatever else the store holds.

Each is answered from an index, none lists it.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kg.store.base import CATALOGUE, GraphStore, Term
from kg.store.catalogue import CatalogueEntry, derived_graph, entries, entries_of
from kg.store.embedded import EmbeddedStore
from kg.terms import KIN, RDF, UnitKey, text_of

__all__ = [
    "derivation",
    "documents_held",
    "entries_in",
    "is_empty",
    "regions_called",
    "stale_units",
    "units_held",
]

_TYPE = RDF["type"]
_DOCUMENT = KIN["GrafDokumen"]
_DERIVED = KIN["GrafTurunan"]
_REGION = KIN["kodeSatuanPeriksa"]
_PERIOD = KIN["periode"]
_NAME = KIN["namaSatuanPeriksa"]
_DIGEST = KIN["sidikIsi"]


def _rows(store: GraphStore, query: str) -> list[list[Term | None]]:
    return store.select(query, [CATALOGUE]).rows


def is_empty(store: GraphStore) -> bool:
    """Whether the store holds no document."""
    return not _rows(store, f"SELECT ?g WHERE {{ ?g {_TYPE} {_DOCUMENT} }} LIMIT 1")


def entries_in(store: GraphStore, region: str) -> list[CatalogueEntry]:
    """The document graphs of one region code, of all periods."""
    own = f"?g {_REGION} {Literal(region)} ; ?p ?o"
    triples: list[Triple] = []
    for graph, predicate, value in _rows(store, f"SELECT ?g ?p ?o WHERE {{ {own} }}"):
        if isinstance(graph, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
            triples.append(Triple(graph, predicate, value))
    return entries_of(store, triples)


def regions_called(store: GraphStore, name: str) -> list[str]:
    """The codes of the regions of that name; the name in the form of ``kg.derive.text.normal``."""
    own = f"?g {_NAME} {Literal(name)} ; {_REGION} ?code"
    found = set()
    for row in _rows(store, f"SELECT ?code WHERE {{ {own} }}"):
        found.add(text_of(row[0]))
    return sorted(found)


def derivation(store: GraphStore, unit: UnitKey) -> str:
    """The digest of how the derived facts of a unit were made; empty when it has none."""
    own = f"{derived_graph(unit)} {_DIGEST} ?digest"
    rows = _rows(store, f"SELECT ?digest WHERE {{ {own} }}")
    if rows:
        return text_of(rows[0][0])
    return ""


def units_held(store: GraphStore) -> list[tuple[str, str, str]]:
    """Region, period and one name of every unit; this one does list the catalogue."""
    own = f"?g {_TYPE} {_DOCUMENT} ; {_REGION} ?region ; {_PERIOD} ?period"
    called = f"OPTIONAL {{ ?g {_NAME} ?n }}"
    head = "SELECT ?region ?period (SAMPLE(?n) AS ?name)"
    order = "GROUP BY ?region ?period ORDER BY ?region ?period"
    found: list[tuple[str, str, str]] = []
    for region, period, name in _rows(store, f"{head} WHERE {{ {own} {called} }} {order}"):
        found.append((text_of(region), text_of(period), "" if name is None else text_of(name)))
    return found


def documents_held(store: GraphStore) -> list[tuple[UnitKey, NamedNode]]:
    """Every document with its unit, by graph IRI; this one does list the catalogue.

    All of its rows are held against what was written, but not again while the files are the same.

    :raises CouldNotError: STORE-DAMAGED.
    """
    whole = isinstance(store, EmbeddedStore) and store.counts.had(CATALOGUE.value)
    if not whole:
        found = [(entry.unit, entry.graph) for entry in entries(store)]
        if isinstance(store, EmbeddedStore):
            store.counts.add(CATALOGUE.value)
        return found
    held = []
    own = f"?g {_TYPE} {_DOCUMENT} ; {_REGION} ?region ; {_PERIOD} ?period"
    for graph, region, period in _rows(store, f"SELECT ?g ?region ?period WHERE {{ {own} }}"):
        if isinstance(graph, NamedNode):
            held.append((UnitKey(text_of(region), text_of(period)), graph))
    return sorted(held, key=lambda document: document[1].value)


def stale_units(store: GraphStore, digest: str) -> list[UnitKey]:
    """The units whose derived facts were made in another way than ``digest`` names.

    Looks at every unit.
    """
    own = f"?g {_TYPE} {_DERIVED} ; {_DIGEST} ?d ; {_REGION} ?r ; {_PERIOD} ?p"
    other = f"FILTER (?d != {Literal(digest)})"
    rows = _rows(store, f"SELECT ?r ?p WHERE {{ {own} {other} }}")
    return sorted(UnitKey(text_of(region), text_of(period)) for region, period in rows)
