"""Strict parsing of RDF bytes by Oxigraph, every term checked; all of it or an error."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from datetime import date, datetime
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.gate import bad_character, decode
from kg.read.jsonld import check_json
from kg.terms import XSD

__all__ = ["LINES", "parse"]

_WHOLE = re.compile(r"[+-]?\d+")
_FLOATING = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
# Text that is not of its datatype would be skipped by a comparison and look like a bound that is kept.
_NUMBER = {
    XSD["decimal"]: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    **{XSD[name]: _WHOLE for name in ("integer", "int", "long", "short", "byte")},
    **{
        XSD[name]: re.compile(r"\+?\d+")
        for name in ("nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong")
    },
    XSD["double"]: _FLOATING,
    XSD["float"]: _FLOATING,
    XSD["gYear"]: re.compile(r"\d{4}"),
    XSD["boolean"]: re.compile(r"true|false|1|0"),
}
_TIMES = (XSD["date"], XSD["dateTime"])
_SCHEMES = ("http://", "https://", "urn:", "tag:")
#: Formats of one statement a line.
LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
#: Escapes behind which a forbidden character can hide, the start of anything but an IRI of these schemes, and typed literals.
_ESCAPED = re.compile(r"\\[uUbf]")
_OTHER_IRI = re.compile(r"<(?!https?://|urn:|tag:)")
_TYPED = f'"^^<{XSD}'
_VALUE = re.compile(r'[ \t]"([^"\\\n]*)\Z')


def _is_time(text: str, kind: str) -> bool:
    """Whether a date exists, and whether a moment carries its time zone: without one its year is a matter of place."""
    try:
        return (
            bool(date.fromisoformat(text))
            if kind == "date"
            else datetime.fromisoformat(text).tzinfo is not None
        )
    except ValueError:
        return False


def _nesting(text: str, name: str, limits: Limits) -> None:
    """Refuse brackets nested beyond the limit, reading outside of quoted text only."""
    depth = 0
    for token in re.finditer(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|[\[{(]|[\]})]', text):
        depth += {"[": 1, "{": 1, "(": 1, "]": -1, "}": -1, ")": -1}.get(token[0], 0)
        if depth > limits.nesting:
            line = text.count("\n", 0, token.start()) + 1
            raise InputError(
                Problem("READ-NESTING", f"{name}:{line}", {"limit": str(limits.nesting)})
            )


def _xml(text: str, name: str) -> None:
    """Refuse DOCTYPE and ENTITY before any parser sees them, and XML that is cut off (Oxigraph accepts it in silence)."""
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise InputError(Problem("READ-DOCTYPE", name))
    try:
        defusedxml.sax.parseString(text.encode(), ContentHandler())
    except SAXParseException as error:
        values = {"reason": error.getMessage()}
        raise InputError(
            Problem("READ-SYNTAX", f"{name}:{error.getLineNumber()}", values)
        ) from error


def _is_plain(text: str, limits: Limits) -> bool:
    """Whether N-Triples or N-Quads are seen to hold no term that :func:`_term` refuses, without looking at term after term.

    What cannot be told from the text (escapes, unusual spacing, a sign that looks like the start of an IRI) is not plain.
    """
    if (
        _ESCAPED.search(text)
        or _OTHER_IRI.search(text)
        or not _short_lines(text, limits.literal_chars)
    ):
        return False
    before, *after = text.split(_TYPED)
    for rest in after:
        value, kind = _VALUE.search(before[-limits.number_digits - 3 :]), rest.partition(">")[0]
        if value is None or not _is_of_type(value[1], XSD[kind]):
            return False
        before = rest
    return text.count(XSD) == len(after)


def _short_lines(text: str, most: int) -> bool:
    """Whether no line is longer than that."""
    start = 0
    while len(text) - start > most:
        start = text.rfind("\n", start, start + most) + 1
        if not start:
            return False
    return True


def _is_of_type(text: str, datatype: NamedNode) -> bool:
    """Whether a number, date or moment is written as its datatype asks; any other text is."""
    pattern = _NUMBER.get(datatype)
    if pattern is not None:
        return pattern.fullmatch(text) is not None
    return datatype not in _TIMES or _is_time(text, datatype.value.removeprefix(XSD))


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
        datatype = term.datatype
        too_long = datatype in _NUMBER and len(term.value) > limits.number_digits
        if too_long or not _is_of_type(term.value, datatype):
            code = "READ-TIME" if datatype in _TIMES else "READ-NUMBER"
            raise InputError(
                Problem(
                    code,
                    name,
                    {"found": term.value[:60], "datatype": datatype.value.rpartition("#")[2]},
                )
            )


def parse(data: bytes, name: str, rdf_format: RdfFormat, limits: Limits = DEFAULT) -> list[Quad]:
    """All statements of ``data``, or an :class:`InputError` and nothing.

    >>> len(parse(b"<http://e/a> <http://e/b> 1 .", "a.ttl", RdfFormat.TURTLE))
    1
    """
    text = decode(data, name)
    if rdf_format == RdfFormat.RDF_XML:
        _xml(text, name)
    elif rdf_format not in LINES or "<<" in text:
        _nesting(text, name, limits)
    if rdf_format == RdfFormat.JSON_LD:
        check_json(text, name)
    try:
        quads = list(
            pyoxigraph.parse(
                data.removeprefix(BOM_UTF8), format=rdf_format, base_iri="urn:x-kinerja:"
            )
        )
    except SyntaxError as error:
        where = f"{name}:{error.lineno}" if error.lineno else name
        raise InputError(Problem("READ-SYNTAX", where, {"reason": str(error.msg)})) from error
    if rdf_format in LINES and _is_plain(text, limits):
        return quads
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            _term(term, name, limits)
    return quads
