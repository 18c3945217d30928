"""The check as SARIF 2.1.0: every rule with its status, every finding with its place, every waiver as a suppression."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from kg.errors import Lang
from kg.report.as_text import where
from kg.report.bundle.dossier import Dossier, conclusion
from kg.rules.check import RuleStatus
from kg.rules.finding import Finding, number_of
from kg.rules.rule import Rule
from kg.terms import RULE

__all__ = ["check_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
_KINDS = {"kept": "pass", "not-applied": "notApplicable", "error": "open"}
_Json = dict[str, Any]


def _rule(rule: Rule, lang: Lang) -> _Json:
    help_text = "\n\n".join([rule.remedy[lang], *rule.basis, *([rule.question[lang]] if rule.question else [])])
    return {
        "id": rule.id,
        "name": rule.title["en"],
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.description[lang]},
        "help": {"text": help_text},
        "helpUri": RULE[rule.id].value,
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": not rule.off},
        "properties": {"kind": rule.kind, "tier": rule.tier, "basis": list(rule.basis)},
    }


def _place(found: Finding) -> _Json:
    """Line of a file where there is one; node, sheet and cell as logical locations."""
    names = [{"fullyQualifiedName": found.focus, "kind": "node"}]
    source = found.source
    if source.sheet and source.cell:
        names.append({"fullyQualifiedName": f"{source.sheet}!{source.cell}", "kind": "cell"})
    place: _Json = {"logicalLocations": names}
    if source.document:
        physical: _Json = {"artifactLocation": {"uri": _uri(source.document)}}
        if source.line:
            physical["region"] = {"startLine": source.line, "snippet": {"text": source.text}}
        place["physicalLocation"] = physical
    return place


def _uri(name: str) -> str:
    return quote(name.replace("\\", "/"))


def _result(found: Finding, index: int, lang: Lang) -> _Json:
    body: _Json = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message[lang]} {found.remedy[lang]}"},
        "locations": [_place(found)],
        "partialFingerprints": {"kinerja/v1": found.id},
        "properties": {
            "number": number_of(found.id),
            "kecamatan": found.kecamatan,
            "path": list(found.path),
            "where": where(found),
        },
    }
    if found.waived is not None:
        reason = f"{found.waived.reason} ({found.waived.approver}, {found.waived.letter})"
        body["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return body


def _status(row: RuleStatus, index: int, lang: Lang) -> _Json | None:
    """A rule without findings: kept, not applied, a question to the auditor, or in error."""
    kind = "review" if row.rule.kind == "manual" else _KINDS.get(row.status)
    if kind is None:
        return None
    return {
        "ruleId": row.rule.id,
        "ruleIndex": index,
        "kind": kind,
        "level": "none",
        "message": {"text": row.rule.question[lang] if row.rule.question else row.rule.description[lang]},
        "properties": {"status": row.status, "targets": row.targets},
    }


def check_sarif(dossier: Dossier) -> bytes:
    """One SARIF log with one run; the same dossier gives the same bytes."""
    report, lang = dossier.report, dossier.lang
    statuses = report.statuses()
    index = {row.rule.id: i for i, row in enumerate(statuses)}
    results = [_result(f, index[f.rule], lang) for f in report.findings]
    results += [body for i, row in enumerate(statuses) if (body := _status(row, i, lang)) is not None]
    errors = [text for unit in report.units for text in unit.errors] + [p.line(lang) for p in report.problems]
    run: _Json = {
        "tool": {
            "driver": {
                "name": "kinerja-kg",
                "version": report.version,
                "informationUri": "https://w3id.org/kinerja/",
                "rules": [_rule(row.rule, lang) for row in statuses],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(i.path)}, "hashes": {"sha-256": i.sha256}} for i in report.inputs],
        "invocations": [
            {
                "executionSuccessful": not errors,
                "endTimeUtc": dossier.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "toolExecutionNotifications": [{"level": "error", "message": {"text": text}} for text in errors],
            }
        ],
        "results": results,
        "properties": {"conclusion": conclusion(dossier), "engine": report.engine, "shapes": report.shapes},
    }
    return (json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n").encode()
