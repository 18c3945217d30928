"""What ours leans on exists in the vocabularies of others, is of that kind, and stands there as ``align.ttl`` says."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import ORG, PROV, SKOS

from kg.assets import files
from kg.read.ontology import ontology
from kg.terms import KIN, OWL, RDF, RDFS, text_of

_FILE = Path(__file__).parent / "aligned-terms.toml"
_KINDS = ("Class", "ObjectProperty")
#: Words of SKOS for texts and lists are used all over; what is aligned is the one relation.
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def _vocabularies() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["vocabulary"]
    return listed


def _published() -> dict[str, dict[str, Any]]:
    """The terms of the list by IRI, with IRIs in place of names."""
    found = {}
    for vocabulary in _vocabularies():
        space = vocabulary["namespace"]
        for name, term in vocabulary.items():
            if isinstance(term, dict):
                ends = {key: [space + n for n in term.get(key, [])] for key in ("above", *_ENDS)}
                found[space + name] = {"kind": term["kind"], **ends}
    return found


_ENDS = ("domain", "range")
PUBLISHED = _published()


_SPACES = tuple(v["namespace"] for v in _vocabularies() if v["namespace"] != _SKOS)


def _used() -> Iterator[tuple[str, Triple]]:
    """Every term of these vocabularies that the ontology speaks of, and where."""
    for triple in ontology().triples:
        for place in triple:
            if isinstance(place, NamedNode) and place.value.startswith(_SPACES):
                yield place.value, triple


def _of_word_lists() -> set[str]:
    """What the entries of the word lists are matched with."""
    found = set()
    for path in files("ontology", "vocab/*.ttl"):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if text_of(quad.object).startswith(_SPACES):
                found.add(text_of(quad.object))
    return found


def test_every_term_in_use_is_published() -> None:
    """And nothing is listed that no statement needs."""
    used = {iri for iri, _ in _used()} | _of_word_lists()
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


_CARRIED = [vocabulary for vocabulary in _vocabularies() if "package" in vocabulary]


def _carried(vocabulary: dict[str, Any]) -> set[tuple[str, str, str]]:
    """The statements of a vocabulary as its package carries them, in the version of the list."""
    modules = os.environ.get("KG_NODE_MODULES")
    name, _, version = vocabulary["package"].rpartition("@")
    folder = Path(modules or "") / name
    if modules is None or not folder.is_dir():
        pytest.skip(f"KG_NODE_MODULES names no folder with {name}")
    assert json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"] == version
    data = (folder / f"{folder.name}.nq").read_bytes()
    quads = parse(data, format=RdfFormat.N_QUADS)
    return {(text_of(q.subject), q.predicate.value, text_of(q.object)) for q in quads}


def _over(iri: str, statements: set[tuple[str, str, str]]) -> set[str]:
    """What stands above a term there, at whatever distance."""
    steps = {RDFS["subClassOf"].value, RDFS["subPropertyOf"].value}
    direct = {o for s, p, o in statements if s == iri and p in steps}
    return direct.union(*(_over(above, statements) for above in direct))


@pytest.mark.parametrize("vocabulary", _CARRIED, ids=lambda v: v["package"])
def test_the_list_says_what_the_vocabulary_says(vocabulary: dict[str, Any]) -> None:
    """Kind, what stands above, and between what a property stands, where one class is named."""
    statements = _carried(vocabulary)
    space = vocabulary["namespace"]
    for name, term in vocabulary.items():
        if not isinstance(term, dict):
            continue
        iri = space + name
        kinds = {o for s, p, o in statements if s == iri and p == RDF["type"].value}
        wanted = PUBLISHED[iri]
        assert any(kind.endswith(("#" + wanted["kind"], "/" + wanted["kind"])) for kind in kinds)
        assert set(wanted["above"]) <= _over(iri, statements), iri
        for end in _ENDS:
            said = {o for s, p, o in statements if (s, p) == (iri, RDFS[end].value)}
            named = {one for one in said if one.startswith("http")}
            assert named <= set(wanted[end]), (iri, end)
            assert bool(said) == bool(wanted[end]), (iri, end)
