"""What is told twice stands in the store once, and the store does not take that for damage."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import ontology
from kg.store.base import Write
from kg.store.opening import open_store

GRAPH = NamedNode("https://w3id.org/kinerja/graph/33.02.19/2021/uji")
A = NamedNode("http://e/a")


def test_a_statement_told_twice_is_no_damage(tmp_path: Path) -> None:
    """By count and by digest."""
    told = [Triple(A, A, Literal("satu")), Triple(A, A, Literal("satu")), Triple(A, A, A)]
    open_store(tmp_path / "gudang", write=True).write(Write(graphs={GRAPH: told}))
    store = open_store(tmp_path / "gudang", write=False)
    assert len(store.triples(GRAPH)) == 2
    assert store.select("SELECT ?s WHERE { ?s ?p ?o }", [GRAPH]).rows


def test_no_term_of_the_ontology_is_declared_twice() -> None:
    """A second module that says the same of a term would drift from the first."""
    labels = [t for t in ontology().triples if t.predicate.value.endswith("#isDefinedBy")]
    assert len(labels) == len(set(labels))
