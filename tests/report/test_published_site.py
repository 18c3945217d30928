"""``kg docs site``: whole, true, readable without scripts, with nothing from outside, the same twice."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat
from rdflib.namespace import SH

from kg.errors import InputError
from kg.read.ontology import ontology
from kg.report.site.addresses import anchor_of, document_of
from kg.report.site.documents import document_at, documents, part
from kg.report.site.files import site_file
from kg.report.site.heads import reasons
from kg.report.site.usage import usage_of
from kg.report.site.write import write_site
from kg.terms import BASE, KIN
from tests.support.places import SHARED

pytestmark = pytest.mark.slow

FORMATS = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, written once."""
    target = tmp_path_factory.mktemp("situs") / "situs"
    write_site(target)
    return target


class _Page(HTMLParser):
    """What a page is made of, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.scripts = 0
        self.feed(text)
        #: Thousands of links lead to one page: what it has is looked up, not walked through.
        self.places = frozenset(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Gather ids, links, and what a browser would fetch by itself."""
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "a":
            self.links.append(said["href"])
        if tag == "link" and said["rel"] != "alternate":
            self.fetched.append(said["href"])
        if "src" in said:
            self.fetched.append(said["src"])
        on = [name for name in said if name.startswith("on")]
        self.scripts += (tag == "script") + len(on)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, _Page]:
    """Every page of the site."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path] = _Page(path.read_text(encoding="utf-8"))
    return found


@cache
def _leads_to(folder: str, place: str) -> Path | None:
    """The file that a link of a page in this folder means, if it is there."""
    target = Path(f"{folder}/{unquote(place)}").resolve()
    return target if target.is_file() else None


def test_every_link_leads_somewhere(site: Path, pages: dict[Path, _Page]) -> None:
    """To a file of the site, and to a place that is on it."""
    broken = set()
    followed = 0
    here = site.resolve()
    for path, page in pages.items():
        folder = f"{here}/{path.parent.relative_to(site)}"
        for link in page.links:
            if link.startswith(("http://", "https://")):
                assert not link.startswith(BASE), link
                continue
            place, _, anchor = link.partition("#")
            target = _leads_to(folder, place) if place else path
            followed += 1
            if not target or (anchor and not {anchor, unquote(anchor)} & pages[target].places):
                broken.add((path.relative_to(site), link))
    assert followed > 10_000
    assert not broken, sorted(map(str, broken))[:10]


def test_pages_need_no_script_and_fetch_nothing_from_outside(pages: dict[Path, _Page]) -> None:
    """Styles and the icon lie beside them."""
    for path, page in pages.items():
        assert page.scripts == 0, path
        assert page.fetched, path
        assert all(link.lstrip("./").startswith("static/") for link in page.fetched), path
        assert len(page.ids) == len(set(page.ids)), path


def test_every_iri_has_its_place_on_a_page_in_both_languages(
    site: Path, pages: dict[Path, _Page]
) -> None:
    """Terms, parts of rules, words, entries of the nomenclature, regions."""
    missing = []
    told = 0
    for document in documents().values():
        for iri in document.subjects:
            if iri.startswith(BASE) and document_of(iri) == document.path:
                told += 1
                for ending in ("html", "en.html"):
                    page = pages[site / f"{document.path}.{ending}"]
                    if anchor_of(iri) and anchor_of(iri) not in page.places:
                        missing.append(iri)
    assert told > 10_000
    assert not missing, missing[:10]


def test_all_forms_of_a_document_say_the_same(site: Path, heavy: bool) -> None:
    """Read back, Turtle, JSON-LD and RDF/XML are one graph."""
    step = 1 if heavy else 7
    for path, document in list(documents().items())[::step]:
        for ending, form in FORMATS.items():
            data = (site / f"{path}.{ending}").read_bytes()
            dataset = pyoxigraph.Dataset(pyoxigraph.parse(data, format=form))
            dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
            read = {str(quad.triple) for quad in dataset}
            assert read == set(map(str, document.triples)), (path, ending)


def _text(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_terms_are_told_with_everything_that_is_said_of_them(site: Path) -> None:
    """Label, definition, example and source in the language of the page, and who uses them."""
    said = {
        RDFS + "label": "rdfs:label",
        SKOS + "definition": "skos:definition",
        SKOS + "example": "skos:example",
    }
    for lang, name in (("id", "ns.html"), ("en", "ns.en.html")):
        text = re.sub(r"\s+", " ", _unescaped(_text(site, name)))
        told = 0
        for triple in ontology().triples:
            value = triple.object
            is_told = isinstance(triple.subject, NamedNode) and triple.predicate.value in said
            if is_told and isinstance(value, Literal) and value.language == lang:
                assert re.sub(r"\s+", " ", value.value) in text, (triple, name)
                told += 1
        assert told >= 2 * len(ontology().classes)
    page = _text(site, "ns.html")
    part_of_page = page.partition('<section id="kataTidakTerpakai">')[2].partition("</section>")[0]
    assert "rule/IND-05.html" in part_of_page


RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def test_prefixes_of_queries_are_told_as_turtle_declares_them(site: Path) -> None:
    """A name for the property in both languages, and no brackets of nodes without a name."""
    for page, name in (("ns.html", "awalan dalam kueri"), ("ns.en.html", "prefix in queries")):
        text = (site / page).read_text(encoding="utf-8")
        told = text.partition(f">{name}</dt>")[2].partition("<dt")[0]
        assert "@prefix kin: &lt;https://w3id.org/kinerja/ns#&gt; ." in told
        assert "[" not in told


def test_modules_have_pictures_of_their_classes(site: Path) -> None:
    """Inline, each class once, in both languages."""
    drawn = set()
    for path in part("modul"):
        text = _text(site, f"{path}.en.html")
        if "<svg" in text:
            drawn |= set(re.findall(r">kin:([A-Za-z]+)</text>", text.partition("<svg")[2]))
    declared = {term.value.removeprefix(KIN) for term in ontology().classes if KIN in term.value}
    assert declared <= drawn


def test_checksums_and_catalogue_tell_the_truth(site: Path) -> None:
    """Every file has its digest; the catalogue has size and digest of every download."""
    listed = {}
    for line in _text(site, "SHA256SUMS").splitlines():
        digest, name = line.split("  ")
        listed[name] = digest
    lying = {str(p.relative_to(site).as_posix()) for p in site.rglob("*") if p.is_file()}
    assert set(listed) == lying - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert sha256((site / name).read_bytes()).hexdigest() == digest, name
    store = pyoxigraph.Store()
    store.load((site / "katalog.ttl").read_bytes(), format=RdfFormat.TURTLE)
    query = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#>
      SELECT ?file ?size ?digest {
        ?catalogue a dcat:Catalog ; dcat:dataset/dcat:distribution ?d .
        ?d dcat:downloadURL ?file ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?digest }"""
    found = list(store.query(query))  # type: ignore[arg-type]
    for row in found:
        name = row["file"].value.removeprefix(BASE)
        assert (site / name).stat().st_size == int(row["size"].value)
        assert listed[name] == row["digest"].value
    assert len(found) == len(list(site.glob("unduh/*"))) + len(list(site.glob("pertanyaan/*.rq")))


def test_the_catalogue_has_what_dcat_ap_asks_for(site: Path) -> None:
    """The mandatory and recommended properties of DCAT-AP 3.0 for catalogue, dataset and distribution; VoID beside them."""
    store = pyoxigraph.Store()
    store.load((site / "katalog.ttl").read_bytes(), format=RdfFormat.TURTLE)
    needed = {
        "dcat:Catalog": "dct:title dct:description dct:publisher dct:license dct:language dcat:dataset foaf:homepage",
        "dcat:Dataset": "dct:title dct:description dct:publisher dcat:theme dct:accessRights dcat:distribution",
        "dcat:Distribution": "dcat:accessURL dcat:downloadURL dct:format dct:license dcat:mediaType spdx:checksum",
        "void:Dataset": "void:triples void:dataDump void:uriSpace void:vocabulary void:exampleResource",
        "foaf:Agent": "foaf:name",
    }
    prefixes = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX spdx: <http://spdx.org/rdf/terms#>
      PREFIX void: <http://rdfs.org/ns/void#> """
    for kind, properties in needed.items():
        assert store.query(f"{prefixes} ASK {{ ?x a {kind} }}"), kind
        for name in properties.split():
            lacking = f"{prefixes} SELECT ?x {{ ?x a {kind} FILTER NOT EXISTS {{ ?x {name} ?y }} }}"
            assert not list(store.query(lacking)), (kind, name)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", ["shapes", "range"])
def test_the_catalogue_keeps_the_shapes_of_dcat_ap(site: Path, part: str) -> None:
    """Held by pySHACL against the shapes that SEMIC publishes for 3.0.0."""
    shapes = SHARED / f"dcat-ap/{part}.ttl"
    if not shapes.is_file():
        pytest.skip("the shapes of DCAT-AP do not lie beside the project")
    keeps, _, told = pyshacl.validate(str(site / "katalog.ttl"), shacl_graph=str(shapes))
    assert keeps, told


#: What DCAT-AP recommends and the catalogue does not say yet, and why not.
_LEFT = {
    "http://purl.org/dc/terms/issued": "the day of the first release",
    "http://purl.org/dc/terms/modified": "the day of the first release",
    "http://www.w3.org/ns/dcat#contactPoint": "the address of a publisher, who is not there yet",
    "http://purl.org/dc/terms/temporal": "words and rules are of no span of time",
}
#: Of lists of others: of which kind the publisher is, and that SPDX names its algorithms by http, not https.
_LISTED_OTHERWISE = {
    "http://purl.org/dc/terms/type",
    "http://purl.org/dc/terms/publisher",
    "http://spdx.org/rdf/terms#algorithm",
}


def _told_by(site: Path, part: str) -> set[tuple[str, str]]:
    """Property and node of every result of these shapes."""
    shapes = SHARED / f"dcat-ap/{part}.ttl"
    if not shapes.is_file():
        pytest.skip("the shapes of DCAT-AP do not lie beside the project")
    _, report, _ = pyshacl.validate(str(site / "katalog.ttl"), shacl_graph=str(shapes))
    told = set()
    for result in report.objects(None, SH.result):
        told.add(
            (str(report.value(result, SH.resultPath)), str(report.value(result, SH.focusNode)))
        )
    return told


def test_the_catalogue_says_what_dcat_ap_recommends(site: Path) -> None:
    """But for what only a release or its publisher can say."""
    told = {path for path, _ in _told_by(site, "shapes_recommended")}
    assert told == {*_LEFT, "http://purl.org/dc/terms/type"}


def test_the_catalogue_takes_its_words_from_the_lists_of_dcat_ap(site: Path) -> None:
    """Languages, themes, formats, rights, places and availability are entries of the lists that it names."""
    told = _told_by(site, "mdr-vocabularies.shape")
    own = (f"{BASE}katalog", "http://spdx.org/")
    elsewhere = {path for path, node in told if not node.startswith(own)}
    assert elsewhere == set()
    assert {path for path, _ in told} <= {*_LISTED_OTHERWISE, "None"}


def test_every_document_is_found_at_its_path() -> None:
    """Looked for in the parts alone that can hold it."""
    assert all(document_at(path) is document for path, document in documents().items())


def test_every_rule_says_why_in_both_languages() -> None:
    """The head of its file has a reason in Indonesian and one in English."""
    indonesian, english = reasons("id"), reasons("en")
    assert set(indonesian) == set(english)
    same = [code for code, text in indonesian.items() if not text or text == english[code]]
    assert not same
    assert not [code for code, text in english.items() if not text.endswith((".", ")"))]


def test_it_is_written_among_nothing_else(tmp_path: Path) -> None:
    """A folder with other files is left as it is."""
    (tmp_path / "catatan.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError):
        write_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]


def test_a_term_names_the_regulations_of_the_rules_that_use_it() -> None:
    """On the page of the ontology; a rule of style cites none."""
    for name, regulation in (
        ("Outcome", "PermenPANRB 89/2021, tahap 2"),
        ("CSF", "PermenPANRB 89/2021, tahap 2"),
    ):
        assert any(regulation in one for one in usage_of(f"{KIN}{name}").sources), name
    sources = {one for name in ("Indikator", "Target") for one in usage_of(KIN + name).sources}
    assert sources
    assert all(one.startswith(("UU", "PP", "Permen", "Kepmen")) for one in sources)
    page = site_file("ns.html") or b""
    assert b"dasar, menurut aturan itu" in page
