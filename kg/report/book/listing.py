"""A finding as one row: the columns that ``laporan.xlsx`` and ``temuan.csv`` share."""

from __future__ import annotations

from datetime import date

from kg.errors import Lang
from kg.report.book.texts import entries, text
from kg.report.dossier.dossier import Dossier, Response
from kg.report.words import word
from kg.rules.finding import Finding, number_of

__all__ = [
    "ANSWERS",
    "COLUMNS",
    "answer_cells",
    "finding_cells",
    "finding_row",
    "status_text",
    "statuses",
]

#: What the audited party fills in.
ANSWERS = ("response", "plan", "pic", "due", "status")
#: Key and width of each column.
COLUMNS: dict[str, int] = {
    "number": 13,
    "fingerprint": 19,
    "rule": 9,
    "severity": 13,
    "kecamatan": 12,
    "label": 38,
    "path": 45,
    "value": 30,
    "message": 50,
    "remedy": 40,
    "basis": 28,
    "document": 26,
    "line": 8,
    "sheet": 12,
    "cell": 8,
    "quote": 38,
    "waiver": 28,
    "change": 14,
    "response": 36,
    "plan": 36,
    "pic": 20,
    "due": 13,
    "status": 24,
}


def statuses(lang: str) -> tuple[str, ...]:
    """What a dropdown offers."""
    return tuple(entry[lang] for entry in entries("status").values())


def status_text(status: str, lang: str) -> str:
    """A kept status in the language of the report.

    >>> status_text("Selesai", "en")
    'Done'
    """
    return next(
        (str(entry[lang]) for entry in entries("status").values() if entry["id"] == status), status
    )


def _date(typed: str) -> str | date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return typed


def answer_cells(answer: Response | None, lang: str) -> list[str | date | None]:
    """The cells that the audited party fills in, with what it answered before."""
    if answer is None:
        return [None] * len(ANSWERS)
    if answer.due:
        due = _date(answer.due)
    else:
        due = None
    return [
        answer.response,
        answer.plan,
        answer.person_in_charge,
        due,
        status_text(answer.status, lang),
    ]


def _waiver(found: Finding) -> str:
    if found.waived is None:
        return ""
    waived = found.waived
    return f"{waived.id}: {waived.reason} ({waived.approver}, {waived.letter}, {waived.expires})"


def finding_row(found: Finding, dossier: Dossier) -> list[str | int | date | None]:
    """The row of one finding, in the order of :data:`COLUMNS`."""
    if dossier.changes is None:
        kind = ""
    else:
        kind = dossier.changes.kinds.get(found.id, "")
    return finding_cells(found, dossier.lang, dossier.responses.get(found.id), kind)


def finding_cells(
    found: Finding, lang: Lang, answer: Response | None = None, kind: str = ""
) -> list[str | int | date | None]:
    """The same for a finding without a dossier; ``kind`` says how it changed since an earlier check."""
    source = found.source
    return [
        number_of(found.id),
        found.id,
        found.rule,
        word(found.severity, lang),
        found.kecamatan,
        found.label,
        " > ".join(found.path),
        found.value,
        found.message[lang],
        found.remedy[lang],
        "; ".join(found.basis),
        source.document,
        source.line,
        source.sheet,
        source.cell,
        source.text,
        _waiver(found),
        text("change", kind, lang) if kind else "",
        *answer_cells(answer, lang),
    ]
