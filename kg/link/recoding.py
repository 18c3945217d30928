"""A document whose nomenclature codes are brought to another version.

What a person must decide is told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from kg.derive.official.concept import Concept
from kg.errors import InputError, Problem
from kg.read.delimited import csv_lines, delimiter_of
from kg.read.gate import decode, read_bytes
from kg.read.workbook import open_workbook

__all__ = ["Recoded", "recode_folder", "recode_workbook"]

_SHEET, _FILE, _CODE = "rencana", "rencana.csv", "kode_nomenklatur"


@dataclass
class Recoded:
    """How many codes were changed, and those that a person must look at, by place."""

    changed: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)

    def code(self, text: str, place: str, successors: Mapping[str, Concept]) -> str:
        """The new code for a cell."""
        code = text.strip()
        if not code:
            return text
        new = successors.get(code)
        if new is None:
            self.left.append((place, code))
            return text
        self.changed += new.code != code
        return new.code


def _column(heads: list[str], place: str) -> int:
    plain = ["_".join(head.casefold().split()) for head in heads]
    if _CODE not in plain:
        raise InputError(Problem("LINK-RECODE", place))
    return plain.index(_CODE)


def recode_folder(
    folder: Path, successors: Mapping[str, Concept]
) -> tuple[dict[str, bytes], Recoded]:
    """The files of a folder of sheets, with the codes of its plan changed."""
    files = {}
    for path in sorted(folder.glob("*.csv")):
        files[path.name] = read_bytes(path)
    name = next((name for name in files if name.casefold() == _FILE), "")
    if not name:
        raise InputError(Problem("LINK-RECODE", str(folder)))
    place = str(folder / name)
    text = decode(files[name], place)
    lines = csv_lines(text)
    _, heads = lines[0]
    at = _column(heads, place)
    told = Recoded()
    for number, cells in lines[1:]:
        # Spreadsheets leave out empty cells at the end of a row.
        if at < len(cells):
            cells[at] = told.code(cells[at], f"{place}:{number}", successors)
    out = io.StringIO()
    # The sign between cells stays as it was: the office's program opens the file as before.
    writer = csv.writer(out, delimiter=delimiter_of(text), lineterminator="\n")
    writer.writerows(cells for _, cells in lines)
    return files | {name: out.getvalue().encode()}, told


def recode_workbook(path: Path, successors: Mapping[str, Concept]) -> tuple[bytes, Recoded]:
    """The workbook with the codes of its plan changed; everything else stays."""
    data = read_bytes(path)
    # Only for its refusals: a hostile workbook must not reach the library that writes.
    open_workbook(data, str(path))
    book = openpyxl.load_workbook(io.BytesIO(data))
    title = next((title for title in book.sheetnames if title.strip().casefold() == _SHEET), "")
    if not title:
        raise InputError(Problem("LINK-RECODE", str(path)))
    sheet = book[title]
    heads = [str(cell.value or "") for cell in sheet[1]]
    at = _column(heads, f"{path} {title}") + 1
    told = Recoded()
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, at)
        if cell.value is not None:
            place = f"{path} {title}!{cell.coordinate}"
            cell.value = told.code(str(cell.value), place, successors)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), told
