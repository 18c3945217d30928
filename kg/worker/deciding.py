"""Lists and decisions of people on their way into a store, whose derived facts are then made with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.derive.digest import derivation_digest
from kg.derive.official.concept import Listing
from kg.link.chain import Approval, approval_triples, approvals_graph, approvals_in
from kg.link.links import LINKS, Link, link_triples, links_in, merged_links, without_code, zombies
from kg.link.stored import graph_of, triples_of
from kg.link.wilayah.difference import RegionChange
from kg.link.wilayah.marks import MARKS, MarkedRegion, mark_triples
from kg.link.wilayah.places import Places
from kg.link.wilayah.stored import INDEX, index_triples, place_triples, places_graph
from kg.read.ontology import ontology
from kg.store.base import GraphStore, Write
from kg.store.lookup import stale_units
from kg.store.opening import open_store
from kg.worker.linking import known_in
from kg.worker.loading import refresh

__all__ = ["Put", "put_approvals", "put_links", "put_list", "put_marks", "put_places"]


@dataclass(frozen=True)
class Put:
    """Whether a list took the place of an earlier one, and how many units were derived anew with it.

    ``zombies`` are the codes of decisions that the list does not hold any more.
    """

    replaced: bool
    refreshed: int
    zombies: tuple[str, ...] = ()


def put_list(folder: Path, listing: Listing) -> Put:
    """Put a list into the store of a folder, in one transaction, and derive the facts of its units anew."""
    store = open_store(folder, write=True)
    graph = graph_of(listing.id)
    replaced = bool(store.triples(graph))
    store.write(Write({graph: triples_of(listing)}))
    gone = without_code(links_in(store), listing)
    return Put(replaced, _refreshed(store), tuple(sorted({link.code for link in gone})))


def put_links(folder: Path, fresh: list[Link], *, two: bool) -> dict[str, int]:
    """Put decisions into the store of a folder, in one transaction.

    Tells how many there are of each kind.

    The facts of its units are derived anew with them.
    """
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
        "refreshed": _refreshed(store),
    }


def put_places(folder: Path, places: Places, changes: list[RegionChange]) -> Put:
    """Put a list of regions into the store of a folder, in one transaction, and derive the facts of its units anew."""
    store = open_store(folder, write=True)
    graph = places_graph(places)
    index = store.triples(INDEX)
    named = index_triples(places)
    replaced = set(named) <= set(index)
    graphs = {graph: place_triples(places, changes), INDEX: sorted({*index, *named}, key=str)}
    store.write(Write(graphs))
    return Put(replaced, _refreshed(store))


def put_approvals(folder: Path, old: str, new: str, fresh: list[Approval]) -> None:
    """Put what people decided about steps between two lists into the store, the newer word standing."""
    store = open_store(folder, write=True)
    held = {}
    for one in approvals_in(store, old, new):
        held[one.old, one.new] = one
    held |= {(one.old, one.new): one for one in fresh}
    store.write(Write({approvals_graph(old, new): approval_triples(old, new, held.values())}))


def put_marks(folder: Path, marked: list[MarkedRegion]) -> None:
    """Put what regions are called elsewhere into the store of a folder, beside what it holds of other regions."""
    store = open_store(folder, write=True)
    fresh = mark_triples(marked)
    about = {(triple.subject, triple.predicate) for triple in fresh}
    held = []
    for t in store.triples(MARKS):
        if (t.subject, t.predicate) not in about:
            held.append(t)
    store.write(Write({MARKS: [*held, *fresh]}))


def _refreshed(store: GraphStore) -> int:
    """Derive what other lists or links derived; how many units that were.

    One after the other: after Ctrl-C the rest is still told as derived by others, and the next load
    goes on.
    """
    known = known_in(store)
    stale = stale_units(store, derivation_digest(ontology(), known))
    refresh(store, ontology(), stale, known)
    return len(stale)
