"""Runs the style rules of ``shapes/meta`` over a graph, and reads their cases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyshacl
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.assets import files, folder
from tests.support.cases import expected
from tests.support.places import TESTS

__all__ = [
    "CASES",
    "META",
    "expectations",
    "found",
    "found_at_once",
    "real_tree",
    "shapes_of",
    "targets",
]

META = {path.stem[:7]: path for path in sorted((folder("shapes") / "meta").glob("META-*.ttl"))}
CASES = sorted((TESTS / "meta").glob("*/*.ttl"))
BLANK = "_:"
_SH = Namespace("http://www.w3.org/ns/shacl#")
_RULE = "https://w3id.org/kinerja/rule/"


def shapes_of(*texts: str) -> Graph:
    """One graph of shapes, with the prefixes that their queries use."""
    graph = Graph().parse(folder("shapes") / "awalan.ttl")
    for text in texts:
        graph.parse(data=text, format="turtle")
    return graph


@lru_cache(maxsize=1)
def real_tree() -> Graph:
    """The ontology, the word lists and every rule file, the style rules included, as one graph."""
    graph = Graph()
    for path in [*files("ontology", "*.ttl"), *files("shapes", "*.ttl")]:
        graph.parse(path)
    return graph


def _part(shape: Node | None) -> str:
    """``label`` of ``…/rule/META-02#label``; the id where the head of the rule tests itself."""
    head, _, part = str(shape).removeprefix(_RULE).partition("#")
    return part or head


def found(data: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """Part and focus node of every result."""
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph), text
    results = set()
    for result in report.objects(None, _SH.result):
        source = report.value(result, _SH.sourceConstraint) or report.value(result, _SH.sourceShape)
        focus = report.value(result, _SH.focusNode)
        results.add((_part(source), BLANK if isinstance(focus, BNode) else str(focus)))
    return results


@lru_cache(maxsize=2)
def _stored(data: Graph) -> Store:
    store = Store()
    store.load(data.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES)
    return store


def found_at_once(data: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """What :func:`found` gives; each query is put once to the whole graph instead of once to every node.

    pySHACL asks 400 nodes one by one, which takes half a minute over our own files.
    """
    results = set()
    core = Graph() + shapes
    core.remove((None, _SH.sparql, None))
    selected = targets(shapes, data)
    prologue = ""
    for declared in shapes.subjects(_SH.prefix):
        name, space = shapes.value(declared, _SH.prefix), shapes.value(declared, _SH.namespace)
        prologue += f"PREFIX {name}: <{space}>\n"
    for shape, constraint in shapes.subject_objects(_SH.sparql):
        aimed = {kind for owner, kind in selected if owner == str(shape).removeprefix(_RULE)}
        select = str(shapes.value(constraint, _SH.select)).replace("$this", "?this")
        head, brace, rest = select.partition("{")
        places = " UNION ".join(f"{{ {_pattern(kind)} }}" for kind in sorted(aimed))
        query = f"{prologue}{head}{brace} {{ SELECT DISTINCT ?this {{ {places} }} }} {rest}"
        for row in _stored(data).query(query):
            node = row["this"]
            focus = node.value if isinstance(node, NamedNode) else BLANK
            results.add((_part(constraint), focus))
    return results | found(data, core)


def _pattern(kind: str) -> str:
    """What selects the nodes of one target, which is written as its property and its term."""
    name, _, term = kind.partition(" ")
    if name == "targetClass":
        return f"?this a <{term}>"
    return f"?this <{term}> ?_o" if name == "targetSubjectsOf" else f"?_s <{term}> ?this"


def expectations(case: Path) -> set[tuple[str, str]]:
    """What the head of a case says: part and node, the node as ``prefix:name``, ``<IRI>`` or ``_:`` for a nameless one."""
    names = Graph().parse(case).namespace_manager
    wanted = set()
    for line in expected(case):
        node = line.focus
        full = (
            node
            if node == BLANK
            else node[1:-1]
            if node.startswith("<")
            else str(names.expand_curie(node))
        )
        wanted.add((line.part, full))
    return wanted


def targets(shapes: Graph, data: Graph) -> dict[tuple[str, str], set[Node]]:
    """The nodes of ``data`` that each target of each shape selects."""
    selected: dict[tuple[str, str], set[Node]] = {}
    for shape, predicate, term in shapes:
        if not isinstance(shape, URIRef) or not str(shape).startswith(_RULE):
            continue
        if predicate == _SH.targetClass:
            nodes = set(data.subjects(RDF.type, term))
        elif predicate == _SH.targetSubjectsOf:
            nodes = set(data.subjects(term))
        elif predicate == _SH.targetObjectsOf:
            nodes = set(data.objects(None, term))
        else:
            continue
        selected[shape.removeprefix(_RULE), f"{predicate.removeprefix(_SH)} {term}"] = nodes
    return selected
