"""Asks the questions: values for their parameters, rows of an answer, findings and status of a rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.derive.vocabulary import Vocabulary
from kg.errors import InputError, Lang, Problem
from kg.rules.rule import Both
from kg.worker.cross.engine import Tables
from kg.worker.cross.finding import CrossFinding, CrossStatus, Place
from kg.worker.cross.question import CrossQuestion, CrossRule, Param

__all__ = ["Asked", "areas_of", "ask_tables", "findings_of", "status_of"]

#: The fewest kecamatan that can be compared.
_TWO = 2
_SHOWN = "lintas-tempat"
_GROUPS = """
WITH anggota AS ({query}),
tempat AS (
    SELECT *, {{
        'u': urut, 'k': kecamatan, 'p': periode, 's': simpul, 'd': coalesce(dokumen, ''), 'b': coalesce(baris, -1), 't': teks
    }} AS satu
    FROM anggota
)
SELECT lingkup, kelompok, first(judul ORDER BY urut, kecamatan, periode, simpul), min(nilai), count(*), count(DISTINCT kecamatan),
    count(DISTINCT left(kecamatan, 5)), count(DISTINCT left(kecamatan, 2)),
    min(satu, $tempat)
FROM tempat
GROUP BY lingkup, kelompok
ORDER BY count(DISTINCT kecamatan) DESC, lingkup, kelompok
"""


@dataclass(frozen=True)
class Asked:
    """A question with the values it is asked with."""

    question: CrossQuestion
    values: Mapping[str, int | float | str]
    shown: int

    @classmethod
    def of(cls, question: CrossQuestion, given: Mapping[str, str], lists: Vocabulary) -> Asked:
        """The thresholds and usual values of the question, changed by those that are given.

        :raises InputError: CROSS-PARAM for an unknown name or a wrong value.
        """
        known = {param.name: param for param in question.params}
        for name in given:
            if name not in known:
                raise _wrong(name, known)
        values = {p.name: _value(p, given.get(p.name, ""), lists, known) for p in question.params}
        return cls(question, values, int(lists.threshold(_SHOWN)))


def _wrong(name: str, known: Mapping[str, Param], value: str = "") -> InputError:
    name = f"{name}={value}" if value else name
    return InputError(
        Problem("CROSS-PARAM", "", {"found": name, "known": ", ".join(sorted(known)) or "-"})
    )


def _value(
    param: Param, given: str, lists: Vocabulary, known: Mapping[str, Param]
) -> int | float | str:
    text = given or (str(lists.threshold(param.threshold)) if param.threshold else param.value)
    if param.type == "text":
        if param.choices and text not in param.choices:
            raise _wrong(param.name, known, text)
        return text
    try:
        number = float(text)
    except ValueError:
        raise _wrong(param.name, known, text) from None
    if not 0 <= number <= 1e9 or (param.type == "integer" and number != int(number)):
        raise _wrong(param.name, known, text)
    return int(number) if param.type == "integer" else number


def ask_tables(asked: Asked, tables: Tables) -> Iterator[list[str]]:
    """The rows of the answer of a question that is no rule."""
    for row in tables.rows(asked.question.query, asked.values):
        yield ["" if cell is None else str(cell) for cell in row]


def areas_of(rule: CrossRule, tables: Tables) -> tuple[int, int]:
    """How many areas have rows of two kecamatan or more, and how many kecamatan these are."""
    area = rule.within or "lingkup"
    counts = f"SELECT count(DISTINCT kecamatan) AS n FROM {rule.compares} GROUP BY {area}"  # ruff: ignore[hardcoded-sql-expression] - names of our own
    sums = f"SELECT count(*), coalesce(sum(n), 0) FROM ({counts}) WHERE n >= {_TWO}"  # ruff: ignore[hardcoded-sql-expression] - names of our own
    [(areas, kecamatan)] = tables.rows(sums)
    return int(areas), int(kecamatan)


def findings_of(asked: Asked, rule: CrossRule, tables: Tables) -> Iterator[CrossFinding]:
    """The findings of a rule: most kecamatan first, then by area and group. The same tables give the same findings."""
    values = {**asked.values, "tempat": asked.shown}
    for row in tables.rows(_GROUPS.format(query=asked.question.query), values):
        yield _finding(asked, rule, row)


def status_of(asked: Asked, areas: tuple[int, int], findings: int) -> CrossStatus:
    """What became of the rule."""
    if not areas[0]:
        return CrossStatus(asked.question.id, "not-applied", 0, 0, 0)
    return CrossStatus(asked.question.id, "broken" if findings else "kept", *areas, findings)


def _finding(asked: Asked, rule: CrossRule, row: tuple[Any, ...]) -> CrossFinding:
    area, group, label, value, rows, kecamatan, kabupaten, provinsi, places = row
    told = {
        **asked.values,
        "judul": label,
        "nilai": value,
        "kecamatan": kecamatan,
        "kabupaten": kabupaten,
        "provinsi": provinsi,
    }
    return CrossFinding(
        id=hashlib.sha256("\x1f".join((asked.question.id, area, group)).encode()).hexdigest()[:16],
        rule=asked.question.id,
        severity=rule.severity,
        within=area,
        label=label,
        value=value,
        rows=rows,
        kecamatan=kecamatan,
        kabupaten=kabupaten,
        provinsi=provinsi,
        message=_filled(rule.message, told),
        remedy=rule.remedy,
        basis=rule.basis,
        places=tuple(
            Place(p["k"], p["p"], p["s"], p["d"], p["b"] if p["b"] >= 0 else None, p["t"])
            for p in places
        ),
    )


def _filled(message: Both, told: Mapping[str, object]) -> Both:
    def one(lang: Lang) -> str:
        return message[lang].format_map(told)

    return {"id": one("id"), "en": one("en")}
