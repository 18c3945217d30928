"""A workbook costs what its cells hold: merged ranges and formats over millions of cells are read in no time, or refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.limits import DEFAULT
from kg.read.grid import Grid
from kg.read.slim import slimmed
from kg.read.workbook import read_workbook
from tests.support.forms import as_workbook, small

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TEXT = b'<c r="A1" t="inlineStr"><is><t>kode</t></is></c>'
SHEET = "xl/worksheets/sheet3.xml"


def _book(path: Path, rows: bytes, merged: bytes = b"", head: bytes = HEAD) -> bytes:
    """A sound workbook of which one sheet has these rows and merged ranges."""
    sheet = head + rows + b"</sheetData>"
    if merged:
        sheet += b"<mergeCells>" + merged + b"</mergeCells>"
    target = io.BytesIO()
    path = as_workbook(path / "b.xlsx", small())
    with zipfile.ZipFile(path) as sound, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name in sound.namelist():
            body = sheet + b"</worksheet>" if name == SHEET else sound.read(name)
            book.writestr(name, body)
    return target.getvalue()


def _second(data: bytes) -> Grid:
    return read_workbook(data, "b.xlsx")[2]


def _row(number: int, cells: bytes) -> bytes:
    return b'<row r="%d">%s</row>' % (number, cells)


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:A1048576", "A1:XFD1", "$a$1:$XFD$9999"])
def test_a_merged_range_ends_where_the_cells_end(tmp_path: Path, reference: str) -> None:
    """Whole sheets, columns and rows, in either way of writing them."""
    merged = b'<mergeCell ref="%s"/>' % reference.encode()
    below = b'<c r="B2"><v>7</v></c>'
    grid = _second(_book(tmp_path, _row(1, TEXT) + _row(2, below), merged))
    assert grid.lines[0].cells[0].text == "kode"


def test_many_wide_ranges_without_cells(tmp_path: Path) -> None:
    """Eighteen million cells under ranges of which none has a value."""
    ranges = b"".join(
        b'<mergeCell ref="A%d:GR%d"/>' % (k * 100 + 2, k * 100 + 99) for k in range(900)
    )
    grid = _second(_book(tmp_path, _row(1, TEXT), ranges))
    assert len(grid.lines) == 1


@pytest.mark.parametrize(
    "tag",
    [
        b'<mergeCell ref="A1:XFD1048576"/>',
        b"<mergeCell ref='A1:XFD1048576'/>",
        b'<mergeCell x=">" ref = "A1:XFD1048576" />',
        b'<mergeCell\nref="A1:XFD1048576"></mergeCell>',
    ],
)
def test_a_range_over_cells_far_apart_is_refused(tmp_path: Path, tag: bytes) -> None:
    """However the tag is written: a cell in the last corner keeps the range as large as it says."""
    far = _row(1048576, b'<c r="XFD1048576"><v>1</v></c>')
    with pytest.raises(InputError) as refused:
        read_workbook(_book(tmp_path, _row(1, TEXT) + far, tag), "b.xlsx")
    assert refused.value.problems[0].code == "READ-CELLS"


@pytest.mark.parametrize("reference", [b"A&#49;:XFD1048576", b"", b"A1:B2 C1:XFD99999"])
def test_a_range_that_cannot_be_told_is_refused(tmp_path: Path, reference: bytes) -> None:
    """What a library might read otherwise than it is counted."""
    merged = b'<mergeCell ref="%s"/>' % reference
    with pytest.raises(InputError) as refused:
        read_workbook(_book(tmp_path, _row(1, TEXT), merged), "b.xlsx")
    assert refused.value.problems[0].code == "READ-XLSX"


def test_formatted_cells_without_a_value_are_not_counted(tmp_path: Path) -> None:
    """200,000 of them beside one that holds something; empty rows with a height too."""
    cells = b"".join(b'<c r="A%d" s="0"/><c r="B%d" s="0"></c>' % (n, n) for n in range(2, 100_002))
    rows = _row(1, TEXT) + _row(2, cells) + b'<row r="3" ht="20" customHeight="1"/>' * 100
    data = _book(tmp_path, rows)
    limits = replace(DEFAULT, workbook_tags=2_000)
    assert len(read_workbook(data, "b.xlsx", limits)[2].lines) == 1


@pytest.mark.parametrize(
    "row", [b"<row><c><v>1</v></c></row>", b"<row/>", b'<row r="1"><c/></row>']
)
def test_more_tags_than_can_be_built_are_refused(tmp_path: Path, row: bytes) -> None:
    """Rows and cells that say nothing of their place are counted, as nothing can be left out."""
    limits = replace(DEFAULT, workbook_tags=5_000)
    with pytest.raises(InputError) as refused:
        read_workbook(_book(tmp_path, row * 10_000), "b.xlsx", limits)
    assert refused.value.problems[0].code in {"READ-CELLS", "READ-BOMB"}


def test_cells_without_a_place_keep_theirs(tmp_path: Path) -> None:
    """The third cell of a row stays the third when the two before it are empty and say nothing of their place."""
    data = _book(tmp_path, b'<row><c s="0"/><c s="0"/><c><v>5</v></c></row>')
    (line,) = _second(data).lines
    assert line.cells[2].text == "5"


def test_what_looks_like_an_empty_cell_in_a_text_stays(tmp_path: Path) -> None:
    """Signs inside a CDATA section are text."""
    text = b'<c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1"/>]]></t></is></c>'
    (line,) = _second(_book(tmp_path, _row(1, text))).lines
    assert line.cells[0].text == '<c r="B1"/>'


def test_a_sheet_in_utf_16_is_counted_like_any_other(tmp_path: Path) -> None:
    """Another encoding hides no range."""
    head = b'<?xml version="1.0" encoding="UTF-16"?>' + HEAD
    whole = _book(tmp_path, _row(1, TEXT), b'<mergeCell ref="A1:XFD1048576"/>', head)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as sound, zipfile.ZipFile(target, "w") as archive:
        for name in sound.namelist():
            body = sound.read(name)
            archive.writestr(name, body.decode().encode("utf-16") if name == SHEET else body)
    assert _second(target.getvalue()).lines[0].cells[0].text == "kode"


def test_a_sound_workbook_reads_the_same(tmp_path: Path) -> None:
    """Leaving out what is empty changes nothing that is read."""
    data = as_workbook(tmp_path / "b.xlsx", small()).read_bytes()
    assert read_workbook(slimmed(data), "b.xlsx") == read_workbook(data, "b.xlsx")
