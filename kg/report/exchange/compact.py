"""Statements as compact JSON-LD: short names by our context, one object for each node of a graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.read.ontology import Ontology
from kg.report.exchange.context import context_terms
from kg.terms import RDF, RDFS, XSD

__all__ = ["compact_jsonld", "in_indonesian"]

_TYPE = RDF["type"]
_LABEL = RDFS["label"]
_STRING = XSD["string"]


def in_indonesian(value: Triple | Quad) -> Literal | None:
    """The label of a document with its language; nothing for any other statement, or one that says it.

    >>> node = NamedNode("http://e/a")
    >>> str(in_indonesian(Triple(node, _LABEL, Literal("Camat"))))
    '"Camat"@id'
    """
    label = value.object
    if value.predicate != _LABEL or not isinstance(label, Literal) or label.datatype != _STRING:
        return None
    return Literal(label.value, language="id")


class _Names:
    """The short name of each property, and how its values are written."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._prefixes: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._written: dict[str, Mapping[str, str]] = {}
        for name, meaning in context.items():
            if isinstance(meaning, str):
                self._prefixes[name] = meaning
        for name, meaning in context.items():
            if isinstance(meaning, dict):
                self._terms[self._full(meaning["@id"])] = name
                self._written[name] = meaning

    def _full(self, short: str) -> str:
        prefix, _, rest = short.partition(":")
        if prefix not in self._prefixes:
            return short
        return self._prefixes[prefix] + rest

    def key(self, prop: NamedNode) -> str:
        """The term of a property, or its IRI cut short by a prefix where the context has none."""
        if prop.value in self._terms:
            return self._terms[prop.value]
        for prefix, namespace in self._prefixes.items():
            if prop.value.startswith(namespace):
                return f"{prefix}:{prop.value.removeprefix(namespace)}"
        return prop.value

    def value(self, key: str, said: object) -> Any:
        """A value as the context lets it be written under that key."""
        written = self._written.get(key, {})
        if not isinstance(said, Literal):
            iri = _iri(said)
            if written.get("@type") == "@id":
                return iri
            return {"@id": iri}
        if said.language is not None:
            if written.get("@language") == said.language:
                return said.value
            return {"@value": said.value, "@language": said.language}
        if said.datatype.value == written.get("@type"):
            return said.value
        if said.datatype != _STRING:
            return {"@value": said.value, "@type": said.datatype.value}
        # Under a key that adds a type or a language text is written out, so that nothing is added.
        if "@type" in written or "@language" in written:
            return {"@value": said.value}
        return said.value


def compact_jsonld(quads: Iterable[Quad], known: Ontology) -> bytes:
    """A document with its context inside, so that nobody has to fetch one.

    Statements in the same order give the same bytes.
    """
    context = context_terms(known)
    names = _Names(context)
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        nodes = graphs.setdefault(_iri(quad.graph_name), {})
        subject = _iri(quad.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if quad.predicate == _TYPE:
            node.setdefault("@type", []).append(_iri(quad.object))
            continue
        key = names.key(quad.predicate)
        said = in_indonesian(quad) or quad.object
        node.setdefault(key, []).append(names.value(key, said))
    told = []
    for name, nodes in graphs.items():
        told.append({"@id": name, "@graph": list(map(_single, nodes.values()))})
    body = {"@context": context, "@graph": told}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _iri(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    return str(term)


def _single(node: dict[str, Any]) -> dict[str, Any]:
    """The node with lists of one value as that value."""
    found = {}
    for key, values in node.items():
        found[key] = values
        if isinstance(values, list) and len(values) == 1:
            found[key] = values[0]
    return found
