"""The JSON-LD context of our terms, made from the ontology."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import NamedNode

from kg.read.ontology import Ontology
from kg.terms import KIN, OWL, PREFIXES, RDF, RDFS, XSD

__all__ = ["jsonld_context"]


def jsonld_context(known: Ontology) -> bytes:
    """Prefixes, and for each property of ours how its values are written (https://www.w3.org/TR/json-ld11/).

    Values of object properties are IRIs; literals carry the datatype that the ontology states as
    range.
    """
    context: dict[str, Any] = {"@version": 1.1, **dict(sorted(PREFIXES.items()))}
    context["label"] = {"@id": RDFS["label"].value}
    ranges = {}
    for t in known.triples:
        if t.predicate == RDFS["range"]:
            ranges[t.subject] = t.object
    kinds = {}
    for t in known.triples:
        if t.predicate == RDF["type"] and t.object in {
            OWL["ObjectProperty"],
            OWL["DatatypeProperty"],
        }:
            kinds[t.subject] = t.object
    for term, kind in sorted(kinds.items(), key=lambda item: str(item[0])):
        if not isinstance(term, NamedNode) or not term.value.startswith(KIN):
            continue
        name = term.value.removeprefix(KIN)
        entry = {"@id": f"kin:{name}"}
        of = ranges.get(term)
        if kind == OWL["ObjectProperty"]:
            entry["@type"] = "@id"
        elif isinstance(of, NamedNode) and of not in {XSD["string"], RDF["langString"]}:
            entry["@type"] = of.value
        context[name] = entry
    return (json.dumps({"@context": context}, indent=1, ensure_ascii=False) + "\n").encode()
