"""Namespaces, the terms that code needs by name, and how IRIs are built from codes."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

__all__ = [
    "BASE",
    "DCTERMS",
    "GRAPH",
    "ID",
    "KIN",
    "NO_PERIOD",
    "NO_REGION",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "RESERVED_DOCUMENTS",
    "RULE",
    "SH",
    "SKOS",
    "VOID",
    "WILAYAH",
    "XSD",
    "Namespace",
    "UnitKey",
    "boolean",
    "graph_iri",
    "instance_iri",
    "integer",
    "segment",
    "text_of",
    "year",
]


#: How many terms of one namespace are kept.
_KEPT = 4_096


class Namespace(str):
    """An IRI prefix; indexing it gives a term.

    >>> KIN["Outcome"].value
    'https://w3id.org/kinerja/ns#Outcome'
    """

    def __getitem__(self, name: str) -> NamedNode:  # type: ignore[override]
        return NamedNode(str.__add__(self, name))


class _Terms(dict[str, NamedNode]):
    """The terms of one namespace by name, each made when it is first asked for."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, name: str) -> NamedNode:
        # Names of things would fill the memory.
        if len(self) >= _KEPT:
            self.clear()
        term = self[name] = NamedNode(self._prefix + name)
        return term


def _known(prefix: str) -> Namespace:
    """A namespace whose few hundred terms are asked for millions of times.

    The dictionary itself answers, in a third of the time that a function takes which asks it.
    """
    methods = {"__getitem__": _Terms(prefix).__getitem__}
    kind: type[Namespace] = type("Namespace", (Namespace,), methods)
    return kind(prefix)


BASE: Final = "https://w3id.org/kinerja/"
KIN: Final = _known(BASE + "ns#")
RULE: Final = _known(BASE + "rule/")
ID: Final = _known(BASE + "id/")
GRAPH: Final = _known(BASE + "graph/")
WILAYAH: Final = _known(BASE + "wilayah/")
RDF: Final = _known("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = _known("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = _known("http://www.w3.org/2002/07/owl#")
XSD: Final = _known("http://www.w3.org/2001/XMLSchema#")
SH: Final = _known("http://www.w3.org/ns/shacl#")
SKOS: Final = _known("http://www.w3.org/2004/02/skos/core#")
PROV: Final = _known("http://www.w3.org/ns/prov#")
ORG: Final = _known("http://www.w3.org/ns/org#")
DCTERMS: Final = _known("http://purl.org/dc/terms/")
VOID: Final = _known("http://rdfs.org/ns/void#")

#: Prefixes for serialisations that people read.
PREFIXES: Final = {
    "kin": str(KIN),
    "org": str(ORG),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
    "dcterms": str(DCTERMS),
}

#: Stands for the region in IRIs of a document that belongs to no kecamatan (a method, an example).
NO_REGION: Final = "tanpa-wilayah"
#: Stands for the period in IRIs of a document that states no year.
NO_PERIOD: Final = "tanpa-tahun"
#: Document codes that no document may have: their graphs are made by the program.
RESERVED_DOCUMENTS: Final = frozenset(("turunan",))


class UnitKey(NamedTuple):
    """What is checked as one.

    The code of a kecamatan and a period, as in the IRIs of its documents.

    >>> "/".join(UnitKey("33.02.19", "2021"))
    '33.02.19/2021'
    """

    region: str
    period: str


def segment(code: str) -> str:
    """One path segment of an IRI, made from a code.

    >>> segment("SK 1/2")
    'SK%201%2F2'
    """
    return quote(code.strip(), safe="-_.~")


def instance_iri(region: str, period: str, kind: str, code: str) -> NamedNode:
    """The IRI of one thing of one kecamatan and period, built from codes, never from labels.

    >>> instance_iri("33.02.19", "2021", "indikator", "I-K1.1").value
    'https://w3id.org/kinerja/id/33.02.19/2021/indikator/I-K1.1'
    """
    return ID["/".join(map(segment, (region, period, kind, code)))]


def graph_iri(region: str, period: str, document: str) -> NamedNode:
    """The IRI of the named graph of one document.

    >>> graph_iri("33.02.19", "2021", "cascading").value
    'https://w3id.org/kinerja/graph/33.02.19/2021/cascading'
    """
    return GRAPH["/".join(map(segment, (region, period, document)))]


def year(value: int) -> Literal:
    """A year as ``xsd:gYear``."""
    return Literal(f"{value:04d}", datatype=XSD["gYear"])


def integer(value: int) -> Literal:
    """A whole number as ``xsd:integer``."""
    return Literal(str(value), datatype=XSD["integer"])


def boolean(*, value: bool) -> Literal:
    """A truth value as ``xsd:boolean``."""
    return Literal(str(value).lower(), datatype=XSD["boolean"])


def text_of(term: object) -> str:
    """The lexical form of a literal or the address of an IRI.

    >>> text_of(Literal("4 Dokumen"))
    '4 Dokumen'
    """
    return str(getattr(term, "value", term))
