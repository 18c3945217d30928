"""The nomenclature as a store knows it.

The own catalogue, imported lists and the decisions of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.derive.official.concept import Listing
from kg.derive.official.nomenclature import Nomenclature, nomenclature
from kg.derive.regions import LokalRegions, RegionPlace
from kg.errors import InputError, Problem
from kg.link.chain import Approval, approvals_in
from kg.link.importing import list_id
from kg.link.links import approved, links_in
from kg.link.names import Name, names_of_document
from kg.link.stored import stored_lists
from kg.link.wilayah.marks import MARKS, bps_codes
from kg.link.wilayah.places import NATIONAL, Places, national
from kg.link.wilayah.stored import stored_places
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import GraphStore
from kg.store.catalogue import CatalogueEntry, entries
from kg.store.opening import open_store

__all__ = [
    "Brought",
    "approvals_between",
    "brought_into",
    "known_bps",
    "known_in",
    "known_lists",
    "known_places",
    "names_in_store",
    "names_of_entries",
    "newer_places",
]


@dataclass(frozen=True)
class Brought:
    """What a store adds to the own catalogue, as it is handed to another process.

    Lists, approved links by list, and regions of newer lists.
    """

    listings: tuple[Listing, ...] = ()
    links: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    places: tuple[RegionPlace, ...] = ()

    def known(self) -> Nomenclature:
        """The nomenclature with it."""
        if not (self.listings or self.links or self.places):
            return nomenclature()
        return nomenclature().with_lists(self.listings, self.links, self.places)


def brought_into(store: GraphStore) -> Brought:
    """The lists and approved links that a store holds."""
    names = [list_id(decree.number) for decree in nomenclature().decrees]
    listings = stored_lists(store, names)
    links = links_in(store)
    decided: dict[str, dict[str, str | None]] = {}
    if links:
        decided = approved(links, nomenclature().with_lists(listings, {}))
    return Brought(tuple(listings), decided, newer_places(store))


def newer_places(store: GraphStore) -> tuple[RegionPlace, ...]:
    """The regions that the lists of a store name otherwise than the national list does, or beside it."""
    found: dict[str, RegionPlace] = {}
    for places in stored_places(store):
        found.update(places.by_code())
    national = LokalRegions()
    return tuple(place for place in found.values() if not national.is_listed(place))


def known_in(store: GraphStore) -> Nomenclature:
    """The nomenclature with what was imported into a store."""
    return brought_into(store).known()


def known_lists(folder: Path) -> Nomenclature:
    """The nomenclature with what was imported into the store of a folder.

    The own catalogue when there is no store.
    """
    return known_in(open_store(folder, write=False))


def known_places(folder: Path, version: str = "") -> Places:
    """The regions that a store knows.

    Of one list, else the national ones with those of its newer lists.

    :raises InputError: LINK-BASE for a list that the store does not hold.
    """
    store = open_store(folder, write=False)
    held = {places.version: places for places in stored_places(store)}
    if not version:
        every = national().by_code()
        for places in held.values():
            every |= places.by_code()
        return Places("", tuple(place for _, place in sorted(every.items())))
    if version not in held:
        values = {"found": version, "known": ", ".join([NATIONAL, *held])}
        raise InputError(Problem("LINK-BASE", "", values))
    return held[version]


def known_bps(folder: Path) -> dict[str, str]:
    """The codes of the ministry by those of the statistics office, as far as a store was given them."""
    return bps_codes(open_store(folder, write=False).triples(MARKS))


def approvals_between(folder: Path, old: str, new: str) -> list[Approval]:
    """What people decided about steps between two lists."""
    return approvals_in(open_store(folder, write=False), old, new)


def names_in_store(folder: Path, known: Ontology) -> list[Name]:
    """The names of every document of the store of a folder."""
    store = open_store(folder, write=False)
    return names_of_entries(store, entries(store), known)


def names_of_entries(
    store: GraphStore, wanted: Iterable[CatalogueEntry], known: Ontology
) -> list[Name]:
    """The names of some documents of a store."""
    found: list[Name] = []
    for entry in wanted:
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
