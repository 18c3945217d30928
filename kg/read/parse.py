"""Strict parsing of RDF bytes by Oxigraph, every term checked; all of it or an error."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from datetime import date, datetime
from itertools import islice

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.brackets import no_longer, turtle_nesting
from kg.read.gate import bad_character, decode
from kg.read.jsonld import count_json
from kg.terms import RDF, XSD

__all__ = ["LINES", "is_of_type", "parse"]

# Digits of other scripts are digits to Python, but no number to any engine.
_WHOLE = re.compile(r"[+-]?[0-9]+")
_FLOATING = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
# Text that is not of its datatype would be skipped by a comparison and look like a bound that is
# kept.
_NUMBER = {
    XSD["decimal"]: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    XSD["double"]: _FLOATING,
    XSD["float"]: _FLOATING,
    XSD["gYear"]: re.compile(r"[0-9]{4}"),
    XSD["boolean"]: re.compile(r"true|false|1|0"),
}
for _name in ("integer", "int", "long", "short", "byte"):
    _NUMBER[XSD[_name]] = _WHOLE
for _name in ("nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong"):
    _NUMBER[XSD[_name]] = re.compile(r"\+?[0-9]+")
#: Days and times are checked against the calendar.
_TIMES = (XSD["date"], XSD["dateTime"])
#: Datatypes that need no second look: those above, and plain texts.
_KNOWN = frozenset((*_NUMBER, *_TIMES, XSD["string"], RDF["langString"]))
_SCHEMES = ("http://", "https://", "urn:", "tag:")
#: Formats of one statement a line.
LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
#: What the parser says of a relative IRI without a base.
_RELATIVE = "No scheme found in an absolute IRI"
#: Escapes behind which a forbidden character can hide, the start of anything but an IRI of these
#: schemes, and typed literals.
_ESCAPED = re.compile(r"\\[uUbf]")
#: An address of another kind, or a relative one.
_OTHER_IRI = re.compile(r"<(?!https?://|urn:|tag:)")
_TYPED = f'"^^<{XSD}'
_VALUE = re.compile(r'[ \t]"([^"\\\n]*)\Z')


def _is_time(text: str, kind: str) -> bool:
    """Whether a date exists, and whether a moment carries its time zone.

    Without one its year is a matter of place.
    """
    try:
        if kind == "date":
            return bool(date.fromisoformat(text))
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_plain(text: str, limits: Limits) -> bool:
    """Whether N-Triples or N-Quads are seen to hold no term that :func:`_term` refuses, without looking at term after term.

    What cannot be told from the text (escapes, unusual spacing, a sign that looks like the start of
    an IRI) is not plain.
    """
    escaped = "\\" in text and _ESCAPED.search(text)
    if escaped or _OTHER_IRI.search(text) or not no_longer(text, "\n", limits.literal_chars):
        return False
    before, *after = text.split(_TYPED)
    for rest in after:
        # A number stands at the end of what comes before its type; one that does not fit there is
        # too long.
        value = _VALUE.search(before[-limits.number_digits - 2 :])
        kind = rest.partition(">")[0]
        if value is None or not is_of_type(value[1], XSD[kind]):
            return False
        before = rest
    return text.count(XSD) == len(after)


def is_of_type(text: str, datatype: NamedNode) -> bool:
    """Whether a number, date or moment is written as its datatype asks; any other text is."""
    pattern = _NUMBER.get(datatype)
    if pattern is not None:
        return pattern.fullmatch(text) is not None
    return datatype not in _TIMES or _is_time(text, datatype.value.removeprefix(XSD))


def _term(term: object, name: str, limits: Limits) -> None:
    """Refuse a term that a rule could not judge or a writer not write."""
    if isinstance(term, NamedNode):
        long = len(term.value) > limits.literal_chars
        if long or not term.value.startswith(_SCHEMES) or bad_character(term.value):
            raise InputError(Problem("READ-IRI", name, {"iri": term.value[:200]}))
    elif isinstance(term, Literal):
        _literal(term, name, limits)
    elif isinstance(term, Triple):
        raise InputError(Problem("READ-STAR", name))


def _literal(term: Literal, name: str, limits: Limits) -> None:
    value = term.value
    datatype = term.datatype
    if len(value) > limits.literal_chars:
        raise InputError(Problem("READ-LITERAL", name, {"limit": str(limits.literal_chars)}))
    bad = bad_character(value)
    if bad:
        raise InputError(Problem("READ-CHAR", name, {"character": bad}))
    too_long = datatype in _NUMBER and len(value) > limits.number_digits
    if too_long or not is_of_type(value, datatype):
        code = "READ-TIME" if datatype in _TIMES else "READ-NUMBER"
        values = {"found": value[:60], "datatype": datatype.value.rpartition("#")[2]}
        raise InputError(Problem(code, name, values))
    if datatype not in _KNOWN:
        _term(datatype, name, limits)


def _refused(error: SyntaxError, where: str, data: bytes) -> Problem:
    """What the parser did not like: a relative IRI that no base makes whole, or anything else."""
    if _RELATIVE not in str(error.msg):
        return Problem("READ-SYNTAX", where, {"reason": str(error.msg)})
    if not (error.lineno and error.offset and error.end_offset):
        return Problem("READ-IRI", where, {"iri": str(error.msg)[:200]})
    line = data.decode().split("\n")[error.lineno - 1]
    return Problem("READ-IRI", where, {"iri": line[error.offset - 1 : error.end_offset - 1][:200]})


def quads_of(data: bytes, name: str, rdf_format: RdfFormat, limits: Limits) -> list[Quad]:
    """The statements that the parser finds, never many more than the limit."""
    found: list[Quad] = []
    try:
        # Without a base of ours: a relative IRI would get a name that the file does not say.
        parser = pyoxigraph.parse(data, format=rdf_format)
        found += islice(parser, limits.statements + 1)
    except SyntaxError as error:
        if error.lineno:
            where = f"{name}:{error.lineno}"
        else:
            where = name
        raise InputError(_refused(error, where, data)) from error
    except MemoryError as error:  # how the library says that one sign group alone fills its buffer
        raise InputError(
            Problem("READ-LITERAL", name, {"limit": str(limits.literal_chars)})
        ) from error
    if len(found) > limits.statements:
        raise InputError(Problem("READ-STATEMENTS", name, {"limit": str(limits.statements)}))
    return found


def _expected(text: str, name: str, rdf_format: RdfFormat, limits: Limits) -> int | None:
    """How many statements the text makes, for the formats whose parsers drop what they do not like.

    Whatever could make a parser slow or end the process is refused here, before it sees a byte.
    """
    if rdf_format == RdfFormat.RDF_XML:
        from kg.read.rdfxml import count_xml  # brings readers of XML and of addresses

        return count_xml(text, name, limits)
    if rdf_format == RdfFormat.JSON_LD:
        return count_json(text, name, limits)
    if rdf_format not in LINES or "<<" in text:
        turtle_nesting(text, name, limits)
    return None


def parse(data: bytes, name: str, rdf_format: RdfFormat, limits: Limits = DEFAULT) -> list[Quad]:
    """All statements of ``data``, or an :class:`InputError` and nothing.

    >>> len(parse(b"<http://e/a> <http://e/b> 1 .", "a.ttl", RdfFormat.TURTLE))
    1
    """
    text = decode(data, name)
    expected = _expected(text, name, rdf_format, limits)
    quads = quads_of(data.removeprefix(BOM_UTF8), name, rdf_format, limits)
    if expected is not None and expected != len(quads):
        values = {"what": f"{len(quads)} / {expected}"}
        raise InputError(Problem("READ-LOST", name, values))
    # Only of what the parser took: a text that ends anywhere names no datatype.
    if rdf_format in LINES and _is_plain(text, limits):
        return quads
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            _term(term, name, limits)
    return quads
