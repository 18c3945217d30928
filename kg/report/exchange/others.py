"""The documents for tools that know neither SHACL nor our terms: a reasoner of OWL 2, and a browser of SKOS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import Ontology
from kg.reason.axioms import axioms, facts
from kg.terms import KIN, RDF, RDFS, SKOS, XSD

__all__ = ["as_concepts", "for_reasoners"]

_YEAR = XSD["gYear"]


def for_reasoners(documents: Iterable[Triple], known: Ontology) -> list[Triple]:
    """Ontology and documents with nothing that OWL 2 does not know.

    ``xsd:gYear`` lies outside of its datatype map (https://www.w3.org/TR/owl2-syntax/#Datatype_Maps),
    and a reasoner that meets it refuses the whole file: years are whole numbers here.
    """
    return [*axioms(known), *facts(map(_with_whole_year, documents), known)]


def _with_whole_year(stated: Triple) -> Triple:
    """The statement, with a year as ``xsd:integer``."""
    value = stated.object
    if not isinstance(value, Literal) or value.datatype != _YEAR:
        return stated
    number = Literal(str(int(value.value)), datatype=XSD["integer"])
    return Triple(stated.subject, stated.predicate, number)


def as_concepts(documents: Sequence[Triple]) -> list[Triple]:
    """The cascade as SKOS: ``skos:broader`` for each ``kin:menopang``, and the names of both ends."""
    found = []
    ends: set[object] = set()
    for t in documents:
        if t.predicate == KIN["menopang"]:
            found.append(Triple(t.subject, SKOS["broader"], t.object))
            ends |= {t.subject, t.object}
    for t in documents:
        if t.subject in ends and t.predicate == RDFS["label"] and isinstance(t.object, Literal):
            name = Literal(t.object.value, language=t.object.language or "id")
            found.append(Triple(t.subject, SKOS["prefLabel"], name))
    for end in ends:
        if isinstance(end, NamedNode):
            found.append(Triple(end, RDF["type"], SKOS["Concept"]))
    return found
