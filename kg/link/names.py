"""Names that are to be tied to the nomenclature: of documents, of a list in a file, or typed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import InputError, Problem
from kg.read.document import Document
from kg.read.grid import Grid, Line
from kg.read.grids import read_grids
from kg.read.ontology import Ontology
from kg.terms import KIN
from kg.walk.trace import Source, source
from kg.walk.view import View

__all__ = ["Name", "names_in_file", "names_of_document", "typed"]

_LEVELS = {"Program": "program", "Kegiatan": "kegiatan", "SubKegiatan": "sub_kegiatan"}
#: How the columns of a list of names may be headed.
_HEADS = {
    "text": ("nama", "teks", "text", "name", "nomenklatur"),
    "level": ("jenjang", "level"),
    "parent": ("induk", "nama induk", "parent"),
    "code": ("kode", "kode_nomenklatur", "code"),
}


@dataclass(frozen=True)
class Name:
    """One printed name with what is printed around it.

    ``subject`` is its IRI, empty for a typed text.
    """

    text: str
    level: str = ""
    parent: str = ""
    code: str = ""
    subject: str = ""
    region: str = ""
    years: tuple[int, ...] = ()
    version: str = ""
    source: Source | None = None


def _level(printed: str) -> str:
    """A level as people write it.

    >>> _level("Sub Kegiatan")
    'sub_kegiatan'
    """
    words = printed.casefold().split()
    return "_".join(words)


def typed(texts: Iterable[str], level: str = "", parent: str = "") -> list[Name]:
    """Names given as texts, in their order."""
    plain = _level(level)
    return [Name(text, plain, parent) for text in texts]


def names_of_document(document: Document, known: Ontology) -> list[Name]:
    """The programs, activities and sub-activities that a document names, in the order of its rows."""
    view = View(document.triples, known)
    common = Name("", region=document.region, years=_years(view), version=_version(view))
    found: list[tuple[tuple[int, str], Name]] = []
    for kind, level in _LEVELS.items():
        for node in view.instances(KIN[kind]):
            # A thing without a label has no name that could be tied.
            if view.label(node).strip():
                name = _name(view, node, level, common)
                found.append((_row(view, node), name))
    found.sort(key=lambda pair: pair[0])
    return [name for _, name in found]


def _name(view: View, node: NamedNode, level: str, common: Name) -> Name:
    parent = ""
    above = view.nodes(node, KIN["bagianDari"])
    if above:
        parent = view.label(above[0]).strip()
    return replace(
        common,
        text=view.label(node).strip(),
        level=level,
        parent=parent,
        code=view.text(node, KIN["kodeNomenklatur"]),
        subject=node.value,
        source=source(view, node),
    )


def _row(view: View, node: NamedNode) -> tuple[int, str]:
    """What puts the names of a document in the order of its rows."""
    place = source(view, node)
    if place.line:
        return place.line, node.value
    # The row of a cell are the digits behind its column.
    digits = "".join(filter(str.isdigit, place.cell or ""))
    return int(digits or 0), node.value


def _years(view: View) -> tuple[int, ...]:
    found = set()
    for document in view.instances(KIN["Dokumen"]):
        for year in view.objects(document, KIN["tahunPeriode"]):
            found.add(int(getattr(year, "value", "0")))
    return tuple(sorted(found))


def _version(view: View) -> str:
    for document in view.instances(KIN["Dokumen"]):
        number = view.text(document, KIN["versiNomenklatur"])
        if number:
            return number
    return ""


def names_in_file(path: Path) -> list[Name]:
    """The names in a column of a table, with level, parent and code where the table has them.

    :raises InputError: LINK-NAMES when no column is headed as names are.
    """
    grids, _ = read_grids(path)
    for grid in grids:
        if grid.lines:
            return list(_names_in(grid))
    raise InputError(Problem("READ-EMPTY", str(path)))


def _names_in(grid: Grid) -> Iterator[Name]:
    columns = _columns(grid.lines[0])
    if "text" not in columns:
        known = ", ".join(_HEADS["text"])
        raise InputError(Problem("LINK-NAMES", grid.place, {"known": known}))
    for line in grid.lines[1:]:
        # A column that the table does not have is an empty cell of every row.
        cells = dict.fromkeys(_HEADS, "")
        for name, index in columns.items():
            cells[name] = line.cell(index).text.strip()
        text = cells["text"]
        place = Source(grid.file, line.number, None, None, text)
        level = _level(cells["level"])
        yield Name(text, level, cells["parent"], cells["code"], source=place)


def _columns(head: Line) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in head.cells.items():
        for name, headings in _HEADS.items():
            if cell.text.strip().casefold() in headings:
                found.setdefault(name, index)
    return found
