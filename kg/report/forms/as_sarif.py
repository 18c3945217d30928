"""The check as SARIF 2.1.0.

Every rule with its status, every finding with its place, every waiver as a suppression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kg.errors import Lang
from kg.report.book.listing import ANSWERS
from kg.report.dossier.counts import state
from kg.report.dossier.dossier import SAMPLE, Dossier, Response, conclusion
from kg.report.dossier.place import stands
from kg.report.dossier.settings import change_line
from kg.report.listing import json_text
from kg.report.words import word
from kg.rules.check import RuleStatus
from kg.rules.finding import Finding, number_of
from kg.terms import RULE

__all__ = ["check_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: Severities in the words of SARIF.
_LEVELS = {
    "violation": "error",
    "warning": "warning",
    "info": "note",
}
#: Rules that found nothing are results too, of these kinds.
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
    advice = [rule.remedy[lang], *rule.basis]
    if rule.question:
        advice.append(rule.question[lang])
    return {
        "id": rule.id,
        "name": rule.title["en"],
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.description[lang]},
        "help": {"text": "\n\n".join(advice)},
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


def _answer(answer: Response, lang: Lang) -> _Json:
    """What the audited party answered; that it says to be done with what is found is told."""
    said = dict(zip(ANSWERS, answer.typed, strict=True))
    told = {key: text for key, text in said.items() if text}
    if answer.is_done:
        told["remark"] = word("html/said-done", lang)
    return told


def _status(row: RuleStatus, index: int, lang: Lang) -> _Json | None:
    """A rule without findings: kept, not applied, a question to the auditor, or in error.

    Nothing of one switched off.
    """
    kind = _KINDS.get(row.status)
    if row.rule.kind == "manual":
        kind = "review"
    if kind is None or row.rule.off:
        return None
    told = row.rule.question or row.rule.description
    return {
        "ruleId": row.rule.id,
        "ruleIndex": index,
        "kind": kind,
        "level": "none",
        "message": {"text": told[lang]},
        "properties": {"status": state(row), "targets": row.targets},
    }


def _gone(found: Mapping[str, Any], index: dict[str, int], lang: Lang) -> _Json:
    """A finding of the earlier check that is no longer there."""
    rule = str(found["rule"])
    key = str(found["id"])
    body: _Json = {"ruleId": rule}
    # The earlier check may have had a rule that this one does not know: it has no place in the
    # list.
    if rule in index:
        body["ruleIndex"] = index[rule]
    return body | {
        "kind": "fail",
        "level": _LEVELS.get(str(found["severity"]), "warning"),
        "message": {"text": str(found["message"][lang])},
        "partialFingerprints": {"kinerja/v1": key},
        "baselineState": "absent",
        "properties": {"number": number_of(key)},
    }


def _settings(dossier: Dossier, index: dict[str, int]) -> list[_Json]:
    """Every change of a profile, bound to its rule where it is one of a rule."""
    notes = []
    for change in dossier.report.changes:
        told = change_line(change, dossier.lang)
        note: _Json = {"level": "note", "message": {"text": told}}
        if change.rule in index:
            note["associatedRule"] = {"id": change.rule, "index": index[change.rule]}
        notes.append(note)
    return notes


def _results(dossier: Dossier, index: dict[str, int]) -> list[_Json]:
    """Findings, rules without findings, then what is gone since the earlier check."""
    lang = dossier.lang
    kinds: Mapping[str, str] = {}
    gone: Sequence[Mapping[str, Any]] = ()
    if dossier.changes is not None:
        kinds = dossier.changes.kinds
        gone = dossier.changes.resolved
    results = []
    for found in dossier.findings:
        body = _result(found, index[found.rule], lang)
        if found.id in kinds:
            body["baselineState"] = _BASELINE[kinds[found.id]]
        answer = dossier.responses.get(found.id)
        if answer is not None:
            body["properties"]["response"] = _answer(answer, lang)
        results.append(body)
    for row in dossier.report.statuses():
        told = _status(row, index[row.rule.id], lang)
        if told is not None:
            results.append(told)
    for before in gone:
        results.append(_gone(before, index, lang))
    return results


def check_sarif(dossier: Dossier) -> bytes:
    """One SARIF log with one run; the same dossier gives the same bytes."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(dossier)]}
    return json_text(log).encode()


def _run(dossier: Dossier) -> _Json:
    """The only run of a log: what was checked, by what, and what came of it."""
    index = {}
    for place, row in enumerate(dossier.report.statuses()):
        index[row.rule.id] = place
    return {
        "tool": {"driver": _driver(dossier)},
        "language": dossier.lang,
        "columnKind": "unicodeCodePoints",
        "artifacts": _artifacts(dossier),
        "invocations": [_invocation(dossier, index)],
        "results": _results(dossier, index),
        "properties": _properties(dossier),
    }


def _driver(dossier: Dossier) -> _Json:
    statuses = dossier.report.statuses()
    return {
        "name": "kinerja-kg",
        "version": dossier.report.version,
        "informationUri": "https://w3id.org/kinerja/",
        "rules": [_rule(row, dossier.lang) for row in statuses],
    }


def _artifacts(dossier: Dossier) -> list[_Json]:
    artifacts: list[_Json] = []
    for entry in dossier.report.inputs:
        location = {"uri": _uri(entry.path)}
        artifacts.append({"location": location, "hashes": {"sha-256": entry.sha256}})
    return artifacts


def _invocation(dossier: Dossier, index: dict[str, int]) -> _Json:
    """How the run ended: rules that could not be run and input that could not be read are told."""
    errors: list[str] = []
    for unit in dossier.report.units:
        errors += unit.errors
    for problem in dossier.report.problems:
        errors.append(problem.line(dossier.lang))
    notes = [{"level": "error", "message": {"text": text}} for text in errors]
    return {
        "executionSuccessful": not errors,
        "endTimeUtc": dossier.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "toolExecutionNotifications": notes,
        "toolConfigurationNotifications": _settings(dossier, index),
    }


def _properties(dossier: Dossier) -> _Json:
    sample = SAMPLE if dossier.is_sample else ""
    return {
        "conclusion": conclusion(dossier),
        "sample": sample,
        "engine": dossier.report.engine,
        "shapes": dossier.report.shapes,
    }
