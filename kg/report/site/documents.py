"""What this program publishes, document by document: the same in every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
)

from kg.assets import files
from kg.derive.official.nomenclature import nomenclature
from kg.link.stored import triples_of
from kg.link.wilayah.places import national
from kg.link.wilayah.stored import place_triples
from kg.read.ontology import load_triples, ontology
from kg.report.site.addresses import document_of
from kg.terms import BASE, KIN, OWL, PREFIXES, RDF, text_of

__all__ = ["PARTS", "SiteDocument", "document_at", "documents", "named", "part", "serialised"]

_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nt": RdfFormat.N_TRIPLES,
}


@dataclass(frozen=True)
class SiteDocument:
    """Everything that one document of the site states; ``path`` is its IRI without our base."""

    path: str
    triples: tuple[Triple, ...]

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Our IRIs that are described here, the one of the document first."""
        found = set()
        for triple in self.triples:
            iri = text_of(triple.subject)
            if isinstance(triple.subject, NamedNode) and iri.startswith(BASE):
                found.add(iri)
        return tuple(sorted(found, key=lambda iri: (iri != BASE + self.path, iri)))


def named(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The statements sorted, with names for blank nodes that are the same in every run (RDFC-1.0)."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    found = []
    for quad in dataset:
        found.append(Triple(quad.subject, quad.predicate, quad.object))
    return tuple(sorted(found, key=str))


def _statements(path: Path) -> list[Triple]:
    """What one of our Turtle files states."""
    return load_triples(path)


def _terms() -> dict[str, list[Triple]]:
    """The ontology as a whole; what its header lacks, such as prefixes for queries, stands in other files."""
    whole = list(ontology().triples)
    for path in files("shapes", "awalan.ttl"):
        whole += _statements(path)
    return {document_of(KIN): whole}


def _modules() -> dict[str, list[Triple]]:
    """Each module by the ontology that it declares; the main one is the whole."""
    found = {}
    for path in files("ontology", "*.ttl"):
        triples = _statements(path)
        for triple in triples:
            is_module = triple.predicate == RDF["type"] and triple.object == OWL["Ontology"]
            if is_module and text_of(triple.subject) != KIN.rstrip("#"):
                found[document_of(text_of(triple.subject))] = triples
    return found


def _grouped(triples: Iterable[Triple]) -> dict[str, list[Triple]]:
    """Statements by the document that describes their subject; blank nodes go with the statement before."""
    found: dict[str, list[Triple]] = {}
    place: dict[object, str] = {}
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, NamedNode):
            document = document_of(subject.value)
        else:
            document = place[subject]
        if isinstance(triple.object, BlankNode):
            place[triple.object] = document
        found.setdefault(document, []).append(triple)
    return found


def _rules() -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for path in files("shapes", "*/*.ttl"):
        triples = _statements(path)
        for triple in triples:
            document = document_of(text_of(triple.subject))
            if document.startswith("rule/"):
                found[document] = triples
    return found


def _words() -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for path in files("ontology", "vocab/*.ttl"):
        for document, triples in _grouped(_statements(path)).items():
            found.setdefault(document, []).extend(triples)
    return found


def _lists() -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for listing in nomenclature().listings:
        found |= _grouped(triples_of(listing))
    return found


def _regions() -> dict[str, list[Triple]]:
    return _grouped(place_triples(national()))


#: What is published, by the name of its dump.
PARTS: dict[str, Callable[[], dict[str, list[Triple]]]] = {
    "ontologi": _terms,
    "modul": _modules,
    "aturan": _rules,
    "kosakata": _words,
    "nomenklatur": _lists,
    "wilayah": _regions,
}
#: How the paths of a part begin: an address is looked for where it can be, and no other part is made for it.
_STARTS = {
    "ontologi": ("ns",),
    "modul": ("ns",),
    "aturan": ("rule",),
    "kosakata": ("vocab",),
    "nomenklatur": ("nomenklatur",),
    "wilayah": ("wilayah", "daftar-wilayah"),
}


@lru_cache(maxsize=len(PARTS))
def part(name: str) -> dict[str, SiteDocument]:
    """The documents of one part, by their paths."""
    found = {}
    for path, triples in sorted(PARTS[name]().items()):
        found[path] = SiteDocument(path, named(triples))
    return found


@lru_cache(maxsize=1)
def documents() -> dict[str, SiteDocument]:
    """Every document by its path.

    >>> {"ns", "rule/META-01", "vocab/satuan", "wilayah/52"} <= set(documents())
    True
    """
    found: dict[str, SiteDocument] = {}
    for name in PARTS:
        found |= part(name)
    return found


def document_at(path: str) -> SiteDocument | None:
    """The document of that path, without the making of parts that cannot hold it.

    >>> document_at("rule/META-01").path, document_at("id/33.02.19/2021/simpul/O1")
    ('rule/META-01', None)
    """
    start = path.partition("/")[0]
    for name in PARTS:
        if start in _STARTS[name] and path in part(name):
            return part(name)[path]
    return None


def serialised(triples: Iterable[Triple], form: str) -> bytes:
    """Statements in the form of that ending."""
    prefixes = None
    if form != "nt":
        prefixes = PREFIXES
    return pyoxigraph.serialize(triples, format=_FORMATS[form], prefixes=prefixes) or b""
