"""Lists as reference graphs: one SKOS concept scheme per decree, in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.official.concept import Concept, Listing
from kg.read.gate import sha256
from kg.store.base import GraphStore
from kg.terms import BASE, DCTERMS, GRAPH, KIN, RDF, SKOS, Namespace, integer, segment, text_of

__all__ = ["concept_iri", "graph_of", "listing_of", "scheme_iri", "stored_lists", "triples_of"]

_SCHEMES = Namespace(BASE + "nomenklatur/")
_Row = dict[str, list[str]]


def scheme_iri(listing: str) -> NamedNode:
    """The address of a concept scheme.

    >>> scheme_iri("900.1.15.5-1317-2023").value
    'https://w3id.org/kinerja/nomenklatur/900.1.15.5-1317-2023'
    """
    return _SCHEMES[listing]


def concept_iri(listing: str, code: str) -> NamedNode:
    """The address of an entry of a list."""
    return _SCHEMES[f"{listing}/{segment(code)}"]


def graph_of(listing: str) -> NamedNode:
    """The graph that holds a list."""
    return GRAPH[f"nomenklatur/{listing}"]


def triples_of(listing: Listing) -> list[Triple]:
    """The statements of a list."""
    scheme = scheme_iri(listing.id)
    found = [
        Triple(scheme, RDF["type"], SKOS["ConceptScheme"]),
        Triple(scheme, DCTERMS["title"], Literal(listing.title)),
        Triple(scheme, KIN["nomorKeputusan"], Literal(listing.version)),
        Triple(scheme, KIN["tahunBerlakuDari"], integer(listing.first)),
    ]
    if listing.last is not None:
        found.append(Triple(scheme, KIN["tahunBerlakuSampai"], integer(listing.last)))
    for part in listing.parts:
        found.append(Triple(scheme, KIN["bagianLengkap"], Literal(part)))
    for concept in listing.concepts:
        found += _concept_triples(listing.id, concept)
    return found


def _concept_triples(listing: str, concept: Concept) -> Iterator[Triple]:
    node = concept_iri(listing, concept.code)
    yield Triple(node, RDF["type"], SKOS["Concept"])
    yield Triple(node, SKOS["inScheme"], scheme_iri(listing))
    if concept.parent:
        yield Triple(node, SKOS["broader"], concept_iri(listing, concept.parent))
    texts = (
        (SKOS["notation"], concept.code),
        (SKOS["prefLabel"], concept.name),
        (KIN["jenjang"], concept.level),
        (KIN["kodeLama"], concept.former_code),
        (KIN["kinerjaResmi"], concept.result),
        (KIN["indikatorResmi"], concept.indicator),
        (KIN["satuanResmi"], concept.unit),
        (KIN["cakupan"], concept.scope),
    )
    for predicate, text in texts:
        if text:
            yield Triple(node, predicate, Literal(text))
    for name in concept.names[1:]:
        yield Triple(node, SKOS["altLabel"], Literal(name))


def listing_of(triples: Iterable[Triple]) -> Listing | None:
    """The list that the statements of its graph amount to; nothing when they hold none."""
    said = _said(triples)
    scheme = _scheme_among(said)
    if scheme is None:
        return None
    row = said.pop(scheme)
    # A store has no order; the same list must come back as the same.
    every = sorted(map(_concept, said.values()), key=lambda concept: concept.code)
    concepts = tuple(every)
    parts = tuple(sorted(row.get("bagianLengkap", ())))
    last = None
    if "tahunBerlakuSampai" in row:
        last = int(row["tahunBerlakuSampai"][0])
    return Listing(
        id=scheme.value.removeprefix(_SCHEMES),
        title=row["title"][0],
        version=row["nomorKeputusan"][0],
        parts=parts,
        first=int(row["tahunBerlakuDari"][0]),
        last=last,
        provinces=(),
        concepts=concepts,
        digest=sha256(f"{parts} {concepts}".encode()),
    )


def _said(triples: Iterable[Triple]) -> dict[NamedNode, _Row]:
    """The texts of every thing by the last part of the property's name."""
    said: dict[NamedNode, _Row] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            row = said.setdefault(triple.subject, {})
            name = _local(triple.predicate)
            row.setdefault(name, []).append(text_of(triple.object))
    return said


def _scheme_among(said: dict[NamedNode, _Row]) -> NamedNode | None:
    for node, row in said.items():
        if SKOS["ConceptScheme"].value in row["type"]:
            return node
    return None


def _local(predicate: NamedNode) -> str:
    return predicate.value.replace("/", "#").rpartition("#")[2]


def _concept(row: _Row) -> Concept:
    def one(name: str) -> str:
        return row.get(name, [""])[0]

    return Concept(
        code=one("notation"),
        former_code=one("kodeLama"),
        level=one("jenjang"),
        names=(one("prefLabel"), *sorted(row.get("altLabel", ()))),
        result=one("kinerjaResmi"),
        indicator=one("indikatorResmi"),
        unit=one("satuanResmi"),
        since=None,
        until=None,
        parent=one("broader").rpartition("/")[2],
        scope=one("cakupan"),
    )


def stored_lists(store: GraphStore, wanted: Iterable[str]) -> list[Listing]:
    """Those of these lists that a store holds.

    Each is looked up by its name, for a store may have thousands of graphs.
    """
    found = []
    for name in wanted:
        listing = listing_of(store.triples(graph_of(name)))
        if listing is not None:
            found.append(listing)
    return found
