"""The check as SARIF 2.1.0: every rule with its status, every finding with its place, every waiver as a suppression."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from kg.errors import Lang
from kg.report.dossier.counts import state
from kg.report.dossier.dossier import SAMPLE, Dossier, conclusion
from kg.report.dossier.place import stands
from kg.report.dossier.settings import change_line
from kg.rules.check import RuleStatus
from kg.rules.finding import Finding, number_of
from kg.terms import RULE

__all__ = ["check_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    "violation": "error",
    "warning": "warning",
    "info": "note",
}
_KINDS = {
    "kept": "pass",
    "not-applied": "notApplicable",
    "error": "open",
}
#: A finding against the earlier check: a re-opened one was there, but waived.
_BASELINE = {
    "new": "new",
    "persisting": "unchanged",
    "reopened": "updated",
}
_Json = dict[str, Any]


def _rule(row: RuleStatus, lang: Lang) -> _Json:
    rule = row.rule
    help_text = "\n\n".join(
        [rule.remedy[lang], *rule.basis, *([rule.question[lang]] if rule.question else [])]
    )
    return {
        "id": rule.id,
        "name": rule.title["en"],
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.description[lang]},
        "help": {"text": help_text},
        "helpUri": RULE[rule.id].value,
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": not rule.off},
        "properties": {
            "kind": rule.kind,
            "tier": rule.tier,
            "basis": list(rule.basis),
            "status": state(row),
        },
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
            "where": stands(found),
        },
    }
    if found.waived is not None:
        reason = f"{found.waived.reason} ({found.waived.approver}, {found.waived.letter})"
        body["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": reason,
            }
        ]
    return body


def _status(row: RuleStatus, index: int, lang: Lang) -> _Json | None:
    """A rule without findings: kept, not applied, a question to the auditor, or in error; nothing of one switched off."""
    kind = _KINDS.get(row.status)
    if row.rule.kind == "manual":
        kind = "review"
    if kind is None or row.rule.off:
        return None
    return {
        "ruleId": row.rule.id,
        "ruleIndex": index,
        "kind": kind,
        "level": "none",
        "message": {
            "text": row.rule.question[lang] if row.rule.question else row.rule.description[lang]
        },
        "properties": {"status": state(row), "targets": row.targets},
    }


def _gone(found: Mapping[str, Any], index: dict[str, int], lang: Lang) -> _Json:
    """A finding of the earlier check that is no longer there."""
    rule = str(found["rule"])
    return {
        "ruleId": rule,
        **({"ruleIndex": index[rule]} if rule in index else {}),
        "kind": "fail",
        "level": _LEVELS.get(str(found["severity"]), "warning"),
        "message": {"text": str(found["message"][lang])},
        "partialFingerprints": {"kinerja/v1": str(found["id"])},
        "baselineState": "absent",
        "properties": {"number": number_of(str(found["id"]))},
    }


def _settings(dossier: Dossier, index: dict[str, int]) -> list[_Json]:
    """Every change of a profile, bound to its rule where it is one of a rule."""
    notes = []
    for change in dossier.report.changes:
        if change.rule in index:
            bound = {"associatedRule": {"id": change.rule, "index": index[change.rule]}}
        else:
            bound = {}
        notes.append(
            {
                "level": "note",
                "message": {"text": change_line(change, dossier.lang)},
                **bound,
            }
        )
    return notes


def _results(dossier: Dossier, index: dict[str, int]) -> list[_Json]:
    """Findings, rules without findings, then what is gone since the earlier check."""
    lang = dossier.lang
    changes = dossier.changes
    results = [_result(f, index[f.rule], lang) for f in dossier.findings]
    for row in dossier.report.statuses():
        if (body := _status(row, index[row.rule.id], lang)) is not None:
            results.append(body)
    if changes is None:
        return results
    for body in results:
        kind = changes.kinds.get(body.get("partialFingerprints", {}).get("kinerja/v1", ""))
        if kind is not None:
            body["baselineState"] = _BASELINE[kind]
    return results + [_gone(found, index, lang) for found in changes.resolved]


def check_sarif(dossier: Dossier) -> bytes:
    """One SARIF log with one run; the same dossier gives the same bytes."""
    report = dossier.report
    lang = dossier.lang
    statuses = report.statuses()
    index = {row.rule.id: i for i, row in enumerate(statuses)}
    errors: list[str] = []
    for unit in report.units:
        errors += unit.errors
    errors += [problem.line(lang) for problem in report.problems]
    run: _Json = {
        "tool": {
            "driver": {
                "name": "kinerja-kg",
                "version": report.version,
                "informationUri": "https://w3id.org/kinerja/",
                "rules": [_rule(row, lang) for row in statuses],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {"location": {"uri": _uri(i.path)}, "hashes": {"sha-256": i.sha256}}
            for i in report.inputs
        ],
        "invocations": [
            {
                "executionSuccessful": not errors,
                "endTimeUtc": dossier.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": text}} for text in errors
                ],
                "toolConfigurationNotifications": _settings(dossier, index),
            }
        ],
        "results": _results(dossier, index),
        "properties": {
            "conclusion": conclusion(dossier),
            "sample": SAMPLE if dossier.is_sample else "",
            "engine": report.engine,
            "shapes": report.shapes,
        },
    }
    return (
        json.dumps(
            {
                "$schema": _SCHEMA,
                "version": "2.1.0",
                "runs": [run],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    ).encode()
