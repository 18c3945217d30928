"""What is sent to a server arrives there to the last sign, also where it decodes forms twice as rdflib-endpoint does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, unquote

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kg.store.base import Write
from kg.store.remote import Endpoint, RemoteStore

GRAPH = NamedNode("https://w3id.org/kinerja/graph/33.02.19/2025/x")
PLACE = NamedNode("https://w3id.org/kinerja/id/33.02.19/2025/organisasi/pemerintah%20desa")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
STATED = [Triple(PLACE, LABEL, Literal(text)) for text in ("80%25 desa", "100% + 5 & 2=2", "ä")]


class _Server(BaseHTTPRequestHandler):
    """An endpoint over a store in memory; below ``/twice`` a form is decoded once more."""

    store: ClassVar[pyoxigraph.Store]
    seen: ClassVar[list[str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        kind = self.headers["Content-Type"].partition(";")[0]
        self.seen.append(kind)
        is_update = self.path.partition("?")[0].endswith("update")
        text = body
        if kind == "application/x-www-form-urlencoded":
            text = parse_qs(body)["update" if is_update else "query"][0]
            if self.path.startswith("/twice"):
                text = unquote(text)
        self._answered(b"" if is_update else self._rows(text), text if is_update else "")

    def _rows(self, text: str) -> bytes:
        found = self.store.query(text, use_default_graph_as_union=True)
        if isinstance(found, pyoxigraph.QueryTriples):
            return found.serialize(format=RdfFormat.TURTLE) or b""
        return found.serialize(format=QueryResultsFormat.JSON) or b""

    def _answered(self, body: bytes, update: str) -> None:
        if update:
            self.store.update(update)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def address() -> Iterator[str]:
    """A server with an empty store."""
    _Server.store, _Server.seen = pyoxigraph.Store(), []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("path", "is_form"), [("/once", True), ("/twice", False)])
def test_signs_of_percent_come_back(address: str, path: str, is_form: bool) -> None:
    """IRIs with ``%20`` and texts with ``%25``, whichever way the server reads a form."""
    store = RemoteStore(Endpoint(f"{address}{path}/query", f"{address}{path}/update"))
    store.write(Write(graphs={GRAPH: STATED}))
    assert set(store.triples(GRAPH)) == set(STATED)
    asked = store.select(f"SELECT ?x WHERE {{ {PLACE} {LABEL} ?x }}", [GRAPH])
    assert len(asked.rows) == len(STATED)
    assert ("application/sparql-update" not in _Server.seen) == is_form


def test_the_server_is_asked_how_it_reads_only_where_it_matters(address: str) -> None:
    """Once at most, and never by requests without such a sign."""
    store = RemoteStore(Endpoint(f"{address}/once/query"))
    store.graphs()
    assert len(_Server.seen) == 1
    for _ in range(3):
        store.select(f"SELECT ?x WHERE {{ {PLACE} {LABEL} ?x }}")
    assert len(_Server.seen) == 1 + 1 + 3
