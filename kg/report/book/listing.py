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
    "PRINTED",
    "answer_cells",
    "finding_cells",
    "finding_row",
    "status_text",
    "statuses",
]

#: What the audited party fills in.
ANSWERS = ("response", "plan", "pic", "due", "status")
#: How many columns are printed: they fill a sheet of A3; the others are for sorting and answering
#: on the screen.
PRINTED = 8
#: Key and width of each column; what is printed stands first.
COLUMNS: dict[str, int] = {
    "number": 13,
    "fingerprint": 19,
    "rule": 9,
    "severity": 13,
    "kecamatan": 12,
    "label": 38,
    "message": 50,
    "remedy": 40,
    "path": 45,
    "value": 30,
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
    for entry in entries("status").values():
        if entry["id"] == status:
            return str(entry[lang])
    return status


def _date(typed: str) -> str | date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return typed


def answer_cells(answer: Response | None, lang: str) -> list[str | date | None]:
    """The cells that the audited party fills in, with what it answered before."""
    if answer is None:
        return [None] * len(ANSWERS)
    due = _date(answer.due) or None
    status = status_text(answer.status, lang)
    return [answer.response, answer.plan, answer.person_in_charge, due, status]


def _waiver(found: Finding) -> str:
    if found.waived is None:
        return ""
    waived = found.waived
    return f"{waived.id}: {waived.reason} ({waived.approver}, {waived.letter}, {waived.expires})"


def finding_row(found: Finding, dossier: Dossier) -> list[str | int | date | None]:
    """The row of one finding, in the order of :data:`COLUMNS`."""
    changes = dossier.changes
    kind = ""
    if changes is not None:
        kind = changes.kinds.get(found.id, "")
    return finding_cells(found, dossier.lang, dossier.responses.get(found.id), kind)


def finding_cells(
    found: Finding, lang: Lang, answer: Response | None = None, kind: str = ""
) -> list[str | int | date | None]:
    """The same for a finding without a dossier.

    ``kind`` says how it changed since an earlier check.
    """
    source = found.source
    cells: dict[str, str | int | None] = {
        "number": number_of(found.id),
        "fingerprint": found.id,
        "rule": found.rule,
        "severity": word(found.severity, lang),
        "kecamatan": found.kecamatan,
        "label": found.label,
        "path": " > ".join(found.path),
        "value": found.value,
        "message": found.message[lang],
        "remedy": found.remedy[lang],
        "basis": "; ".join(found.basis),
        "document": source.document,
        "line": source.line,
        "sheet": source.sheet,
        "cell": source.cell,
        "quote": source.text or word("empty-row", lang),
        "waiver": _waiver(found),
        "change": text("change", kind, lang) if kind else "",
    }
    told = []
    for key in COLUMNS:
        if key not in ANSWERS:
            told.append(cells[key])
    return [*told, *answer_cells(answer, lang)]
