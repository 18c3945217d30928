"""What programs ask a server about itself: whether it lives, what it offers, what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import __version__
from kg.errors import KgError
from kg.questions.question import Question, catalogue
from kg.store.catalogue import entries
from kg.terms import DCTERMS, KIN, RDF, VOID, integer
from kg.web.pages import lang_of
from kg.web.refusal import RefusedError
from kg.web.state import state_of
from kg.web.tasks import TaskContext, UnitsHeld
from kg.worker.asked import KECAMATAN

__all__ = ["health", "openapi", "void"]


async def health(request: Request) -> Response:
    """Whether a reader answers."""
    state = state_of(request)
    try:
        units = await state.readers.run(UnitsHeld(), state.settings.limits.question_seconds)
    except KgError as error:
        raise RefusedError(503, error.problems[0].code, error.problems[0].values) from error
    return JSONResponse({"status": "ok", "version": __version__, "units": len(units)})


@dataclass(frozen=True)
class VoidOf:
    """The description of the data in the store (https://www.w3.org/TR/void/)."""

    address: str

    def __call__(self, context: TaskContext) -> bytes:
        whole = NamedNode(self.address)
        triples = [
            Triple(whole, RDF["type"], VOID["Dataset"]),
            Triple(whole, VOID["vocabulary"], NamedNode(KIN.rstrip("#"))),
            Triple(whole, VOID["sparqlEndpoint"], NamedNode(_beside(self.address))),
        ]
        for entry in entries(context.store):
            triples += [
                Triple(whole, VOID["subset"], entry.graph),
                Triple(entry.graph, RDF["type"], VOID["Dataset"]),
                Triple(entry.graph, VOID["triples"], integer(entry.triples)),
                Triple(entry.graph, DCTERMS["isPartOf"], whole),
            ]
        return pyoxigraph.serialize(triples, format=RdfFormat.TURTLE) or b""


def _beside(address: str) -> str:
    return address.partition("/.well-known")[0] + "/sparql"


async def void(request: Request) -> Response:
    """VoID of the store, in Turtle."""
    state = state_of(request)
    address = str(request.url.replace(query=""))
    seconds = state.settings.limits.question_seconds
    body = await state.readers.run(VoidOf(address), seconds)
    return Response(body, media_type="text/turtle")


def _parameter(name: str, about: str, *, required: bool, schema: str = "string") -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": about,
        "schema": {"type": schema},
    }


def _path_of(question: Question, lang: str) -> dict[str, Any]:
    parameters = []
    for p in question.params:
        parameters.append(
            _parameter(p.name, p.label["en" if lang == "en" else "id"], required=p.required)
        )
    parameters.append(_parameter("kecamatan", "kode atau nama", required=False))
    parameters.append(_parameter("periode", "seperti 2025-2029", required=False))
    form = _parameter("format", "json", required=True)
    form["schema"]["enum"] = ["json", "csv", "xlsx", "sparql"]
    text = question.text["en" if lang == "en" else "id"]
    answers = {
        "200": {"description": "OK", "content": {"application/json": {}}},
        "400": {"description": "isian tidak dikenal"},
        "503": {"description": "sedang penuh"},
        "504": {"description": "melewati batas waktu"},
    }
    return {"get": {"summary": text, "parameters": [*parameters, form], "responses": answers}}


_JSON: dict[str, Any] = {"application/json": {}}


def _names_of(question: Question) -> dict[str, Any]:
    """Names that a blank of a question can be filled with."""
    blank = _parameter("isian", "isian pertanyaan", required=True)
    named = [p.name for p in question.params if p.type == "node"]
    blank["schema"]["enum"] = [*named, KECAMATAN]
    parameters = [
        blank,
        _parameter("cari", "kata dalam nama", required=False),
        _parameter(KECAMATAN, "kode", required=False),
    ]
    answers = {"200": {"description": "OK", "content": _JSON}}
    return {"get": {"parameters": parameters, "responses": answers}}


def _fixed() -> dict[str, Any]:
    """The routes that are there whatever the catalogue holds."""
    query = _parameter("query", "SPARQL 1.1", required=True)
    refused = {
        "400": {"description": "kueri tidak dipahami"},
        "504": {"description": "batas waktu"},
    }
    rows = {"200": {"description": "OK", "content": {"application/sparql-results+json": {}}}}
    turtle = {"200": {"description": "OK", "content": {"text/turtle": {}}}}
    plain = {"200": {"description": "OK", "content": _JSON}}
    named = _parameter("daftar", "id daftar nomenklatur", required=True) | {"in": "path"}
    listed = {**plain, "404": {"description": "daftar tidak dikenal"}}
    return {
        "/sehat": {"get": {"responses": plain}},
        "/sparql": {"get": {"parameters": [query], "responses": {**rows, **refused}}},
        "/.well-known/void": {"get": {"responses": turtle}},
        "/reconcile/nomenklatur/{daftar}": {"get": {"parameters": [named], "responses": listed}},
    }


def openapi(request: Request) -> Response:
    """The routes for programs (https://spec.openapis.org/oas/v3.1.0), one for each question."""
    lang = lang_of(request)
    paths: dict[str, Any] = {f"/tanya/{q.id}": _path_of(q, lang) for q in catalogue()}
    paths |= {f"/tanya/{q.id}/pilihan": _names_of(q) for q in catalogue()}
    paths |= _fixed()
    body = {
        "openapi": "3.1.0",
        "info": {"title": "Kinerja-KG", "version": __version__},
        "servers": [{"url": str(request.scope.get("root_path", "")) or "/"}],
        "paths": paths,
    }
    return JSONResponse(body)
