"""Fifty-four ways in which a document or a query could make the program open something else: not one does.

A server on this machine counts who comes, an audit hook hears every name that is looked up and every
file outside that is opened, and a secret beside the document must not turn up in what was read.
"""

from __future__ import annotations

import io
import sys
import threading
import zipfile
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.questions.expert import check_query
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.base import ntriples
from kg.store.embedded import memory_store
from kg.store.free_queries import free_query
from kg.worker.loading import load
from tests.support.forms import as_folder, as_workbook, small

_SECRET = "RAHASIA-7731"
_ID = "https://w3id.org/kinerja/id/33.02.19/2025/"
_NS = "https://w3id.org/kinerja/ns#"
_GOOD = f'<{_ID}O> a <{_NS}Outcome> ; <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n'
_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
    ' xmlns:xi="http://www.w3.org/2001/XInclude"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {head}>{body}</rdf:RDF>'
)
_NODE = '<rdf:Description rdf:about="http://e/a"><e:p>{text}</e:p></rdf:Description>'
#: What an audit hook is told of: a name that is looked up, a connection, another program, an address.
_EVENTS = ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "os.exec")


@dataclass
class Outside:
    """What must stay untouched: an address, a file, and what was heard."""

    url: str
    secret: Path
    heard: list[str] = field(default_factory=list)
    listens: bool = False

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """Note whatever leads out."""
        if not self.listens:
            return
        if event.startswith(_EVENTS) or (event == "open" and str(self.secret) in str(args[:1])):
            self.heard.append(f"{event} {args!r}")


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Generator[Outside, None, None]:
    """A server that counts, and a secret file."""
    secret = tmp_path_factory.mktemp("luar") / "rahasia.txt"
    secret.write_text(_SECRET, encoding="utf-8")

    class Counting(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Every request is told here, whatever it asks for."""
            place.heard.append(self.requestline)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    place = Outside(f"http://127.0.0.1:{server.server_address[1]}/", secret)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.addaudithook(place.hook)
    yield place
    place.listens = False
    server.shutdown()
    server.server_close()


def _rdf(body: str, head: str = "", before: str = "") -> str:
    return before + _RDF.format(head=head, body=body)


def _json(context: str) -> str:
    return f'{{{context} "@id": "{_ID}O", "@type": "{_NS}Outcome"}}'


#: Documents in RDF by the ending of their file; {u} is the address, {f} the address of the file.
_DOCUMENTS: dict[str, str] = {
    "imports.ttl": _GOOD + f"<{_ID}d> <{_OWL}imports> <{{u}}imp> .",
    "imports-file.ttl": _GOOD + f"<{_ID}d> <{_OWL}imports> <{{f}}> .",
    "imports-urn.ttl": _GOOD + f"<{_ID}d> <{_OWL}imports> <urn:file:{{f}}> .",
    "see-also.ttl": _GOOD + f"<{_ID}O> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{{u}}see> .",
    "base.ttl": "@base <{u}> . <a> <b> <c> .",
    "base-file.ttl": "@base <{f}> . <a> <b> <c> .",
    "prefix.ttl": "@prefix p: <{u}> . p:a p:b p:c .",
    "graph.trig": "<{u}g> { <http://e/a> <http://e/b> <http://e/c> }",
    "graph.nq": "<http://e/a> <http://e/b> <http://e/c> <{u}g> .",
    "shapes.ttl": _GOOD
    + f'<{_ID}s> <http://www.w3.org/ns/shacl#select> "SELECT * FROM <{{u}}> {{{{}}}}" .',
    "script.ttl": _GOOD + f'<{_ID}s> <http://www.w3.org/ns/shacl#jsLibraryURL> "{{u}}x.js" .',
    "entity.rdf": _rdf(_NODE.format(text="&x;"), before='<!DOCTYPE r [<!ENTITY x SYSTEM "{f}">]>'),
    "entity-http.rdf": _rdf(
        _NODE.format(text="&x;"), before='<!DOCTYPE r [<!ENTITY x SYSTEM "{u}x">]>'
    ),
    "dtd.rdf": _rdf("", before='<!DOCTYPE r SYSTEM "{u}dtd">'),
    "dtd-public.rdf": _rdf("", before='<!DOCTYPE r PUBLIC "x" "{u}dtd">'),
    "parameter.rdf": _rdf("", before='<!DOCTYPE r [<!ENTITY % p SYSTEM "{u}p"> %p;]>'),
    "xinclude.rdf": _rdf(_NODE.format(text='<xi:include href="{f}" parse="text"/>')),
    "schema.rdf": _rdf(_NODE.format(text="x"), head='xsi:schemaLocation="http://e/ {u}xsd"'),
    "stylesheet.rdf": _rdf(
        _NODE.format(text="x"), before='<?xml-stylesheet href="{u}s" type="text/xsl"?>'
    ),
    "base.rdf": _rdf(
        '<rdf:Description rdf:ID="a"><e:p>x</e:p></rdf:Description>', 'xml:base="{u}"'
    ),
    "resource.rdf": _rdf(
        '<rdf:Description rdf:about="http://e/a"><e:p rdf:resource="{f}"/></rdf:Description>'
    ),
    "context.jsonld": _json('"@context": "{u}c",'),
    "context-file.jsonld": _json('"@context": "{f}",'),
    "context-array.jsonld": _json('"@context": [{{"a": "http://e/a"}}, "{u}c"],'),
    "context-escaped.jsonld": _json('"\\u0040context": "{u}c",'),
    "context-import.jsonld": _json('"@context": {{"@import": "{u}c"}},'),
    "context-scoped.jsonld": _json(
        '"@context": {{"a": {{"@id": "http://e/a", "@context": "{u}c"}}}}, "a": {{"a": "x"}},'
    ),
    "context-typed.jsonld": _json(
        '"@context": {{"T": {{"@id": "http://e/T", "@context": "{u}c"}}}},'
    ),
    "context-propagate.jsonld": _json('"@context": {{"@propagate": true, "@import": "{f}"}},'),
    "base.jsonld": _json('"@context": {{"@base": "{u}"}},'),
    "vocab.jsonld": _json('"@context": {{"@vocab": "{u}"}}, "k": "x",'),
    "included.jsonld": _json('"@included": {{"@id": "{u}i"}},'),
}
#: Cells of the form that mean something to a spreadsheet, a page, or a typesetter.
_CELLS = (
    '=WEBSERVICE("{u}ws")',
    "=cmd|'/c curl {u}'!A0",
    '=IMPORTXML("{u}x","//a")',
    '<img src="{u}img">',
    '</text><image href="{u}svg"/><text>',
    '#image("{p}")',
    '#import "@preview/cetz:0.2.0"',
    "![x]({u}md)",
    "{{{{ lipsum.__globals__.os.popen('curl {u}').read() }}}}",
    "${{jndi:ldap://127.0.0.1:1/a}}",
)
#: Queries of an expert.
_QUERIES = (
    "SELECT * WHERE { SERVICE <{u}s> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE SILENT <{u}s> { ?s ?p ?o } }",
    "SELECT * WHERE { \\u0053ERVICE <{u}s> { ?s ?p ?o } }",
    "SELECT * FROM <{u}g> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <{f}> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <{u}l>",
    "LOAD <{f}> INTO GRAPH <http://e/g>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <{u}s> { ?s ?p ?o } }",
)


def _filled(text: str, outside: Outside) -> str:
    """The text with the address, the file and its address in the place of their letters."""
    for letter, value in (
        ("{u}", outside.url),
        ("{f}", outside.secret.as_uri()),
        ("{p}", str(outside.secret)),
    ):
        text = text.replace(letter, value)

    return text.replace("{{", "{").replace("}}", "}")


def _edited(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook in which one part has another text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as copy:
        for part in book.namelist():
            text = book.read(part)
            copy.writestr(part, text.replace(old, new, 1) if part == name else text)

    return out.getvalue()


def _workbooks(outside: Outside, folder: Path) -> Generator[tuple[str, Path], None, None]:
    """Workbooks that point elsewhere: by entity, by DTD, by the target of a part, by an external link."""
    data = as_workbook(folder / "asal.xlsx", small()).read_bytes()
    file, url = outside.secret.as_uri().encode(), outside.url.encode()
    sheet, rels = "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"
    entity = b'<!DOCTYPE r [<!ENTITY x SYSTEM "' + file + b'">]><worksheet'
    link = b'<Relationship Id="r99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    link += b'relationships/externalLink" TargetMode="External" Target="' + url + b'"/>'
    for name, part, old, new in (
        ("entity.xlsx", sheet, b"<worksheet", entity),
        ("dtd.xlsx", sheet, b"<worksheet", b'<!DOCTYPE r SYSTEM "' + url + b'"><worksheet'),
        ("target.xlsx", rels, b"/xl/worksheets/sheet2.xml", file),
        ("link.xlsx", rels, b"</Relationships>", link + b"</Relationships>"),
    ):
        path = folder / name
        path.write_bytes(_edited(data, part, old, new))
        yield name, path


def _heard(outside: Outside, attempt: Callable[[], bytes]) -> str:
    """What one attempt touched outside, or where the secret turned up; nothing is right."""
    outside.heard.clear()
    outside.listens = True
    try:
        seen = attempt()
    except KgError as error:
        seen = " ".join(problem.line("id") for problem in error.problems).encode()
    finally:
        outside.listens = False

    if _SECRET.encode() in seen:
        outside.heard.append("the secret")

    return "; ".join(outside.heard)


def _read(path: Path) -> Callable[[], bytes]:
    """Reads a document, loads it with everything that is derived, and gives what is known then."""

    def attempt() -> bytes:
        store = memory_store()
        load(read_paths([path]), store, ontology())
        return b"".join(ntriples(store.triples(graph)) for graph in store.graphs())

    return attempt


def test_documents_in_rdf_lead_nowhere(outside: Outside, tmp_path: Path) -> None:
    """Imports, contexts, entities, bases, includes, shapes."""
    found = {}
    for name, text in _DOCUMENTS.items():
        path = tmp_path / name
        path.write_text(_filled(text, outside), encoding="utf-8")
        found[name] = _heard(outside, _read(path))

    assert {name: heard for name, heard in found.items() if heard} == {}


def test_workbooks_and_cells_lead_nowhere(outside: Outside, tmp_path: Path) -> None:
    """Parts of a workbook that point elsewhere, and cells that other programs would run."""
    sheets = small()
    for number, text in enumerate(_CELLS):
        sheets["simpul"].append([f"X{number}", "A", "operasional", _filled(text, outside)])

    inputs = {"cells": as_folder(tmp_path / "sel", sheets)}
    inputs |= dict(_workbooks(outside, tmp_path))
    found = {name: _heard(outside, _read(path)) for name, path in inputs.items()}
    assert {name: heard for name, heard in found.items() if heard} == {}


def test_queries_of_experts_lead_nowhere(outside: Outside) -> None:
    """What another server or a file would be asked for."""
    found = {}
    for text in _QUERIES:
        query = _filled(text.replace("{ ", "{{ ").replace(" }", " }}"), outside)

        def attempt(asked: str = query) -> bytes:
            check_query(asked)
            store = memory_store()
            answer: Any = free_query(store, asked, base="urn:x:", default=(), named=())
            return str(list(answer)).encode()

        found[query] = _heard(outside, attempt)

    assert {query: heard for query, heard in found.items() if heard} == {}


def test_the_wall_hears_what_comes(outside: Outside) -> None:
    """So that the others can fail; and there are as many ways as are promised."""
    from urllib.request import urlopen

    def attempt() -> bytes:
        try:
            urlopen(outside.url + "hello")
        except OSError:
            return outside.secret.read_bytes()

        return b""

    heard = _heard(outside, attempt)
    assert "GET /hello" in heard
    assert "the secret" in heard
    assert len(_DOCUMENTS) + len(_CELLS) + len(_QUERIES) + 4 == 54
