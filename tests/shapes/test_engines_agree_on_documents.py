"""Bulk and reference engine find the same in the five documents."""

from __future__ import annotations

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.rules.registry import rules
from kg.store.base import ntriples
from kg.worker.units import from_documents
from tests.support.engines import engine_named

#: pySHACL takes as long over one of the others as over these two.
SMALL = ("33.02.19-sokaraja", "52.02.01-praya")


def test_results_are_equal(documents: dict[str, Document], heavy: bool) -> None:
    """Rule, part, focus node, value and constraint component of every result; of all five with --heavy."""
    known = ontology()
    bulk, reference = engine_named("bulk"), engine_named("reference")
    chosen = [d for name, d in documents.items() if heavy or name in SMALL]
    assert len(chosen) == (5 if heavy else len(SMALL))
    for unit in from_documents(chosen):
        data = ntriples([*unit.statements(), *unit.derived(known), *known.hierarchy()])
        found = bulk.run(rules(), data)
        assert found == reference.run(rules(), data)
        assert len(found) > 50, "a comparison of nothing proves nothing"
