"""Reads the findings of an earlier check back, from its ``temuan.json`` or its bundle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.gate import bad_text, decode, read_bytes
from kg.rules.check import Status
from kg.rules.finding import number_of
from kg.rules.rule import Severity

__all__ = [
    "Known",
    "findings_file",
    "known_findings",
    "read_check",
    "read_findings",
    "wanted_finding",
]

#: Reports of many units are larger than any document may be.
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


@dataclass(frozen=True)
class _Lists:
    """What every reader of an earlier check looks for."""

    findings: list[Any]
    rules: list[Any]


@dataclass(frozen=True)
class _Sentences:
    """A text in every language."""

    id: str
    en: str


@dataclass(frozen=True)
class _Finding(Known):
    """What a comparison tells of a finding."""

    kecamatan: str
    severity: Severity
    message: _Sentences
    value: str | None = None
    source: dict[str, Any] = field(default_factory=dict)
    waived: dict[str, Any] | None = None


@dataclass(frozen=True)
class _RuleSaid:
    id: str
    status: Status


@dataclass(frozen=True)
class _Check:
    """A check that can be compared with another one."""

    findings: list[_Finding]
    rules: list[_RuleSaid]
    inputs: list[dict[str, Any]] = field(default_factory=list)


def read_findings(path: str) -> Mapping[str, Any]:
    """The object of an earlier ``temuan.json``.

    :raises InputError: DIFF-SYNTAX when it is none.
    """
    file = findings_file(path)
    try:
        body: dict[str, Any] = json.loads(decode(read_bytes(file, _LIMITS), str(file)))
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("DIFF-SYNTAX", str(file), {"reason": str(error)})) from error
    _decoded(body, _Lists, file)
    if (bad := bad_text(body)) is not None:
        raise InputError(Problem("READ-CHAR", str(file), {"character": bad}))
    return body


def _decoded(body: object, kind: type[Any], file: Path) -> Any:
    """The content of a file as a value of that kind.

    :raises InputError: DIFF-SYNTAX with the place in the file that does not fit.
    """
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        raise InputError(Problem("DIFF-SYNTAX", str(file), {"reason": str(error)})) from error


def read_check(path: str) -> Mapping[str, Any]:
    """An earlier check that can be compared with another one.

    :raises InputError: DIFF-SYNTAX when it is none.
    """
    body = read_findings(path)
    _decoded(body, _Check, findings_file(path))
    return body


def known_findings(path: str) -> list[Known]:
    """The findings of an earlier check."""
    found: list[Known] = _decoded(read_findings(path)["findings"], list[Known], Path(path))
    return found


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
