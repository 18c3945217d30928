"""Bulk and reference engine find the same in the five documents."""

from __future__ import annotations

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.rules.bulk import BulkEngine
from kg.rules.reference import ReferenceEngine
from kg.rules.registry import rules
from kg.store.base import ntriples
from kg.worker.units import from_documents


def test_results_are_equal(documents: dict[str, Document]) -> None:
    """Rule, part, focus node, value and constraint component of every result."""
    known = ontology()
    bulk, reference = BulkEngine(known), ReferenceEngine()
    for unit in from_documents(list(documents.values())):
        data = ntriples([*unit.statements(), *unit.derived(known), *known.hierarchy()])
        found = bulk.run(rules(), data)
        assert found == reference.run(rules(), data)
        assert len(found) > 50, "a comparison of nothing proves nothing"
