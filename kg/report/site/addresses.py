"""Which document of the site describes an IRI, and under what name it lies there."""

from __future__ import annotations

import re

from kg.errors import Lang
from kg.terms import BASE

__all__ = ["FORMS", "MEDIA_TYPES", "anchor_of", "document_of", "page_name", "way"]

#: Media types by the ending under which a document is published.
FORMS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
#: The same with those of what lies beside the documents.
MEDIA_TYPES = {**FORMS, "rq": "application/sparql-query"}
#: Lists whose entries are described together: thousands of files would say less.
_LISTS = frozenset({"vocab", "nomenklatur"})
_VERSION = re.compile(r"/[0-9]+(?:\.[0-9]+)*$")
#: Digits of the code of a provinsi.
_PROVINCE = 2


def _path(iri: str) -> str:
    return iri.removeprefix(BASE).partition("#")[0]


def document_of(iri: str) -> str:
    """The path, below our base, of the document that describes an IRI.

    Terms stand in the ontology, entries with their list, regions with their provinsi.

    >>> document_of(BASE + "ns#Outcome"), document_of(BASE + "ns/struktur/0.1.0")
    ('ns', 'ns/struktur')
    >>> document_of(BASE + "vocab/satuan/persen"), document_of(BASE + "wilayah/52.02.01")
    ('vocab/satuan', 'wilayah/52')
    """
    path = _path(iri)
    room, _, rest = path.partition("/")
    if room == "ns":
        return _VERSION.sub("", path)
    if room in _LISTS:
        return f"{room}/{rest.partition('/')[0]}"
    if room == "wilayah":
        return f"{room}/{rest[:_PROVINCE]}"
    return path


def anchor_of(iri: str) -> str:
    """The place of an IRI on the page of its document; empty for what the page is about.

    >>> anchor_of(BASE + "ns#Outcome"), anchor_of(BASE + "vocab/satuan/persen")
    ('Outcome', 'persen')
    >>> anchor_of(BASE + "rule/IND-05"), anchor_of(BASE + "wilayah/52.02")
    ('', '52.02')
    """
    fragment = iri.partition("#")[2]
    if fragment:
        return fragment
    path = _path(iri)
    document = document_of(iri)
    if path == document or path.startswith("ns/"):
        return ""
    if path.startswith("wilayah/"):
        return path.removeprefix("wilayah/")
    return path.removeprefix(document).removeprefix("/")


def page_name(document: str, lang: Lang) -> str:
    """The file of a page.

    >>> page_name("rule/IND-05", "en")
    'rule/IND-05.en.html'
    """
    if lang == "en":
        return f"{document}.en.html"
    return f"{document}.html"


def way(start: str, end: str) -> str:
    """The relative address of one file from the page of another: a site works wherever it lies.

    >>> way("rule/IND-05.html", "ns.html"), way("index.html", "static/style.css")
    ('../ns.html', 'static/style.css')
    """
    return "../" * start.count("/") + end
