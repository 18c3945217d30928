"""The planner's workbook comes back as a copy with its findings on the cells; the original is not touched."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.back.returned import returned, returned_remarks
from kg.report.bundle.manifest import mismatches, read_manifest
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier
from kg.rules.finding import number_of
from tests.support.forms import as_folder, as_workbook, small
from tests.support.hostile_texts import hostile

NAME = "isian/isian.temuan.xlsx"


def checked(*paths: Path) -> Dossier:
    """The check of these inputs."""
    return whole_check(Wanted(paths=tuple(str(p) for p in paths)))


def opened(data: bytes) -> Any:
    """The workbook as a reader opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def isian(tmp_path: Path) -> Path:
    """A workbook with a vague indicator without a formula, as planners keep it: validation, formats, comment, merged cells."""
    sheets = small()
    sheets["indikator"] += [["I2", "SK", "Nilai dengan baik", "dokumen"]]
    path = as_workbook(tmp_path / "isian.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    nodes, indicators = book["simpul"], book["indikator"]
    rule = DataValidation("list", formula1='"outcome,csf"')
    rule.add("C2:C99")
    nodes.add_data_validation(rule)
    red = PatternFill("solid", start_color="FF0000")
    nodes.conditional_formatting.add(
        "A1:A9", CellIsRule(operator="equal", formula=['"x"'], fill=red)
    )
    nodes["D2"].font = Font(bold=True, color="00FF00")
    nodes["D2"].number_format = "@"
    indicators["D3"].comment = Comment("tanya Pak Camat", "perencana")
    book["petunjuk"].merge_cells("A3:C4")
    book["petunjuk"]["A5"] = "=1+1"
    book.save(path)
    return path


def test_every_finding_with_a_cell_is_on_its_cell(isian: Path) -> None:
    """Number, rule and message in the comment, and a colour; empty cells too."""
    dossier = checked(isian)
    book = opened(returned(dossier)[NAME])
    assert {f.rule for f in dossier.findings} >= {"IND-03", "IND-10", "IND-15", "CAS-04"}
    for found in dossier.findings:
        cell = book[found.source.sheet][found.source.cell]
        assert number_of(found.id) in cell.comment.text and found.message["id"] in cell.comment.text
        assert cell.fill.fill_type == "solid"
    assert (
        book["indikator"]["E3"].value is None and "IND-15" in book["indikator"]["E3"].comment.text
    )


def test_the_sheet_of_findings_leads_to_the_cells(isian: Path) -> None:
    """Every finding once, in the order of the book, with a link inside the book."""
    dossier = checked(isian)
    book = opened(returned(dossier)[NAME])
    sheet = book["Temuan"]
    rows = [row for row in sheet.iter_rows() if str(row[0].value).startswith("T-")]
    assert sorted(row[0].value for row in rows) == sorted(number_of(f.id) for f in dossier.findings)
    places = [row[3].value.split("!") for row in rows]
    assert [row[3].hyperlink.location for row in rows] == [
        f"'{title}'!{cell}" for title, cell in places
    ]
    order = [(book.sheetnames.index(title), int(re.sub(r"\D", "", cell))) for title, cell in places]
    assert order == sorted(order)
    assert book.active.title == "Temuan" and [
        s.title for s in book if s.sheet_view.tabSelected
    ] == ["Temuan"]


def test_the_original_is_untouched_and_what_it_had_is_kept(isian: Path) -> None:
    """Values, formulas, validations, formats, conditional formats, merged cells and the planner's own comment."""
    before = isian.read_bytes()
    dossier = checked(isian)
    data = returned(dossier)[NAME]
    assert isian.read_bytes() == before
    old, new = opened(before), opened(data)
    assert new.sheetnames == [*old.sheetnames, "Temuan"]
    for sheet in old:
        copy = new[sheet.title]
        assert [[c.value for c in row] for row in copy.iter_rows()] == [
            [c.value for c in row] for row in sheet.iter_rows()
        ]
        assert copy.merged_cells.ranges == sheet.merged_cells.ranges
        assert [v.sqref for v in copy.data_validations.dataValidation] == [
            v.sqref for v in sheet.data_validations.dataValidation
        ]
        assert len(copy.conditional_formatting) == len(sheet.conditional_formatting)
    cell = new["simpul"]["D2"]
    assert cell.font.b and cell.number_format == "@"
    assert (
        new["indikator"]["D3"].comment.text.startswith("tanya Pak Camat")
        and "IND-03" in new["indikator"]["D3"].comment.text
    )
    assert new["petunjuk"]["A5"].value == "=1+1"


def test_the_copy_is_the_same_twice(isian: Path) -> None:
    """Byte for byte."""
    dossier = checked(isian)
    assert returned(dossier) == returned(dossier)


def _with_parts(path: Path, extra: dict[str, bytes], *, sheet: bytes = b"") -> None:
    """Put parts into the archive that the library does not write, and markup at the end of the first sheet."""
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(
                name,
                body.replace(b"</worksheet>", sheet + b"</worksheet>")
                if name.endswith("sheet1.xml")
                else body,
            )
        for name, body in extra.items():
            new.writestr(name, body)


def test_what_the_copy_lacks_is_said(isian: Path, tmp_path: Path) -> None:
    """On its sheet and on the screen: pictures, shapes, newer validations, unknown parts; charts are drawn again."""
    book = openpyxl.load_workbook(isian)
    chart = BarChart()
    chart.add_data(Reference(book["target"], min_col=3, min_row=1, max_row=2))
    book["target"].add_chart(chart, "E2")
    book.save(isian)
    ext = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/'
        b'2009/9/main"><x14:dataValidations count="1"><x14:dataValidation type="list"></x14:dataValidation></x14:dataValidations>'
        b"</ext></extLst>"
    )
    shape = b'<xdr:wsDr xmlns:xdr="http://x"><xdr:sp macro=""></xdr:sp></xdr:wsDr>'
    parts = {
        "xl/media/image1.png": b"x",
        "xl/drawings/drawing9.xml": shape,
        "xl/richData/rdarray.xml": b"<a/>",
    }
    _with_parts(isian, parts, sheet=ext)
    before = isian.read_bytes()
    result = CliRunner().invoke(app, ["check", str(isian), "-o", str(tmp_path / "laporan")])
    assert result.exit_code == 1 and isian.read_bytes() == before
    copy = opened((tmp_path / "laporan" / NAME).read_bytes())
    said = " ".join(str(row[0]) for row in copy["Temuan"].iter_rows(max_row=4, values_only=True))
    for words in (
        "gambar (1)",
        "bentuk dan kotak teks (1)",
        "validasi data bentuk baru (1)",
        "rdarray.xml",
        "Grafik digambar ulang",
    ):
        assert words in said and words in result.stderr
    assert "Rumus tanpa hasil tersimpan: 1" in said


def test_results_of_formulas_are_in_the_copy(tmp_path: Path) -> None:
    """As their author saw them, number and text: the copy is read again without a detour by Excel."""
    path = as_workbook(tmp_path / "isian.xlsx", small())
    book = openpyxl.load_workbook(path)
    sheet = book["target"]
    value = next(cell for cell in sheet[1] if cell.value == "nilai").column
    sheet.cell(2, value).value = "=1+1"
    book["rencana"]["E2"] = '="a"&"<b"'
    book.save(path)
    for name, place, result in (
        ("target", sheet.cell(2, value).coordinate, b"<v>40</v>"),
        ("rencana", "E2", b"<v>a&lt;b</v>"),
    ):
        _with_result(path, book.sheetnames.index(name) + 1, place, result)
    run = CliRunner().invoke(app, ["check", str(path), "-o", str(tmp_path / "laporan")])
    copy = tmp_path / "laporan" / NAME
    assert "Rumus" not in run.stderr
    shown = openpyxl.load_workbook(copy, data_only=True)
    assert shown["rencana"]["E2"].value == "a<b"
    assert openpyxl.load_workbook(copy)["target"].cell(2, value).value == "=1+1"
    again = CliRunner().invoke(app, ["check", str(copy)])
    assert "FORM-FORMULA" not in again.stderr and again.exit_code == run.exit_code


def _with_result(path: Path, number: int, place: str, result: bytes) -> None:
    """Save the result of one formula, as Excel does."""
    name = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    kind = b"n" if result[3:4].isdigit() else b"str"
    cell = re.compile(rb'<c r="%s"([^>]*)>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>' % place.encode())
    filled = cell.sub(rb'<c r="%s"\1 t="%s">\2%s</c>' % (place.encode(), kind, result), parts[name])
    assert filled != parts[name]
    parts[name] = filled
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)


def test_nothing_is_said_when_nothing_is_missing(tmp_path: Path) -> None:
    """A plain workbook comes back whole."""
    path = as_workbook(tmp_path / "isian.xlsx", small())
    result = CliRunner().invoke(app, ["check", str(path), "-o", str(tmp_path / "laporan")])
    assert result.exit_code == 1 and "temuan.xlsx" not in result.stderr


def test_a_returned_copy_can_be_checked_and_returned_again(isian: Path, tmp_path: Path) -> None:
    """Old marks go, the planner's own comment stays, and the name does not grow."""
    first = returned(checked(isian))[NAME]
    again = tmp_path / "isian.temuan.xlsx"
    book = opened(first)
    book["indikator"]["C3"] = "Jumlah pemohon yang dilayani tepat waktu"
    book["petunjuk"]["A5"] = None
    book.save(again)
    dossier = checked(again)
    # Its own sheet is no unknown one.
    assert not [p for p in dossier.report.problems if p.code == "FORM-SHEET"]
    copies = returned(dossier)
    assert list(copies) == [NAME]
    copy = opened(copies[NAME])
    assert copy.sheetnames.count("Temuan") == 1 and len(copy.sheetnames) == len(book.sheetnames)
    assert copy["indikator"]["D3"].comment.text.count("IND-03") == 1
    assert copy["indikator"]["D3"].comment.text.startswith("tanya Pak Camat")
    marked = {
        (s.title, c.coordinate) for s in copy for row in s.iter_rows() for c in row if c.comment
    }
    assert marked == {(f.source.sheet, f.source.cell) for f in dossier.findings}


def test_only_workbooks_that_are_still_what_was_checked_come_back(
    isian: Path, tmp_path: Path
) -> None:
    """Folders, files that are gone and files that were changed since give nothing."""
    folder = as_folder(tmp_path / "csv", small("lain", prefix="Z"))
    dossier = checked(isian, folder)
    assert list(returned(dossier)) == [NAME]
    isian.write_bytes(isian.read_bytes() + b" ")
    assert returned(dossier) == {}
    isian.unlink()
    assert returned(dossier) == {}


def test_inputs_of_one_name_and_of_one_unit_are_told_apart(tmp_path: Path) -> None:
    """Two copies, numbered; each carries the findings of its own rows, and none is lost."""
    one = as_workbook(tmp_path / "satu.xlsx", small("satu"))
    (tmp_path / "b").mkdir()
    two = as_workbook(tmp_path / "b" / "dua.xlsx", small("dua", prefix="Z"))
    (tmp_path / "c").mkdir()
    three = as_workbook(tmp_path / "c" / "dua.xlsx", small("tiga", region="33.02.20", prefix="Y"))
    dossier = checked(one, two, three)
    copies = returned(dossier)
    assert sorted(copies) == [
        "isian/dua-2.temuan.xlsx",
        "isian/dua.temuan.xlsx",
        "isian/satu.temuan.xlsx",
    ]
    numbers: list[str] = []
    for data in copies.values():
        numbers += [
            row[0]
            for row in opened(data)["Temuan"].iter_rows(values_only=True)
            if str(row[0]).startswith("T-")
        ]
    assert sorted(numbers) == sorted(number_of(f.id) for f in dossier.findings)
    codes = {
        str(row[0].value)
        for row in opened(copies["isian/satu.temuan.xlsx"])["simpul"].iter_rows()
        if any(cell.comment for cell in row)
    }
    assert codes and not any(code.startswith("Z") for code in codes)


def test_rows_that_name_their_own_document_are_marked_too(tmp_path: Path) -> None:
    """The cell is known although the source is a line of a text."""
    sheets = small()
    sheets["simpul"] = [
        [*row, *extra]
        for row, extra in zip(
            sheets["simpul"],
            [["sumber_dokumen", "sumber_baris"]] + [["renstra.txt", "7"]] * 4,
            strict=True,
        )
    ]
    path = as_workbook(tmp_path / "isian.xlsx", sheets)
    dossier = checked(path)
    assert any(f.source.document == "renstra.txt" for f in dossier.findings)
    assert opened(returned(dossier)[NAME])["simpul"]["D3"].comment is not None


def test_hostile_texts_stay_texts(isian: Path) -> None:
    """No formula appears that the planner did not write."""
    dossier = checked(isian)
    unit = dossier.report.units[0]
    texts = hostile(dossier).report.units[0].findings
    pairs = zip(unit.findings, texts, strict=True)
    kept = tuple(replace(bad, source=good.source, kecamatan=good.kecamatan) for good, bad in pairs)
    report = replace(dossier.report, units=(replace(unit, findings=kept),))
    book = opened(returned(replace(dossier, report=report))[NAME])
    assert [
        c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"
    ] == ["A5"]


def test_a_copy_of_an_earlier_bundle_does_not_stay(isian: Path, tmp_path: Path) -> None:
    """A folder is written twice with other inputs: the bundle is whole, and holds no copy that it does not name."""
    bundle = tmp_path / "laporan"
    other = as_workbook(tmp_path / "lain.xlsx", small())
    for path in (isian, other):
        CliRunner().invoke(app, ["check", str(path), "-o", str(bundle)])
    assert [p.name for p in (bundle / "isian").iterdir()] == ["lain.temuan.xlsx"]
    assert mismatches(bundle, read_manifest(bundle)["parts"]) == []


def test_a_huge_empty_sheet_costs_nothing(isian: Path) -> None:
    """Only cells that are there are looked at."""
    book = openpyxl.load_workbook(isian)
    book["petunjuk"]["XFD1048576"] = "akhir"
    book.save(isian)
    assert opened(returned(checked(isian))[NAME])["petunjuk"]["XFD1048576"].value == "akhir"


def test_remarks_name_a_copy_that_could_not_be_made(isian: Path, tmp_path: Path) -> None:
    """A bundle without it says so."""
    (line,) = returned_remarks(checked(isian), tmp_path / "kosong")
    assert "tidak dapat disalin" in line


def test_a_damaged_drawing_does_not_stop_the_report(isian: Path, tmp_path: Path) -> None:
    """A part that nobody can read is no reason to fail; the workbook was read, so it comes back."""
    _with_parts(isian, {"xl/drawings/drawing9.xml": b"<xdr:sp >" * 50})
    isian.write_bytes(isian.read_bytes().replace(b"<xdr:sp ><xdr:sp >", b"<xdr:sp ><xdr:sq >", 1))
    result = CliRunner().invoke(app, ["check", str(isian), "-o", str(tmp_path / "laporan")])
    assert result.exit_code == 1 and (tmp_path / "laporan" / NAME).is_file()
