"""What things are called: ours by their labels, others by prefix and name."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.errors import Lang
from kg.report.site.documents import documents
from kg.report.words import table
from kg.terms import DCTERMS, PREFIXES, RDFS, SH, SKOS

__all__ = ["PREFIXES_SHOWN", "name_of", "property_name", "short"]

#: Those of the vocabularies that only the ontology uses stand behind those that everything uses.
PREFIXES_SHOWN = {
    **PREFIXES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "bibo": "http://purl.org/ontology/bibo/",
    "cids": "https://ontology.commonapproach.org/cids#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "qudt": "http://qudt.org/schema/qudt/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
}
#: What names a thing, the first that it has.
_NAMES = (RDFS["label"], SKOS["prefLabel"], SH["name"], DCTERMS["title"])


def short(iri: str) -> str:
    """The prefixed name of an IRI, or all of it where no prefix fits.

    >>> short("http://www.w3.org/2002/07/owl#Class"), short("urn:x")
    ('owl:Class', 'urn:x')
    """
    for prefix, base in PREFIXES_SHOWN.items():
        name = iri.removeprefix(base)
        if name != iri and "/" not in name:
            return f"{prefix}:{name}"
    return iri


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], str]:
    """The names of our things by IRI and language; a name without language is one in every language."""
    found: dict[tuple[str, str], str] = {}
    for prop in reversed(_NAMES):
        for document in documents().values():
            for t in document.triples:
                if t.predicate == prop and isinstance(t.subject, NamedNode):
                    said = t.object
                    if isinstance(said, Literal):
                        found[t.subject.value, said.language or ""] = said.value
    return found


def name_of(iri: str, lang: Lang) -> str:
    """What a thing is called in a language, else in Indonesian, else its short name.

    >>> from kg.terms import KIN
    >>> name_of(KIN + "IKU", "en"), name_of("urn:x", "id")
    ('key performance indicator', 'urn:x')
    """
    labels = _labels()
    for known in (lang, "", "id"):
        if (iri, known) in labels:
            return labels[iri, known]
    return short(iri)


def property_name(iri: str, lang: Lang) -> str:
    """What a property is called: ours by its label, those of others as the words of the site say."""
    known = table("site")
    if short(iri) in known:
        return known[short(iri)][lang]
    return name_of(iri, lang)
