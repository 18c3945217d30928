"""RDF files: strictly parsed by Oxigraph, checked term by term, one document per named graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.document import Document
from kg.read.gate import bad_character, decode, read_bytes, sha256
from kg.terms import GRAPH, ID, KIN, NO_PERIOD, NO_REGION, RDF, XSD, graph_iri

__all__ = ["FORMATS", "parse", "read_rdf"]

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
_NUMBER = {
    XSD["decimal"]: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD["integer"]: re.compile(r"[+-]?\d+"),
    XSD["gYear"]: re.compile(r"\d{4}"),
    XSD["boolean"]: re.compile(r"true|false|1|0"),
}
_SCHEMES = ("http://", "https://", "urn:", "tag:")
_INSTANCE = re.compile(re.escape(ID) + r"([^/]+)/([^/]+)/[^/]+/.+")
_GRAPH = re.compile(re.escape(GRAPH) + r"([^/]+)/([^/]+)/([^/]+)")


def _nesting(text: str, name: str, limits: Limits) -> None:
    """Refuse brackets nested beyond the limit, reading outside of quoted text only."""
    depth = 0
    for token in re.finditer(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|[\[{(]|[\]})]', text):
        depth += {"[": 1, "{": 1, "(": 1, "]": -1, "}": -1, ")": -1}.get(token[0], 0)
        if depth > limits.nesting:
            line = text.count("\n", 0, token.start()) + 1
            raise InputError(Problem("READ-NESTING", f"{name}:{line}", {"limit": str(limits.nesting)}))


def _xml(text: str, name: str) -> None:
    """Refuse DOCTYPE and ENTITY before any parser sees them, and XML that is cut off (Oxigraph accepts it in silence)."""
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise InputError(Problem("READ-DOCTYPE", name))
    try:
        defusedxml.sax.parseString(text.encode(), ContentHandler())
    except SAXParseException as error:
        values = {"reason": error.getMessage()}
        raise InputError(Problem("READ-SYNTAX", f"{name}:{error.getLineNumber()}", values)) from error


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(next(key for key in keys if keys.count(key) > 1))
    return dict(pairs)


def _contexts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@import":
                yield inner
            if key == "@context":
                yield from inner if isinstance(inner, list) else [inner]
            yield from _contexts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _contexts(inner)


def _json(text: str, name: str) -> None:
    """Refuse duplicate keys (the last would win in silence) and contexts that would be fetched."""
    try:
        value = json.loads(text, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise InputError(Problem("READ-SYNTAX", f"{name}:{error.lineno}", {"reason": error.msg})) from error
    except ValueError as error:
        raise InputError(Problem("READ-DUPKEY", name, {"key": str(error)})) from error
    for context in _contexts(value):
        if isinstance(context, str):
            raise InputError(Problem("READ-CONTEXT", name, {"context": context[:200]}))


def _term(term: object, name: str, limits: Limits) -> None:
    if isinstance(term, NamedNode):
        if not term.value.startswith(_SCHEMES) or bad_character(term.value):
            raise InputError(Problem("READ-IRI", name, {"iri": term.value[:200]}))
    elif isinstance(term, Literal):
        if len(term.value) > limits.literal_chars:
            raise InputError(Problem("READ-LITERAL", name, {"limit": str(limits.literal_chars)}))
        bad = bad_character(term.value)
        if bad:
            raise InputError(Problem("READ-CHAR", name, {"character": bad}))
        pattern = _NUMBER.get(term.datatype)
        if pattern and (not pattern.fullmatch(term.value) or len(term.value) > limits.number_digits):
            values = {"found": term.value[:60], "datatype": term.datatype.value.rpartition("#")[2]}
            raise InputError(Problem("READ-NUMBER", name, values))


def parse(data: bytes, name: str, rdf_format: RdfFormat, limits: Limits = DEFAULT) -> list[Quad]:
    """All statements of ``data``, or an :class:`InputError` and nothing.

    >>> len(parse(b"<http://e/a> <http://e/b> 1 .", "a.ttl", RdfFormat.TURTLE))
    1
    """
    text = decode(data, name)
    if rdf_format == RdfFormat.RDF_XML:
        _xml(text, name)
    else:
        _nesting(text, name, limits)
    if rdf_format == RdfFormat.JSON_LD:
        _json(text, name)
    try:
        quads = list(pyoxigraph.parse(text.encode(), format=rdf_format, base_iri="urn:x-kinerja:"))
    except SyntaxError as error:
        where = f"{name}:{error.lineno}" if error.lineno else name
        raise InputError(Problem("READ-SYNTAX", where, {"reason": str(error.msg)})) from error
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            _term(term, name, limits)
    return quads


def _place(triples: list[Triple], graph: object, name: str) -> tuple[str, str, str, NamedNode]:
    """Region, period, code and graph of a document: from its graph name, its document node, or its instance IRIs."""
    match = _GRAPH.fullmatch(graph.value) if isinstance(graph, NamedNode) else None
    if match and isinstance(graph, NamedNode):
        return match[1], match[2], match[3], graph
    stem = re.sub(r"[^\w.-]+", "-", PurePath(name).stem)
    documents = [
        t.subject.value
        for t in triples
        if t.predicate == RDF["type"] and t.object == KIN["Dokumen"] and isinstance(t.subject, NamedNode)
    ]
    places = {(m[1], m[2]) for t in triples if isinstance(t.subject, NamedNode) and (m := _INSTANCE.fullmatch(t.subject.value))}
    if len(places) > 1:
        found = ", ".join(sorted("/".join(p) for p in places))
        raise InputError(Problem("READ-UNITS", name, {"found": found}))
    region, period = next(iter(places), (NO_REGION, NO_PERIOD))
    code = documents[0].rpartition("/")[2] if len(documents) == 1 else stem
    return region, period, code, graph_iri(region, period, code)


def _no_blanks(triples: list[Triple], code: str) -> list[Triple]:
    """Blank nodes get IRIs of their own, numbered in reading order, so that findings can name them."""
    names: dict[str, NamedNode] = {}

    def named(term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term.value, NamedNode(f"urn:x-kinerja:{code}:b{len(names) + 1}"))

    return [Triple(named(t.subject), t.predicate, named(t.object)) for t in triples]


def read_rdf(path: Path, limits: Limits = DEFAULT) -> list[Document]:
    """The documents of an RDF file, one per named graph (one for a file without graphs)."""
    data = read_bytes(path, limits)
    quads = parse(data, str(path), FORMATS[path.suffix.casefold()], limits)
    graphs: dict[object, list[Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(Triple(quad.subject, quad.predicate, quad.object))
    if not quads:
        raise InputError(Problem("READ-NOTHING", str(path)))
    documents = []
    for graph, triples in graphs.items():
        if not isinstance(graph, (NamedNode, DefaultGraph)):
            raise InputError(Problem("READ-GRAPHNAME", str(path)))
        region, period, code, iri = _place(triples, graph, str(path))
        clean = list(dict.fromkeys(_no_blanks(triples, code)))
        documents.append(Document(iri, region, period, code, str(path), sha256(data), 0, clean))
    return documents
