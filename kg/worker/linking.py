"""The nomenclature as a store knows it: the own catalogue, imported lists and the decisions of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.derive.nomenklatur.concept import Listing
from kg.derive.nomenklatur.nomenclature import Nomenclature, nomenclature
from kg.link.importing import list_id
from kg.link.links import approved, links_in
from kg.link.names import Name, names_of_document
from kg.link.stored import stored_lists
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import GraphStore
from kg.store.catalogue import entries
from kg.store.opening import open_store

__all__ = ["Brought", "brought_into", "known_in", "known_lists", "names_in_store"]


@dataclass(frozen=True)
class Brought:
    """What a store adds to the own catalogue, as it is handed to another process: lists, and approved links by list."""

    listings: tuple[Listing, ...] = ()
    links: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    def known(self) -> Nomenclature:
        """The nomenclature with it."""
        if not self.listings and not self.links:
            return nomenclature()
        return nomenclature().with_lists(self.listings, self.links)


def brought_into(store: GraphStore) -> Brought:
    """The lists and approved links that a store holds."""
    names = [list_id(decree.number) for decree in nomenclature().decrees]
    listings = stored_lists(store, names)
    links = links_in(store)
    if not links:
        return Brought(tuple(listings))
    lists = nomenclature().with_lists(listings, {})
    return Brought(tuple(listings), approved(links, lists))


def known_in(store: GraphStore) -> Nomenclature:
    """The nomenclature with what was imported into a store."""
    return brought_into(store).known()


def known_lists(folder: Path) -> Nomenclature:
    """The nomenclature with what was imported into the store of a folder; the own catalogue when there is no store."""
    return known_in(open_store(folder, write=False))


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
