"""Every question of the catalogue put to our store and to rdflib over the same statements: the same rows, and what each costs."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import rdflib
from pyoxigraph import Literal, NamedNode

from bench.data import seconds
from bench.nation.generate import Wanted, generate
from kg.questions.question import Question, catalogue
from kg.questions.resolve import candidates
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.base import Term, bind, ntriples
from kg.store.catalogue import ONTOLOGY, derived_graph, entries
from kg.store.embedded import EmbeddedStore, memory_store
from kg.terms import KIN, PROV, XSD
from kg.worker.loading import load

__all__ = ["compare"]

#: Beside the cases of the tests, in which every question has rows, one kecamatan; rdflib takes half a minute for some.
CASES = Path(__file__).parents[1] / "tests" / "queries"
#: How long rdflib may take for one question, in seconds.
PATIENCE = 60
_NUMBERS = {XSD[name].value for name in ("integer", "decimal", "double", "float")}


def _ours(term: Term | None) -> str:
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        return format(Decimal(term.value).normalize(), "f")
    return "" if term is None else str(getattr(term, "value", term))


def _theirs(term: object) -> str:
    if isinstance(term, rdflib.Literal) and str(term.datatype) in _NUMBERS:
        return format(Decimal(str(term)).normalize(), "f")
    return "" if term is None else str(term)


def _terms(question: Question, store: EmbeddedStore, graphs: list[NamedNode]) -> dict[str, Term]:
    """A value for each parameter that has rows to answer with."""
    found: dict[str, Term] = {}
    for param in question.params:
        if param.type == "node":
            found[param.name] = candidates(store, graphs, param.classes)[0].node
        else:
            line = f"SELECT ?n WHERE {{ ?x {PROV['wasDerivedFrom']} ?l . ?l {KIN['baris']} ?n }} ORDER BY ?n LIMIT 1"
            found[param.name] = store.select(line, graphs).rows[0][0] or Literal("")
    return found


def _peer(statements: bytes, query: str) -> tuple[list[tuple[str, ...]], float]:
    """The rows of rdflib and its seconds, parsing not counted."""
    graph = rdflib.Graph().parse(data=statements, format="nt")
    begun = time.perf_counter()
    rows = [tuple(map(_theirs, row)) for row in graph.query(query)]
    return rows, time.perf_counter() - begun


def _compare(question: Question, store: EmbeddedStore) -> tuple[int, float, float | None]:
    """Rows, and the seconds of both, none when rdflib takes too long; unequal rows end the run."""
    (entry,) = entries(store)
    scope = [entry.graph, ONTOLOGY, derived_graph(entry.unit)]
    query = bind(question.query, _terms(question, store, scope))
    rows = [tuple(map(_ours, row)) for row in store.select(query, scope).rows]
    mine = seconds(lambda: store.select(query, scope), 3)
    statements = ntriples(t for g in scope for t in store.triples(g))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        try:
            found, theirs = pool.apply_async(_peer, (statements, query)).get(PATIENCE)
        except multiprocessing.TimeoutError:
            return len(rows), mine, None
    left, right = Counter(rows), Counter(found)
    assert left == right, (question.id, entry.region, left - right, right - left)
    return len(rows), mine, theirs


def _store(paths: list[Path]) -> EmbeddedStore:
    store = memory_store()
    load(read_paths(paths), store, ontology())
    return store


def compare() -> None:
    """Print rows, milliseconds and ratio of every question; the rows must be equal."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), Wanted("3", 1, 1.0))
        one = _store(sorted(Path(folder).rglob("*.nq")))
    print(
        "rows equal to those of rdflib, in the case of each question and for one kecamatan; milliseconds for the latter"
    )
    for question in catalogue():
        cases, _, _ = _compare(question, _store([CASES / question.id / "given.ttl"]))
        rows, mine, theirs = _compare(question, one)
        peer = (
            f"rdflib {theirs * 1e3:9.1f}   ratio {theirs / mine:7.0f}"
            if theirs
            else f"rdflib more than {PATIENCE} s"
        )
        figures = f"ours {mine * 1e3:8.1f}   {peer}"
        print(f"{question.id} {cases:3} and {rows:4} rows   {figures}", flush=True)
    print()
