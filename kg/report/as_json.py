"""The check report as the JSON object of the public contract."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kg.rules.finding import Finding, Waived
from kg.worker.checking import CheckReport

__all__ = ["check_json"]


def _plain(value: Waived) -> dict[str, str]:
    return {key: str(entry) for key, entry in asdict(value).items()}


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "id": found.id,
        "rule": found.rule,
        "severity": found.severity,
        "kecamatan": found.kecamatan,
        "focus": found.focus,
        "label": found.label,
        "path": list(found.path),
        "property": found.property,
        "value": found.value,
        "message": found.message,
        "remedy": found.remedy,
        "basis": list(found.basis),
        "source": asdict(found.source),
        "waived": None if found.waived is None else _plain(found.waived),
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
    }


def check_json(report: CheckReport) -> str:
    """One JSON object, keys as in the public contract; the same report gives the same bytes.

    ``profile`` is there only when a profile changed rules, ``errors`` only when the input could not be read.
    """
    body: dict[str, Any] = {
        "schema": 1,
        "tool": {"version": report.version, "ontology": report.ontology, "shapes": report.shapes},
        "engine": report.engine,
        "inputs": [asdict(i) for i in report.inputs],
        "rules": [
            {
                "id": r.rule.id,
                "status": r.status,
                "severity": r.rule.severity,
                "targets": r.targets,
                "findings": r.findings,
                "waived": r.waived,
            }
            for r in report.statuses()
        ],
        "findings": [_finding(f) for f in report.findings],
        "sasaran": [
            {"focus": v.focus, "label": v.label, "measurable": v.measurable, "why": list(v.why)}
            for unit in report.units
            for v in unit.verdicts
        ],
        "kondisi_operasional": [
            {"focus": c.focus, "label": c.label, "complete": c.complete, "why": list(c.why)}
            for unit in report.units
            for c in unit.conditions
        ],
        "summary": _summary(report),
    }
    if report.changes:
        body["profile"] = [asdict(change) for change in report.changes]
    if report.problems:
        body["errors"] = [
            {"code": p.code, "where": p.where, "message": {"id": p.line("id"), "en": p.line("en")}} for p in report.problems
        ]
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
