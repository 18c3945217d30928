"""Every IRI that is published is answered, in every form, by the workbench and by Apache with docs/w3id/.htaccess."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.read.gate import sha256
from kg.report.site.addresses import anchor_of, document_of
from kg.report.site.documents import documents, part
from kg.report.site.files import described, site_file
from kg.terms import BASE
from tests.support.places import ROOT
from tests.web.server import Answer, Server

pytestmark = pytest.mark.slow

#: What a browser, and what the RDF libraries that people use, say that they accept.
ACCEPT = {
    "html": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
APACHE = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")


def _iris() -> list[str]:
    """Every IRI of ours that a document describes, without what only a client sees; versions too."""
    found = {f"{BASE}katalog", f"{BASE}ns/0.1.0", f"{BASE}ns/turunan/target/0.1.0"}
    for document in documents().values():
        for iri in document.subjects:
            found.add(iri.partition("#")[0])
    return sorted(found)


def _regions_thinned(heavy: bool) -> list[str]:
    """All but most regions, whose 7,837 addresses are one kind: all those only in the full size."""
    if heavy:
        return _iris()
    regions = set(part("wilayah")["wilayah/52"].subjects[::20])
    return [iri for iri in _iris() if "/wilayah/" not in iri or iri in regions]


def _thinned(heavy: bool) -> list[str]:
    """Every document, and of the entries of lists one in eight; all of them in the full size."""
    found = _regions_thinned(heavy)
    if heavy:
        return found
    entries = [iri for iri in found if iri != BASE + document_of(iri)]
    left_out = set(entries) - set(entries[::8])
    return [iri for iri in found if iri not in left_out]


class _Line:
    """One connection that is kept open."""

    def __init__(self, host: str, port: int) -> None:
        self._link = http.client.HTTPConnection(host, port, timeout=60)

    def ask(self, path: str, accept: str, **more: str) -> Answer:
        headers = {"Accept": accept, **more}
        try:
            self._link.request("GET", path, headers=headers)
            answer = self._link.getresponse()
        except ConnectionError:  # a server ends a connection that was idle for some seconds
            self._link.close()
            self._link.request("GET", path, headers=headers)
            answer = self._link.getresponse()
        heads = {name.casefold(): value for name, value in answer.getheaders()}
        return Answer(answer.status, heads, answer.read())

    def close(self) -> None:
        self._link.close()


def _expected(iri: str, form: str) -> bytes:
    data = site_file(f"{document_of(iri)}.{form}")
    assert data is not None, iri
    return data


def test_the_workbench_answers_for_every_iri(server: Server, heavy: bool) -> None:
    """A document is answered as the site has it; an entry of a list by its document, or its page."""
    line = _Line(server.host, server.port)
    wrong = []
    for iri in _thinned(heavy):
        path = iri.removeprefix(BASE)
        is_in_stores = path != document_of(iri) and path.startswith(("nomenklatur/", "wilayah/"))
        for form, accept in ACCEPT.items():
            answer = line.ask(f"/{path}", accept)
            if answer.status == 303:
                target = answer.headers["location"].partition("#")
                is_there = target[0] == f"/{document_of(iri)}.html"
                fine = form == "html" and is_there and target[2] == anchor_of(iri)
            elif is_in_stores:
                fine = answer.status == 200 and iri.encode() in answer.body
            elif form == "html":
                told = f"<code>{BASE}{document_of(iri)}</code>".encode()
                fine = answer.status == 200 and told in answer.body
            else:
                fine = answer.status == 200 and answer.body == _expected(iri, form)
            if not fine:
                wrong.append((path, form, answer.status, answer.headers.get("location")))
    line.close()
    assert not wrong, (len(wrong), wrong[:10])


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/rule/IND-05", "../"),
        ("/rule/IND-05.en.html", "../?lang=en"),
        ("/ns", "./"),
        ("/pertanyaan/Q01.html", "../"),
        ("/index.en.html", "./?lang=en"),
    ],
)
def test_pages_of_the_vocabulary_lead_back_to_the_workbench(
    server: Server, path: str, back: str
) -> None:
    """First among their links, with what is served listed as it is served."""
    body = server.page(path).body
    assert f'<a href="{back}">'.encode() in body.partition(b"</nav>")[0]
    if path.endswith(".html"):
        listed = server.ask("/SHA256SUMS").text.splitlines()
        assert f"{sha256(body)}  {path[1:]}" in listed


def test_what_is_not_published_is_not_found(server: Server) -> None:
    """A rule, a word, a region, a file that nobody made: 404 with a sentence."""
    for path in ("/rule/IND-99", "/vocab/satuan/tidak-ada", "/wilayah/99.99", "/unduh/x.ttl"):
        for accept in ACCEPT.values():
            assert server.ask(path, headers={"Accept": accept}).status == 404, path


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def apache() -> Iterator[_Line]:
    """Apache with our rules at /kinerja, as w3id.org has them.

    In a folder of its own: another run of pytest closes the folders of all runs to other users, so also to www-data.
    """
    with tempfile.TemporaryDirectory(prefix="kinerja-apache-") as name:
        yield from _apache(Path(name))


def _apache(root: Path) -> Iterator[_Line]:
    shutil.copytree(ROOT / "docs/w3id", root / "www/kinerja")
    port = _free_port()
    wanted = ("mpm_event", "rewrite", "authz_core", "dir")
    loaded = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in wanted)
    text = f"""
ServerRoot {root}
ServerName localhost
Listen 127.0.0.1:{port}
{loaded}
PidFile {root}/pid
ErrorLog {root}/log
DocumentRoot {root}/www
User www-data
Group www-data
KeepAliveTimeout 30
MaxKeepAliveRequests 0
<Directory {root}/www>
AllowOverride All
Require all granted
</Directory>
"""
    (root / "httpd.conf").write_text(text, encoding="utf-8")
    root.chmod(0o755)
    subprocess.run([str(APACHE), "-f", str(root / "httpd.conf")], check=True)
    for _ in range(100):
        if (root / "pid").is_file():
            break
        time.sleep(0.05)
    line = _Line("127.0.0.1", port)
    yield line
    line.close()
    os.kill(int((root / "pid").read_text(encoding="utf-8")), signal.SIGTERM)
    for _ in range(200):
        if not (root / "pid").is_file():
            break
        time.sleep(0.05)


@pytest.mark.skipif(APACHE is None, reason="apt-get install apache2")
def test_apache_leads_every_iri_to_its_file(apache: _Line, heavy: bool) -> None:
    """303 See Other to a file that the site has."""
    wrong = []
    for iri in _regions_thinned(heavy):
        path = iri.removeprefix(BASE)
        for form, accept in ACCEPT.items():
            answer = apache.ask(f"/kinerja/{path}", accept)
            place, _, anchor = answer.headers.get("location", "").partition("#")
            name = place.removeprefix("https://HOST/kinerja/")
            document = document_of(iri)
            fine = answer.status == 303 and name == f"{document}.{form}" and described(document)
            if not fine or (anchor and anchor != anchor_of(iri)):
                wrong.append((path, form, answer.status, place, anchor))
    assert not wrong, (len(wrong), wrong[:10])


#: The header, and the form that has to come: as Protégé, rdflib, Jena, curl and a browser in English ask.
WISHES = [
    ("*/*", "html"),
    ("", "html"),
    ("text/turtle;q=0.9, text/html", "html"),
    ("text/html;q=0.5, text/turtle", "ttl"),
    ("text/html;q=0.5, application/ld+json;q=0.9", "jsonld"),
    ("application/rdf+xml, application/xml; q=0.7, text/turtle; q=0.6, */*; q=0.1", "rdf"),
    ("text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.7, */*;q=0.3", "ttl"),
    ("application/ld+json, application/json;q=0.9, */*;q=0.1", "jsonld"),
    ("text/turtle;q=0, application/rdf+xml", "rdf"),
]


@pytest.mark.skipif(APACHE is None, reason="apt-get install apache2")
@pytest.mark.parametrize(("accept", "form"), WISHES)
def test_apache_weighs_wishes(apache: _Line, accept: str, form: str) -> None:
    """What is wanted with full weight comes before what is wanted less."""
    answer = apache.ask("/kinerja/rule/IND-05", accept)
    assert answer.headers["location"] == f"https://HOST/kinerja/rule/IND-05.{form}"


@pytest.mark.skipif(APACHE is None, reason="apt-get install apache2")
def test_apache_knows_english_and_the_rest(apache: _Line) -> None:
    """Pages in the language of the browser; files, data of stores and the entrance where they are."""
    browser = ACCEPT["html"]
    english = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
    led = {}
    for path in ("", "rule/IND-05", "unduh/aturan.ttl", "SHA256SUMS", "id/52.02.01/2025/simpul/O1"):
        answer = apache.ask(f"/kinerja/{path}", browser, **english)
        led[path] = answer.headers.get("location", "").removeprefix("https://HOST/kinerja/")
    assert led == {
        "": "index.en.html",
        "rule/IND-05": "rule/IND-05.en.html",
        "unduh/aturan.ttl": "unduh/aturan.ttl",
        "SHA256SUMS": "SHA256SUMS",
        "id/52.02.01/2025/simpul/O1": "id/52.02.01/2025/simpul/O1",
    }
