"""What ours leans on exists in the vocabularies of others, is of that kind, and stands there as ``align.ttl`` says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, Triple
from rdflib.namespace import ORG, PROV, SKOS

from kg.read.ontology import ontology
from kg.terms import KIN, OWL, RDF, RDFS, text_of

_FILE = Path(__file__).parent / "aligned-terms.toml"
_KINDS = ("Class", "ObjectProperty")
#: Words of SKOS for texts and lists are used all over; what is aligned is the one relation.
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def _published() -> dict[str, dict[str, Any]]:
    """The terms of the list by IRI, with IRIs in place of names."""
    found = {}
    for vocabulary in tomllib.loads(_FILE.read_text(encoding="utf-8"))["vocabulary"]:
        space = vocabulary["namespace"]
        for name, term in vocabulary.items():
            if isinstance(term, dict):
                ends = {key: [space + n for n in term.get(key, [])] for key in ("above", *_ENDS)}
                found[space + name] = {"kind": term["kind"], **ends}
    return found


_ENDS = ("domain", "range")
PUBLISHED = _published()


def _spaces() -> tuple[str, ...]:
    listed = tomllib.loads(_FILE.read_text(encoding="utf-8"))["vocabulary"]
    return tuple(v["namespace"] for v in listed if v["namespace"] != _SKOS)


def _used() -> Iterator[tuple[str, Triple]]:
    """Every term of these vocabularies that the ontology speaks of, and where."""
    for triple in ontology().triples:
        for place in triple:
            if isinstance(place, NamedNode) and place.value.startswith(_spaces()):
                yield place.value, triple


def test_every_term_in_use_is_published() -> None:
    """And nothing is listed that no statement needs."""
    used = {iri for iri, _ in _used()}
    listed = {iri for iri in PUBLISHED if not iri.startswith(_SKOS)}
    assert used == listed


def test_terms_are_of_the_kind_that_is_published() -> None:
    """A class there is no property here."""
    for triple in ontology().triples:
        term = PUBLISHED.get(text_of(triple.subject))
        if term is None or triple.predicate != RDF["type"]:
            continue
        assert triple.object == OWL[term["kind"]], triple.subject


def test_what_stands_above_them_does_there_too() -> None:
    """No statement about a term of others that its own vocabulary does not make."""
    for triple in ontology().triples:
        term = PUBLISHED.get(text_of(triple.subject))
        if term is not None and triple.predicate in {RDFS["subClassOf"], RDFS["subPropertyOf"]}:
            assert text_of(triple.object) in term["above"], triple


def _above(iri: str) -> set[str]:
    """The classes above one, ours and theirs."""
    found = {iri}
    for triple in ontology().triples:
        if triple.predicate == RDFS["subClassOf"] and text_of(triple.subject) in found:
            found |= _above(text_of(triple.object))
    return found


def _stated(iri: str, end: str) -> set[str]:
    return {
        text_of(t.object)
        for t in ontology().triples
        if text_of(t.subject) == iri and t.predicate == RDFS[end]
    }


@pytest.mark.parametrize("end", _ENDS)
def test_what_is_below_a_property_of_others_stands_between_its_classes(end: str) -> None:
    """A narrower property whose ends were wider would say more of them than is meant."""
    below = [t for t in ontology().triples if t.predicate == RDFS["subPropertyOf"]]
    checked = 0
    for triple in below:
        term = PUBLISHED.get(text_of(triple.object))
        if term is None or not term[end]:
            continue
        ours = _stated(text_of(triple.subject), end)
        assert ours
        assert all(_above(cls) & set(term[end]) for cls in ours), triple
        checked += 1
    assert checked


def test_matches_are_between_terms_of_one_kind() -> None:
    """A property here has a property beside it, a class a class; what is but related may differ."""
    checked = 0
    for iri, triple in _used():
        name = text_of(triple.predicate).rpartition("#")[2]
        if name not in {"closeMatch", "broadMatch", "exactMatch"}:
            continue
        subject = triple.subject
        assert isinstance(subject, NamedNode) and subject.value.startswith(KIN)
        assert PUBLISHED[iri]["kind"] in _KINDS
        known = ontology()
        assert (subject in known.classes) == (PUBLISHED[iri]["kind"] == "Class"), triple
        checked += 1
    assert checked > 3


@pytest.mark.parametrize("names", [ORG, PROV, SKOS], ids=["org", "prov", "skos"])
def test_rdflib_knows_the_terms_too(names: type[rdflib.namespace.DefinedNamespace]) -> None:
    """Its lists of names were made from the vocabularies by other people."""
    space = str(names)
    listed = [iri for iri in PUBLISHED if iri.startswith(space)]
    assert listed
    assert all(rdflib.URIRef(iri) in names for iri in listed)
