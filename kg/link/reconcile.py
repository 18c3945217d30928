"""The Reconciliation API over one list.

0.2 as OpenRefine speaks it, and 1.0-draft beside it, from request to answer.

A pure function; the web layer only carries bytes (https://reconciliation-api.github.io/specs/).
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from kg.derive.official.closeness import Candidate
from kg.derive.official.concept import Concept
from kg.derive.official.meaning import MeaningLimits, decide
from kg.derive.official.name_pool import NamePool
from kg.link.reconcile_manifest import PROPERTIES, TYPES, draft_manifest, manifest, named
from kg.link.reconcile_query import DraftBatch, Extension, Queries, Query

__all__ = ["BATCH", "ReconcileReply", "ReconcileRequest", "Service", "respond"]

#: Most queries of one batch.
BATCH = 50
#: OpenRefine shows few candidates; more than these are not offered, whatever is asked for.
_MOST = 15
_FEATURES = {"kemiripan": "Kemiripan", "selisih": "Selisih", "jenjang_sama": "Jenjang sama"}
#: The draft of version 1.0 has addresses of its own, below this one.
_DRAFT = "/v1"


@dataclass(frozen=True)
class Service:
    """One list as a service at an address."""

    address: str
    title: str
    space: str
    pool: NamePool
    limits: MeaningLimits


@dataclass(frozen=True)
class ReconcileRequest:
    """A request: what follows the address of the service, the values of query and form, and the body of a JSON request."""

    path: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class ReconcileReply:
    """An answer: a status, and JSON or a page."""

    status: int
    body: Any
    page: str = ""


class _TooManyError(ValueError):
    """More queries than one batch may hold."""


def respond(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    """The answer to one request; what cannot be read is told with a status of 4xx, never raised."""
    answer = _route(asked.path)
    if answer is None:
        return ReconcileReply(404, {"error": f"{asked.path}: 404"})
    try:
        return answer(service, asked)
    except _TooManyError as error:
        return ReconcileReply(413, {"error": str(error)})
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return ReconcileReply(400, {"error": str(error)[:200]})


def _route(path: str) -> Callable[[Service, ReconcileRequest], ReconcileReply] | None:
    """What answers at a path of either version."""
    if path == _DRAFT or path.startswith(f"{_DRAFT}/"):
        return _DRAFT_ROUTES.get(path.removeprefix(_DRAFT))
    return _ROUTES.get(path)


def _ranked(service: Service, query: Query) -> list[Candidate]:
    matcher = service.pool.matcher
    found = matcher.rank(query.query, query.level, query.parent)
    # A level that only should fit has had its weight in the ranking.
    if query.level and query.type_strict != "should":
        found = [candidate for candidate in found if candidate.same_level]
    return found[: query.most(_MOST)]


def _candidate(candidate: Candidate, *, accepted: bool) -> dict[str, Any]:
    concept = candidate.concept
    share = min(candidate.score, 1.0)
    return {
        "id": concept.code,
        "name": concept.name,
        "description": f"{concept.code} · {concept.level}",
        "score": round(100 * share, 2),
        "match": accepted,
        "type": [named(TYPES, concept.level)],
        "features": [
            {"id": "kemiripan", "value": round(candidate.score, 4)},
            {"id": "selisih", "value": round(candidate.margin, 4)},
            {"id": "jenjang_sama", "value": candidate.same_level},
        ],
    }


def _candidates(service: Service, query: Query) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for candidate in _ranked(service, query):
        # Only the first may be taken without a person looking.
        accepted = not found and _is_accepted(service, query, candidate)
        found.append(_candidate(candidate, accepted=accepted))
    return found


def _is_accepted(service: Service, query: Query, candidate: Candidate) -> bool:
    decision = decide([candidate], query.query, service.limits)
    return decision == "diterima"


def _root(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    """Manifest, reconciliation or data extension, told apart by the parameters."""
    if "queries" in asked.values:
        batch = msgspec.json.decode(asked.values["queries"], type=Queries)
        _count(len(batch))
        results = {}
        for key, query in batch.items():
            results[key] = {"result": _candidates(service, query)}
        return ReconcileReply(200, results)
    if "extend" in asked.values:
        wanted = msgspec.json.decode(asked.values["extend"], type=Extension)
        return ReconcileReply(200, _extended(service, wanted))
    told = manifest(service.address, service.title, service.space, BATCH)
    return ReconcileReply(200, told)


def _count(number: int) -> None:
    if number > BATCH:
        text = f"{number} > {BATCH}"
        raise _TooManyError(text)


def _value(concept: Concept, name: str) -> list[dict[str, Any]]:
    if name == "induk" and concept.parent:
        return [{"id": concept.parent, "name": concept.parent}]
    texts = {
        "kode": concept.code,
        "kode_2019": concept.former_code,
        "kode_2023": concept.code,
        "kinerja": concept.result,
        "indikator": concept.indicator,
        "satuan": concept.unit,
    }
    text = texts.get(name)
    if text:
        return [{"str": text}]
    # The protocol says "no value" with an empty object; an empty list would be no answer.
    return [{}]


def _extended(service: Service, wanted: Extension) -> dict[str, Any]:
    names = [part.id for part in wanted.properties]
    rows = {}
    for code in wanted.ids:
        concept = service.pool.coded(code)
        if concept is not None:
            rows[code] = {name: _value(concept, name) for name in names}
    meta = []
    for name in names:
        if name in PROPERTIES:
            meta.append(named(PROPERTIES, name))
    return {"meta": meta, "rows": rows}


def _entities(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    query = Query(query=asked.values.get("prefix", ""), limit=10)
    found = [candidate.concept for candidate in _ranked(service, query)]
    # Who types a code wants that entry before all names that are like it.
    coded = service.pool.coded(query.query)
    if coded is not None:
        found.insert(0, coded)
    result = list(map(_suggested, dict.fromkeys(found)))
    return ReconcileReply(200, {"result": result})


def _suggested(concept: Concept) -> dict[str, Any]:
    kind = named(TYPES, concept.level)
    return {
        "id": concept.code,
        "name": concept.name,
        "description": concept.code,
        "notable": [kind],
    }


def _listed(known: Mapping[str, str]) -> Callable[[Service, ReconcileRequest], ReconcileReply]:
    """A suggest service over a few names."""

    def answer(service: Service, asked: ReconcileRequest) -> ReconcileReply:
        del service
        prefix = asked.values.get("prefix", "").casefold()
        result = []
        for key, name in known.items():
            if prefix in f"{key} {name}".casefold():
                result.append(named(known, key))
        return ReconcileReply(200, {"result": result})

    return answer


def _proposed(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    del service
    properties = [named(PROPERTIES, key) for key in PROPERTIES]
    body: dict[str, Any] = {"properties": properties}
    kind = asked.values.get("type")
    if kind:
        body["type"] = kind
    return ReconcileReply(200, body)


def _preview(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    concept = service.pool.coded(asked.values.get("id", ""))
    if concept is None:
        return ReconcileReply(404, {"error": "404"})
    title = html.escape(concept.code)
    texts = (concept.code, concept.name, concept.result, concept.indicator, concept.unit)
    shown = ""
    for text in filter(None, texts):
        shown += f"<p>{html.escape(text)}</p>"
    head = f'<!doctype html><html lang="id"><meta charset="utf-8"><title>{title}</title>'
    return ReconcileReply(200, None, f"{head}{shown}</html>")


def _draft_manifest(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    del asked
    address = service.address + _DRAFT
    return ReconcileReply(200, draft_manifest(address, service.title, BATCH))


def _match(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    batch = msgspec.json.decode(asked.body, type=DraftBatch)
    _count(len(batch.queries))
    results = []
    for draft in batch.queries:
        found = _candidates(service, draft.as_query())
        for candidate in found:
            for feature in candidate["features"]:
                feature["name"] = _FEATURES[feature["id"]]
        results.append({"candidates": found})
    return ReconcileReply(200, {"results": results})


def _draft_extend(service: Service, asked: ReconcileRequest) -> ReconcileReply:
    wanted = msgspec.json.decode(asked.body, type=Extension)
    found = _extended(service, wanted)
    rows = []
    # Version 0.2 keys rows and properties by name, the draft lists them.
    for code, values in found["rows"].items():
        properties = []
        for name, value in values.items():
            properties.append({"id": name, "values": value})
        rows.append({"id": code, "properties": properties})
    return ReconcileReply(200, {"meta": found["meta"], "rows": rows})


_SHARED: dict[str, Callable[[Service, ReconcileRequest], ReconcileReply]] = {
    "/suggest/entity": _entities,
    "/suggest/property": _listed(PROPERTIES),
    "/suggest/type": _listed(TYPES),
    "/preview": _preview,
}
_ROUTES = {**_SHARED, "": _root, "/": _root, "/properties": _proposed}
_DRAFT_ROUTES = {
    **_SHARED,
    "": _draft_manifest,
    "/": _draft_manifest,
    "/match": _match,
    "/extend": _draft_extend,
    "/extend/propose": _proposed,
}
