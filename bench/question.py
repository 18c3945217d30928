"""'Which jabatan supports this outcome': our store against rdflib, same statements, same query text."""

from __future__ import annotations

import rdflib

from bench.data import seconds
from kg.assets import bundled_documents
from kg.questions.question import catalogue
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.base import bind, ntriples
from kg.store.catalogue import ONTOLOGY, entries
from kg.store.embedded import memory_store
from kg.terms import instance_iri
from kg.worker.asking import answer, find_question
from kg.worker.loading import load

OUTCOME = instance_iri("metode-lima-tahap", "tanpa-tahun", "simpul", "O1")


def main() -> None:
    """Print milliseconds and the ratio; both must give the same rows."""
    store = memory_store()
    load(read_paths(bundled_documents()), store, ontology())
    question = find_question("Q01", catalogue())
    query = bind(question.query, {"outcome": OUTCOME})
    graphs = [e.graph for e in entries(store) if e.region == "metode-lima-tahap"]
    statements = [t for g in [*graphs, ONTOLOGY] for t in store.triples(g)]
    graph = rdflib.Graph().parse(data=ntriples(statements), format="nt")
    ours = store.select(query, [*graphs, ONTOLOGY])
    theirs = list(graph.query(query))
    assert len(ours.rows) == len(theirs) > 0
    fast = seconds(lambda: store.select(query, [*graphs, ONTOLOGY]), 5)
    slow = seconds(lambda: list(graph.query(query)), 2)
    whole = seconds(lambda: answer(question, {"outcome": OUTCOME.value}, store, ontology()), 3)
    print(f"question Q01: {len(ours.rows)} rows over {len(statements)} statements")
    print(
        f"query alone: ours {fast * 1e3:.1f} ms, rdflib {slow * 1e3:.1f} ms, ratio {slow / fast:.0f}"
    )
    print(f"with finding the outcome among five documents, labels and paths: {whole * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
