"""Lists of regions as reference graphs.

One SKOS concept scheme per decree, in a graph of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.regions import RegionPlace
from kg.link.wilayah.difference import RegionChange, replaced
from kg.link.wilayah.places import NATIONAL, Places
from kg.store.base import GraphStore
from kg.terms import BASE, DCTERMS, GRAPH, KIN, RDF, SKOS, WILAYAH, Namespace, text_of

__all__ = ["INDEX", "index_triples", "place_triples", "places_graph", "stored_places"]

_SCHEMES = Namespace(BASE + "daftar-wilayah/")
#: Names the lists that a store holds, so that nothing has to be looked for among its graphs.
INDEX = GRAPH["daftar-wilayah"]


def places_graph(places: Places) -> NamedNode:
    """The graph that holds a list."""
    return GRAPH[f"wilayah/{places.id}"]


def place_triples(places: Places, changes: Iterable[RegionChange] = ()) -> list[Triple]:
    """The statements of a list.

    ``changes`` are those since the list before, whose moved codes are told as replaced.
    """
    scheme = _SCHEMES[places.id]
    found = [
        Triple(scheme, RDF["type"], SKOS["ConceptScheme"]),
        Triple(scheme, KIN["nomorKeputusan"], Literal(places.version)),
    ]
    for place in places.places:
        found += _about(place, scheme)
    for old, new in replaced(changes).items():
        found.append(Triple(WILAYAH[old], DCTERMS["isReplacedBy"], WILAYAH[new]))
    return found


def index_triples(places: Places) -> list[Triple]:
    """What names a list among those of a store."""
    return [Triple(_SCHEMES[places.id], KIN["nomorKeputusan"], Literal(places.version))]


def _about(place: RegionPlace, scheme: NamedNode) -> list[Triple]:
    node = WILAYAH[place.code]
    found = [
        Triple(node, SKOS["inScheme"], scheme),
        Triple(node, SKOS["notation"], Literal(place.code)),
        Triple(node, SKOS["prefLabel"], Literal(place.name)),
    ]
    together = "".join(place.name.split())
    if together != place.name and place.level == 3:
        found.append(Triple(node, SKOS["altLabel"], Literal(together)))
    if place.parent:
        found.append(Triple(node, SKOS["broader"], WILAYAH[place.parent]))
    return found


def stored_places(store: GraphStore) -> list[Places]:
    """The lists that a store holds, in the order of their decrees.

    Without the national one, which the program has itself.
    """
    found = []
    for triple in store.triples(INDEX):
        version = text_of(triple.object)
        if triple.predicate == KIN["nomorKeputusan"] and version != NATIONAL:
            found.append(_read(store, version))
    return sorted(found, key=lambda places: places.version)


def _read(store: GraphStore, version: str) -> Places:
    names = {}
    for triple in store.triples(places_graph(Places(version, ()))):
        if triple.predicate == SKOS["prefLabel"]:
            names[text_of(triple.subject).removeprefix(WILAYAH)] = text_of(triple.object)
    return Places(version, tuple(RegionPlace(code, name) for code, name in sorted(names.items())))
