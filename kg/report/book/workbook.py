"""``laporan.xlsx`` from the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from kg.report.book.contents import contents
from kg.report.book.findings import answers_left, findings
from kg.report.book.grid import BookGrid
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
    return written(_grids(dossier), dossier.lang, dossier.moment)


def _grids(dossier: Dossier) -> Iterator[BookGrid]:
    for make in _SHEETS:
        yield make(dossier)
    yield from working_papers(dossier)
