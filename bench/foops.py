"""The 24 tests of FOOPS! (https://w3id.org/foops/catalogue) on our ontology, as far as no registered name is needed.

``python -m bench.foops`` prints the table, ``python -m bench.foops docs/foops.md`` writes the page. What FOOPS! asks over the
network is asked of the workbench here; what needs w3id.org or a registry outside is told as such, never as kept.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import httpx
import pyoxigraph
from pyoxigraph import Literal, NamedNode

from bench.terms import section
from kg.errors import Lang
from kg.read.ontology import ontology
from kg.report.site.addresses import FORMS
from kg.report.site.documents import documents
from kg.report.site.files import site_file
from kg.report.site.naming import short
from kg.terms import BASE, DCTERMS, KIN, OWL, RDFS, SKOS, Namespace, text_of
from kg.web.app import application
from kg.web.settings import WebSettings

__all__ = ["TESTS", "Result", "page", "results"]

_VANN = Namespace("http://purl.org/vocab/vann/")
_BIBO = Namespace("http://purl.org/ontology/bibo/")
_FOAF = Namespace("http://xmlns.com/foaf/0.1/")
_ONTOLOGY = NamedNode(KIN.rstrip("#"))
_PERSISTENT = ("w3id.org", "doi.org", "purl.org", "www.w3.org", "perma.cc", "data.europa.eu")
#: What a table says of a test.
KEPT, RELEASE, DOMAIN, BROKEN = "kept", "partly", "needs the domain", "not kept"


@dataclass(frozen=True)
class Result:
    """A test, what came of it, and what it saw."""

    name: str
    asks: str
    verdict: str
    saw: str


class Subject:
    """Our ontology, and the workbench that answers for it."""

    def __init__(self) -> None:
        # Published documents are answered without a store: no reader is started.
        self._door = httpx.ASGITransport(application(WebSettings(Path("-"))))

    def header(self, *properties: NamedNode) -> list[str]:
        """Which of these the header of the ontology lacks."""
        said = {t.predicate for t in ontology().triples if t.subject == _ONTOLOGY}
        return [short(prop.value) for prop in properties if prop not in said]

    def values(self, prop: NamedNode) -> list[str]:
        """What the header says with a property."""
        about = [t for t in ontology().triples if t.subject == _ONTOLOGY and t.predicate == prop]
        return [text_of(t.object) for t in about]

    async def _asked(self, iri: str, media: str) -> httpx.Response:
        async with httpx.AsyncClient(
            transport=self._door, base_url="http://localhost", headers={"Accept": media}
        ) as client:
            return await client.get(f"/{iri.removeprefix(BASE)}")

    def answers(self, iri: str, media: Iterable[str]) -> list[str]:
        """Which of these media types the workbench does not answer with."""
        lacking = []
        for kind in media:
            found = asyncio.run(self._asked(iri, kind))
            if found.status_code != 200 or not found.headers["content-type"].startswith(kind):
                lacking.append(kind)
        return lacking

    def terms_without(self, told: NamedNode) -> list[str]:
        """Which of our terms this is not said of in every language of the product, and in which not."""
        said = set()
        for triple in ontology().triples:
            if triple.predicate == told and isinstance(triple.object, Literal):
                said.add((triple.subject, triple.object.language))
        own = [t for t in ontology().classes | ontology().properties if t.value.startswith(KIN)]
        lacking = []
        for term in sorted(own, key=str):
            without = [lang for lang in get_args(Lang) if (term, lang) not in said]
            lacking += [f"{short(term.value)}@{lang}" for lang in without]
        return lacking


def _lacking(found: list[str], fine: str) -> tuple[str, str]:
    if found:
        return BROKEN, f"lacks {', '.join(found[:5])}"
    return KEPT, fine


def _lacking_till_release(found: list[str]) -> tuple[str, str]:
    """What only a release can say: its day, its DOI."""
    return (RELEASE, f"lacks {', '.join(found)}") if found else (KEPT, "")


def _cn1(it: Subject) -> tuple[str, str]:
    return _lacking(it.answers(_ONTOLOGY.value, ["text/html", *FORMS.values()]), "HTML and RDF")


def _doc1(it: Subject) -> tuple[str, str]:
    return _lacking(it.answers(_ONTOLOGY.value, ["text/html"]), "ns.html, ns.en.html")


def _find1(it: Subject) -> tuple[str, str]:
    return _lacking(it.header(_VANN["preferredNamespacePrefix"]), "kin")


def _http1(_: Subject) -> tuple[str, str]:
    if _ONTOLOGY.value.startswith(("http://", "https://")):
        return KEPT, "https"
    return BROKEN, _ONTOLOGY.value


def _om1(it: Subject) -> tuple[str, str]:
    minimum = (DCTERMS["title"], DCTERMS["description"], DCTERMS["license"], OWL["versionIRI"])
    more = (DCTERMS["creator"], _VANN["preferredNamespaceUri"])
    return _lacking(it.header(*minimum, *more), "6 of 6")


def _om2(it: Subject) -> tuple[str, str]:
    terms = (_VANN["preferredNamespacePrefix"], OWL["versionInfo"], DCTERMS["created"])
    return _lacking(it.header(*terms, DCTERMS["bibliographicCitation"]), "4 of 4")


def _om3(it: Subject) -> tuple[str, str]:
    dated = (_BIBO["doi"], DCTERMS["publisher"], _FOAF["logo"], DCTERMS["issued"])
    return _lacking_till_release(it.header(*dated, _BIBO["status"], DCTERMS["source"]))


def _om4_1(it: Subject) -> tuple[str, str]:
    return _lacking(it.header(DCTERMS["license"]), "CC BY 4.0")


def _om5_1(it: Subject) -> tuple[str, str]:
    return _lacking(it.header(DCTERMS["creator"], DCTERMS["created"]), "creator, created")


def _om5_2(it: Subject) -> tuple[str, str]:
    return _lacking_till_release(it.header(DCTERMS["issued"], DCTERMS["publisher"]))


def _purl1(_: Subject) -> tuple[str, str]:
    """Only the form of the name: that it leads somewhere is asked by URI1."""
    if any(f"//{place}/" in _ONTOLOGY.value for place in _PERSISTENT):
        return KEPT, _ONTOLOGY.value
    return BROKEN, _ONTOLOGY.value


def _rdf1(_: Subject) -> tuple[str, str]:
    """What is published is read again, whole."""
    many = len(documents()["ns"].triples)
    for ending, media in FORMS.items():
        form = pyoxigraph.RdfFormat.from_media_type(media)
        data = site_file(f"ns.{ending}") or b""
        if form is None or len(list(pyoxigraph.parse(data, format=form))) != many:
            return BROKEN, ending
    return KEPT, ", ".join(FORMS)


def _uri1(it: Subject) -> tuple[str, str]:
    lacking = it.answers(_ONTOLOGY.value, FORMS.values())
    if lacking:
        return BROKEN, f"lacks {', '.join(lacking)}"
    return DOMAIN, "answered by the workbench; w3id.org has no such name yet"


def _uri2(it: Subject) -> tuple[str, str]:
    named = it.values(_VANN["preferredNamespaceUri"])
    if named == [str(KIN)] and documents()["ns"].subjects[0] == _ONTOLOGY.value:
        return KEPT, _ONTOLOGY.value
    return BROKEN, ", ".join(named)


def _ver1(it: Subject) -> tuple[str, str]:
    versions = it.values(OWL["versionIRI"])
    if len(versions) == 1 and versions != [_ONTOLOGY.value]:
        return KEPT, versions[0]
    return BROKEN, ", ".join(versions)


def _ver2(it: Subject) -> tuple[str, str]:
    lacking = it.answers(it.values(OWL["versionIRI"])[0], FORMS.values())
    if lacking:
        return BROKEN, f"lacks {', '.join(lacking)}"
    return DOMAIN, "answered by the workbench; w3id.org has no such name yet"


def _voc1(it: Subject) -> tuple[str, str]:
    return _lacking(
        it.header(DCTERMS["title"], _VANN["preferredNamespaceUri"]), "dcterms, vann, bibo"
    )


def _voc2(_: Subject) -> tuple[str, str]:
    used = set()
    for triple in ontology().triples:
        if triple.predicate in {RDFS["subClassOf"], RDFS["subPropertyOf"]}:
            used.add(text_of(triple.object))
    foreign = sorted(iri for iri in used if iri.startswith("http") and not iri.startswith(BASE))
    if foreign:
        return KEPT, f"{len(foreign)} terms of others above ours"
    return BROKEN, "no term of others"


def _voc3(it: Subject) -> tuple[str, str]:
    return _lacking(it.terms_without(RDFS["label"]), "every term, in two languages")


def _voc4(it: Subject) -> tuple[str, str]:
    return _lacking(it.terms_without(SKOS["definition"]), "every term, in two languages")


def _outside(told: str) -> Callable[[Subject], tuple[str, str]]:
    return lambda _: (DOMAIN, told)


#: Name, what it asks, and how; in the order of the catalogue.
TESTS: tuple[tuple[str, str, Callable[[Subject], tuple[str, str]]], ...] = (
    ("CN1", "content negotiation for HTML and RDF", _cn1),
    ("DOC1", "HTML documentation", _doc1),
    ("FIND1", "a prefix is declared", _find1),
    ("FIND2", "the prefix is in prefix.cc or LOV", _outside("entered after registration")),
    ("FIND3", "found in a public registry (LOV)", _outside("entered after registration")),
    ("FIND_3_BIS", "metadata outlive the ontology (LOV)", _outside("entered after registration")),
    ("HTTP1", "an open protocol", _http1),
    ("OM1", "minimum metadata", _om1),
    ("OM2", "recommended metadata", _om2),
    ("OM3", "detailed metadata", _om3),
    ("OM4.1", "a licence is declared", _om4_1),
    ("OM4.2", "the licence resolves", _outside("asks creativecommons.org")),
    ("OM5.1", "basic provenance", _om5_1),
    ("OM5.2", "detailed provenance", _om5_2),
    ("PURL1", "a persistent scheme of names", _purl1),
    ("RDF1", "available in RDF", _rdf1),
    ("URI1", "the IRI resolves", _uri1),
    ("URI2", "one and the same IRI", _uri2),
    ("VER1", "a version IRI of its own", _ver1),
    ("VER2", "the version IRI resolves", _ver2),
    ("VOC1", "metadata in known vocabularies", _voc1),
    ("VOC2", "other vocabularies are reused", _voc2),
    ("VOC3", "every term has a label", _voc3),
    ("VOC4", "every term has a definition", _voc4),
)


def results() -> list[Result]:
    """What came of each test."""
    it = Subject()
    found = []
    for name, asks, test in TESTS:
        verdict, saw = test(it)
        found.append(Result(name, asks, verdict, saw))
    return found


def page() -> str:
    """The page of the results."""
    found = results()
    rows = "".join(f"| {r.name} | {r.asks} | {r.verdict} | {r.saw} |\n" for r in found)
    kept = sum(r.verdict == KEPT for r in found)
    return f"""<!-- Written by python -m bench.foops. -->

# FOOPS!

The {len(found)} tests of the [Ontology Pitfall Scanner for FAIR](https://w3id.org/foops/catalogue), written again from their
descriptions: the scanner itself asks the public address of an ontology, and ours is not registered yet.
{kept} of {len(found)} are kept; `partly` lacks what the first release or its publisher brings, such as day and logo;
`needs the domain` asks w3id.org, a registry or another site.

| test | asks for | | saw |
| --- | --- | --- | --- |
{rows}{section()}"""


def main(target: str) -> int:
    """Print or write the page; 1 when a test is not kept that could be."""
    text = page()
    if target:
        Path(target).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return int(f"| {BROKEN} |" in text)


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:2])))
