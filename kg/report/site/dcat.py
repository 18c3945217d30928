"""The catalogue of what is published: DCAT-AP 3 and VoID, with size and digest of every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import __version__
from kg.errors import LANGUAGES
from kg.read.gate import sha256
from kg.report.site.addresses import MEDIA_TYPES
from kg.report.words import word
from kg.terms import BASE, DCTERMS, KIN, RDF, SKOS, VOID, XSD, Namespace, integer, text_of

__all__ = ["CATALOGUE", "Published", "catalogue_triples"]

#: The document of the catalogue.
CATALOGUE = "katalog"
_HERE = Namespace(f"{BASE}{CATALOGUE}#")
_DCAT = Namespace("http://www.w3.org/ns/dcat#")
_FOAF = Namespace("http://xmlns.com/foaf/0.1/")
_SPDX = Namespace("http://spdx.org/rdf/terms#")
#: The code lists that DCAT-AP asks for.
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
_THEME = NamedNode(f"{_EU}data-theme/GOVE")
_WKT = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
_THEMES = NamedNode(f"{_EU}data-theme")
_COUNTRY = NamedNode(f"{_EU}country/IDN")
_AVAILABLE = NamedNode(f"{_EU}planned-availability/AVAILABLE")
_ATTRIBUTION = NamedNode("http://purl.org/adms/licencetype/Attribution")
_AVAILABILITY = NamedNode("http://data.europa.eu/r5r/availability")
_FILE_TYPES = {"ttl": "RDF_TURTLE", "jsonld": "JSON_LD", "rdf": "RDF_XML", "rq": "SPARQLQ"}
_LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
#: Of what kind a thing of others is that is named: DCAT-AP holds the ends of its properties against it.
_KINDS = {
    DCTERMS["license"]: DCTERMS["LicenseDocument"],
    DCTERMS["language"]: DCTERMS["LinguisticSystem"],
    DCTERMS["accessRights"]: DCTERMS["RightsStatement"],
    DCTERMS["format"]: DCTERMS["MediaTypeOrExtent"],
    _DCAT["mediaType"]: DCTERMS["MediaType"],
    _DCAT["theme"]: SKOS["Concept"],
    _FOAF["homepage"]: _FOAF["Document"],
    DCTERMS["spatial"]: DCTERMS["Location"],
    DCTERMS["type"]: SKOS["Concept"],
    _DCAT["themeTaxonomy"]: SKOS["ConceptScheme"],
    _AVAILABILITY: SKOS["Concept"],
}
#: Entries of code lists have the list for the beginning of their address, but for one that has a number.
_LISTS = {_EU: "", "http://purl.org/adms/": "/1.0"}
#: What is taken from lists of others, in their words.
_NAMES = {
    _THEME: "Government and public sector",
    _AVAILABLE: "available",
    _ATTRIBUTION: "Attribution",
}
#: Indonesia lies between 6° N and 11° S, 95° E and 141° E.
_PLACE = {
    "bbox": "POLYGON((95 -11,141 -11,141 6,95 6,95 -11))",
    "centroid": "POINT(118 -2.5)",
}


@dataclass(frozen=True)
class Published:
    """One dataset: its statements, an IRI out of it, and its files by name."""

    name: str
    triples: tuple[Triple, ...]
    example: str
    files: Mapping[str, bytes]


def _told(about: NamedNode, name: str) -> list[Triple]:
    """Title and description in both languages; who publishes, and under which licence."""
    found = []
    for lang in LANGUAGES:
        text = Literal(word(f"site/d-{name}", lang), language=lang)
        found.append(Triple(about, DCTERMS["title"], text))
        found.append(Triple(about, DCTERMS["description"], text))
    for code in ("IND", "ENG"):
        found.append(Triple(about, DCTERMS["language"], NamedNode(f"{_EU}language/{code}")))
    found.append(Triple(about, DCTERMS["publisher"], _HERE["penerbit"]))
    found.append(Triple(about, DCTERMS["license"], _LICENCE))
    found.append(Triple(about, DCTERMS["spatial"], _COUNTRY))
    return found


def _labels() -> list[Triple]:
    """What code lists call their entries, and where the country lies."""
    found = [Triple(_THEMES, DCTERMS["title"], Literal("Data theme", language="en"))]
    for entry, text in _NAMES.items():
        found.append(Triple(entry, SKOS["prefLabel"], Literal(text, language="en")))
    for name, shape in _PLACE.items():
        found.append(Triple(_COUNTRY, _DCAT[name], Literal(shape, datatype=_WKT)))
    return found


def _keywords(about: NamedNode, name: str) -> list[Triple]:
    """The words that people look for, those of everything published first."""
    found = []
    for lang in LANGUAGES:
        for listed in (word("site/k-all", lang), word(f"site/k-{name}", lang)):
            for text in listed.split(", "):
                found.append(Triple(about, _DCAT["keyword"], Literal(text, language=lang)))
    return found


def _described(about: NamedNode, dataset: str, ending: str) -> list[Triple]:
    """What a file holds and in which form."""
    found = []
    for lang in LANGUAGES:
        text = f"{word(f'site/d-{dataset}', lang)} ({word(f'site/form-{ending}', lang)})"
        found.append(Triple(about, DCTERMS["description"], Literal(text, language=lang)))
    return found


def _file(dataset: str, name: str, data: bytes) -> list[Triple]:
    """One distribution of a dataset."""
    ending = name.rpartition(".")[2]
    here = _HERE[name.rpartition("/")[2].replace(".", "-")]
    digest = NamedNode(f"{here.value}-sha256")
    address = NamedNode(BASE + name)
    # The shapes of DCAT-AP 3.0.0 take no other type.
    size = Literal(str(len(data)), datatype=XSD["decimal"])
    return [
        Triple(here, RDF["type"], _DCAT["Distribution"]),
        Triple(here, DCTERMS["title"], Literal(name)),
        *_described(here, dataset, ending),
        Triple(here, _AVAILABILITY, _AVAILABLE),
        Triple(here, DCTERMS["license"], _LICENCE),
        Triple(here, DCTERMS["format"], NamedNode(f"{_EU}file-type/{_FILE_TYPES[ending]}")),
        Triple(here, _DCAT["accessURL"], address),
        Triple(here, _DCAT["downloadURL"], address),
        Triple(here, _DCAT["mediaType"], _MEDIA[MEDIA_TYPES[ending]]),
        Triple(here, _DCAT["byteSize"], size),
        Triple(here, _SPDX["checksum"], digest),
        Triple(digest, RDF["type"], _SPDX["Checksum"]),
        Triple(digest, _SPDX["algorithm"], _SPDX["checksumAlgorithm_sha256"]),
        Triple(digest, _SPDX["checksumValue"], Literal(sha256(data), datatype=XSD["hexBinary"])),
    ]


def _counts(about: NamedNode, dataset: Published) -> list[Triple]:
    """The figures of VoID."""
    subjects = set()
    properties = set()
    for triple in dataset.triples:
        subjects.add(text_of(triple.subject))
        properties.add(triple.predicate)
    return [
        Triple(about, RDF["type"], VOID["Dataset"]),
        Triple(about, VOID["triples"], integer(len(dataset.triples))),
        Triple(about, VOID["distinctSubjects"], integer(len(subjects))),
        Triple(about, VOID["properties"], integer(len(properties))),
        Triple(about, VOID["uriSpace"], Literal(BASE)),
        Triple(about, VOID["vocabulary"], NamedNode(KIN.rstrip("#"))),
        Triple(about, VOID["exampleResource"], NamedNode(dataset.example)),
    ]


def _dataset(dataset: Published) -> list[Triple]:
    here = _HERE[dataset.name]
    found = [
        Triple(here, RDF["type"], _DCAT["Dataset"]),
        *_told(here, dataset.name),
        *_keywords(here, dataset.name),
        Triple(here, DCTERMS["accessRights"], NamedNode(f"{_EU}access-right/PUBLIC")),
        Triple(here, _DCAT["theme"], _THEME),
        Triple(here, _DCAT["version"], Literal(__version__)),
    ]
    if dataset.triples:
        found += _counts(here, dataset)
    for name, data in dataset.files.items():
        entry = _file(dataset.name, name, data)
        found += [Triple(here, _DCAT["distribution"], entry[0].subject), *entry]
        if dataset.triples:
            found.append(Triple(here, VOID["dataDump"], NamedNode(BASE + name)))
    return found


def _kinds(triples: Iterable[Triple]) -> list[Triple]:
    """The classes of what is named from elsewhere."""
    found = {}
    for triple in triples:
        kind = _KINDS.get(triple.predicate)
        if kind is not None and isinstance(triple.object, NamedNode):
            found[triple.object.value] = Triple(triple.object, RDF["type"], kind)
    return [*found.values(), *_schemes(found)]


def _schemes(named: Iterable[str]) -> list[Triple]:
    """The code lists that entries of them are out of."""
    found = []
    for iri in named:
        for space, version in _LISTS.items():
            scheme, _, entry = iri.removeprefix(space).partition("/")
            if iri.startswith(space) and entry:
                of = NamedNode(f"{space}{scheme}{version}")
                found.append(Triple(NamedNode(iri), SKOS["inScheme"], of))
    return found


def catalogue_triples(datasets: Iterable[Published]) -> list[Triple]:
    """The statements of the catalogue (https://semiceu.github.io/DCAT-AP/releases/3.0.0/)."""
    whole = NamedNode(BASE + CATALOGUE)
    agent = _HERE["penerbit"]
    found = [
        Triple(whole, RDF["type"], _DCAT["Catalog"]),
        *_told(whole, CATALOGUE),
        Triple(whole, _FOAF["homepage"], NamedNode(f"{BASE}index.html")),
        Triple(whole, _DCAT["resource"], NamedNode(KIN.rstrip("#"))),
        Triple(whole, _DCAT["themeTaxonomy"], _THEMES),
        Triple(_LICENCE, DCTERMS["type"], _ATTRIBUTION),
        *_labels(),
        Triple(agent, RDF["type"], _FOAF["Agent"]),
        Triple(agent, _FOAF["name"], Literal("Kinerja-KG")),
    ]
    for dataset in datasets:
        found.append(Triple(whole, _DCAT["dataset"], _HERE[dataset.name]))
        found += _dataset(dataset)
    return [*found, *_kinds(found)]
