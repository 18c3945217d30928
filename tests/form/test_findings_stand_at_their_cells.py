"""A finding of a workbook stands at the cell of the text that it quotes, and findings come in the order of the sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import kg
from kg.model.form import form
from kg.rules.finding import Finding
from kg.worker.checking import CheckReport
from tests.form.sound import as_xlsx, sound


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of more than ten nodes, most of them without what the rules ask for."""
    sheets = sound()
    for number in range(2, 9):
        node = [f"B{number}", "A1", "operasional", f"Terbinanya kelompok {'x' * number}"]
        sheets["simpul"].append([*node, "", "", "", ""])
    again = sheets["indikator"][3]
    sheets["indikator"].append(["I4", "B2", *again[2:]])
    return as_xlsx(tmp_path_factory.mktemp("a") / "isian.xlsx", sheets)


@pytest.fixture(scope="module")
def report(path: Path) -> CheckReport:
    """What a check finds there."""
    return kg.check(path)


def _place(found: Finding) -> tuple[int, int, int]:
    cell = openpyxl.utils.cell.coordinate_from_string(found.source.cell or "A1")
    names = [sheet.name for sheet in form()]
    column = openpyxl.utils.column_index_from_string(cell[0])
    return names.index(found.source.sheet or ""), cell[1], column


def test_they_come_by_sheet_row_and_column(report: CheckReport) -> None:
    """Row 10 comes behind row 9, and the sheets as the form has them."""
    places = [_place(found) for found in report.findings]
    assert places == sorted(places) and len({place[0] for place in places}) > 2


def test_what_is_missing_stands_at_the_wording_that_is_quoted(
    report: CheckReport, path: Path
) -> None:
    """A role, a translation or an indicator has no cell of its own on the row of a node."""
    book = openpyxl.load_workbook(path)
    quoting = [f for f in report.findings if f.rule in {"CAS-18", "CAS-19", "IND-01"}]
    assert len(quoting) > 10
    for found in quoting:
        assert book[str(found.source.sheet)][str(found.source.cell)].value == found.label


def test_another_row_is_named_by_its_cell_and_the_number_stays(
    report: CheckReport, path: Path, tmp_path: Path
) -> None:
    """A row put in above moves the cell; the number of the finding is as before."""
    twice = [f for f in report.findings if f.rule == "IND-17"]
    assert any("(indikator!D5)" in f.message["id"] for f in twice)
    book = openpyxl.load_workbook(path)
    book["indikator"].insert_rows(2)
    book.save(tmp_path / path.name)
    moved = [f for f in kg.check(tmp_path / path.name).findings if f.rule == "IND-17"]
    assert {f.id for f in moved} == {f.id for f in twice}
    assert any("(indikator!D6)" in f.message["id"] for f in moved)
