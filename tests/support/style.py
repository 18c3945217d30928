"""Runs the style rules of ``shapes/meta`` over a graph, and reads their cases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyshacl
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.assets import files, folder
from tests.support.cases import expected
from tests.support.places import TESTS

__all__ = ["CASES", "META", "expectations", "found", "real_tree", "shapes_of", "targets"]

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
