"""The same document moved, without merged cells, in capitals, with blanks: it says the same."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kg.read.layout.choice import Choice, Wanted
from kg.read.layout.document import understand
from kg.read.layout.reading import Reading
from tests.read.test_layouts_of_a_fourth_hand import ASKED
from tests.support.plain_truth import FOURTH, THIRD

#: Names by how far in they stand, which blanks before a name change.
_INDENTED = frozenset(("06-pohon-kinerja-biringkanaya-2026", "17-pokin-inden-sukajadi"))


def _unchanged(text: str) -> str:
    return text


def _with_blanks(text: str) -> str:
    return f" {text.replace(' ', chr(0xA0) + ' ')}  "


#: What is done to the texts, how far the cells move right and down, and whether they stay merged.
DRESSES: dict[str, tuple[Callable[[str], str], int, int, bool]] = {
    "moved": (_unchanged, 2, 3, True),
    "unmerged": (_unchanged, 0, 0, False),
    "capitals": (str.upper, 0, 0, True),
    "small": (str.lower, 0, 0, True),
    "blanks": (_with_blanks, 0, 0, True),
}


def _copied(cell: Cell, to: Cell, dress: Callable[[str], str]) -> None:
    value = cell.value
    to.value = dress(value) if isinstance(value, str) and not value.startswith("=") else value
    to.number_format = cell.number_format
    to.alignment = copy.copy(cell.alignment)
    to.font = copy.copy(cell.font)


def _hidden(sheet: Worksheet, new: Worksheet, right: int, down: int) -> None:
    for name, column in sheet.column_dimensions.items():
        first = column.min or column_index_from_string(name)
        for index in range(first, (column.max or first) + 1):
            new.column_dimensions[get_column_letter(index + right)].hidden = column.hidden
    for number, row in sheet.row_dimensions.items():
        new.row_dimensions[number + down].hidden = row.hidden


def _dressed(path: Path, dress: str) -> Workbook:
    """A copy of a workbook with the values of its formulas, in another dress."""
    change, right, down, merged = DRESSES[dress]
    new = Workbook()
    new.remove(new.active)
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        page = new.create_sheet(sheet.title)
        page.sheet_state = sheet.sheet_state
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    _copied(cell, page.cell(cell.row + down, cell.column + right), change)
        for area in sheet.merged_cells.ranges if merged else ():
            area.shift(right, down)
            page.merge_cells(area.coord)
        _hidden(sheet, page, right, down)
    return new


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _said(reading: Reading) -> set[tuple[str, ...]]:
    """All that a reading says, without where it stands."""
    found: set[tuple[str, ...]] = set()
    for item in reading.items:
        own = _plain(item.text)
        above = _plain(item.parent.text) if item.parent else ""
        found.add(
            (item.level, own, above, item.code, _plain(item.result.text if item.result else ""))
        )
        for name, values in (("m", item.money), ("s", item.spent), ("t", item.texts)):
            found.update((name, own, key, _plain(one.text)) for key, one in values.items())
        for one in item.indicators:
            told = _plain(one.text)
            found.add(("indikator", own, told))
            for values in (one.targets, one.reached, one.claimed, one.proofs, one.texts):
                found.update((told, key, _plain(value.text)) for key, value in values.items())
    return found


def _read(path: Path, stem: str) -> Reading:
    asked = "penulis_keempat" in str(stem) and Path(stem).name[:2] in ASKED
    wanted = ASKED[Path(stem).name[:2]][1] if asked else Wanted()
    return understand(path, Choice("", wanted)).reading


_BOOKS = [path for path in (*FOURTH, *THIRD) if path.suffix == ".xlsx"]


@pytest.mark.parametrize("path", _BOOKS, ids=lambda path: path.stem)
def test_it_says_the_same(path: Path, tmp_path: Path) -> None:
    """Rows, parents, codes, values, quarters, money and words."""
    before = _said(_read(path, str(path)))
    assert len(before) > 20
    for dress in DRESSES:
        if dress == "blanks" and path.stem in _INDENTED:
            continue
        _dressed(path, dress).save(tmp_path / "lain.xlsx")
        after = _said(_read(tmp_path / "lain.xlsx", str(path)))
        assert (dress, after - before, before - after) == (dress, set(), set())
