"""The Reconciliation API at ``/reconcile/nomenklatur/<list>``.

Carries requests to :mod:`kg.link.reconcile` and answers back.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.derive.official.meaning import MeaningLimits
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.vocabulary import vocabulary
from kg.link.reconcile import ReconcileRequest, Service, respond
from kg.link.stored import scheme_iri
from kg.web.state import state_of
from kg.worker.linking import known_lists

__all__ = ["reconcile"]

#: Any page may ask: what is told is public, and no credentials go along.
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_ASKED = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "*"}
#: A batch of queries with properties.
_MOST = 1_000_000


@lru_cache(maxsize=2)
def _known(folder: Path, generation: int) -> Nomenclature:
    """The lists of the store; read again after something was written through the workbench."""
    del generation
    return known_lists(folder)


def _service(request: Request, name: str) -> Service | None:
    state = state_of(request)
    known = _known(state.settings.store, state.generation)
    for listing in known.listings:
        if listing.id == name:
            region = ""
            if listing.provinces:
                region = listing.provinces[0]
            pool = known.pool(region, (), listing.version)
            root = str(request.base_url).rstrip("/")
            address = f"{root}/reconcile/nomenklatur/{name}"
            space = f"{scheme_iri(name).value}/"
            return Service(address, listing.title, space, pool, MeaningLimits.of(vocabulary()))
    return None


async def _asked(request: Request, path: str) -> ReconcileRequest | None:
    """The request as the service takes it; nothing when it is too large."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST:
            return None
    values = dict(request.query_params)
    if "json" not in request.headers.get("content-type", ""):
        values |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return ReconcileRequest(path, values, body)


async def reconcile(request: Request) -> Response:
    """The answer of the service over one list."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**_OPEN, **_ASKED})
    name, slash, rest = request.path_params["rest"].partition("/")
    asked = await _asked(request, slash + rest)
    service = await run_in_threadpool(_service, request, name)
    if asked is None or service is None:
        status = 413 if asked is None else 404
        return JSONResponse({"error": f"{name}: {status}"}, status, headers=_OPEN)
    reply = await run_in_threadpool(respond, service, asked)
    if reply.page:
        return HTMLResponse(reply.page, reply.status, headers=_OPEN)
    return JSONResponse(reply.body, reply.status, headers=_OPEN)
