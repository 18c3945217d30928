"""The endpoint keeps the SPARQL 1.1 Protocol, asks nobody else, and writes nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.store.base import Write
from kg.store.opening import open_store
from tests.support.places import SHARED
from tests.web.server import Answer, Server, running

HERE = Path(os.environ.get("KG_W3C", SHARED / "w3c"))
PROTOCOL = HERE / "sparql11" / "protocol"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
Node = NamedNode | BlankNode | Literal


class _Manifest:
    def __init__(self, path: Path) -> None:
        self.store = pyoxigraph.Store()
        self.store.load(path=str(path), format=RdfFormat.TURTLE, base_iri="http://m/")

    def all(self, subject: object, name: str) -> list[Node]:
        found = self.store.quads_for_pattern(subject, NamedNode(name), None)  # type: ignore[arg-type]
        return [quad.object for quad in found]  # type: ignore[misc]

    def one(self, subject: object, name: str) -> Node | None:
        return next(iter(self.all(subject, name)), None)

    def listed(self, head: Node | None) -> Iterator[Node]:
        while head is not None and head != NamedNode(f"{RDF}nil"):
            first = self.one(head, f"{RDF}first")
            if first is not None:
                yield first
            head = self.one(head, f"{RDF}rest")

    def text(self, subject: object, name: str) -> str:
        found = self.one(subject, name)
        return "" if found is None else found.value


class _Request:
    def __init__(self, manifest: _Manifest, node: Node) -> None:
        body = manifest.one(node, f"{HT}body")
        response = manifest.one(node, f"{HT}resp")
        self.method = manifest.text(node, f"{HT}methodName")
        self.path = manifest.text(node, f"{HT}absolutePath")
        heads = manifest.listed(manifest.one(node, f"{HT}headers"))
        self.headers = {
            manifest.text(h, f"{HT}fieldName"): manifest.text(h, f"{HT}fieldValue") for h in heads
        }
        encoding = manifest.text(body, f"{CNT}characterEncoding") or "UTF-8"
        self.body = manifest.text(body, f"{CNT}chars").encode(encoding) if body else None
        self.wanted = {
            status.value.rpartition("#")[2].removeprefix("StatusCode")[:1] or ""
            for status in manifest.all(response, f"{MF}expectedStatus")
        }
        self.boolean = manifest.text(response, f"{MF}expectedBoolean")
        self.format = manifest.text(response, f"{MF}expectedFormat")


def _tests() -> list[tuple[str, list[_Request]]]:
    if not PROTOCOL.is_dir():
        return []
    manifest = _Manifest(PROTOCOL / "manifest.ttl")
    entries = next(iter(manifest.store.quads_for_pattern(None, NamedNode(f"{MF}entries"), None)))
    found = []
    for test in manifest.listed(entries.object):  # type: ignore[arg-type]
        action = manifest.one(test, f"{MF}action")
        requests = manifest.listed(manifest.one(action, f"{HT}requests"))
        name = test.value.rpartition("#")[2]
        found.append((name, [_Request(manifest, r) for r in requests]))
    return found


TESTS = _tests()
QUERIES = [t for t in TESTS if t[0].startswith(("query", "bad_query", "bad_multiple_queries"))]
UPDATES = [t for t in TESTS if t not in QUERIES]


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A workbench over the data of the suite."""
    folder = tmp_path_factory.mktemp("suite") / "store"
    graphs = {}
    for name in ("data1", "data2", "data3"):
        quads = pyoxigraph.parse(path=str(PROTOCOL / f"{name}.nt"), format=RdfFormat.N_TRIPLES)
        graph = NamedNode(f"http://kasei.us/2009/09/sparql/data/{name}.rdf")
        graphs[graph] = [Triple(q.subject, q.predicate, q.object) for q in quads]
    open_store(folder, write=True).write(Write(graphs=graphs))
    with running(folder) as found:
        yield found


def _sent(server: Server, request: _Request) -> Answer:
    return server.ask(
        request.path.replace("/sparql/", "/sparql", 1),
        request.method,
        request.body,
        request.headers,
    )


def _faults(request: _Request, answer: Answer) -> list[str]:
    kind, found = answer.headers.get("content-type", ""), []
    if request.wanted and str(answer.status)[0] not in request.wanted:
        found.append(f"status {answer.status}, wanted {request.wanted}: {answer.body[:90]!r}")
    if request.boolean and request.boolean not in answer.text:
        found.append(f"boolean {answer.body[:90]!r}")
    patterns = {"boolean": "sparql-results", "tabular": "sparql-results|csv|tab-sep"}
    patterns["RDF"] = "turtle|rdf|n-triples|ld\\+json"
    if request.format and not re.search(patterns[request.format], kind):
        found.append(f"type {kind}")
    return found


@pytest.mark.skipif(not TESTS, reason="the W3C suite is not there")
@pytest.mark.parametrize("test", QUERIES, ids=lambda t: t[0])
def test_w3c_protocol_query(suite: Server, test: tuple[str, list[_Request]]) -> None:
    """Each of the twenty query tests of W3C."""
    for request in test[1]:
        assert not _faults(request, _sent(suite, request))


@pytest.mark.skipif(not TESTS, reason="the W3C suite is not there")
def test_the_suite_is_whole() -> None:
    """Twenty query tests, fourteen of updates."""
    assert (len(QUERIES), len(UPDATES)) == (20, 14)


@pytest.mark.skipif(not TESTS, reason="the W3C suite is not there")
@pytest.mark.parametrize("test", UPDATES, ids=lambda t: t[0])
def test_every_update_is_refused(suite: Server, test: tuple[str, list[_Request]]) -> None:
    """Whatever its form, a request that would write is a 4xx."""
    for request in test[1]:
        if b"ASK" not in (request.body or b"") and "ASK" not in request.path:
            assert 400 <= _sent(suite, request).status < 500


def _query(server: Server, text: str, accept: str = "", **query: str) -> Answer:
    headers = {"Accept": accept} if accept else {}
    return server.ask(f"/sparql?{urlencode({'query': text, **query})}", headers=headers)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o . { SERVICE ?s { ?a ?b ?c } } }",
        "ASK { FILTER EXISTS { SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } } }",
        "SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        'SELECT * { ?s ?p "x" . # "\nSERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }',
    ],
)
def test_no_query_reaches_another_server(server: Server, text: str) -> None:
    """SERVICE in any spelling is refused before an engine sees it."""
    answer = _query(server, text)
    assert answer.status == 400
    assert "ASK-SERVICE" in answer.text or "ASK-SYNTAX" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://e/> {}" } LIMIT 1',
        "SELECT ?service { ?service ?p ?o } LIMIT 1",
        "PREFIX service: <http://e/> SELECT * { ?s service:service ?o } LIMIT 1",
        "SELECT * { ?s <http://e/SERVICE> ?o } LIMIT 1 # SERVICE",
    ],
)
def test_the_word_alone_is_no_call(server: Server, text: str) -> None:
    """In strings, names and comments it means nothing."""
    assert _query(server, text).status == 200


def test_forms_by_accept(server: Server) -> None:
    """Rows and graphs in every form on offer, 406 with the offers for any other."""
    rows = ["sparql-results+json", "sparql-results+xml"]
    for kind in [*(f"application/{name}" for name in rows), "text/csv"]:
        found = _query(server, "SELECT ?s { ?s ?p ?o } LIMIT 1", kind)
        assert found.headers["content-type"].startswith(kind)
        assert found.headers["vary"] == "Accept"
    for kind in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        found = _query(server, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1", kind)
        assert found.headers["content-type"].startswith(kind)
    refused = _query(server, "SELECT ?s { ?s ?p ?o } LIMIT 1", "image/png")
    assert refused.status == 406
    assert "text/csv" in refused.text


def test_service_description(server: Server) -> None:
    """Without a query the endpoint tells what it is and which graphs it holds."""
    found = server.ask("/sparql", headers={"Accept": "text/turtle"})
    store = pyoxigraph.Store()
    store.load(found.body, format=RdfFormat.TURTLE)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    named = list(store.quads_for_pattern(None, NamedNode(f"{sd}namedGraph"), None))
    assert len(named) >= 5
    assert list(store.quads_for_pattern(None, NamedNode(f"{sd}endpoint"), None))
