"""What planners write without doubt is read, and one mistake that a form repeats is told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kg.errors import total_of
from kg.terms import KIN
from tests.form.sound import Sheets, as_folder, as_xlsx, problems_of, read, sound, statements, told


def _twice(sheets: Sheets) -> Sheets:
    """The roles and mappings that one cell each states, written as a row for each."""
    sheets["peran"][1:] = [
        ["S1", "J1", "pendukung", "Inti"],
        ["S1", "J2", "pendukung", "Inti"],
        ["A1", "J1", "pendukung", "Inti"],
        ["A1", "J2", "pendukung", "Inti"],
    ]
    sheets["pemetaan"][1:] = [["S1", "SS1", "Langsung"], ["S1", "P1", "Langsung"]]
    return sheets


def _together(sheets: Sheets, separator: str) -> Sheets:
    sheets["peran"][1:] = [[f"S1{separator}A1", f"j1{separator}J2", "pendukung", "Inti"]]
    sheets["pemetaan"][1:] = [["S1", f"SS1{separator}P1", "Langsung"]]
    return sheets


@pytest.mark.parametrize("separator", ["; ", ", ", "\n", " / ", " dan ", " ", " | ", " + "])
def test_several_codes_of_a_relation_stand_for_as_many_rows(separator: str, tmp_path: Path) -> None:
    """Of a role and of a mapping, whatever separates the codes."""
    one = read(as_xlsx(tmp_path / "a.xlsx", _together(sound(), separator)))
    other = read(as_xlsx(tmp_path / "b.xlsx", _twice(sound())))
    assert statements(one) == statements(other)
    ends = [t for t in one.triples if t.predicate == KIN["hubunganKe"]]
    assert len({t.subject for t in ends}) == len(ends) == 6


def _merge_wrong_kind(path: Path) -> Path:
    sheets = sound()
    sheets["simpul"][4][2] = sheets["simpul"][5][2] = "entahlah"
    book = openpyxl.load_workbook(as_xlsx(path, sheets))
    book["simpul"].merge_cells("C5:C6")
    book.save(path)
    return path


def _merge_error(path: Path) -> Path:
    book = openpyxl.load_workbook(as_xlsx(path, sound()))
    book["simpul"]["D5"] = "#REF!"
    book["simpul"].merge_cells("D5:D6")
    book.save(path)
    return path


def _repeat_wrong_kind(path: Path) -> Path:
    sheets = sound()
    sheets["simpul"][4][2] = "entahlah"
    sheets["simpul"][5][2] = "idem"
    return as_xlsx(path, sheets)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_merge_wrong_kind, ("FORM-CHOICE", "simpul!C5")),
        (_merge_error, ("FORM-ERROR", "simpul!D5")),
        (_repeat_wrong_kind, ("FORM-CHOICE", "simpul!C5")),
    ],
)
def test_a_mistake_that_cells_below_repeat_is_told_where_it_stands(
    make: Callable[[Path], Path], expected: tuple[str, str], tmp_path: Path
) -> None:
    """Merged over rows, or pointed at by "idem"."""
    assert told(make(tmp_path / "a.xlsx")) == [expected]


@pytest.mark.parametrize(
    "note", ["Catatan: angka sementara", "*) belum final", "Sumber : RPJMD 2025-2029", "Mengetahui"]
)
@pytest.mark.parametrize("sheet", ["simpul", "rencana", "indikator"])
def test_a_note_below_the_table_is_no_row(sheet: str, note: str, tmp_path: Path) -> None:
    """It is told once, and changes nothing."""
    sheets = sound()
    sheets[sheet].append([note])
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert [n.code for n in document.notes] == ["FORM-FOOTER"]
    assert note[:12] in document.notes[0].line()
    same = read(as_xlsx(tmp_path / "b.xlsx", sound()))
    assert statements(document) == statements(same)


def test_a_code_alone_is_a_row_that_lacks_the_rest(tmp_path: Path) -> None:
    """A short word is a code, and what is missing is told."""
    sheets = sound()
    sheets["simpul"].append(["B9"])
    assert ("FORM-REQUIRED", "simpul!C7") in told(as_xlsx(tmp_path / "a.xlsx", sheets))


def test_a_kind_of_indicator_that_is_not_known_is_told_once(tmp_path: Path) -> None:
    """The indicators are read without a kind."""
    sheets = sound()
    for row in sheets["indikator"][1:]:
        row[2] = "Indikator Program"
    (note,) = read(as_xlsx(tmp_path / "a.xlsx", sheets)).notes
    assert note.code == "FORM-OPENCHOICE" and note.cell == "C2" and "C3, C4" in note.line()


def test_every_thing_left_out_of_a_folder_is_named_with_its_reason(tmp_path: Path) -> None:
    """A folder within a folder too; beside sheets another reason than among workbooks."""
    as_xlsx(tmp_path / "a.xlsx", sound())
    (tmp_path / "arsip").mkdir()
    as_xlsx(tmp_path / "arsip" / "lama.xlsx", sound())
    note = read(tmp_path).notes[0]
    assert note.code == "READ-SKIPPED" and "arsip/" in note.line()
    folder = as_folder(tmp_path / "lembar", sound())
    as_xlsx(folder / "isian.xlsx", sound())
    note = read(folder).notes[0]
    assert note.code == "READ-BESIDE" and "lembar CSV" in note.line("id")


def test_what_is_left_out_is_named_beside_errors_too(tmp_path: Path) -> None:
    """A damaged workbook hides no other file; the remark does not count as an error."""
    as_xlsx(tmp_path / "a.xlsx", sound())
    (tmp_path / "b.xls").write_bytes(b"x")
    (tmp_path / "renja.doc").write_bytes(b"x")
    problems = problems_of(tmp_path)
    assert [problem.code for problem in problems] == ["READ-XLSX", "READ-SKIPPED"]
    assert "renja.doc" in problems[-1].line("id")
    one, other = (replace(problems[0], file="b", sheet=sheet) for sheet in ("simpul", "target"))
    total = total_of([one, other, problems[-1]])
    assert total is not None and total.values == {"count": "2", "sheets": "2"}


def test_two_parents_say_how_to_write_the_second(tmp_path: Path) -> None:
    """A second row with the same code would be a second mistake."""
    sheets = sound()
    sheets["simpul"][5][1] = "S1; A1"
    (problem,) = problems_of(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert problem.code == "FORM-ONEPARENT" and "cetak_ulang_dari" in problem.hint()


@pytest.mark.parametrize("suffix", [".txt", ".TXT"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_sheets_that_excel_saves_as_text_are_read(
    suffix: str, encoding: str, tmp_path: Path
) -> None:
    """As "Text (Tab delimited)" and "Unicode Text"; other texts beside them are named."""
    folder = as_folder(tmp_path / "a", sound(), "\t", suffix)
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    (folder / "catatan rapat.txt").write_text("Rapat", encoding="utf-8")
    document = read(folder)
    assert [n.code for n in document.notes] == ["READ-BESIDE"]
    assert "catatan rapat.txt" in document.notes[0].line()
    assert statements(document) == statements(read(as_folder(tmp_path / "b", sound())))


def test_one_sheet_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    """A .txt beside a .csv of the same name."""
    folder = as_folder(tmp_path / "a", sound())
    (folder / "rencana.txt").write_text((folder / "rencana.csv").read_text(encoding="utf-8"))
    (problem,) = problems_of(folder)
    assert problem.code == "FORM-SHEETTWICE"
    assert "rencana.csv" in problem.line() and "rencana.txt" in problem.line()
