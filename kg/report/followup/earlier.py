"""Reads the findings of an earlier check back, from its ``temuan.json`` or its bundle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import msgspec

from kg.errors import LANGUAGES, InputError, Problem
from kg.limits import DEFAULT
from kg.read.gate import bad_text, decode, read_bytes
from kg.rules.check import Status
from kg.rules.finding import number_of
from kg.rules.rule import SEVERITIES

__all__ = [
    "Known",
    "findings_file",
    "known_findings",
    "read_check",
    "read_findings",
    "wanted_finding",
]

_STATUSES = frozenset(get_args(Status))
_LIMITS = replace(DEFAULT, file_bytes=DEFAULT.report_bytes)


@dataclass(frozen=True)
class Known:
    """What is needed of an earlier finding to name it: fingerprint, rule, node and label."""

    id: str
    rule: str
    focus: str
    label: str


def findings_file(path: str) -> Path:
    """The ``temuan.json`` behind a path, which may be a bundle folder."""
    if Path(path).is_dir():
        return Path(path) / "temuan.json"
    return Path(path)


def read_findings(path: str) -> Mapping[str, Any]:
    """The object of an earlier ``temuan.json``.

    :raises InputError: DIFF-SYNTAX when it is none.
    """
    file = findings_file(path)
    try:
        body = json.loads(decode(read_bytes(file, _LIMITS), str(file)))
        if not all(isinstance(body[key], list) for key in ("findings", "rules")):
            raise InputError(Problem("DIFF-SYNTAX", str(file), {"reason": "findings, rules"}))
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise InputError(Problem("DIFF-SYNTAX", str(file), {"reason": str(error)})) from error
    if (bad := bad_text(body)) is not None:
        raise InputError(Problem("READ-CHAR", str(file), {"character": bad}))
    return body  # type: ignore[no-any-return]


def _is_finding(found: object) -> bool:
    """Whether an entry has what a comparison tells of a finding."""
    return (
        isinstance(found, dict)
        and all(
            isinstance(found.get(key), str) for key in ("id", "rule", "kecamatan", "focus", "label")
        )
        and found.get("severity") in SEVERITIES
        and isinstance(found.get("value"), str | None)
        and isinstance(message := found.get("message"), dict)
        and all(isinstance(message.get(lang), str) for lang in LANGUAGES)
        and isinstance(found.get("source", {}), dict)
        and isinstance(found.get("waived"), dict | None)
    )


def read_check(path: str) -> Mapping[str, Any]:
    """An earlier check that can be compared with another one.

    :raises InputError: DIFF-SYNTAX when it is none.
    """
    body = read_findings(path)
    rules = body["rules"]
    stated = all(
        isinstance(r, dict) and isinstance(r.get("id"), str) and r.get("status") in _STATUSES
        for r in rules
    )
    if (
        not stated
        or not all(_is_finding(f) for f in body["findings"])
        or not isinstance(body.get("inputs", []), list)
    ):
        raise InputError(
            Problem("DIFF-SYNTAX", str(findings_file(path)), {"reason": "findings, rules, inputs"})
        )
    return body


def known_findings(path: str) -> list[Known]:
    """The findings of an earlier check."""
    try:
        return msgspec.convert(read_findings(path)["findings"], type=list[Known])
    except msgspec.ValidationError as error:
        raise InputError(Problem("DIFF-SYNTAX", path, {"reason": f"findings: {error}"})) from error


def wanted_finding(name: str, path: str) -> Known:
    """The finding of that number or fingerprint.

    :raises InputError: WAIVER-FINDING when there is none, WAIVER-SEVERAL when a number belongs to
        more than one.
    """
    wanted = name.strip().casefold()
    found = {}
    for f in known_findings(path):
        if wanted in {f.id, number_of(f.id).casefold()}:
            found[f.id] = f
    if not found:
        raise InputError(Problem("WAIVER-FINDING", "", {"found": name, "place": path}))
    if len(found) > 1:
        raise InputError(
            Problem("WAIVER-SEVERAL", "", {"found": name, "ids": ", ".join(sorted(found))})
        )
    return next(iter(found.values()))
