"""The nomenclature as a store knows it: the own catalogue, imported lists and the decisions of people."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.derive.nomenklatur.concept import Listing
from kg.derive.nomenklatur.nomenclature import Nomenclature, nomenclature
from kg.link.links import LINKS, Link, approved, link_triples, links_in, merged_links, zombies
from kg.link.names import Name, names_of_document
from kg.link.stored import graph_of, stored_lists, triples_of
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Write
from kg.store.catalogue import entries
from kg.store.opening import open_store

__all__ = ["known_in", "known_lists", "names_in_store", "put_links", "put_list"]


def known_in(store: GraphStore) -> Nomenclature:
    """The nomenclature with what was imported into a store."""
    imported, links = stored_lists(store), links_in(store)
    if not imported and not links:
        return nomenclature()
    lists = nomenclature().with_lists(imported, {})
    return nomenclature().with_lists(imported, approved(links, lists))


def known_lists(folder: Path) -> Nomenclature:
    """The nomenclature with what was imported into the store of a folder; the own catalogue when there is no store."""
    return known_in(open_store(folder, write=False))


def put_list(folder: Path, listing: Listing) -> bool:
    """Put a list into the store of a folder, in one transaction; tells whether it takes the place of an earlier one."""
    store = open_store(folder, write=True)
    graph = graph_of(listing.id)
    replaced = bool(store.triples(graph))
    store.write(Write({graph: triples_of(listing)}))
    return replaced


def put_links(folder: Path, fresh: list[Link], *, two: bool) -> dict[str, int]:
    """Put decisions into the store of a folder, in one transaction; tells how many there are of each kind."""
    store = open_store(folder, write=True)
    links = merged_links(links_in(store), fresh, two=two)
    store.write(Write({LINKS: link_triples(links)}))
    states = Counter(link.state for link in links)
    gone = zombies(links, known_in(store))
    return {
        "fresh": len(fresh),
        "approved": states["disetujui"],
        "waiting": states["menunggu"],
        "open": states["ditunda"],
        "zombies": len(gone),
    }


def names_in_store(folder: Path, known: Ontology) -> list[Name]:
    """The names of every document of a store."""
    store = open_store(folder, write=False)
    found: list[Name] = []
    for entry in entries(store):
        document = Document(
            graph=entry.graph,
            region=entry.region,
            period=entry.period,
            code="",
            name=entry.origin,
            sha256=entry.sha256,
            rows=entry.rows,
            triples=store.triples(entry.graph),
        )
        found += names_of_document(document, known)
    return found
