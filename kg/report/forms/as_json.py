"""The check report as the JSON object of the public contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from typing import Any

from kg.errors import Problem
from kg.report.dossier.changes import Changes
from kg.report.dossier.dossier import SAMPLE, Dossier, Response, conclusion
from kg.report.listing import json_text
from kg.rules.check import RuleStatus
from kg.rules.complete import Completeness
from kg.rules.measurable import Verdict
from kg.rules.plain import finding_body
from kg.rules.waiver import WaiverUse
from kg.worker.checking import CheckReport

__all__ = ["check_body", "check_json", "findings_schema", "schema_part"]


def _use(use: WaiverUse) -> dict[str, Any]:
    """One waiver: as the register states it, and what became of it."""
    body: dict[str, Any] = {}
    for key, entry in asdict(use.waiver).items():
        # Dates are told as the register has them, not as a type that JSON lacks.
        body[key] = str(entry)
    body["state"] = use.state
    body["findings"] = list(use.findings)
    return body


def _rule(row: RuleStatus) -> dict[str, Any]:
    return {
        "id": row.rule.id,
        "status": row.status,
        "severity": row.rule.severity,
        "targets": row.targets,
        "findings": row.findings,
        "waived": row.waived,
    }


def _summary(report: CheckReport) -> dict[str, int]:
    """The counts; findings to be reviewed that were left out are counted where there are any."""
    statuses = [row.status for row in report.statuses()]
    counts = {
        "violation": report.count("violation"),
        "warning": report.count("warning"),
        "info": report.count("info"),
        "kept": statuses.count("kept"),
        "broken": statuses.count("broken"),
        "not_applied": statuses.count("not-applied"),
        "error": statuses.count("error"),
        "waived": len(report.findings) - len(report.open),
    }
    if report.hidden:
        counts["hidden"] = report.hidden
    return counts


def _changes(changes: Changes) -> dict[str, Any]:
    """Fingerprints of findings that are here.

    Findings that are gone with what is needed to tell them.
    """
    body: dict[str, Any] = {}
    for key in ("new", "persisting", "reopened"):
        body[key] = [str(found["id"]) for found in getattr(changes, key)]
    body["resolved"] = list(map(_gone, changes.resolved))
    body["statuses"] = list(map(asdict, changes.statuses))
    return body


def _gone(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(found["id"]),
        "rule": str(found["rule"]),
        "label": str(found["label"]),
        "message": dict(found["message"]),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    """Why input could not be read, in both languages.

    Who reads it later may speak the other one.
    """
    return {
        "code": problem.code,
        "where": problem.where,
        "message": {"id": problem.line("id"), "en": problem.line("en")},
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "focus": verdict.focus,
        "label": verdict.label,
        "measurable": verdict.measurable,
        "why": list(verdict.why),
    }


def _condition(condition: Completeness) -> dict[str, Any]:
    return {
        "focus": condition.focus,
        "label": condition.label,
        "complete": condition.complete,
        "why": list(condition.why),
    }


def _response(answer: Response) -> dict[str, str]:
    """One answer; the value it was about stands with its finding."""
    body = asdict(answer)
    del body["value"]
    return body


def check_body(dossier: Dossier) -> dict[str, Any]:
    """One JSON object, keys as in the public contract.

    ``profile`` is there only when a profile changed rules, ``waivers`` only when a register was
    given, ``responses`` only when answers were, ``changes`` only when an earlier check was,
    ``errors`` only when the input could not be read. ``summary.waived`` are findings that the
    counts by severity include.
    """
    body = _always(dossier)
    body |= _when_there(dossier)
    return body


def _always(dossier: Dossier) -> dict[str, Any]:
    """The keys that every report has."""
    report = dossier.report
    verdicts: list[dict[str, Any]] = []
    conditions: list[dict[str, Any]] = []
    for unit in report.units:
        verdicts += map(_verdict, unit.verdicts)
        conditions += map(_condition, unit.conditions)
    sample = SAMPLE if dossier.is_sample else None
    return {
        "schema": 1,
        "conclusion": conclusion(dossier),
        "tool": {
            "version": report.version,
            "ontology": report.ontology,
            "shapes": report.shapes,
        },
        "engine": report.engine,
        "inputs": list(map(asdict, report.inputs)),
        "rules": list(map(_rule, report.statuses())),
        "findings": list(map(finding_body, report.findings)),
        "sasaran": verdicts,
        "kondisi_operasional": conditions,
        "summary": _summary(report),
        "sample": sample,
    }


def _when_there(dossier: Dossier) -> dict[str, Any]:
    """The keys of what a check may come with."""
    report = dossier.report
    body: dict[str, Any] = {}
    if report.changes:
        body["profile"] = list(map(asdict, report.changes))
    if report.problems:
        body["errors"] = list(map(_problem, report.problems))
    # A register that was given and is empty is told too: nobody shall think that none was asked
    # for.
    if dossier.waivers or dossier.options.get("waivers"):
        body["waivers"] = list(map(_use, dossier.waivers))
    if dossier.responses or dossier.options.get("responses"):
        answers = dossier.responses
        body["responses"] = [_response(answers[key]) for key in sorted(answers)]
    if dossier.changes is not None:
        body["changes"] = _changes(dossier.changes)
    return body


def check_json(dossier: Dossier) -> str:
    """The object as text; the same dossier gives the same bytes."""
    return json_text(check_body(dossier))


def findings_schema() -> bytes:
    """The JSON Schema that every ``temuan.json`` follows."""
    return resources.files("kg.report.forms").joinpath("temuan.schema.json").read_bytes()


def schema_part(_: Dossier) -> bytes:
    """The schema as a part of a bundle, which is the same for every dossier."""
    return findings_schema()
