"""What the reasoner is given: the ontology and one document, without what OWL 2 does not know."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import Ontology
from kg.terms import OWL, RDF, XSD

__all__ = ["axioms", "facts"]

#: Datatypes of the OWL 2 datatype map that our data uses; years (xsd:gYear) lie outside of it and
#: are left to SHACL.
_KNOWN = frozenset(XSD[name] for name in ("string", "decimal", "integer", "boolean", "anyURI"))


def axioms(ontology: Ontology) -> list[Triple]:
    """The ontology without imports, which are resolved already, and without annotations of years."""
    found: list[Triple] = []
    for t in ontology.triples:
        if t.predicate != OWL["imports"] and _reasonable(t.object):
            found.append(t)
    return found


def _reasonable(value: object) -> bool:
    return not isinstance(value, Literal) or value.language is not None or value.datatype in _KNOWN


def facts(triples: Iterable[Triple], ontology: Ontology) -> list[Triple]:
    """The statements of a document about named individuals, with the declaration that makes each visible.

    Annotation properties say nothing to a reasoner and are dropped.
    """
    annotations = set()
    for t in ontology.triples:
        if t.predicate == RDF["type"] and t.object == OWL["AnnotationProperty"]:
            annotations.add(t.subject)
    kept = []
    for t in triples:
        if t.predicate not in annotations and _reasonable(t.object):
            kept.append(t)
    individuals = sorted(_individuals(kept), key=str)
    declared = [Triple(name, RDF["type"], OWL["NamedIndividual"]) for name in individuals]
    return [*kept, *declared]


def _individuals(triples: Iterable[Triple]) -> set[NamedNode]:
    """Every name that a statement is about, or leads to; a class is none."""
    found = set()
    for t in triples:
        if isinstance(t.subject, NamedNode):
            found.add(t.subject)
        if isinstance(t.object, NamedNode) and t.predicate != RDF["type"]:
            found.add(t.object)
    return found
