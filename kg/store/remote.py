"""Any SPARQL 1.1 endpoint.

POST only, with one deadline and a largest answer, worded by SPARQLWrapper and sent by us.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Triple
from SPARQLWrapper import BASIC, JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper

from kg.errors import CouldNotError, InputError, Problem
from kg.limits import DEFAULT
from kg.read.foreign import graph_place, strange_subjects
from kg.read.parse import parse
from kg.store.base import BOOK, WRITTEN, Solutions, Write, solutions_of
from kg.store.http import Bounds, Request, check_address, send
from kg.store.portions import updates
from kg.store.written import as_written
from kg.terms import GRAPH, RESERVED_DOCUMENTS, text_of

__all__ = ["Endpoint", "RemoteStore"]

#: A graph that is never written.
_NOWHERE = GRAPH["tiada"]
#: Three signs of text, which a server that decodes a form twice takes for one letter.
_SIGNS = "%41"


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, where to write, and as whom. The password never appears in messages."""

    query_url: str
    update_url: str = ""
    user: str = ""
    password: str = ""
    seconds: float = DEFAULT.endpoint_seconds


class _Wrapper(SPARQLWrapper):
    """Words the request as the protocol asks.

    Sending it is ours, because the library follows redirects with the password.
    """

    def request(self) -> Request:
        """The request as it goes out."""
        made = self._createRequest()
        body = made.data
        if not isinstance(body, bytes):  # a GET has none, and the update address may be one only
            body = b""
        return Request(made.full_url, dict(made.header_items()), body)


class RemoteStore:
    """Named graphs behind a SPARQL 1.1 Protocol endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        for url in filter(None, (endpoint.query_url, endpoint.update_url)):
            check_address(url)
        self._endpoint = endpoint
        #: What the server called itself in its last answer.
        self.server = ""
        self._is_decoding_twice: bool | None = None

    @property
    def name(self) -> str:
        """The query address."""
        return self._endpoint.query_url

    def _wrapper(self, text: str) -> _Wrapper:
        """A request with the text; as a form, which every server takes, or as it is where a form comes out broken."""
        wrapper = self._as_form(text)
        if "%" in text and self._decodes_twice():
            wrapper.setRequestMethod(POSTDIRECTLY)
        return wrapper

    def _decodes_twice(self) -> bool:
        """Whether the server would store and ask other text than it was sent; it is asked once."""
        if self._is_decoding_twice is None:
            asked = self._as_form(f'SELECT ("{_SIGNS}" AS ?text) WHERE {{}}')
            rows = self._solutions(asked).rows
            self._is_decoding_twice = [text_of(row[0]) for row in rows] != [_SIGNS]
        return self._is_decoding_twice

    def _as_form(self, text: str) -> _Wrapper:
        own = self._endpoint
        wrapper = _Wrapper(own.query_url, updateEndpoint=own.update_url or own.query_url)
        wrapper.setMethod(POST)
        if own.user:
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(own.user, own.password)
        wrapper.setQuery(text)
        return wrapper

    def _send(self, wrapper: _Wrapper) -> bytes:
        bounds = Bounds(self._endpoint.seconds, DEFAULT.endpoint_bytes)
        answered = send(wrapper.request(), bounds)
        self.server = answered.server
        return answered.body

    def select(self, query: str, graphs: Sequence[NamedNode] = ()) -> Solutions:
        """Answer a SELECT; ``graphs`` become the default graph by protocol parameter, not by text."""
        wrapper = self._wrapper(query)
        for graph in graphs:
            wrapper.addDefaultGraph(graph.value)
        return self._solutions(wrapper)

    def _solutions(self, wrapper: _Wrapper) -> Solutions:
        wrapper.setReturnFormat(JSON)
        data = self._send(wrapper)
        try:
            answer = pyoxigraph.parse_query_results(
                io.BytesIO(data), format=QueryResultsFormat.JSON
            )
            if not isinstance(answer, pyoxigraph.QuerySolutions):
                raise CouldNotError(Problem("REMOTE-ANSWER", self.name))
            return solutions_of(answer)
        except (SyntaxError, ValueError) as error:
            raise CouldNotError(Problem("REMOTE-ANSWER", self.name)) from error

    def must_keep_to_graphs(self) -> None:
        """Ask a graph that nobody has, for a server that answers it would mix every unit with every other.

        :raises CouldNotError: REMOTE-GRAPHS.
        """
        if self.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", [_NOWHERE]).rows:
            raise CouldNotError(Problem("REMOTE-GRAPHS", self.name))

    def graphs(self) -> list[NamedNode]:
        """Every named graph, by IRI."""
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        found = []
        for row in rows:
            if isinstance(row[0], NamedNode):
                found.append(row[0])
        return sorted(found, key=lambda graph: graph.value)

    def triples(self, graph: NamedNode) -> list[Triple]:
        """All statements of one named graph, checked like any foreign bytes."""
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        wrapper = self._wrapper(text)
        wrapper.setReturnFormat(TURTLE)
        data = self._send(wrapper)
        if not data.strip():
            return []
        try:
            found = [quad.triple for quad in parse(data, self.name, RdfFormat.TURTLE)]
        except InputError as error:
            raise CouldNotError(Problem("REMOTE-ANSWER", self.name)) from error
        self._refuse_foreign(graph, found)
        return as_written(found, self._forms(graph))

    def _refuse_foreign(self, graph: NamedNode, found: list[Triple]) -> None:
        """A document of a server, too, speaks for its own unit only.

        Derived facts we made ourselves.
        """
        place = graph_place(graph)
        if place is None or place[1] in RESERVED_DOCUMENTS:
            return
        strange = sorted(strange_subjects({t.subject for t in found}, {place[0]}))
        if strange:
            values = {"found": strange[0], "count": str(len(strange)), "lines": "?"}
            raise InputError(Problem("READ-FOREIGN", f"{self.name} {graph.value}", values))

    def _forms(self, graph: NamedNode) -> list[bytes]:
        """The statements of a graph that the database keeps in other signs, as N-Triples."""
        rows = self.select(f"SELECT ?text WHERE {{ {graph} {WRITTEN} ?text }}", [BOOK]).rows
        return [text_of(row[0]).encode() for row in rows]

    def vouch(self, rows: Iterable[Triple]) -> None:
        """What another server holds, nobody here has written down."""

    def write(self, change: Write) -> None:
        """Carry out a change; nothing shows of it before the last of its requests."""
        if not self._endpoint.update_url:
            raise CouldNotError(Problem("REMOTE-NOUPDATE", self.name))
        if not (change.graphs or change.rows):
            return
        for update in updates(change, DEFAULT.endpoint_statements):
            self._send(self._wrapper(update))
