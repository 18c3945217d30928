"""Findings and statuses over many kecamatan as rows and objects."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.errors import Lang
from kg.report.forms.as_csv import unshielded
from kg.report.nation.words import say
from kg.report.words import word
from kg.worker.cross.answer import CrossAsked
from kg.worker.cross.cross_finding import CrossFinding, CrossStatus
from kg.worker.cross.cross_question import CrossQuestion

__all__ = [
    "COLUMNS",
    "catalogue_row",
    "finding_object",
    "finding_row",
    "question_object",
    "short_columns",
    "short_row",
    "status_columns",
    "status_row",
]

#: The columns of the findings of a rule in CSV; their names do not depend on the language.
COLUMNS = (
    "sidik_jari",
    "aturan",
    "tingkat",
    "lingkup",
    "rumusan",
    "nilai",
    "kecamatan",
    "kabupaten",
    "provinsi",
    "sebaran",
    "baris",
    "pesan",
    "saran",
    "dasar",
    "tempat",
)
#: So many places stand in a table; the files have them all.
_FEW = 3


def _places(found: CrossFinding, count: int | None = None) -> str:
    shown = [place.cited() for place in found.places[:count]]
    if found.rows > len(shown):
        more = ["…"]
    else:
        more = []
    return "; ".join([*shown, *more])


def finding_row(found: CrossFinding, lang: Lang) -> list[str]:
    """The cells of :data:`COLUMNS`.

    The tables shield their texts already, so that is taken off first.
    """
    counts = [found.kecamatan, found.kabupaten, found.provinsi]
    cells = [
        found.id,
        found.rule,
        found.severity,
        found.within,
        found.label,
        found.value,
        *counts,
        found.spread,
        found.rows,
    ]
    texts = [found.message[lang], found.remedy[lang], "; ".join(found.basis), _places(found)]
    return [unshielded(str(cell)) for cell in (*cells, *texts)]


def short_columns(lang: Lang) -> tuple[str, ...]:
    """The heads of the findings of a rule on a screen."""
    return tuple(say(key, lang) for key in ("within", "units-short", "spread", "finding", "places"))


def short_row(found: CrossFinding, lang: Lang) -> list[str]:
    """One finding on a screen."""
    spread = say(f"spread-{found.spread}", lang)
    return [
        found.within,
        str(found.kecamatan),
        spread,
        unshielded(found.message[lang]),
        _places(found, _FEW),
    ]


def finding_object(found: CrossFinding) -> dict[str, Any]:
    """One finding as JSON has it."""
    body = asdict(found) | {
        "spread": found.spread,
        "basis": list(found.basis),
        "places": list(map(asdict, found.places)),
    }
    cleaned: dict[str, Any] = _clean(body)
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return unshielded(value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return list(map(_clean, value))
    return value


def question_object(asked: CrossAsked, lang: Lang) -> dict[str, Any]:
    """What was asked, with which values."""
    question = asked.question
    return {
        "question": question.id,
        "title": question.title[lang],
        "params": dict(asked.values),
    }


def status_columns(lang: Lang) -> tuple[str, ...]:
    """The heads of a list of rules with what became of them."""
    heads = [word(key, lang) for key in ("rule", "title", "status")]
    return (*heads, *(say(key, lang) for key in ("areas", "units-short", "findings")))


def status_row(
    question: CrossQuestion, status: CrossStatus | None, rows: int, lang: Lang
) -> list[str]:
    """One rule with what became of it; of a question, the number of its rows."""
    if status is None:
        return [question.id, question.title[lang], "-", "-", "-", str(rows)]
    counts = [str(status.areas), str(status.kecamatan), str(status.findings)]
    return [question.id, question.title[lang], word(status.status, lang), *counts]


def catalogue_row(question: CrossQuestion, lang: Lang) -> list[str]:
    """One question in the list of all."""
    if question.rule:
        kind = word(question.rule.severity, lang)
    else:
        kind = "-"
    return [
        question.id,
        question.title[lang],
        kind,
        question.text[lang],
        " ".join(p.name for p in question.params),
    ]
