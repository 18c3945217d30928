"""A document whose nomenclature codes are brought to another version; what a person must decide is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from kg.derive.nomenklatur.concept import Concept
from kg.errors import InputError, Problem
from kg.read.delimited import csv_lines, delimiter_of
from kg.read.gate import decode, read_bytes
from kg.read.workbook import open_workbook

__all__ = ["Recoded", "recode_folder", "recode_workbook"]

_SHEET, _CODE = "rencana", "kode_nomenklatur"


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
    files = {path.name: read_bytes(path) for path in sorted(folder.glob("*.csv"))}
    name = next((n for n in files if n.casefold() == f"{_SHEET}.csv"), "")
    if not name:
        raise InputError(Problem("LINK-RECODE", str(folder)))
    text = decode(files[name], str(folder / name))
    lines, told = csv_lines(text), Recoded()
    at = _column(lines[0][1], str(folder / name))
    for number, cells in lines[1:]:
        if at < len(cells):
            cells[at] = told.code(cells[at], f"{folder / name}:{number}", successors)
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter_of(text), lineterminator="\n").writerows(
        c for _, c in lines
    )
    return files | {name: out.getvalue().encode()}, told


def recode_workbook(path: Path, successors: Mapping[str, Concept]) -> tuple[bytes, Recoded]:
    """The workbook with the codes of its plan changed; everything else stays."""
    data = read_bytes(path)
    open_workbook(data, str(path))
    book, told = openpyxl.load_workbook(io.BytesIO(data)), Recoded()
    title = next((t for t in book.sheetnames if t.strip().casefold() == _SHEET), "")
    if not title:
        raise InputError(Problem("LINK-RECODE", str(path)))
    sheet = book[title]
    heads = [str(cell.value or "") for cell in sheet[1]]
    at = _column(heads, f"{path} {title}") + 1
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, at)
        place = f"{path} {title}!{cell.coordinate}"
        if cell.value is not None:
            cell.value = told.code(str(cell.value), place, successors)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), told
