"""The SPARQL 1.1 Protocol, its query side.

What a request asks, and the answer in the form it wants.

https://www.w3.org/TR/sparql11-protocol/ section 2.1; the service description is that of
https://www.w3.org/TR/sparql11-service-description/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.questions.expert import check_query
from kg.web.negotiate import preferred
from kg.web.refusal import RefusedError
from kg.web.state import state_of
from kg.web.tasks import GRAPH_TYPES, Description, Expert

__all__ = ["sparql"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
#: Parameters of the update side of the protocol, which this server does not have.
_WRITING = {"update", "using-graph-uri", "using-named-graph-uri"}
_CHARSET = re.compile(r'charset="?([\w-]+)', re.IGNORECASE)
#: Names of the one character set that queries come in.
_UTF8 = {"utf-8", "utf8"}
#: Anybody's page may read what is public; no credentials go along.
_OPEN = {
    "Vary": "Accept",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class _Asked:
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def _of_url(request: Request) -> Pairs:
    try:
        return parse_qsl(
            request.url.query, keep_blank_values=True, encoding="utf-8", errors="strict"
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusedError(400, "SERVE-QUERY") from error


async def _text(request: Request, limit: int) -> str:
    """The body, counted while it is read."""
    charset = _CHARSET.search(request.headers.get("content-type", ""))
    if charset and charset[1].casefold() not in _UTF8:
        raise RefusedError(415, "SERVE-CHARSET")
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > limit:
            raise RefusedError(413, "SERVE-LARGE", {"limit": str(limit)})
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "SERVE-CHARSET") from error


async def _pairs(request: Request, limit: int) -> Pairs:
    """All parameters of a request, of its address and its body."""
    of_url = _of_url(request)
    if request.method == "GET":
        return of_url
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind == _UPDATE:
        raise RefusedError(403, "SERVE-READONLY")
    if kind not in {_FORM, _QUERY}:
        raise RefusedError(415, "SERVE-TYPE", {"found": kind or "-"})
    text = await _text(request, limit)
    if kind == _QUERY:
        return [*(pair for pair in of_url if pair[0] != "query"), ("query", text)]
    try:
        return [*of_url, *parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))]
    except ValueError as error:
        raise RefusedError(400, "SERVE-QUERY") from error


def _values(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def _asked(pairs: Pairs) -> _Asked:
    if any(key in _WRITING for key, _ in pairs):
        raise RefusedError(403, "SERVE-READONLY")
    queries = _values(pairs, "query")
    if len(queries) != 1:
        raise RefusedError(400, "SERVE-QUERY")
    return _Asked(
        queries[0], _values(pairs, "default-graph-uri"), _values(pairs, "named-graph-uri")
    )


async def sparql(request: Request) -> Response:
    """Answer one request; nothing is sent before the query has ended, so no body is ever cut."""
    state = state_of(request)
    limits = state.settings.limits
    pairs = await _pairs(request, limits.query_bytes + 10_000)
    accept = request.headers.get("accept", "")
    if request.method == "GET" and not pairs:
        return await _described(request, accept)
    asked = _asked(pairs)
    check_query(asked.query, limits)
    address = str(request.url.replace(query=""))
    task = Expert(asked.query, address, asked.default_graphs, asked.named_graphs, accept)
    media, body = await state.experts.run(task, limits.expert_seconds, request.receive)
    return Response(body, media_type=media, headers=_OPEN)


async def _described(request: Request, accept: str) -> Response:
    """Without a query: what this service is and can do."""
    state = state_of(request)
    media = preferred(accept.replace("text/html", "text/turtle"), list(GRAPH_TYPES))
    task = Description(str(request.url.replace(query="")), media)
    body = await state.readers.run(task, state.settings.limits.question_seconds)
    return Response(body, media_type=media, headers=_OPEN)
