"""The reconciliation service answers as its two specifications say, and as the matcher does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from kg.derive.official.meaning import MeaningLimits
from kg.derive.official.nomenclature import nomenclature
from kg.derive.vocabulary import vocabulary
from kg.link.reconcile import BATCH, Service, respond
from kg.link.reconcile import ReconcileRequest as Asked
from tests.support.places import SHARED

EXAMPLES = SHARED / "reconciliation"
SERVICE = Service(
    "https://example.org/reconcile/nomenklatur/bawaan-701",
    "Nomenklatur 7.01",
    "https://w3id.org/kinerja/nomenklatur/bawaan-701/",
    nomenclature().pool(),
    MeaningLimits.of(vocabulary()),
)
NAME = "Penyediaan Barang Cetakan dan Penggandaan"
CODE = "7.01.01.2.06.0005"
needs_schemas = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="the schemas are not part of the product"
)


def valid(version: str, schema: str, body: Any) -> None:
    """Whether a body is what a schema of a version asks for; the files are of draft 7 whatever they say."""
    folder = EXAMPLES / version / "schemas"
    found = {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")
    }
    swagger = {"definitions": {"securityDefinitions": {"additionalProperties": {}}}}
    resources = [("http://swagger.io/v2/schema.json", swagger)]
    for name, content in found.items():
        content["$schema"] = "http://json-schema.org/draft-07/schema#"
        resources += [(name, content), (content.get("$id", name), content)]
        base = content.get("$id", "").rpartition("/")[0]
        resources.append((f"{base}/{name}", content))
    held = []
    for uri, content in resources:
        draft = {"$schema": "http://json-schema.org/draft-07/schema#"} | content
        held.append((uri, Resource.from_contents(draft)))
    registry: Registry[Any] = Registry().with_resources(held)
    jsonschema.Draft7Validator(found[schema], registry=registry).validate(body)


def ask(queries: dict[str, Any]) -> Any:
    """The answer of version 0.2."""
    reply = respond(SERVICE, Asked("", {"queries": json.dumps(queries)}))
    assert reply.status == 200
    return reply.body


def drafted(text: str) -> Any:
    """What 1.0-draft answers to a name."""
    return ask_draft({"conditions": [{"matchType": "name", "propertyValue": text}]})


def extended() -> Any:
    """What 1.0-draft tells of some entries."""
    return respond(SERVICE, Asked("/v1/extend", {}, json.dumps(EXTEND).encode())).body


def suggested(kind: str, prefix: str) -> Any:
    """What 1.0-draft suggests."""
    return respond(SERVICE, Asked(f"/v1/suggest/{kind}", {"prefix": prefix})).body


def ask_draft(*queries: dict[str, Any]) -> Any:
    """The answer of version 1.0-draft."""
    body = json.dumps({"queries": list(queries)}).encode()
    reply = respond(SERVICE, Asked("/v1/match", {}, body))
    assert reply.status == 200
    return reply.body


EXTEND = {
    "ids": [CODE, "7.01.02"],
    "properties": [{"id": "satuan"}, {"id": "induk"}, {"id": "kode"}],
}
ANSWERS = [
    ("0.2", "manifest.json", lambda: respond(SERVICE, Asked()).body),
    ("0.2", "reconciliation-result-batch.json", lambda: ask({"q0": {"query": NAME}, "q1": {"query": ""}})),
    ("0.2", "suggest-entities-response.json", lambda: respond(SERVICE, Asked("/suggest/entity", {"prefix": "Penyediaan"})).body),
    ("0.2", "suggest-properties-response.json", lambda: respond(SERVICE, Asked("/suggest/property", {"prefix": "sat"})).body),
    ("0.2", "suggest-types-response.json", lambda: respond(SERVICE, Asked("/suggest/type", {"prefix": ""})).body),
    ("0.2", "data-extension-property-proposal.json", lambda: respond(SERVICE, Asked("/properties", {"type": "program"})).body),
    ("0.2", "data-extension-response.json", lambda: respond(SERVICE, Asked("", {"extend": json.dumps(EXTEND)})).body),
    ("1.0-draft", "manifest.json", lambda: respond(SERVICE, Asked("/v1")).body),
    ("1.0-draft", "reconciliation-result-batch.json", lambda: drafted(NAME)),
    ("1.0-draft", "suggest-entities-response.json", lambda: respond(SERVICE, Asked("/v1/suggest/entity", {"prefix": CODE})).body),
    ("1.0-draft", "suggest-properties-response.json", lambda: suggested("property", "sat")),
    ("1.0-draft", "suggest-types-response.json", lambda: suggested("type", "")),
    ("1.0-draft", "data-extension-response.json", extended),
    ("1.0-draft", "data-extension-property-proposal.json", lambda: respond(SERVICE, Asked("/v1/extend/propose")).body),
]  # fmt: skip


@needs_schemas
@pytest.mark.parametrize(
    ("version", "schema", "body"), ANSWERS, ids=[f"{a[0]}-{a[1]}" for a in ANSWERS]
)
def test_answers_follow_the_schemas(version: str, schema: str, body: Any) -> None:
    """Every kind of answer in both versions."""
    valid(version, schema, body())


@needs_schemas
@pytest.mark.parametrize(
    "path",
    sorted(EXAMPLES.glob("*/examples/*-query*/valid/*.json")),
    ids=lambda p: f"{p.parts[-5]}-{p.parts[-3]}-{p.stem}",
)
def test_whatever_a_client_may_ask_is_answered(path: Path) -> None:
    """Every valid example of queries and of extensions, of both versions, with an answer of the right form."""
    version, kind = path.parts[-5], path.parts[-3]
    reply = respond(SERVICE, posted(version, kind, path.read_text(encoding="utf-8")))
    assert reply.status == 200, reply.body
    is_extension = kind == "data-extension-query"
    answer = "data-extension-response" if is_extension else "reconciliation-result-batch"
    valid(version, f"{answer}.json", reply.body)


def posted(version: str, kind: str, text: str) -> Asked:
    """The body of a request as clients of that version send it."""
    is_extension = kind == "data-extension-query"
    if version == "0.2":
        return Asked("", {"extend" if is_extension else "queries": text})
    return Asked("/v1/extend" if is_extension else "/v1/match", {}, text.encode())


@needs_schemas
@pytest.mark.parametrize(
    "path",
    sorted(EXAMPLES.glob("1.0-draft/examples/reconciliation-query-batch/invalid/*.json")),
    ids=lambda p: p.stem,
)
def test_what_the_draft_forbids_is_refused(path: Path) -> None:
    """Version 0.2 is taken as loosely as its clients send it."""
    asked = posted("1.0-draft", "reconciliation-query-batch", path.read_text(encoding="utf-8"))
    assert respond(SERVICE, asked).status == 400


def test_both_versions_give_the_same_candidates() -> None:
    """The draft is another form of the same answers."""
    text = "Peny. barang cetakan"
    first = ask({"q": {"query": text, "type": "sub_kegiatan"}})["q"]["result"]
    second = ask_draft(
        {"type": "sub_kegiatan", "conditions": [{"matchType": "name", "propertyValue": text}]}
    )
    assert [c["id"] for c in first] == [c["id"] for c in second["results"][0]["candidates"]]
    assert first[0]["id"] == CODE


@pytest.mark.parametrize(
    "value",
    ["Administrasi Umum", 7, {"id": "x", "name": "Administrasi Umum"}, ["a", "b"], None, True],
)
def test_values_may_be_anything_that_clients_send(value: Any) -> None:
    """A parent as text, number, entity, list or nothing; a type as text or list."""
    query = {"query": NAME, "type": ["sub_kegiatan"], "properties": [{"pid": "induk", "v": value}]}
    assert ask({"q": query})["q"]["result"][0]["match"] is True


def test_results_and_unclear_names_are_no_match() -> None:
    """Only what the accept rule takes is a match."""
    found = ask({"a": {"query": "Tersedianya Bahan Logistik Kantor"}, "b": {"query": "Koordinasi"}})
    assert not any(
        candidate["match"] for answer in found.values() for candidate in answer["result"]
    )


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (Asked("", {"queries": "{"}), 400),
        (Asked("", {"queries": "[]"}), 400),
        (
            Asked("", {"queries": json.dumps({str(n): {"query": "a"} for n in range(BATCH + 1)})}),
            413,
        ),
        (Asked("/v1/match", {}, b"{}"), 400),
        (Asked("/v1/match", {}, b"\xff"), 400),
        (Asked("/tidak-ada"), 404),
        (Asked("/preview", {"id": "9"}), 404),
    ],
)
def test_what_cannot_be_read_is_told(asked: Asked, status: int) -> None:
    """With a status of 4xx and a body in JSON."""
    reply = respond(SERVICE, asked)
    assert reply.status == status
    assert "error" in reply.body


def test_standard_indicator_and_unit_come_in_one_request() -> None:
    """Data extension gives what the list prescribes; an entry without it gives an empty cell."""
    rows = respond(SERVICE, Asked("", {"extend": json.dumps(EXTEND)})).body["rows"]
    assert rows[CODE]["satuan"] == [{"str": "Paket"}]
    assert rows["7.01.02"]["satuan"] == [{}]


def test_a_preview_is_a_page() -> None:
    """With name, result, indicator and unit."""
    assert "Paket" in respond(SERVICE, Asked("/preview", {"id": CODE})).page
