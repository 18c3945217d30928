"""The check report as the JSON object of the public contract."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from kg.report.dossier.changes import Changes
from kg.report.dossier.dossier import SAMPLE, Dossier, Response, conclusion
from kg.rules.check import RuleStatus
from kg.rules.complete import Completeness
from kg.rules.measurable import Verdict
from kg.rules.plain import finding_body
from kg.rules.waiver import WaiverUse
from kg.worker.checking import CheckReport

__all__ = ["check_body", "check_json", "findings_schema"]


def _use(use: WaiverUse) -> dict[str, Any]:
    """One waiver: as the register states it, and what became of it."""
    body = {key: str(entry) for key, entry in asdict(use.waiver).items()}
    return body | {"state": use.state, "findings": list(use.findings)}


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
    statuses = [row.status for row in report.statuses()]
    return {
        "violation": report.count("violation"),
        "warning": report.count("warning"),
        "info": report.count("info"),
        "kept": statuses.count("kept"),
        "broken": statuses.count("broken"),
        "not_applied": statuses.count("not-applied"),
        "error": statuses.count("error"),
        "waived": len(report.findings) - len(report.open),
    }


def _changes(changes: Changes) -> dict[str, Any]:
    """Fingerprints of findings that are here; findings that are gone with what is needed to tell them."""
    gone = []
    for f in changes.resolved:
        gone.append(
            {
                "id": str(f["id"]),
                "rule": str(f["rule"]),
                "label": str(f["label"]),
                "message": dict(f["message"]),
            }
        )
    here = {}
    for key in ("new", "persisting", "reopened"):
        here[key] = [str(f["id"]) for f in getattr(changes, key)]
    return here | {"resolved": gone, "statuses": [asdict(change) for change in changes.statuses]}


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

    ``profile`` is there only when a profile changed rules, ``waivers`` only when a register was given, ``responses`` only when
    answers were, ``changes`` only when an earlier check was, ``errors`` only when the input could not be read.
    ``summary.waived`` are findings that the counts by severity include.
    """
    report = dossier.report
    verdicts: list[Verdict] = []
    conditions: list[Completeness] = []
    for unit in report.units:
        verdicts += unit.verdicts
        conditions += unit.conditions
    body: dict[str, Any] = {
        "schema": 1,
        "conclusion": conclusion(dossier),
        "tool": {
            "version": report.version,
            "ontology": report.ontology,
            "shapes": report.shapes,
        },
        "engine": report.engine,
        "inputs": [asdict(i) for i in report.inputs],
        "rules": [_rule(row) for row in report.statuses()],
        "findings": [finding_body(f) for f in report.findings],
        "sasaran": [_verdict(v) for v in verdicts],
        "kondisi_operasional": [_condition(c) for c in conditions],
        "summary": _summary(report),
        "sample": SAMPLE if dossier.is_sample else None,
    }
    if report.changes:
        body["profile"] = [asdict(change) for change in report.changes]
    if report.problems:
        body["errors"] = [
            {
                "code": p.code,
                "where": p.where,
                "message": {"id": p.line("id"), "en": p.line("en")},
            }
            for p in report.problems
        ]
    if dossier.waivers or dossier.options.get("waivers"):
        body["waivers"] = [_use(use) for use in dossier.waivers]
    if dossier.responses or dossier.options.get("responses"):
        body["responses"] = [_response(answer) for _, answer in sorted(dossier.responses.items())]
    if dossier.changes is not None:
        body["changes"] = _changes(dossier.changes)
    return body


def check_json(dossier: Dossier) -> str:
    """The object as text; the same dossier gives the same bytes."""
    return json.dumps(check_body(dossier), ensure_ascii=False, indent=1) + "\n"


def findings_schema() -> bytes:
    """The JSON Schema that every ``temuan.json`` follows."""
    return resources.files("kg.report.forms").joinpath("temuan.schema.json").read_bytes()
