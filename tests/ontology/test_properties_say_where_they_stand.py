"""Where a property is met is said by a domain, or by ``schema:domainIncludes`` where a domain would say too much."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.assets import files
from kg.read.document import Document
from kg.read.ontology import Ontology, ontology
from kg.terms import KIN, OWL, RDF, RDFS

_SCHEMA = "https://schema.org/domainIncludes"
_MET = NamedNode(_SCHEMA)
#: They stand in the books of a store or in loaded lists, on nothing that is of a class of ours.
_ELSEWHERE = {"nomorPerubahan", "bentukTertulis", "kodeBps", "desaTidakDikenal"}


def _stated(known: Ontology, predicate: NamedNode) -> dict[object, set[object]]:
    found: dict[object, set[object]] = {}
    for t in known.triples:
        if t.predicate == predicate:
            found.setdefault(t.subject, set()).add(t.object)
    return found


def _properties(known: Ontology) -> set[str]:
    """The properties of ours that are no annotations, by name."""
    kinds = {OWL["ObjectProperty"], OWL["DatatypeProperty"]}
    found = set()
    for t in known.triples:
        if t.predicate == RDF["type"] and t.object in kinds and isinstance(t.subject, NamedNode):
            found.add(t.subject.value)
    return {iri.removeprefix(KIN) for iri in found if iri.startswith(KIN)}


def test_every_property_has_a_domain_or_says_where_it_is_met() -> None:
    """But for those that stand outside of documents."""
    known = ontology()
    placed = {*_stated(known, RDFS["domain"]), *_stated(known, _MET)}
    names = {name for name in _properties(known) if KIN[name] not in placed}
    assert names == _ELSEWHERE


def test_where_a_property_is_met_is_declared() -> None:
    """A class of ours, or one of the lists."""
    known = ontology()
    met = _stated(known, _MET)
    assert met
    for places in met.values():
        for place in places:
            assert isinstance(place, NamedNode)
            assert place in known.classes or "skos/core#Concept" in place.value


def test_documents_keep_to_it(documents: dict[str, Document]) -> None:
    """What a document says of a node of a class of ours is said where the property is met."""
    known = ontology()
    met = _stated(known, _MET)
    strange = set()
    for document in documents.values():
        kinds = {t.subject: t.object for t in document.triples if t.predicate == RDF["type"]}
        for t in document.triples:
            kind = kinds.get(t.subject)
            places = met.get(t.predicate)
            if places is None or not isinstance(kind, NamedNode) or kind not in known.classes:
                continue
            if not places & known.ancestors[kind]:
                strange.add((t.predicate.value, kind.value))
    assert strange == set()


def test_the_alignments_are_annotations() -> None:
    """A match between terms makes no class a concept for a reasoner, and is declared."""
    matches = set()
    for path in files("ontology", "align.ttl"):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if quad.predicate.value.endswith("Match"):
                matches.add(quad.predicate)
    declared = _stated(ontology(), RDF["type"])
    assert matches
    assert all(OWL["AnnotationProperty"] in declared[match] for match in matches)
