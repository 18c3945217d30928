"""The exchange folder has the documents for a reasoner of OWL 2 and for a browser of SKOS."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.reason.hermit import is_consistent
from kg.report.exchange.folder import exchange_files
from kg.store.embedded import memory_store
from kg.terms import KIN, OWL, SKOS, XSD, text_of
from kg.worker.loading import load

#: What of the OWL 2 datatype map our ontology and documents use.
_KNOWN = {XSD[name] for name in ("string", "integer", "decimal", "boolean", "anyURI")}


def _triples(data: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)}


@pytest.fixture(scope="module")
def folder(documents: dict[str, Document]) -> dict[str, set[Triple]]:
    """The statements of the folder of the method, whose tree has targets, posts and an outcome."""
    store = memory_store()
    load([documents["metode-lima-tahap"], documents["17.01.06-pino-raya"]], store, ontology())
    files = exchange_files(store, ontology(), "id")
    return {name: _triples(files[name]) for name in ("data.nt", "owl.nt", "skos.nt")}


def test_a_reasoner_meets_only_datatypes_that_it_knows(folder: dict[str, set[Triple]]) -> None:
    """And no import that it would fetch."""
    for t in folder["owl.nt"]:
        if isinstance(t.object, Literal) and t.object.language is None:
            assert t.object.datatype in _KNOWN, t
        assert t.predicate != OWL["imports"]


def test_a_reasoner_is_given_every_year(folder: dict[str, set[Triple]]) -> None:
    """As a whole number, where the documents have it."""
    stated = {
        (t.subject, text_of(t.object)) for t in folder["data.nt"] if t.predicate == KIN["tahun"]
    }
    given = {
        (t.subject, text_of(t.object)) for t in folder["owl.nt"] if t.predicate == KIN["tahun"]
    }
    assert given == stated
    assert stated


def test_hermit_accepts_the_file(folder: dict[str, set[Triple]]) -> None:
    """Years and all, and finds no contradiction."""
    assert is_consistent(sorted(folder["owl.nt"], key=str))


def test_the_cascade_is_told_in_the_terms_of_skos(folder: dict[str, set[Triple]]) -> None:
    """Step for step, with names that say their language."""
    stated = {(t.subject, t.object) for t in folder["data.nt"] if t.predicate == KIN["menopang"]}
    told = {(t.subject, t.object) for t in folder["skos.nt"] if t.predicate == SKOS["broader"]}
    assert told == stated
    assert stated
    names = [t.object for t in folder["skos.nt"] if t.predicate == SKOS["prefLabel"]]
    assert {name.language for name in names if isinstance(name, Literal)} == {"id"}
