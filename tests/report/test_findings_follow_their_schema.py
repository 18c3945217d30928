"""``temuan.json`` follows the JSON Schema that lies beside it, whatever was given to the check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_json import check_body, findings_schema
from tests.support.report_cases import full, with_texts

SCHEMA = json.loads(findings_schema())


def _wrong(body: Any) -> list[str]:
    return [
        error.message
        for error in Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(body)))
    ]


def test_the_schema_is_one() -> None:
    """Draft 2020-12, and closed: a key it does not name is wrong."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["additionalProperties"] is False
    assert SCHEMA["$defs"]["finding"]["additionalProperties"] is False


def test_every_report_follows_it(dossier: Dossier) -> None:
    """The five documents; with waivers, answers and a profile; with hostile texts."""
    for one in (dossier, full(dossier), with_texts(full(dossier), hostile=True)):
        assert _wrong(check_body(one)) == []


@pytest.mark.parametrize("name", ["id", "rule", "source", "waived"])
def test_what_is_missing_is_noticed(dossier: Dossier, name: str) -> None:
    """A finding without one of its keys does not follow it."""
    body = check_body(dossier)
    del body["findings"][0][name]
    assert _wrong(body)


def test_a_report_of_unreadable_input_follows_it(tmp_path: Path) -> None:
    """It names what could not be read, and no rule is kept."""
    (tmp_path / "x.ttl").write_text("no turtle", encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(tmp_path / "x.ttl"), "--format", "json"])
    body = json.loads(result.stdout)
    assert result.exit_code == 2
    assert body["errors"]
    assert {row["status"] for row in body["rules"]} == {"not-applied"}
    assert _wrong(body) == []
