"""Questions to the catalogue that cost the same whatever else the store holds: each is answered from an index, none lists it."""

from __future__ import annotations

from pyoxigraph import Literal

from kg.store.base import GraphStore, Solutions
from kg.store.catalogue import CATALOGUE, Entry, derived_graph, entries_of
from kg.terms import KIN, RDF, UnitKey, text_of

__all__ = ["derivation", "entries_in", "is_empty", "regions_called", "stale_units", "units_held"]


def _select(store: GraphStore, query: str) -> Solutions:
    return store.select(query, [CATALOGUE])


def is_empty(store: GraphStore) -> bool:
    """Whether the store holds no document."""
    return not _select(
        store, f"SELECT ?g WHERE {{ ?g {RDF['type']} {KIN['GrafDokumen']} }} LIMIT 1"
    ).rows


def entries_in(store: GraphStore, region: str) -> list[Entry]:
    """The document graphs of one region code, of all periods."""
    own = f"?g {KIN['kodeSatuanPeriksa']} {Literal(region)} ; ?p ?o"
    return entries_of(
        (row[0], row[1], row[2])
        for row in _select(store, f"SELECT ?g ?p ?o WHERE {{ {own} }}").rows
    )


def regions_called(store: GraphStore, name: str) -> list[str]:
    """The codes of the regions of that name; the name in the form of ``kg.derive.text.normal``."""
    own = f"?g {KIN['namaSatuanPeriksa']} {Literal(name)} ; {KIN['kodeSatuanPeriksa']} ?code"
    return sorted(
        {text_of(row[0]) for row in _select(store, f"SELECT ?code WHERE {{ {own} }}").rows}
    )


def derivation(store: GraphStore, unit: UnitKey) -> str:
    """The digest of how the derived facts of a unit were made; empty when it has none."""
    rows = _select(
        store, f"SELECT ?digest WHERE {{ {derived_graph(unit)} {KIN['sidikIsi']} ?digest }}"
    ).rows
    return next((text_of(row[0]) for row in rows), "")


def units_held(store: GraphStore) -> list[tuple[str, str, str]]:
    """Region, period and one name of every unit; this one does list the catalogue."""
    own = f"?g {RDF['type']} {KIN['GrafDokumen']} ; {KIN['kodeSatuanPeriksa']} ?region ; {KIN['periode']} ?period"
    query = f"SELECT ?region ?period (SAMPLE(?n) AS ?name) WHERE {{ {own} OPTIONAL {{ ?g {KIN['namaSatuanPeriksa']} ?n }} }}"
    rows = _select(store, query + " GROUP BY ?region ?period ORDER BY ?region ?period").rows
    return [
        (text_of(row[0]), text_of(row[1]), "" if row[2] is None else text_of(row[2]))
        for row in rows
    ]


def stale_units(store: GraphStore, digest: str) -> list[UnitKey]:
    """The units whose derived facts were made in another way than ``digest`` names; looks at every unit."""
    own = f"?g {RDF['type']} {KIN['GrafTurunan']} ; {KIN['sidikIsi']} ?d ; {KIN['kodeSatuanPeriksa']} ?r ; {KIN['periode']} ?p"
    rows = _select(store, f"SELECT ?r ?p WHERE {{ {own} FILTER (?d != {Literal(digest)}) }}").rows
    return sorted(UnitKey(text_of(row[0]), text_of(row[1])) for row in rows)
