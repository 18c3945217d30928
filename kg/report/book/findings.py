"""The sheets Temuan and Tanggapan tanpa Temuan."""

from __future__ import annotations

from kg.report.book.grid import BookGrid, Tone, Toned, Value, columns
from kg.report.book.listing import ANSWERS, COLUMNS, PRINTED, answer_cells, finding_row, statuses
from kg.report.book.texts import text
from kg.report.dossier.dossier import Dossier
from kg.rules.finding import number_of

__all__ = ["answers_left", "findings"]

_TONES: dict[str, Tone] = {
    "violation": "bad",
    "warning": "warn",
    "info": "open",
}
_FIRST = len(COLUMNS) - len(ANSWERS)
_SEVERITY = list(COLUMNS).index("severity")


def _typed(cells: list[Value]) -> list[Value]:
    """The cells that a person fills in, marked so."""
    tones: list[Tone] = ["day" if key == "due" else "input" for key in ANSWERS]
    found: list[Value] = []
    for c, tone in zip(cells, tones, strict=True):
        found.append(Toned(None if isinstance(c, Toned) else c, tone))
    return found


def findings(dossier: Dossier) -> BookGrid:
    """Every finding once, waived ones too, with what was answered."""
    rows: list[list[Value]] = []
    for found in dossier.findings:
        row: list[Value] = list(finding_row(found, dossier))
        row[_SEVERITY] = Toned(str(row[_SEVERITY]), _TONES[found.severity])
        rows.append([*row[:_FIRST], *_typed(row[_FIRST:])])
    last = len(COLUMNS) - 1
    return BookGrid(
        text("sheet", "findings", dossier.lang),
        columns(dossier.lang, **COLUMNS),
        rows,
        choices={last: statuses(dossier.lang)},
        dates=(last - 1,),
        printed=PRINTED,
    )


def answers_left(dossier: Dossier) -> BookGrid:
    """Answers whose finding is gone: the defect is resolved, the answer is kept."""
    present = {found.id for found in dossier.findings}
    left = []
    for key, answer in sorted(dossier.responses.items()):
        if key not in present:
            left.append(answer)
    widths = {key: COLUMNS[key] for key in ("number", "fingerprint", "rule", "label", *ANSWERS)}
    return BookGrid(
        text("sheet", "answers", dossier.lang),
        columns(dossier.lang, **widths),
        [
            [
                number_of(a.finding),
                a.finding,
                a.rule,
                a.label,
                *_typed(list(answer_cells(a, dossier.lang))),
            ]
            for a in left
        ],
        choices={len(widths) - 1: statuses(dossier.lang)},
        dates=(len(widths) - 2,),
    )
