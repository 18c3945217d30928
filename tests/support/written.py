r"""Documents written down as text, each row of a sheet with what it says below it.

The files of ``tests/layouts/tulisan`` are in this form:

* ``@ key value``: ``kecamatan``, ``period`` and ``kind`` that are to be found; ``sheet NAME``;
  ``merge A1:C1``; ``hide D``; ``paper`` makes a .docx whose sheets are its tables, and
  ``p TEXT`` a paragraph of it.
* a row: cells between ``|``; a bare number is a number, anything else is text; ``'`` keeps a number
  as text, ``\n`` breaks a line, ``85%%`` is 0.85 in the format of percents.
* ``= LEVEL CELL [<PARENT] [key=value …]``: the row says this; ``CELL`` is a column of it, or an
  address; the parent is the nearest row above of the level ``PARENT``, or the one of that text.
* ``+ CELL [key=value …]``: an indicator of the row that was written down last.
* ``? CELL …``: doubtful; a reader tells them.

Keys: ``text code holder fund sasaran p2025 r2025-I`` of a row (money planned and spent),
``text unit formula source base t2025 r2025-I`` of an indicator. A value is a column, an address, or a
text in quotes.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import openpyxl

from tests.support.places import TESTS

__all__ = ["WRITTEN", "Written", "written"]

WRITTEN = sorted((TESTS / "layouts" / "tulisan").glob("*.txt"))
_CELL = re.compile(r"(?:(?P<sheet>[^!]+)!)?(?P<column>[A-Z]{1,2})(?P<row>\d*)$")
_FIELDS = {"base": "baseline"}
_ROW_MONEY = {"p": "pagu", "r": "realisasi_rp"}
_VALUES = {"t": "targets", "r": "realisasi"}
_DATED = re.compile(r"([ptr])(20\d\d(?:-(?:I|II|III|IV))?)$")

Cell = str | int | float | None


@dataclass
class _Sheet:
    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    percents: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Written:
    """One document: its sheets, what is right, and whether it is a paper."""

    name: str
    sheets: list[_Sheet] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)
    lines: list[tuple[str, int]] = field(default_factory=list)
    paper: bool = False

    def save(self, folder: Path) -> Path:
        """Write the document into a folder."""
        if self.paper:
            return self._paper(folder / f"{self.name}.docx")
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for one in self.sheets:
            sheet = book.create_sheet(one.name)
            for row in one.rows:
                sheet.append(row)
            for row_number, column in one.percents:
                sheet.cell(row_number, column).number_format = "0.##%"
            for cells in one.merged:
                sheet.merge_cells(cells)
            for column in one.hidden:
                sheet.column_dimensions[column].hidden = True
        path = folder / f"{self.name}.xlsx"
        book.save(path)
        return path

    def _paper(self, path: Path) -> Path:
        paper = docx.Document()
        done = 0
        for text, before in self.lines:
            for sheet in self.sheets[done:before]:
                _table(paper, sheet)
            done = max(done, before)
            paper.add_paragraph(text)
        for sheet in self.sheets[done:]:
            _table(paper, sheet)
        paper.save(str(path))
        return path


def _table(paper: Any, sheet: _Sheet) -> None:
    width = max(len(row) for row in sheet.rows)
    table = paper.add_table(rows=len(sheet.rows), cols=width)
    for index, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            table.cell(index, column).text = "" if value is None else str(value)
    for cells in sheet.merged:
        first, last = (openpyxl.utils.cell.coordinate_to_tuple(one) for one in cells.split(":"))
        start, end = table.cell(first[0] - 1, first[1] - 1), table.cell(last[0] - 1, last[1] - 1)
        text = start.text
        start.merge(end).text = text


def _typed(text: str) -> Cell:
    text = text.strip().replace("\\n", "\n")
    if not text:
        return None
    if text.startswith("'"):
        return text[1:]
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


class _Writer:
    def __init__(self, name: str) -> None:
        self.made = Written(name)
        self.made.expected = {"rows": [], "doubtful": [], "kecamatan": None}
        self.made.expected.update({"period": "", "kind": ""})
        self.last: dict[str, Any] = {}

    @property
    def sheet(self) -> _Sheet:
        return self.made.sheets[-1]

    def line(self, line: str) -> None:
        sign, rest = line[:1], line[2:]
        if line.startswith("@ "):
            self.setting(*rest.partition(" ")[::2])
        elif line[:2] in {"= ", "+ ", "? "}:
            {"=": self.row, "+": self.indicator, "?": self.doubt}[sign](shlex.split(rest))
        else:
            self.cells(line)

    def setting(self, key: str, value: str) -> None:
        if key == "sheet":
            self.made.sheets.append(_Sheet(value))
        elif key == "paper":
            self.made.paper = True
        elif key == "p":
            self.made.lines.append((value, len(self.made.sheets)))
        elif key in {"merge", "hide"}:
            {"merge": self.sheet.merged, "hide": self.sheet.hidden}[key].extend(value.split())
        else:
            assert key in {"kecamatan", "period", "kind"}, key
            self.made.expected[key] = value

    def cells(self, line: str) -> None:
        row: list[Cell] = []
        for column, text in enumerate(line.split("|"), 1):
            if text.strip().endswith("%%"):
                row.append(float(text.strip()[:-2]) / 100)
                self.sheet.percents.append((len(self.sheet.rows) + 1, column))
            else:
                row.append(_typed(text))
        self.sheet.rows.append(row)

    def place(self, cell: str) -> str:
        found = _CELL.fullmatch(cell)
        assert found, cell
        row = int(found["row"] or len(self.sheet.rows))
        if self.made.paper and found["column"] == "P":
            return cell
        if self.made.paper:
            column = openpyxl.utils.column_index_from_string(found["column"])
            return f"T{found['sheet'] or len(self.made.sheets)}!R{row}C{column}"
        return f"{found['sheet'] or self.sheet.name}!{found['column']}{row}"

    def value(self, text: str) -> str:
        """The content of a cell, or the text itself."""
        found = _CELL.fullmatch(text)
        if found is None or len(text) > 8:
            return text
        if self.made.paper and found["column"] == "P":
            return self.made.lines[int(found["row"]) - 1][0]
        sheet = self.sheet
        if found["sheet"]:
            sheet = next(one for one in self.made.sheets if one.name == found["sheet"])
        row = int(found["row"] or len(sheet.rows)) - 1
        column = openpyxl.utils.column_index_from_string(found["column"]) - 1
        value = sheet.rows[row][column]
        assert value is not None, f"{self.made.name}: {text} is empty"
        if (row + 1, column + 1) in sheet.percents:
            return f"{float(value) * 100:g}%"
        return str(value)

    def row(self, words: list[str]) -> None:
        level, cell, *rest = words
        entry = {"level": level, "cell": self.place(cell), "text": self.value(cell)}
        entry |= {"code": None, "parent_text": None, "indicators": [], "pagu": {}}
        entry["realisasi_rp"] = {}
        for word in rest:
            if word.startswith("<"):
                entry["parent_text"] = self.parent(word[1:])
            else:
                self.set(entry, *word.partition("=")[::2], _ROW_MONEY)
        self.last = entry
        self.made.expected["rows"].append(entry)

    def parent(self, named: str) -> str:
        above = self.made.expected["rows"]
        return next((row["text"] for row in reversed(above) if row["level"] == named), named)

    def set(self, entry: dict[str, Any], key: str, value: str, dated: dict[str, str]) -> None:
        found = _DATED.fullmatch(key)
        if key == "cell":
            entry["cell"] = self.place(value)
        elif found:
            entry[dated[found[1]]][found[2]] = self.value(value)
        else:
            entry[_FIELDS.get(key, key)] = value[1:] if value[:1] == "~" else self.value(value)

    def indicator(self, words: list[str]) -> None:
        entry: dict[str, Any] = {"text": self.value(words[0]), "cell": self.place(words[0])}
        entry |= dict.fromkeys(("formula", "unit", "source", "baseline"))
        entry |= {"targets": {}, "realisasi": {}}
        for word in words[1:]:
            self.set(entry, *word.partition("=")[::2], _VALUES)
        self.last["indicators"].append(entry)

    def doubt(self, words: list[str]) -> None:
        self.made.expected["doubtful"] += [self.place(cell) for cell in words]


def written(path: Path) -> Written:
    """One document of the folder, with what is right about it."""
    writer = _Writer(path.stem)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            writer.line(line)
    return writer.made
