"""``laporan.xlsx`` from the dossier."""

from __future__ import annotations

from kg.report.book.contents import contents
from kg.report.book.findings import answers_left, findings
from kg.report.book.matrix import matrix, work
from kg.report.book.papers import working_papers
from kg.report.book.rules import changes, rules, waivers
from kg.report.book.summary import inputs, readme, summary
from kg.report.book.write import written
from kg.report.dossier.dossier import Dossier

__all__ = ["workbook"]

_SHEETS = (
    readme,
    summary,
    matrix,
    work,
    rules,
    findings,
    waivers,
    changes,
    inputs,
    contents,
    answers_left,
)


def workbook(dossier: Dossier) -> bytes:
    """All sheets, the working papers last; the same dossier gives the same bytes."""
    grids = [make(dossier) for make in _SHEETS] + working_papers(dossier)
    return written(grids, dossier.lang, dossier.moment)
