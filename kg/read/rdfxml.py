"""What RDF/XML must yield, told from its elements.

The parser drops what it does not know in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax import SAXException, SAXParseException
from xml.sax.expatreader import ExpatLocator
from xml.sax.handler import ContentHandler, feature_namespaces

import defusedxml.sax

from kg.errors import InputError, Problem
from kg.limits import Limits
from kg.read.brackets import no_longer
from kg.terms import RDF

__all__ = ["count_xml"]

#: The encoding that the head of the file claims.
_ENCODING = re.compile(r"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)""")
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
_XML = "http://www.w3.org/XML/1998/namespace"
#: Attributes that name a node or say how to read it; every other one is a statement.
_NAMING = {(str(RDF), name) for name in ("about", "ID", "nodeID")}
_READING = _NAMING | {(str(RDF), name) for name in ("resource", "datatype", "parseType")}
_POINTING = {(str(RDF), "resource"), (str(RDF), "nodeID")}
_IDENTIFIED = (str(RDF), "ID")
_PARSE_TYPE = (str(RDF), "parseType")
_BASE = (_XML, "base")
_NAMED_BY = {(str(RDF), name) for name in ("about", "ID", "resource", "datatype")}
_ABSOLUTE = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
#: Statements that a name of a statement stands for: its type, subject, predicate and object.
_REIFIED = 4

_Name = tuple[str | None, str]
_Attributes = Mapping[_Name, str]


class _Counter(ContentHandler):
    """Counts the statements of striped RDF/XML.

    Nodes and properties take turns, from the outermost element inwards.
    """

    def __init__(self, name: str, limits: Limits, here: ExpatLocator) -> None:
        super().__init__()
        self._name = name
        self._limits = limits
        self._here = here
        #: What the children of each open element are: nodes, properties, members of a list, or text
        #: that is not looked at.
        self._inner: list[str] = ["nodes"]
        #: Whether relative IRIs have a place to start from, around and in each open element.
        self._based = [False]
        self.statements = 0

    def startElementNS(self, name: _Name, qname: str | None, attrs: _Attributes) -> None:  # type: ignore[override]  # ruff: ignore[invalid-function-name, unused-method-argument]
        """Count what the element states, and remember what its children are."""
        if len(self._inner) > 2 * self._limits.nesting:
            raise InputError(
                Problem("READ-NESTING", self._name, {"limit": str(self._limits.nesting)})
            )
        if self.statements > self._limits.statements:
            limit = {"limit": str(self._limits.statements)}
            raise InputError(Problem("READ-STATEMENTS", self._name, limit))
        here = self._inner[-1]
        self._based.append(self._based[-1] or _BASE in attrs)
        if here == "text":
            self._inner.append("text")
            return
        self._whole_iris(name, attrs)
        if here == "properties":
            self._inner.append(self._property(attrs))
        elif name == (str(RDF), "RDF") and len(self._inner) == 1:
            self._inner.append("nodes")
        else:
            # A member of a list costs the statements that link it into the list.
            self.statements += 2 if here == "members" else 0
            self._node(name, attrs)
            self._inner.append("properties")

    def endElementNS(self, name: _Name, qname: str | None) -> None:  # ruff: ignore[invalid-function-name, unused-method-argument]
        """Back to the element around it."""
        self._inner.pop()
        self._based.pop()

    def _whole_iris(self, name: _Name, attrs: _Attributes) -> None:
        """Refuse a relative IRI that no ``xml:base`` makes whole; a namespace and a base never are."""
        told = [space for space, _ in (name, *attrs.keys()) if space]
        # The parser takes no base that starts from another one.
        asked = {_BASE} if self._based[-1] else {_BASE, *_NAMED_BY}
        for key, value in attrs.items():
            if key in asked:
                told.append(value)
        for iri in told:
            if not _ABSOLUTE.match(iri):
                where = f"{self._name}:{self._here.getLineNumber()}"
                raise InputError(Problem("READ-IRI", where, {"iri": f"<{iri[:200]}>"}))

    def _node(self, name: _Name, attrs: _Attributes) -> None:
        self.statements += name != (str(RDF), "Description")
        self.statements += len(_stating(attrs, _NAMING))

    def _property(self, attrs: _Attributes) -> str:
        self.statements += 1
        self.statements += _REIFIED if _IDENTIFIED in attrs else 0
        kind = attrs.get(_PARSE_TYPE)
        if kind is not None:
            return self._as_told(kind)
        stating = _stating(attrs, _READING)
        self.statements += len(stating)
        if stating or not _POINTING.isdisjoint(attrs.keys()):
            return "text"
        return "nodes"

    def _as_told(self, kind: str) -> str:
        """What a property holds whose form is told."""
        inner = {"Literal": "text", "Resource": "properties", "Collection": "members"}.get(kind)
        if inner is None:
            values = {"what": f"rdf:parseType={kind[:60]!r}"}
            raise InputError(Problem("READ-SUBSET", self._name, values))
        return inner


def _stating(attrs: _Attributes, naming: set[tuple[str, str]]) -> list[_Name]:
    """The attributes that are statements."""
    return [name for name in attrs.keys() if name not in naming and name[0] != _XML]  # ruff: ignore[in-dict-keys] - no dict


def count_xml(text: str, name: str, limits: Limits) -> int:
    """How many statements the elements make; a list without members is counted as its end.

    :raises InputError: READ-DOCTYPE before any parser sees the text, READ-LITERAL, READ-ENCODING,
        READ-NESTING, READ-STATEMENTS, READ-IRI for a relative one without a base, READ-SUBSET for a
        form that nobody knows, READ-SYNTAX for XML that is cut off (Oxigraph accepts it in silence).
    """
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise InputError(Problem("READ-DOCTYPE", name))
    if not no_longer(text, ">", 2 * limits.literal_chars):
        raise InputError(Problem("READ-LITERAL", name, {"limit": str(limits.literal_chars)}))
    told = _ENCODING.match(text)
    if told and told[1].casefold() not in _ENCODINGS:
        raise InputError(Problem("READ-ENCODING", name, {"encoding": told[1][:60]}))
    parser = defusedxml.sax.make_parser()
    counter = _Counter(name, limits, ExpatLocator(parser))
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(counter)
    try:
        # At once: a tag that goes over many pieces would be read again with each of them.
        parser.feed(text.encode())
        parser.close()
    except SAXParseException as error:
        values = {"reason": error.getMessage()}
        raise InputError(
            Problem("READ-SYNTAX", f"{name}:{error.getLineNumber()}", values)
        ) from error
    except SAXException as error:
        raise InputError(Problem("READ-SYNTAX", name, {"reason": str(error)[:200]})) from error
    return counter.statements
