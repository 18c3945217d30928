"""Lists of regions as people have them.

One code a row, with a name, or with what the region is called elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.derive.regions import RegionPlace
from kg.errors import InputError, Problem
from kg.link.entries import place_of
from kg.link.forms import forms, plain
from kg.link.wilayah.places import CODE, Places, dotted
from kg.read.grid import Grid, Line
from kg.read.grids import read_grids

__all__ = ["RegionRow", "places_of", "read_rows"]

#: The name of a thing in Wikidata.
_QID = re.compile(r"Q[1-9]\d*")
#: Codes of the statistics office: province, kabupaten, kecamatan and village have each their
#: length.
_BPS = re.compile(r"\d{2}|\d{4}|\d{7}|\d{10}")
#: Lines of title above the head are no more than these.
_TITLES = 10


@dataclass(frozen=True)
class RegionRow:
    """What one row says of a region.

    ``label`` and ``parent`` are those of the other catalogue, ``place`` is where it stands.
    """

    code: str
    place: str
    name: str = ""
    qid: str = ""
    bps: str = ""
    label: str = ""
    parent: str = ""
    decision: str = ""
    reviewer: str = ""


def read_rows(path: Path, *, names: bool = False) -> list[RegionRow]:
    """The rows of a list, each code once; with ``names`` those of a file that need not have codes.

    :raises InputError: REGION-HEADER without a column of codes, REGION-ROW for what is no code,
        REGION-TWICE.
    """
    problems: list[Problem] = []
    found: dict[tuple[str, ...], RegionRow] = {}
    for grid in read_grids(path)[0]:
        if grid.lines:
            for row in _rows(grid, problems, "name" if names else "code"):
                key = (row.code, row.qid, row.place if names else "")
                before = found.setdefault(key, row)
                if before is not row:
                    values = {"code": row.code, "first": before.place}
                    problems.append(Problem("REGION-TWICE", row.place, values))
    if not found and not problems:
        problems.append(Problem("LINK-EMPTY", str(path)))
    if problems:
        raise InputError(problems)
    return list(found.values())


def places_of(rows: list[RegionRow], version: str) -> Places:
    """The list that rows of codes and names amount to.

    :raises InputError: REGION-ROW for a code without a name.
    """
    nameless = [row for row in rows if not row.name]
    if nameless:
        raise InputError(
            [Problem("REGION-ROW", row.place, {"found": row.code}) for row in nameless]
        )
    found = [RegionPlace(row.code, row.name) for row in rows]
    return Places(version, tuple(sorted(found, key=lambda place: place.code)))


def _heads(grid: Grid, least: str) -> tuple[int, dict[str, int]]:
    """The line of headings, and the column of each thing.

    :raises InputError: REGION-HEADER.
    """
    # Lists of ministries print titles above their heads, of no fixed number.
    for number, line in enumerate(grid.lines[:_TITLES]):
        columns: dict[str, int] = {}
        for index, cell in line.cells.items():
            for name, headings in forms().wilayah.items():
                if plain(cell.text) in set(map(plain, headings)):
                    columns.setdefault(name, index)
        if least in columns and (len(columns) > 1 or least == "name"):
            return number, columns
    known = ", ".join(forms().wilayah[least])
    raise InputError(Problem("REGION-HEADER", grid.place, {"known": known}))


def _rows(grid: Grid, problems: list[Problem], least: str) -> Iterator[RegionRow]:
    start, columns = _heads(grid, least)
    for line in grid.lines[start + 1 :]:
        texts = {}
        for name, index in columns.items():
            texts[name] = line.cell(index).text.strip()
        if not any(texts.values()):
            continue
        place = place_of(grid, line, columns[least])
        row = RegionRow(**texts | {"code": dotted(texts.get("code", "")), "place": place})
        wrong = ""
        if least == "code":
            wrong = _wrong(row, line, columns)
        if wrong:
            problems.append(Problem("REGION-ROW", place, {"found": wrong[:60]}))
        else:
            yield row


def _wrong(row: RegionRow, line: Line, columns: dict[str, int]) -> str:
    """The cell that cannot be what its heading says; empty when all can."""
    # 33.10 as a number is 33.1: only text keeps a code.
    is_number = line.cell(columns["code"]).number is not None
    if not CODE.fullmatch(row.code) or (is_number and "." in line.cell(columns["code"]).text):
        return row.code or "-"
    if row.qid and not _QID.fullmatch(row.qid):
        return row.qid
    if row.bps and not _BPS.fullmatch(row.bps):
        return row.bps
    return ""
