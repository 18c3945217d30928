"""Where a property is met is said by a domain, or by ``schema:domainIncludes`` where a domain would say too much."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.assets import files
from kg.derive.run import derive
from kg.read.document import Document
from kg.read.ontology import Ontology, ontology
from kg.read.rdf import read_rdf
from kg.terms import KIN, OWL, RDF, RDFS, SKOS, text_of
from kg.worker.units import Unit, from_documents

_SCHEMA = "https://schema.org/domainIncludes"
_MET = NamedNode(_SCHEMA)
#: They stand in the books of a store or in loaded lists, on nothing that is of a class of ours.
_ELSEWHERE = {"nomorPerubahan", "bentukTertulis", "kodeBps", "desaTidakDikenal"}

#: A node and itself, marks of a circle, the region of a list that is no node of a document, and further
#: objectives, which the relation above theirs states as well.
_ONE_WAY = {"adalahOutcome", "menopangMelingkar", "melaporMelingkar", "wilayah"} | {
    "mendukungSasaranLain"
}
#: Its values come out of a list that somebody loads.
_UNSEEN = {"kodeBps"}
#: What names a file's content or its place; another copy has another.
_OF_A_COPY = {"sidikBerkas", "sidikIsi", "asalBerkas"}


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


def _of_kind(kind: str) -> set[str]:
    known = ontology()
    found = [
        t.subject for t in known.triples if t.predicate == RDF["type"] and t.object == OWL[kind]
    ]
    return {text_of(term).removeprefix(KIN) for term in found if text_of(term).startswith(KIN)}


def test_a_reader_can_walk_back() -> None:
    """Every relation has an inverse, which says the same between the same classes, but for those that need none."""
    known = ontology()
    pairs = [(t.subject, t.object) for t in known.triples if t.predicate == OWL["inverseOf"]]
    both = {text_of(end).removeprefix(KIN) for pair in pairs for end in pair}
    assert _of_kind("ObjectProperty") - both == _ONE_WAY
    assert len(both) == 2 * len(pairs)
    domains, ranges = _stated(known, RDFS["domain"]), _stated(known, RDFS["range"])
    for stated, inverse in pairs:
        for one, other in ((stated, inverse), (inverse, stated)):
            if one in ranges and other in domains:
                assert ranges[one] == domains[other], (one, other)


def _examples() -> dict[str, set[str]]:
    examples = _stated(ontology(), SKOS["example"])
    found = {}
    for term, texts in examples.items():
        found[text_of(term).removeprefix(KIN)] = {text_of(text) for text in texts}
    return found


def test_a_reader_sees_what_a_property_holds() -> None:
    """Every property of values has an example, but for those that no document and no list shows."""
    assert _of_kind("DatatypeProperty") - set(_examples()) == _UNSEEN


def _values(units: Iterable[Unit]) -> set[tuple[object, str]]:
    """What documents state, and what follows from them."""
    found = set()
    for unit in units:
        for t in (*unit.statements(), *derive(unit.graphs, ontology())):
            found.add((t.predicate, text_of(t.object)))
    return found


@pytest.mark.heavy
def test_examples_of_derived_facts_are_real(documents: dict[str, Document]) -> None:
    """Found in the five documents, or in a case of a rule."""
    seen = _values(from_documents(list(documents.values())))
    for case in files("kasus", "*.ttl"):
        seen |= _values(from_documents(read_rdf(case)))
    derived = {text_of(term).removeprefix(KIN) for term in ontology().derived}
    made_up = {}
    for name, texts in _examples().items():
        if name in derived - _OF_A_COPY and not {(KIN[name], text) for text in texts} & seen:
            made_up[name] = texts
    assert made_up == {}


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


#: What is derived and carries no name, in documents and cases alike: trees and their nodes, circles,
#: components over others with money, and all statements but targets.
_NAMELESS = {"IndukBerpagu", "PernyataanSelainTarget", "PohonKinerja"} | {
    "memilikiSimpul",
    "menopangMelingkar",
    "simpulDari",
}


def test_a_reader_sees_what_a_class_holds_and_a_relation_joins() -> None:
    """An example of its name, or of both ends, for all but those that carry no name."""
    shown = set(_examples())
    bare = {name for kind in ("Class", "ObjectProperty") for name in _of_kind(kind) - shown}
    assert bare == _NAMELESS
    assert {"Outcome", "IKU", "menopang", "ditopangOleh", "Kinerja"} <= shown
