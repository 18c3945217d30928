"""The findings as the paper lists them.

By unit, then by rule, each with its number, place, source, waiver and answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.dossier.counts import by_severity
from kg.report.dossier.dossier import Dossier, Response
from kg.report.dossier.naming import told_numbers
from kg.report.dossier.place import remedy_for, stands
from kg.report.dossier.priority import urgency
from kg.report.pdf.text import clipped
from kg.report.words import period_text, word, words_of
from kg.rules.check import RuleStatus, UnitReport
from kg.rules.finding import Finding, Waived, number_of

__all__ = ["findings", "gone", "pieces", "waived_line"]

_CAPTION = 160
_LONG = 900
_Plain = dict[str, Any]


def waived_line(waived: Waived, lang: Lang) -> str:
    """A waiver in one sentence."""
    return words_of("pdf", lang)["waiver-line"].format_map(
        {key: str(value) for key, value in asdict(waived).items()}
    )


def _response(answer: Response | None, lang: Lang) -> list[list[str]]:
    """What was answered, as pairs of heading and text; nothing where nothing was typed."""
    if answer is None:
        return []
    w = words_of("pdf", lang)
    keys = ("response", "plan", "person_in_charge", "due", "status")
    pairs = []
    for key in keys:
        pairs.append([w[f"answer-{key}"], str(getattr(answer, key))])
    return [pair for pair in pairs if pair[1].strip()]


def _one(found: Finding, number: str, dossier: Dossier) -> _Plain:
    lang = dossier.lang
    path = []
    for caption in found.path[:-1]:
        path.append(clipped(caption, lang, _CAPTION))
    quote = found.source.text
    if quote in {found.label, found.value}:
        quote = ""
    place = stands(found)
    if not found.source.text:
        place += f" {word('empty-row', lang)}"
    texts = (found.label, found.value or "", found.message[lang], found.source.text, *path)
    return {
        "number": number,
        "label": found.label,
        "path": path,
        "value": found.value or "",
        "message": found.message[lang],
        "where": place,
        "quote": quote,
        "waived": "" if found.waived is None else waived_line(found.waived, lang),
        "response": _response(dossier.responses.get(found.id), lang),
        "whole": sum(map(len, texts)) < _LONG,
    }


def _rule(
    row: RuleStatus,
    found: list[Finding],
    numbers: Mapping[str, str],
    dossier: Dossier,
) -> _Plain:
    lang = dossier.lang
    return {
        "id": row.rule.id,
        "title": row.rule.title[lang],
        "severity": row.rule.severity,
        "remedy": remedy_for(row.rule, found, lang),
        "basis": list(row.rule.basis),
        "targets": row.targets,
        "count": row.findings,
        "findings": [_one(f, numbers[f.id], dossier) for f in found],
    }


def _unit(
    unit: UnitReport,
    numbers: Mapping[str, str],
    dossier: Dossier,
    kept: slice,
) -> _Plain:
    """One unit with some of its findings, the gravest first."""
    names = {facts.key: facts.name for facts in dossier.facts}
    order = {row.rule.id: urgency(row.rule) for row in unit.statuses}
    own: dict[str, list[Finding]] = {}
    for found in sorted(unit.findings, key=lambda f: (order[f.rule], f.sort_key()))[kept]:
        own.setdefault(found.rule, []).append(found)
    told = [row for row in unit.statuses if row.rule.id in own]
    rows = sorted(told, key=lambda row: order[row.rule.id])
    return {
        "name": names.get(unit.key, unit.region),
        "region": unit.region,
        "period": period_text(unit.period, dossier.lang),
        "counts": by_severity(unit.findings),
        "rules": [_rule(row, own[row.rule.id], numbers, dossier) for row in rows],
    }


def findings(dossier: Dossier, limit: int = DEFAULT.paper_findings) -> list[_Plain]:
    """Every finding once, up to the limit.

    Units as checked, rules from worst to mildest, then as documents run.
    """
    numbers = told_numbers(dossier)
    listed = []
    room = limit
    for unit in dossier.report.units:
        listed.append(_unit(unit, numbers, dossier, slice(room)))
        room = max(0, room - len(unit.findings))
    return listed


def _slices(sizes: list[int], piece: int, limit: int) -> Iterator[tuple[int, int, slice]]:
    """Number of a piece, number of a unit, and which of its findings stand there.

    >>> [(n, u, s.start, s.stop) for n, u, s in _slices([3, 4], piece=5, limit=6)]
    [(0, 0, 0, 3), (0, 1, 0, 2), (1, 1, 2, 3)]
    """
    printed = 0
    for unit, size in enumerate(sizes):
        first = 0
        last = min(size, limit - printed)
        while True:
            stop = min(last, first + piece - printed % piece)
            yield printed // piece, unit, slice(first, stop)
            printed += stop - first
            first = stop
            if first >= last:
                break


def pieces(dossier: Dossier, size: int, limit: int) -> list[list[_Plain]]:
    """The same as :func:`findings`, in pieces of so many findings; a unit may go on in the next."""
    numbers = told_numbers(dossier)
    units = dossier.report.units
    listed: dict[int, list[_Plain]] = {}
    for piece, number, kept in _slices([len(unit.findings) for unit in units], size, limit):
        unit = units[number]
        told = _unit(unit, numbers, dossier, kept)
        listed.setdefault(piece, []).append(told)
    return list(listed.values())


def gone(dossier: Dossier) -> list[_Plain]:
    """Answers to findings that are no longer there."""
    known = {f.id for f in dossier.findings}
    left = sorted(set(dossier.responses) - known)
    found = []
    for key in left:
        found.append(
            {"number": number_of(key), "response": _response(dossier.responses[key], dossier.lang)}
        )
    return found
