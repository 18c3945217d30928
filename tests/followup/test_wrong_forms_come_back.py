"""A workbook whose form is wrong comes back with its mistakes on the cells, though nothing was checked."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.support.forms import as_workbook, small


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workbook that has two mistakes on two sheets; the current folder."""
    monkeypatch.chdir(tmp_path)
    sheets = small()
    sheets["simpul"][1][2] = "ngawur"
    sheets["rencana"][1][2] = "bukan jenjang"
    as_workbook(tmp_path / "isian.xlsx", sheets)
    return tmp_path


def test_each_mistake_is_a_comment_on_its_cell(place: Path) -> None:
    """With code and way out; nothing else is marked, and the original stays as it is."""
    before = (place / "isian.xlsx").read_bytes()
    done = CliRunner().invoke(app, ["check", "isian.xlsx", "-o", "laporan"])
    assert done.exit_code == 2
    book = openpyxl.load_workbook(place / "laporan" / "isian" / "isian.temuan.xlsx")
    found = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    found[f"{sheet.title}!{cell.coordinate}"] = cell.comment.text
    assert set(found) == {"simpul!C2", "rencana!C2"}
    assert all("FORM-CHOICE" in text for text in found.values())
    assert "Temuan" in book.sheetnames
    assert (place / "isian.xlsx").read_bytes() == before


def test_the_page_counts_nothing_that_was_not_checked(place: Path) -> None:
    """No nought findings: a sign that there is no figure."""
    CliRunner().invoke(app, ["check", "isian.xlsx", "-o", "laporan"])
    page = (place / "laporan" / "laporan.html").read_text(encoding="utf-8")
    tiles = page.partition('<ul class="tiles">')[2].partition("</ul>")[0]
    assert "<b>–</b>" in tiles
    assert "<b>0</b>" not in tiles


def test_such_a_bundle_verifies(place: Path) -> None:
    """The copy is made again byte by byte."""
    CliRunner().invoke(app, ["check", "isian.xlsx", "-o", "laporan"])
    assert CliRunner().invoke(app, ["verify", "laporan"]).exit_code == 0
