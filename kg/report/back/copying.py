"""One workbook that was checked, as a copy with its findings on the cells."""

from __future__ import annotations

from kg.errors import InputError, Lang
from kg.read.workbook import open_workbook
from kg.report.back.annotate import annotate, cleared, listed
from kg.report.back.lost import lost
from kg.report.back.numbered import numbered
from kg.report.back.results_in import with_results
from kg.report.back.row_matching import Marked
from kg.report.book.library import saved
from kg.report.book.texts import text
from kg.report.dossier.dossier import Dossier

__all__ = ["copied"]

#: What openpyxl raises on contents that it has read but cannot write; such a workbook is not sent
#: back, and that is said.
_UNWRITABLE = (AttributeError, LookupError, OSError, TypeError, ValueError)


def _copy(book_of: Marked, dossier: Dossier) -> bytes:
    """The bytes of the copy: a first one shows what is lost, the second one says so."""
    lang: Lang = dossier.lang
    said: list[str] = []
    for _ in range(2):
        book = open_workbook(book_of.data, book_of.path, values=False, rich=True)
        cleared(book)
        name = _free(book.sheetnames, text("sheet", "findings", lang))
        where = annotate(book, book_of, lang, name)
        listed(
            book,
            book_of,
            where,
            said,
            lang,
            name,
        )
        data = with_results(saved(book, dossier.moment), book_of.data, book_of.path)
        if said:
            break
        said = lost(book_of.data, data).sentences(lang)
        if not said:
            break
    return data


def _free(taken: list[str], name: str) -> str:
    """A sheet name that the workbook does not have yet."""
    used = {title.casefold() for title in taken}
    return numbered(name, " ", used)


def copied(book_of: Marked, dossier: Dossier) -> bytes | None:
    """The bytes of the copy; none where the library cannot write what it has read."""
    try:
        return _copy(book_of, dossier)
    except (InputError, *_UNWRITABLE):
        return None
