"""Answers of an earlier year bound to the findings of this one.

The fingerprint changes with the period, the defect and its number may be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.report.dossier.changes import without_years
from kg.report.dossier.dossier import Response
from kg.rules.finding import Finding, number_of

__all__ = ["rebound"]

_Key = tuple[str, ...]


def _number_of_answer(answer: Response) -> _Key:
    return (number_of(answer.finding),)


def _number_of_finding(found: Finding) -> _Key:
    return (number_of(found.id),)


def _of_answer(answer: Response) -> _Key:
    return answer.rule, without_years(answer.label), without_years(answer.value)


def _of_finding(found: Finding) -> _Key:
    return found.rule, without_years(found.label), without_years(found.value or "")


def rebound(responses: Mapping[str, Response], findings: Iterable[Finding]) -> dict[str, Response]:
    """The answers by the fingerprint of what they answer now.

    An answer whose finding is there stays with it. Another one goes to the finding of the same
    number, else of the same rule, node and value whatever the year, when exactly one answer and
    one finding have that key; otherwise it stays where it was.
    """
    findings = list(findings)
    bound = _bound(responses, findings, _number_of_answer, _number_of_finding)
    return _bound(bound, findings, _of_answer, _of_finding)


def _bound(
    responses: Mapping[str, Response],
    findings: list[Finding],
    key_of_answer: Callable[[Response], _Key],
    key_of_finding: Callable[[Finding], _Key],
) -> dict[str, Response]:
    """The answers, those without a finding bound to the one that has the same key."""
    here = {found.id for found in findings}
    free: dict[_Key, list[str]] = {}
    for found in findings:
        if found.id not in responses:
            free.setdefault(key_of_finding(found), []).append(found.id)
    waiting: dict[_Key, list[Response]] = {}
    for answer in responses.values():
        if answer.finding not in here and answer.rule:
            waiting.setdefault(key_of_answer(answer), []).append(answer)
    bound = dict(responses)
    for key, answers in waiting.items():
        ids = free.get(key, [])
        if len(answers) == len(ids) == 1:
            del bound[answers[0].finding]
            bound[ids[0]] = replace(answers[0], finding=ids[0])
    return bound
