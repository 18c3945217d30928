"""The JSON-LD context of our terms, made from the ontology."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import NamedNode

from kg.read.ontology import Ontology
from kg.terms import KIN, OWL, PREFIXES, RDF, RDFS, XSD

__all__ = ["context_terms", "jsonld_context"]

#: Kinds of properties whose values a context describes, and datatypes that text has by itself.
_KINDS = frozenset({OWL["ObjectProperty"], OWL["DatatypeProperty"]})
_TEXT = frozenset({XSD["string"], RDF["langString"]})


def jsonld_context(known: Ontology) -> bytes:
    """The context as a file."""
    body = {"@context": context_terms(known)}
    return (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode()


def context_terms(known: Ontology) -> dict[str, Any]:
    """Prefixes, and for each property of ours how its values are written (https://www.w3.org/TR/json-ld11/).

    Values of object properties are IRIs; literals carry the datatype that the ontology states as
    range.
    """
    context: dict[str, Any] = {"@version": 1.1, **dict(sorted(PREFIXES.items()))}
    # What things are called in documents is Indonesian, whether a document says so or not.
    context["label"] = {"@id": RDFS["label"].value, "@language": "id"}
    ranges = {}
    kinds = {}
    for t in known.triples:
        if t.predicate == RDFS["range"]:
            ranges[t.subject] = t.object
        elif t.predicate == RDF["type"] and t.object in _KINDS:
            kinds[t.subject] = t.object
    for term, kind in sorted(kinds.items(), key=lambda item: str(item[0])):
        if isinstance(term, NamedNode) and term.value.startswith(KIN):
            name = term.value.removeprefix(KIN)
            context[name] = {"@id": f"kin:{name}", **_written(kind, ranges.get(term))}
    return context


def _written(kind: object, of: object) -> dict[str, str]:
    """How values of a property are written; plain text needs no word about it."""
    if kind == OWL["ObjectProperty"]:
        return {"@type": "@id"}
    if isinstance(of, NamedNode) and of not in _TEXT:
        return {"@type": of.value}
    return {}
