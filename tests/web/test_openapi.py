"""What programs are told about the routes holds: no request that fits the description ends in a fault."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.server import Server

#: Schemathesis brings fifty packages: it lives apart, for the full size alone.
OTHER = Path(__file__).parents[2] / ".venv-schemathesis" / "bin" / "st"
_FAULT = 500
#: Told to somebody who comes while all readers are busy, or asks more than can be answered in time.
_PATIENCE = {"503", "504"}

#: What people type, and what they should not.
_WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["33.02.19", "<https://w3id.org/kinerja/id/33.02.19/2021/tujuan/TJ1>", "-1"]),
    st.from_regex(r"(SELECT|ASK|CONSTRUCT|DESCRIBE)[ *{}?a-z<>.;]{0,30}", fullmatch=True),
)


def _value(parameter: Mapping[str, Any]) -> st.SearchStrategy[str | None]:
    schema = parameter["schema"]
    values = st.sampled_from(schema["enum"]) if "enum" in schema else _WORDS
    return values if parameter["required"] else st.none() | values


@st.composite
def _requests(draw: st.DrawFn, paths: Mapping[str, Any]) -> tuple[str, str, set[str]]:
    """Route, address and the statuses that the description tells."""
    route = draw(st.sampled_from(sorted(paths)))
    told = paths[route]["get"]
    address = route
    query = {}
    for parameter in told.get("parameters", ()):
        value = draw(_value(parameter))
        if value is None:
            continue
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", quote(value, safe=""))
        else:
            query[parameter["name"]] = value
    tail = f"?{urlencode(query)}" if query else ""
    return route, address + tail, set(told["responses"])


@pytest.fixture(scope="module")
def paths(server: Server) -> dict[str, Any]:
    """The routes of the description."""
    found: dict[str, Any] = json.loads(server.ask("/openapi.json").body)["paths"]
    return found


def test_requests_that_fit_end_as_told(server: Server, paths: dict[str, Any], heavy: bool) -> None:
    """A status that the description names, in Indonesian or English, for any text in any field."""

    @settings(
        max_examples=1_000 if heavy else 60,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        deadline=None,
    )
    @given(_requests(paths))
    def holds(request: tuple[str, str, set[str]]) -> None:
        route, address, told = request
        answer = server.ask(address)
        assert (route, str(answer.status) in told | _PATIENCE) == (route, True), answer.status
        assert answer.status < _FAULT or str(answer.status) in _PATIENCE
        assert "Traceback" not in answer.body.decode("utf-8", "replace")

    holds()


def test_every_route_for_programs_is_told(paths: dict[str, Any]) -> None:
    """Each question and the machines' own routes; a schema of OpenAPI for each parameter."""
    assert {"/sparql", "/sehat", "/.well-known/void"} <= set(paths)
    for route, methods in paths.items():
        for told in methods.values():
            for parameter in told.get("parameters", ()):
                jsonschema.Draft202012Validator.check_schema(parameter["schema"])
            assert "200" in told["responses"], route


@pytest.mark.heavy
@pytest.mark.skipif(not OTHER.exists(), reason="schemathesis lives in .venv-schemathesis")
def test_schemathesis_finds_no_fault(server: Server) -> None:
    """All its phases; no answer of 500 or above."""
    words = [str(OTHER), "run", f"{server.address}/openapi.json", "--checks", "not_a_server_error"]
    done = subprocess.run(
        [*words, "--max-examples", "20", "--no-color", "--seed", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.search(r"\d+ generated", done.stdout), done.stdout
    assert done.returncode == 0, done.stdout[-3_000:]
