"""Every kind of workbook says the same, and what hides something in it is told."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from kg.errors import InputError
from kg.read.delimited import csv_lines
from kg.read.inputs import read_paths
from tests.form.sound import (
    Sheets,
    as_folder,
    as_xls,
    as_xlsx,
    problems_of,
    read,
    sound,
    statements,
    told,
)

STRICT = {
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/": "http://purl.oclc.org/ooxml/spreadsheetml/",
}
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    "{tables}</office:spreadsheet></office:body></office:document-content>"
)


def _strict(path: Path, sheets: Sheets) -> Path:
    """A workbook as Excel writes it under "Strict Open XML"."""
    as_xlsx(path, sheets)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            body = old.read(name).decode()
            for common, strict in STRICT.items():
                body = body.replace(common, strict)
            new.writestr(name, body)
    return path


def _ods_cell(value: object) -> str:
    if value == "":
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if isinstance(value, float):
        kind = f'office:value-type="percentage" office:value="{value}"'
        value = f"{value:.0%}"
    return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"


def _ods(path: Path, sheets: Sheets) -> Path:
    """A workbook of LibreOffice, with the million of empty rows that it writes behind each table."""
    tables = ""
    for name, rows in sheets.items():
        body = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        empty = '<table:table-cell table:number-columns-repeated="16384"/>'
        far = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
        tables += f'<table:table table:name="{name}">{body}{far}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(tables=tables))
    return path


WRITERS: list[tuple[str, Callable[[Path, Sheets], Path]]] = [
    ("a.xlsx", as_xlsx), ("a.XLSX", as_xlsx), ("a.xlsm", as_xlsx), ("strict.xlsx", _strict), ("a.xls", as_xls),
    ("a.ods", _ods), ("renamed.xlsx", _ods),
]  # fmt: skip


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_every_workbook_says_the_same(
    name: str, write: Callable[[Path, Sheets], Path], tmp_path: Path
) -> None:
    """The kind is told by the bytes, so a wrong ending does no harm."""
    plain = statements(read(as_folder(tmp_path / "plain", sound())))
    assert statements(read(write(tmp_path / name, sound()))) == plain
    assert not told(tmp_path / name)


def test_percentages_of_libreoffice(tmp_path: Path) -> None:
    """Stored as 0.8, shown and read as 80 %."""
    sheets = sound()
    sheets["target"][1][2] = 0.8
    document = read(_ods(tmp_path / "a.ods", sheets))
    assert any("80%" in str(t) for t in document.triples)


def test_far_cells_cost_nothing(tmp_path: Path) -> None:
    """Two formatted cells at the end of the sheet: cost follows content, not the used range."""
    path = as_xlsx(tmp_path / "a.xlsx", sound())
    book = openpyxl.load_workbook(path)
    for name in book.sheetnames:
        book[name]["XFD1048576"].fill = PatternFill("solid", start_color="FFFF00")
    book.save(path)
    start = time.process_time()
    plain = statements(read(as_folder(tmp_path / "plain", sound())))
    assert statements(read(path)) == plain
    # A rectangle of a million rows by sixteen thousand columns would take hours.
    assert time.process_time() - start < 60


def _changed(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    as_xlsx(path, sound())
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def _merged(book: openpyxl.Workbook) -> None:
    sheet = book["simpul"]
    sheet.append(["B2", "", "operasional", "Terlaksananya layanan keliling"])
    sheet.merge_cells("B6:B7")


def _hidden_row(book: openpyxl.Workbook) -> None:
    book["target"].row_dimensions[3].hidden = True


def _hidden_column(book: openpyxl.Workbook) -> None:
    book["indikator"].column_dimensions["E"].hidden = True


def _hidden_sheet(book: openpyxl.Workbook) -> None:
    book["peran"].sheet_state = "hidden"


def _struck_cell(book: openpyxl.Workbook) -> None:
    book["simpul"]["D4"].font = Font(strike=True)


def _struck_words(book: openpyxl.Workbook) -> None:
    gone = TextBlock(InlineFont(strike=True), "kualitas ")
    book["simpul"]["D4"].value = CellRichText("Meningkatnya ", gone, "mutu layanan warga")


REMARKS = [
    (_merged, "FORM-MERGED", "B6:B7"), (_hidden_row, "FORM-HIDDENROWS", "3"), (_hidden_column, "FORM-HIDDENCOLUMNS", "E"),
    (_hidden_sheet, "FORM-HIDDENSHEET", "peran"), (_struck_cell, "FORM-STRUCK", "D4"), (_struck_words, "FORM-STRUCK", "D4"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "found"), REMARKS)
def test_what_hides_content_is_told(
    change: Callable[[openpyxl.Workbook], None], code: str, found: str, tmp_path: Path
) -> None:
    """One remark, with its cells."""
    document = read(_changed(tmp_path / "a.xlsx", change))
    assert [n.code for n in document.notes] == [code] and found in document.notes[0].values["found"]


def test_a_merged_parent_is_read_for_every_row(tmp_path: Path) -> None:
    """The second row does not lose its parent."""
    document = read(_changed(tmp_path / "a.xlsx", _merged))
    assert any(
        "/simpul/B2> " in str(t) and "menopang" in str(t) and str(t.object).endswith("/simpul/A1>")
        for t in document.triples
    )


REFUSED = [
    ("#REF!", "FORM-ERROR"),
    ("#VALUE!", "FORM-ERROR"),
    ("#N/A", "FORM-ERROR"),
    ("Err:502", "FORM-ERROR"),
    ("#NAMA?", "FORM-ERROR"),
    ("=A1+1", "FORM-FORMULA"),
]


@pytest.mark.parametrize(("value", "code"), REFUSED)
def test_failed_and_unsaved_formulas_are_refused_at_their_cell(
    value: str, code: str, tmp_path: Path
) -> None:
    """No error value becomes a wording, in workbooks and in text."""
    sheets = sound()
    sheets["rencana"][3][4] = value
    assert told(as_xlsx(tmp_path / "a.xlsx", sheets)) == [(code, "rencana!E4")]
    if code == "FORM-ERROR":
        assert told(as_xls(tmp_path / "a.xls", sheets)) == [(code, "rencana!E4")]
        assert [p.code for p in problems_of(as_folder(tmp_path / "a", sheets))] == [code]


def _password(path: Path) -> None:
    path.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def _html(path: Path) -> None:
    path.write_text("<html><table><tr><td>kode</td></tr></table></html>", encoding="utf-8")


def _text(path: Path) -> None:
    path.write_text("kode,nama", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "code"), [(_password, "READ-PASSWORD"), (_html, "READ-HTML"), (_text, "READ-ZIP")]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.ods", "a.xlsb"])
def test_what_is_no_workbook_says_what_it_is(
    make: Callable[[Path], None], code: str, name: str, tmp_path: Path
) -> None:
    """Locked, or a web page named as a workbook: each with its way out."""
    make(tmp_path / name)
    assert [p.code for p in problems_of(tmp_path / name)] == [code]


def test_one_sheet_of_a_folder_points_to_its_folder(tmp_path: Path) -> None:
    """No layout is tried on it: it is part of a form."""
    folder = as_folder(tmp_path / "isian", sound())
    for name in ("identitas", "rencana", "target"):
        (problem,) = problems_of(folder / f"{name}.csv")
        assert problem.code == "READ-SHEET" and str(folder) in problem.line("id")


def test_a_folder_with_nothing_to_read_says_what_lies_there(tmp_path: Path) -> None:
    """The names tell what was given by mistake."""
    (tmp_path / "isian.pages").write_bytes(b"x")
    (problem,) = problems_of(tmp_path)
    assert problem.code == "READ-NOINPUT" and "isian.pages" in problem.line("id")


def test_files_left_out_of_a_folder_are_named(tmp_path: Path) -> None:
    """Beside the inputs, and beside the sheets of one input."""
    (tmp_path / "in").mkdir()
    as_xlsx(tmp_path / "in" / "a.xlsx", sound())
    (tmp_path / "in" / "surat.pdf").write_bytes(b"PK")
    (tmp_path / "in" / "renja.doc").write_bytes(b"x")
    note = read(tmp_path / "in").notes[0]
    assert note.code == "READ-SKIPPED" and note.values["count"] == "2"
    assert "surat.pdf" in note.line() and "renja.doc" in note.line() and ".xlsx" in note.hint()
    folder = as_folder(tmp_path / "lembar", sound())
    as_xlsx(folder / "isian.xlsx", sound())
    assert "isian.xlsx" in read(folder).notes[0].line()


@pytest.mark.parametrize("second", ["rencana ", "Rencana", "RENCANA", "Perencanaan"])
def test_two_sheets_for_one_are_an_error(second: str, tmp_path: Path) -> None:
    """Neither is taken in silence."""
    if re.fullmatch(r"(?i)rencana", second):
        folder = as_folder(tmp_path / "a", sound())
        (folder / f"{second}.tsv").write_text("kode\tjenjang\nQ1\tprogram\n", encoding="utf-8")
        codes = [p.code for p in problems_of(folder)]
    else:
        sheets = sound()
        sheets[second] = sheets["rencana"]
        codes = [p.code for p in problems_of(as_xlsx(tmp_path / "a.xlsx", sheets))]
    assert codes == ["FORM-SHEETTWICE"]


def test_an_unreadable_sheet_is_the_one_message(tmp_path: Path) -> None:
    """Nothing follows from what could not be read."""
    folder = as_folder(tmp_path / "a", sound())
    (folder / "rencana.csv").write_bytes(
        "kode,jenjang,nama\nP1,program,Layanan ’prima’\n".encode("cp1252")
    )
    with pytest.raises(InputError) as caught:
        read_paths([folder])
    assert [p.code for p in caught.value.problems] == ["READ-UTF8"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_sheets_saved_as_unicode_text_are_read_like_any_other(
    tmp_path: Path, encoding: str
) -> None:
    """Excel writes UTF-16 with a byte order mark; with tabs or not, the statements are the same."""
    plain = as_folder(tmp_path / "plain", sound())
    wide = as_folder(tmp_path / "wide", sound())
    for file in wide.glob("*.csv"):
        out = io.StringIO()
        rows = csv_lines(file.read_text(encoding="utf-8-sig"))
        csv.writer(out, delimiter="\t").writerows(cells for _, cells in rows)
        file.write_bytes(("\ufeff" + out.getvalue()).encode(encoding))
    found = [set(read_paths([folder])[0].triples) for folder in (plain, wide)]
    assert found[0]
    assert found[0] == found[1]
