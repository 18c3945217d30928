"""The workbooks that were checked, each as a copy with its findings on the cells.

The originals are not touched.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError, Lang
from kg.read.workbook import open_workbook
from kg.report.back.annotate import annotate, cleared, listed
from kg.report.back.lost import lost
from kg.report.back.results_in import with_results
from kg.report.back.row_matching import Marked, marked
from kg.report.book.texts import text
from kg.report.book.write import saved
from kg.report.dossier.dossier import Dossier

__all__ = ["FOLDER", "returned", "returned_remarks"]

FOLDER = "isian"
#: Sets the copy apart from the original, beside which people put it.
_SUFFIX = ".temuan"
#: So much of a name is kept; a number may come behind it.
_LONGEST = 80
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
    return _numbered(name, " ", used)


def _numbered(name: str, sign: str, used: set[str]) -> str:
    """The name, with the first number behind it that makes it another one than those used."""
    found = name
    number = 1
    while found.casefold() in used:
        number += 1
        found = f"{name}{sign}{number}"
    return found


def _file(path: str, used: set[str]) -> str:
    """``isian/<name>.temuan.xlsx``, numbered when two inputs have one name."""
    base = path.replace("\\", "/").rpartition("/")[2][: -len(".xlsx")]
    stem = base.removesuffix(_SUFFIX)[:_LONGEST]
    name = _numbered(stem, "-", used)
    # Archives are unpacked on disks that take Laporan and laporan for one name.
    used.add(name.casefold())
    return f"{FOLDER}/{name}{_SUFFIX}.xlsx"


def _named(dossier: Dossier) -> list[tuple[str, Marked]]:
    used: set[str] = set()
    found: list[tuple[str, Marked]] = []
    for book_of in marked(dossier):
        found.append((_file(book_of.path, used), book_of))
    return found


def returned(dossier: Dossier) -> dict[str, bytes]:
    """The copies by name; none for inputs that are no workbooks, are gone, or are no longer what was checked."""
    found: dict[str, bytes] = {}
    for name, book_of in _named(dossier):
        try:
            found[name] = _copy(book_of, dossier)
        except (InputError, *_UNWRITABLE):
            continue
    return found


def returned_remarks(dossier: Dossier, folder: Path) -> list[str]:
    """What each copy in the bundle at ``folder`` lacks, one line per copy."""
    lines = []
    for name, book_of in _named(dossier):
        path = folder / name
        said = [text("returned", "failed", dossier.lang)]
        if path.is_file():
            said = lost(book_of.data, path.read_bytes()).sentences(dossier.lang)
        if said:
            lines.append(f"{path}: {' '.join(said)}")
    return lines
