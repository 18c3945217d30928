"""The workbench as an ASGI application."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError, Problem
from kg.pool.spending import TaskLimits
from kg.report.nation.gather import RECAP
from kg.web import vocabulary
from kg.web.all_findings import findings_csv, findings_page
from kg.web.asking import question, questions, suggestions
from kg.web.check_tasks import WebCheckJob
from kg.web.checks import Checks
from kg.web.comparing import comparison
from kg.web.door import enter
from kg.web.expert import expert
from kg.web.following import answered, finding, waived
from kg.web.kept_pages import kept
from kg.web.logs import places
from kg.web.machines import health, openapi, void
from kg.web.nation import begin, crossing, nation
from kg.web.pages import error_page
from kg.web.readers import Readers
from kg.web.reconciling import reconcile
from kg.web.refusal import status_of
from kg.web.remembered import Remembered, file_stamp, store_stamp
from kg.web.reports import bundle, download, keep, read_again, report
from kg.web.resources import resource
from kg.web.security import RequestGuard
from kg.web.settings import WebSettings
from kg.web.sparql import sparql
from kg.web.start import blank, home, template
from kg.web.state import WebState
from kg.web.stewarding import crosswalks, decide, lists, mappings, queue
from kg.web.tasks import ReaderJob
from kg.web.units import node, picture, unit
from kg.web.uploads import upload
from kg.web.verifying import verification

__all__ = ["application", "routes"]

_LOG = logging.getLogger("kg.web")
_STATIC = Path(__file__).parent / "static"

#: What an address of linked data may begin with: things, graphs, and the lists that come with the
#: program.
_LINKED = ("id", "graph", "ns", "rule", "vocab", "nomenklatur", "daftar-wilayah", "wilayah")
#: Documents of the published vocabulary that are no folder, or not only one.
_DOCUMENTS = ("ns", "katalog")
#: Its files that describe no single IRI.
_FILES = ("/index.html", "/index.en.html", "/SHA256SUMS", "/unduh/{name}", "/pertanyaan/{name}")

#: What auditors read: checks, units, findings.
_AUDITOR = [
    Route("/periksa/{key}", report, name="report"),
    Route("/periksa/{key}/unduh/{form}", download),
    Route("/periksa/{key}/bundel.zip", bundle),
    Route("/unit/{region}/{period}", kept(unit)),
    Route("/unit/{region}/{period}/pohon.svg", picture),
    Route("/unit/{region}/{period}/simpul", kept(node)),
    Route("/unit/{region}/{period}/temuan/{id}", finding),
    Route("/unit/{region}/{period}/temuan/{id}/tanggapan", answered, methods=["POST"]),
    Route("/unit/{region}/{period}/temuan/{id}/pengecualian", waived, methods=["POST"]),
    Route("/bandingkan", comparison),
    Route("/nasional", nation),
    Route("/nasional/lintas", crossing),
    Route("/temuan", kept(findings_page)),
    Route("/temuan.csv", findings_csv),
    Route("/temuan-koma.csv", findings_csv),
]
_ANALYST = [
    Route("/tanya", questions),
    Route("/tanya/{name}", kept(question)),
    Route("/tanya/{name}/pilihan", suggestions),
    Route("/ahli", expert),
]
_STEWARD = [
    Route("/tinjau", queue, methods=["GET"]),
    Route("/tinjau", decide, methods=["POST"]),
    Route("/padanan.sssom.tsv", mappings),
    Route("/padanan", crosswalks),
    Route("/daftar", lists),
]
_MACHINES = [
    Route("/sehat", health),
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/reconcile/nomenklatur/{rest:path}", reconcile, methods=["GET", "POST", "OPTIONS"]),
    Route("/openapi.json", openapi),
    Route("/.well-known/void", void),
]
_PUBLISHED = [
    *(Route(f"/{name}", resource) for name in _DOCUMENTS),
    *(Route(f"/{name}.{{ending}}", resource) for name in _DOCUMENTS),
    *(Route(path, vocabulary.file) for path in _FILES),
    *(Route(f"/{name}/{{rest:path}}", resource) for name in _LINKED),
]
#: Only where files are taken.
_UPLOADS = [
    Route("/periksa", upload, methods=["POST"]),
    Route("/verifikasi", verification, methods=["GET", "POST"]),
    Route("/periksa/{key}/baca", read_again, methods=["POST"]),
    Route("/periksa/{key}/simpan", keep, methods=["POST"]),
]


def routes(settings: WebSettings) -> list[Route | Mount]:
    """What answers at which address."""
    found: list[Route | Mount] = [
        Route("/", kept(home)),
        Route("/masuk", enter, methods=["GET", "POST"]),
        Route("/isian", blank),
        Route("/isian.xlsx", template),
        *_AUDITOR,
        *_ANALYST,
        *_STEWARD,
        *_MACHINES,
        *_PUBLISHED,
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]
    if settings.uploads:
        found += _UPLOADS
    return found


def _known_error(request: Request, error: Exception) -> Response:
    """An error with a sentence of its own."""
    known = cast("KgError", error)
    return error_page(request, known.problems, status_of(known))


def _http_error(request: Request, error: Exception) -> Response:
    """What the framework refuses: an unknown address, a method that a page does not have."""
    refused = cast("HTTPException", error)
    code = {405: "SERVE-METHOD", 400: "SERVE-FORM"}.get(refused.status_code, "SERVE-UNKNOWN")
    problem = Problem(code, "", {"found": request.url.path})
    return error_page(request, [problem], refused.status_code)


def _unknown_error(request: Request, error: Exception) -> Response:
    """A fault of the program.

    A number for the person, the places for the log, never the other way round.
    """
    number = secrets.token_hex(4)
    _LOG.error("fault %s %s", number, places(error))
    return error_page(request, [Problem("SERVE-FAULT", "", {"number": number})], 500)


def application(settings: WebSettings) -> Starlette:
    """The workbench over the store of the settings; readers start with the first question."""
    limits = settings.limits
    spent = TaskLimits(max(limits.expert_seconds, limits.web_check_seconds), limits.web_megabytes)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncGenerator[None, None]:
        job = ReaderJob(str(settings.store))
        stamp = partial(store_stamp, settings.store)
        readers = Readers(job, settings.readers, spent, limits.web_waiting, stamp)
        experts = Readers(
            replace(job, yields=True), settings.readers, spent, limits.web_waiting, stamp
        )
        workers = Readers(WebCheckJob(), limits.web_checks, spent, limits.web_waiting)
        checks = Checks(settings, workers)
        answers = Remembered(stamp, readers)
        recap = partial(file_stamp, (settings.rollup or Path()) / RECAP)
        rolled = Remembered(recap, readers), Remembered(recap, workers)
        state = WebState(settings, readers, experts, checks, answers, *rolled)
        app.state.workbench = state
        readers.warm_up()
        experts.warm_up()
        begin(state)
        try:
            yield
        finally:
            for pool in (readers, experts, workers):
                pool.close()
            checks.close()

    return Starlette(
        routes=routes(settings),
        middleware=[Middleware(RequestGuard, settings=settings)],
        exception_handlers={
            KgError: _known_error,
            HTTPException: _http_error,
            Exception: _unknown_error,
        },
        lifespan=life,
    )
