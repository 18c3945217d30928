"""Strict parsing of RDF bytes by Oxigraph, every term checked; all of it or an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.gate import bad_character, decode
from kg.terms import XSD

__all__ = ["parse"]

_NUMBER = {
    XSD["decimal"]: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD["integer"]: re.compile(r"[+-]?\d+"),
    XSD["gYear"]: re.compile(r"\d{4}"),
    XSD["boolean"]: re.compile(r"true|false|1|0"),
}
_SCHEMES = ("http://", "https://", "urn:", "tag:")


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
