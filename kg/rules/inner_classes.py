"""Classes that inner shapes ask for, as paths.

A shape that no rule reports, but that another one refers to (``sh:or``, ``sh:node``, a qualified value
shape), and that asks its node for a class, costs the Rust validator a walk over all instances of
that class for each node: the square of the indicators below one result. The same question as a
path, ``rdf:type/rdfs:subClassOf*`` with that class as a value (SHACL, 4.1.1, defines ``sh:class`` by
it), costs one look-up, and what is reported stays the same: the shape that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.terms import RDF, RDFS, SH

__all__ = ["with_classes_as_paths"]

#: What makes a shape one that reports by itself, or one of a property.
_OUTER = frozenset(
    SH[name]
    for name in ("path", "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)
#: Classes of our own making; no document can hold an address under it.
_NEW = "urn:x-kinerja:kelas:"


def with_classes_as_paths(core: Iterable[Triple]) -> list[Triple]:
    """The same shapes, with the classes of inner ones as paths."""
    core = list(core)
    outer = set()
    for triple in core:
        if triple.predicate in _OUTER or triple.object == RDFS["Class"]:
            outer.add(triple.subject)
    found: list[Triple] = []
    asked: dict[Any, NamedNode] = {}
    for triple in core:
        wanted = triple.object
        if triple.predicate != SH["class"] or triple.subject in outer:
            found.append(triple)
            continue
        name = asked.setdefault(wanted, NamedNode(f"{_NEW}{len(asked)}"))
        found.append(Triple(triple.subject, SH["property"], name))
    for wanted, name in asked.items():
        found += _membership(name, wanted)
    return found


def _membership(shape: NamedNode, wanted: Any) -> Iterator[Triple]:
    """A property shape that asks for an instance of a class, or of one below it."""
    steps, rest, above = BlankNode(), BlankNode(), BlankNode()
    yield Triple(shape, RDF["type"], SH["PropertyShape"])
    yield Triple(shape, SH["path"], steps)
    yield Triple(shape, SH["hasValue"], wanted)
    yield Triple(steps, RDF["first"], RDF["type"])
    yield Triple(steps, RDF["rest"], rest)
    yield Triple(rest, RDF["first"], above)
    yield Triple(rest, RDF["rest"], RDF["nil"])
    yield Triple(above, SH["zeroOrMorePath"], RDFS["subClassOf"])
