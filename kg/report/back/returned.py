"""The workbooks that were checked, each as a copy with its findings on the cells.

The originals are not touched.
"""

from __future__ import annotations

from pathlib import Path

from kg.report.back.numbered import numbered
from kg.report.back.row_matching import Marked, marked
from kg.report.book.texts import text
from kg.report.dossier.dossier import Dossier

__all__ = ["FOLDER", "returned", "returned_remarks"]

FOLDER = "isian"
#: Sets the copy apart from the original, beside which people put it.
_SUFFIX = ".temuan"
#: So much of a name is kept; a number may come behind it.
_LONGEST = 80


def _file(path: str, used: set[str]) -> str:
    """``isian/<name>.temuan.xlsx``, numbered when two inputs have one name."""
    base = path.replace("\\", "/").rpartition("/")[2][: -len(".xlsx")]
    stem = base.removesuffix(_SUFFIX)[:_LONGEST]
    name = numbered(stem, "-", used)
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
    named = _named(dossier)
    if not named:
        return {}
    from kg.report.back.copying import copied  # the library of workbooks, a quarter of a second

    found: dict[str, bytes] = {}
    for name, book_of in named:
        copy = copied(book_of, dossier)
        if copy is not None:
            found[name] = copy
    return found


def returned_remarks(dossier: Dossier, folder: Path) -> list[str]:
    """What each copy in the bundle at ``folder`` lacks, one line per copy."""
    named = _named(dossier)
    if not named:
        return []
    from kg.report.back.lost import lost  # the same

    lines = []
    for name, book_of in named:
        path = folder / name
        said = [text("returned", "failed", dossier.lang)]
        if path.is_file():
            said = lost(book_of.data, path.read_bytes()).sentences(dossier.lang)
        if said:
            lines.append(f"{path}: {' '.join(said)}")
    return lines
