"""Asks the questions.

Values for their parameters, rows of an answer, findings and status of a rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.derive.vocabulary import Vocabulary
from kg.errors import InputError, Problem
from kg.rules.rule import Both
from kg.worker.cross.cross_finding import CrossFinding, CrossStatus, FindingPlace
from kg.worker.cross.cross_question import CrossParam, CrossQuestion, CrossRule
from kg.worker.cross.table_engine import Tables

__all__ = ["CrossAsked", "areas_of", "ask_tables", "findings_of", "status_of"]

#: The fewest kecamatan that can be compared.
_TWO = 2
#: No parameter is meant to be greater.
_MOST = 1e9
_SHOWN = "lintas-tempat"
#: How many areas have rows of several kecamatan, and how many kecamatan these are together.
_AREAS = """
SELECT count(*), coalesce(sum(n), 0)
FROM (SELECT count(DISTINCT kecamatan) AS n FROM {table} GROUP BY {area})
WHERE n >= $fewest
"""
_GROUPS = """
WITH anggota AS ({query}),
tempat AS (
    SELECT *, {{
        'u': urut, 'k': kecamatan, 'p': periode, 's': simpul,
        'd': coalesce(dokumen, ''), 'b': coalesce(baris, -1), 't': teks
    }} AS satu
    FROM anggota
)
SELECT lingkup, kelompok, first(judul ORDER BY urut, kecamatan, periode, simpul), min(nilai),
    count(*), count(DISTINCT kecamatan),
    count(DISTINCT left(kecamatan, 5)), count(DISTINCT left(kecamatan, 2)),
    min(satu, $tempat)
FROM tempat
GROUP BY lingkup, kelompok
ORDER BY count(DISTINCT kecamatan) DESC, lingkup, kelompok
"""


@dataclass(frozen=True)
class CrossAsked:
    """A question with the values it is asked with."""

    question: CrossQuestion
    values: Mapping[str, int | float | str]
    shown: int

    @classmethod
    def of(
        cls,
        question: CrossQuestion,
        given: Mapping[str, str],
        lists: Vocabulary,
    ) -> CrossAsked:
        """The thresholds and usual values of the question, changed by those that are given.

        :raises InputError: CROSS-PARAM for an unknown name or a wrong value.
        """
        known = {param.name: param for param in question.params}
        for name in given:
            if name not in known:
                raise _wrong(name, known)

        values = {}
        for name, param in known.items():
            text = given.get(name) or _usual(param, lists)
            value = _value(param, text)
            if value is None:
                raise _wrong(name, known, text)

            values[name] = value

        return cls(question, values, int(lists.threshold(_SHOWN)))


def _wrong(
    name: str,
    known: Mapping[str, CrossParam],
    value: str = "",
) -> InputError:
    if value:
        name = f"{name}={value}"
    return InputError(
        Problem("CROSS-PARAM", "", {"found": name, "known": ", ".join(sorted(known)) or "-"})
    )


def _usual(param: CrossParam, lists: Vocabulary) -> str:
    """What counts where nothing is given.

    A threshold of the word lists, else what the head of the question says.
    """
    if param.threshold:
        return str(lists.threshold(param.threshold))

    return param.value


def _value(param: CrossParam, text: str) -> int | float | str | None:
    """The value as the query wants it; ``None`` when the text is no value of the parameter."""
    if param.type == "text":
        if not param.choices or text in param.choices:
            return text
        return None

    try:
        number = float(text)
    except ValueError:
        return None

    # Written so that "nan", of which every comparison is false, is refused too.
    if not 0 <= number <= _MOST:
        return None
    if param.type == "number":
        return number

    if number.is_integer():
        return int(number)
    return None


def ask_tables(asked: CrossAsked, tables: Tables) -> Iterator[list[str]]:
    """The rows of the answer of a question that is no rule."""
    for row in tables.rows(asked.question.query, asked.values):
        yield ["" if cell is None else str(cell) for cell in row]


def areas_of(rule: CrossRule, tables: Tables) -> tuple[int, int]:
    """How many areas have rows of two kecamatan or more, and how many kecamatan these are."""
    area = rule.within or "lingkup"
    # Area and table are names of our own, checked when the question was loaded.
    query = _AREAS.format(table=rule.compares, area=area)
    [(areas, kecamatan)] = tables.rows(query, {"fewest": _TWO})
    return int(areas), int(kecamatan)


def findings_of(
    asked: CrossAsked,
    rule: CrossRule,
    tables: Tables,
) -> Iterator[CrossFinding]:
    """The findings of a rule.

    Most kecamatan first, then by area and group. The same tables give the same findings.
    """
    values = {**asked.values, "tempat": asked.shown}
    for row in tables.rows(_GROUPS.format(query=asked.question.query), values):
        yield _finding(asked, rule, row)


def status_of(
    asked: CrossAsked,
    areas: tuple[int, int],
    findings: int,
) -> CrossStatus:
    """What became of the rule."""
    if not areas[0]:
        return CrossStatus(asked.question.id, "not-applied", 0, 0, 0)

    return CrossStatus(asked.question.id, "broken" if findings else "kept", *areas, findings)


def _place(place: Mapping[str, Any]) -> FindingPlace:
    """One of the places of a group; the query writes -1 for a statement without line."""
    line = place["b"]
    return FindingPlace(
        kecamatan=place["k"],
        period=place["p"],
        node=place["s"],
        document=place["d"],
        line=line if line >= 0 else None,
        text=place["t"],
    )


def _finding(
    asked: CrossAsked,
    rule: CrossRule,
    row: tuple[Any, ...],
) -> CrossFinding:
    area, group, label, value, rows, kecamatan, kabupaten, provinsi, places = row
    counted = {"kecamatan": kecamatan, "kabupaten": kabupaten, "provinsi": provinsi}
    told = {**asked.values, "judul": label, "nilai": value, **counted}
    key = "\x1f".join((asked.question.id, area, group))
    return CrossFinding(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        rule=asked.question.id,
        severity=rule.severity,
        within=area,
        label=label,
        value=value,
        rows=rows,
        **counted,
        message=_filled(rule.message, told),
        remedy=rule.remedy,
        basis=rule.basis,
        places=tuple(map(_place, places)),
    )


def _filled(message: Both, told: Mapping[str, object]) -> Both:
    return {"id": message["id"].format_map(told), "en": message["en"].format_map(told)}
