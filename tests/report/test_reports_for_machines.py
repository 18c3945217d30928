"""SARIF, JUnit, EARL and Markdown state the same facts as the JSON report, in the form that their readers expect."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import junitparser
import pytest
import rdflib
import xmlschema
from jsonschema import Draft202012Validator

from kg.report.dossier.dossier import Dossier, conclusion
from kg.report.forms.as_earl import check_earl
from kg.report.forms.as_junit import check_junit
from kg.report.forms.as_markdown import check_markdown
from kg.report.forms.as_sarif import check_sarif
from tests.support.places import TESTS

SCHEMAS = TESTS / "skema"
EARL = rdflib.Namespace("http://www.w3.org/ns/earl#")
HOSTILE = 'a\x00b\x1b[31m<script>alert(1)</script>]]>&"\u202e\ufffe|`*[x](javascript:1)\n# h'


@pytest.fixture(scope="module")
def sarif(dossier: Dossier) -> Any:
    """The SARIF log."""
    return json.loads(check_sarif(dossier))


def _hostile(dossier: Dossier) -> Dossier:
    """The same check with hostile text in every finding."""

    def spoil(text: str | None) -> str:
        return HOSTILE + (text or "")

    units = tuple(
        replace(
            unit,
            findings=tuple(
                replace(
                    f,
                    label=spoil(f.label),
                    value=spoil(f.value),
                    message={"id": spoil(f.message["id"]), "en": spoil(f.message["en"])},
                    source=replace(f.source, document=spoil(f.source.document), text=HOSTILE),
                )
                for f in unit.findings
            ),
        )
        for unit in dossier.report.units
    )
    return replace(dossier, report=replace(dossier.report, units=units))


def test_sarif_follows_its_schema(dossier: Dossier, sarif: Any) -> None:
    """The schema of OASIS, for the five documents and for hostile text."""
    schema = Draft202012Validator(
        json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    )
    assert not list(schema.iter_errors(sarif))
    assert not list(schema.iter_errors(json.loads(check_sarif(_hostile(dossier)))))


def test_sarif_states_every_finding_and_every_rule(dossier: Dossier, sarif: Any) -> None:
    """Findings by fingerprint; rules that found nothing say why."""
    run = sarif["runs"][0]
    fails = [r for r in run["results"] if r["kind"] == "fail"]
    assert sorted(r["partialFingerprints"]["kinerja/v1"] for r in fails) == sorted(
        f.id for f in dossier.findings
    )
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == [
        row.rule.id for row in dossier.report.statuses()
    ]
    kinds = {r["ruleId"]: r["kind"] for r in run["results"] if r["kind"] != "fail"}
    for row in dossier.report.statuses():
        wanted = (
            "review"
            if row.rule.kind == "manual"
            else {"kept": "pass", "not-applied": "notApplicable"}.get(row.status)
        )
        assert kinds.get(row.rule.id) == wanted


def test_junit_counts_as_the_report_does(dossier: Dossier) -> None:
    """Valid, read by a JUnit reader, one case per rule and unit; not applied is skipped, never passed."""
    for body in (check_junit(dossier), check_junit(_hostile(dossier))):
        for reader in ("ant", "jenkins"):
            xmlschema.XMLSchema(SCHEMAS / f"junit-{reader}.xsd").validate(body.decode())
    suites = list(junitparser.JUnitXml.fromstring(check_junit(dossier)))
    assert len(suites) == len(dossier.report.units)
    for suite, unit in zip(suites, dossier.report.units, strict=True):
        statuses = [row.status for row in unit.statuses]
        grave = [row for row in unit.statuses if row.rule.severity != "info"]
        broken = sum(row.status == "broken" for row in grave)
        assert broken < statuses.count("broken")
        assert (suite.tests, suite.failures) == (len(statuses), broken)
        assert (suite.skipped, suite.errors) == (
            statuses.count("not-applied"),
            statuses.count("error"),
        )


def test_earl_has_one_outcome_per_rule_and_unit(dossier: Dossier) -> None:
    """Passed, failed, inapplicable, untested or cannot tell: as the status says."""
    graph = rdflib.Graph().parse(data=check_earl(dossier), format="turtle")
    names = {
        "kept": "passed",
        "broken": "failed",
        "not-applied": "inapplicable",
        "error": "cantTell",
    }
    for unit in dossier.report.units:
        for row in unit.statuses:
            node = rdflib.URIRef(
                f"urn:x-kinerja:earl:{unit.region}/{unit.period}/{row.rule.id}/hasil"
            )
            wanted = "untested" if row.rule.kind == "manual" else names[row.status]
            assert list(graph.objects(node, EARL.outcome)) == [EARL[wanted]]


def test_the_summary_says_what_the_report_says(dossier: Dossier) -> None:
    """Conclusion, one row per unit, every broken rule; hostile text adds no table row, heading or link."""
    text = check_markdown(dossier).decode()
    assert conclusion(dossier) == "tidak-memenuhi"
    assert "Tidak memenuhi" in text
    for row in dossier.report.statuses():
        assert (f"\n| {row.rule.id} |" in text) == (row.status in {"broken", "error"})
    spoilt = check_markdown(_hostile(dossier)).decode()
    assert spoilt.count("\n") == text.count("\n")
    assert not re.search(
        r"(?<!\\)[<\[`]|[\x00\x1b\u202e]", spoilt.split("\n", 1)[1].replace("**", "")
    )
