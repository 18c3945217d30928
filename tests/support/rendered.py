"""What is made of one check and costs seconds, made once in a process and only when it is wanted."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import Lang
from kg.report.book.workbook import workbook
from kg.report.dossier.dossier import Dossier
from kg.report.pdf.document import check_pdf


class Rendered:
    """Workbook and paper of a check in either language."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._books: dict[Lang, bytes] = {}
        self._papers: dict[Lang, bytes] = {}

    def workbook(self, lang: Lang) -> bytes:
        """``laporan.xlsx``."""
        if lang not in self._books:
            self._books[lang] = workbook(replace(self._dossier, lang=lang))
        return self._books[lang]

    def paper(self, lang: Lang) -> bytes:
        """``laporan.pdf``."""
        if lang not in self._papers:
            self._papers[lang] = check_pdf(replace(self._dossier, lang=lang))
        return self._papers[lang]
