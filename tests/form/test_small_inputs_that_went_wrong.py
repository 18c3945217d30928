"""Twenty-eight small inputs that once went wrong, each with the right behaviour, on inputs of our own.

They stand for kinds: other modules try more spellings of each.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.terms import KIN, text_of
from tests.form.sound import as_folder, as_xlsx, problems_of, read, statements

Rows = list[list[object]]
PROGRAM = "PROGRAM PENYELENGGARAAN PEMERINTAHAN DAN PELAYANAN PUBLIK"
NAMES = (
    ("7.01.01", "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"),
    ("7.01.02", PROGRAM),
    ("7.01.03", "PROGRAM PEMBERDAYAAN MASYARAKAT DESA DAN KELURAHAN"),
    ("7.01.04", "PROGRAM KOORDINASI KETENTRAMAN DAN KETERTIBAN UMUM"),
    ("7.01.05", "PROGRAM PENYELENGGARAAN URUSAN PEMERINTAHAN UMUM"),
)
SHARE = ("Persentase surat yang selesai tepat waktu", "Surat tepat waktu dibagi semua surat")


def identity(period: str = "2025", kind: str = "renja", **other: str) -> Rows:
    """Who and which document; the code of the document is its kind unless told."""
    entries = {
        "kode_wilayah": "33.02.19",
        "nama_kecamatan": "Sokaraja",
        "periode": period,
        "kode_dokumen": "".join(kind.split()).casefold(),
        "jenis_dokumen": kind,
    }
    return [["kunci", "nilai"], *([k, v] for k, v in {**entries, **other}.items())]


def plan(*rows: list[object]) -> Rows:
    """Rows of a plan: code, parent, level, nomenclature, name, objective."""
    return [["kode", "kode_induk", "jenjang", "kode_nomenklatur", "nama", "sasaran"], *rows]


def measured(
    wording: str = SHARE[0], formula: str = SHARE[1], unit: str = "%", of: str = "S1", **more: str
) -> Rows:
    """One indicator."""
    head = ["kode", "kode_kinerja", "rumusan", "formulasi", "satuan", "sumber_data", *more]
    return [head, ["I1", of, wording, formula, unit, "Register surat", *more.values()]]


def targets(*pairs: tuple[object, object]) -> Rows:
    """The targets of that indicator."""
    return [["kode_indikator", "tahun", "nilai"], *(["I1", *pair] for pair in pairs)]


SS = plan(["S1", "", "sasaran", "", "Meningkatnya layanan surat", ""])


def measured_folder(path: Path, *pairs: tuple[object, object], **own: Any) -> Path:
    """An objective with one indicator and its targets."""
    sheets = {
        "identitas": own.pop("identitas", identity()),
        "rencana": SS,
        "indikator": measured(**own),
        "target": targets(*pairs),
    }
    return as_folder(path, sheets)


def check(*words: object) -> dict[str, Any]:
    """The report as an object."""
    done = CliRunner().invoke(app, ["check", *map(str, words), "--format", "json"])
    body: dict[str, Any] = json.loads(done.stdout)
    return body


def found(path: Path, *rules: str) -> set[str]:
    """Which of these rules have a finding."""
    return {f["rule"] for f in check(path)["findings"]} & set(rules)


def codes(path: Path) -> list[tuple[str, str]]:
    """Code and cell of all problems."""
    return [(p.code, f"{p.sheet}!{p.cell}") for p in problems_of(path)]


@pytest.mark.parametrize("kind", ["pk", "PK", "Perjanjian Kinerja"])
def test_01_02_an_agreement_of_a_year_is_held_against_the_plan_of_five(
    tmp_path: Path, kind: str
) -> None:
    """And is not tested where there is no plan, never kept."""
    five = [(year, 85 + year - 2025) for year in range(2025, 2030)]
    measured_folder(tmp_path / "dua/a", *five, identitas=identity("2025-2029", "renstra"))
    measured_folder(tmp_path / "dua/b", (2025, 70), identitas=identity(kind=kind))
    assert [f["value"] for f in check(tmp_path / "dua")["findings"] if f["rule"] == "CAS-15"]
    alone = check(tmp_path / "dua/b")["rules"]
    assert next(r["status"] for r in alone if r["id"] == "CAS-15") == "not-applied"


def test_02_a_kind_that_is_not_known_is_told(tmp_path: Path) -> None:
    """With its cell, whatever else is done with it."""
    path = measured_folder(tmp_path / "a", (2025, 70), identitas=identity(kind="surat edaran"))
    done = CliRunner().invoke(app, ["check", str(path)])
    assert "surat edaran" in done.stderr


@pytest.mark.parametrize("pair", [("100", "100%"), ("85", "85,00"), ("100%", "100 persen")])
def test_03_one_promise_in_two_ways_of_writing_is_one(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    """Neither between agreement and plan nor between levels."""
    measured_folder(tmp_path / "a", (2025, pair[0]), identitas=identity(kind="renja"))
    measured_folder(tmp_path / "b", (2025, pair[1]), identitas=identity(kind="pk"))
    assert not found(tmp_path, "CAS-15", "TGT-07")


def test_04_a_number_with_three_decimals_is_no_thousand(tmp_path: Path) -> None:
    """As a number in a cell of a workbook."""
    sheets = {
        "identitas": identity("2025-2027"),
        "rencana": SS,
        "indikator": measured(),
        "target": targets((2025, 87.5), (2026, 87.525), (2027, 88)),
    }
    path = as_xlsx(tmp_path / "a.xlsx", sheets)
    values = {text_of(t.object) for t in read(path).triples if t.predicate == KIN["nilai"]}
    assert {Decimal(value) for value in values} == {
        Decimal("87.5"),
        Decimal("87.525"),
        Decimal(88),
    }
    assert not found(path, "TGT-04")


def test_05_06_far_cells_and_outputs_over_inputs(tmp_path: Path) -> None:
    """Two formatted cells in row 50,000 are no rows; the workbook is not written over."""
    path = as_xlsx(tmp_path / "a.xlsx", {"identitas": identity(), "rencana": SS})
    book = openpyxl.load_workbook(path)
    for column in ("A", "F"):
        book["rencana"][f"{column}50000"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    assert read(path).rows == 6
    before = path.read_bytes()
    done = CliRunner().invoke(app, ["check", str(path), "--format", "xlsx", "-o", str(path)])
    assert done.exit_code == 2 and path.read_bytes() == before


def test_06_a_folder_of_sheets_is_no_place_for_its_report(tmp_path: Path) -> None:
    """The next check would read the listings as sheets; a folder inside is one."""
    path = as_folder(tmp_path / "a", {"identitas": identity(), "rencana": SS})
    held = sorted(path.iterdir())
    done = CliRunner().invoke(app, ["check", str(path), "-o", str(path)])
    assert done.exit_code == 2 and sorted(path.iterdir()) == held


@pytest.mark.parametrize("words", [("check",), ("ask", "Q05"), ("draw",), ("export",)])
def test_07_a_store_that_is_not_there_is_an_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    """With its path; nothing stands in for it."""
    named = str(tmp_path / "salah.store")
    done = CliRunner().invoke(app, [*words, "--store", named])
    assert done.exit_code == 2 and named in done.output.replace("\n", "")


def test_08_a_code_that_no_list_has_is_a_finding(tmp_path: Path) -> None:
    """Its form and its parent are right."""
    rows = plan(
        ["P1", "", "program", "7.01.02", PROGRAM, ""],
        ["K1", "P1", "kegiatan", "7.01.02.2.01", "Koordinasi di Tingkat Kecamatan", ""],
        ["SK1", "K1", "sub_kegiatan", "7.01.02.2.01.0087", "Pengecatan pagar", ""],
    )
    path = as_folder(tmp_path / "a", {"identitas": identity(), "rencana": rows})
    assert found(path, "NOM-11")


@pytest.mark.parametrize(
    ("partner", "rule"),
    [("Kec. Sokaraja", "STR-14"), ("Kantor Camat Sokaraja", "STR-14"), ("-", "STR-13")],
)
def test_09_10_the_own_office_and_a_dash_are_no_partner(
    tmp_path: Path, partner: str, rule: str
) -> None:
    """The one is told, the other is an empty cell."""
    head = ["kode", "kode_induk", "jenis", "rumusan", "crosscutting_dengan"]
    node = "Meningkatnya kerja sama lintas perangkat daerah dalam penanganan stunting"
    rows = [
        head,
        ["O", "", "outcome", "Meningkatnya kesehatan warga", ""],
        ["S", "O", "strategis", node, partner],
    ]
    path = as_folder(tmp_path / "a", {"identitas": identity(), "simpul": rows})
    assert found(path, rule)
    assert '"-"' not in {str(t.object) for t in read(path).triples}


def test_11_words_for_nothing_are_no_formula_and_no_source(tmp_path: Path) -> None:
    """They count as empty cells, or are named as placeholders."""
    path = measured_folder(tmp_path / "a", (2025, 80), formula="menyusul")
    assert found(path, "IND-02", "DOC-07")


@pytest.mark.parametrize("start", ["Jumlah", "Persentase", "Cakupan", "Indeks", "Nilai"])
def test_12_an_objective_worded_as_a_measure_is_no_condition(tmp_path: Path, start: str) -> None:
    """Whatever it measures."""
    rows = plan(["S1", "", "sasaran", "", f"{start} desa tertib administrasi", ""])
    path = as_folder(tmp_path / "a", {"identitas": identity(), "rencana": rows})
    assert found(path, "STR-10")


def test_13_a_formula_that_closes_with_its_result(tmp_path: Path) -> None:
    """Counts what the indicator names."""
    formula = "Jumlah desa yang tertib (A) dibagi banyaknya desa (B) dikali 100 % = 100"
    path = measured_folder(
        tmp_path / "a", (2025, 80), wording="Persentase desa yang tertib", formula=formula
    )
    assert not found(path, "IND-05")


def test_14_a_prescribed_indicator_is_not_blamed_for_its_wording(tmp_path: Path) -> None:
    """It is in the list of its sub activity."""
    name = "Evaluasi Kinerja Perangkat Daerah"
    rows = plan(
        ["P1", "", "program", *NAMES[0], ""],
        ["K1", "P1", "kegiatan", "7.01.01.2.01", f"Perencanaan, Penganggaran, dan {name}", ""],
        ["SK1", "K1", "sub_kegiatan", "7.01.01.2.01.0007", name, "Tersedianya laporan"],
    )
    wording = "Jumlah Laporan Evaluasi Kinerja Perangkat Daerah"
    sheets = {
        "identitas": identity(),
        "rencana": rows,
        "indikator": measured(wording, "Hitungan laporan", "Laporan", "SK1"),
        "target": targets((2025, "2 Laporan")),
    }
    assert not found(as_folder(tmp_path / "a", sheets), "IND-09", "IND-10", "DOC-09", "NOM-07")


@pytest.mark.parametrize("code", ["33.02.19.", "330219", "33 02 19", "33-02-19"])
def test_15_the_code_in_another_grouping(tmp_path: Path, code: str) -> None:
    """Is the same code."""
    sheets = {"identitas": identity(kode_wilayah=code), "rencana": SS}
    assert read(as_folder(tmp_path / "a", sheets)).region == "33.02.19"


def test_20_a_name_is_refused_and_not_repeated(tmp_path: Path) -> None:
    """Neither in the message nor in the report that it stands in."""
    rows = [["kode", "nama", "jenis"], ["J1", "Drs. Ahmad Subagyo, M.Si", "camat"]]
    path = as_xlsx(tmp_path / "a.xlsx", {"identitas": identity(), "jabatan": rows})
    assert codes(path) == [("FORM-NAME", "jabatan!B2")]
    done = CliRunner().invoke(app, ["check", str(path), "--format", "json"])
    assert "Subagyo" not in done.output


@pytest.mark.parametrize("name", ["Kecamatan Sokaraja", "KEC. SOKARAJA", "Kantor Camat Sokaraja"])
def test_15_the_office_in_front_of_the_name(tmp_path: Path, name: str) -> None:
    """Is no other kecamatan."""
    sheets = {"identitas": identity(nama_kecamatan=name), "rencana": SS}
    assert not found(as_folder(tmp_path / "a", sheets), "DOC-04")


def test_16_one_wrong_code_is_one_finding(tmp_path: Path) -> None:
    """The name that the document gives itself is no other kecamatan."""
    own = identity(kode_wilayah="33.02.20")
    rows = plan(["S1", "", "sasaran", "", "Meningkatnya layanan di Kecamatan Sokaraja", ""])
    path = as_folder(tmp_path / "a", {"identitas": own, "rencana": rows})
    assert found(path, "DOC-02", "DOC-04") == {"DOC-04"}


def test_17_a_merged_parent_is_the_parent_of_every_row(tmp_path: Path) -> None:
    """And that is said."""
    rows = plan(
        ["T1", "", "tujuan", "", "Meningkatnya mutu", ""],
        ["S1", "T1", "sasaran", "", "Meningkatnya layanan", ""],
        ["S2", None, "sasaran", "", "Meningkatnya ketertiban", ""],
    )
    path = as_xlsx(tmp_path / "a.xlsx", {"identitas": identity(), "rencana": rows})
    book = openpyxl.load_workbook(path)
    book["rencana"].merge_cells("B3:B4")
    book.save(path)
    rows[3][1] = "T1"
    twice = as_xlsx(tmp_path / "b.xlsx", {"identitas": identity(), "rencana": rows})
    assert [p for p in read(path).notes if "B3" in p.line("id")]
    assert statements(read(path)) == statements(read(twice))


def test_18_a_first_target_below_the_baseline(tmp_path: Path) -> None:
    """The plan begins with a step back."""
    path = measured_folder(tmp_path / "a", (2025, "90 %"), kondisi_awal="97 %", arah="naik")
    assert found(path, "TGT-09")


def test_19_a_grade_is_a_target_of_a_grade(tmp_path: Path) -> None:
    """And of nothing that is counted."""
    own = {"formula": "Hasil evaluasi", "unit": "Predikat"}
    path = measured_folder(tmp_path / "a", (2025, "BB"), wording="Predikat SAKIP", **own)
    assert not found(path, "TGT-02")
    assert found(measured_folder(tmp_path / "b", (2025, "BB")), "TGT-02")


@pytest.mark.parametrize(
    "number", ["19850203.201001.2.004", "1985-0203-2010-0120-04", "19850203 201001 2 004"]
)
def test_20_the_number_of_a_person_in_any_grouping_is_refused(tmp_path: Path, number: str) -> None:
    """At its cell."""
    rows = [["kode", "nama", "jenis"], ["J1", f"Camat {number}", "camat"]]
    path = as_xlsx(tmp_path / "a.xlsx", {"identitas": identity(), "jabatan": rows})
    assert codes(path) == [("FORM-PERSON", "jabatan!B2")]


def test_21_characters_that_nobody_sees_are_no_difference(tmp_path: Path) -> None:
    """Soft hyphen, zero-width space, non-breaking space."""
    name = PROGRAM.replace("ENGG", "EN\u00adGG").replace("DAN ", "DAN\u200b\u00a0")
    rows = plan(["P1", "", "program", "7.01.02", name, ""])
    path = as_folder(tmp_path / "a", {"identitas": identity(), "rencana": rows})
    assert not found(path, "NOM-03", "NOM-08")


def test_22_a_failed_formula_is_no_wording(tmp_path: Path) -> None:
    """Each cell is named."""
    rows = plan(["S1", "", "sasaran", "", "#VALUE!", ""], ["S2", "", "sasaran", "", "#REF!", ""])
    path = as_xlsx(tmp_path / "a.xlsx", {"identitas": identity(), "rencana": rows})
    assert [at for _, at in codes(path)] == ["rencana!E2", "rencana!E3"]


def test_23_two_worksheets_for_one_sheet_are_told(tmp_path: Path) -> None:
    """None of them is taken in silence."""
    path = as_xlsx(tmp_path / "a.xlsx", {"identitas": identity(), "rencana": SS, "RENCANA ": SS})
    assert [code for code, _ in codes(path)] == ["FORM-SHEETTWICE"]


def test_24_a_workbook_beside_csv_sheets_is_told(tmp_path: Path) -> None:
    """Or read as well."""
    as_folder(tmp_path / "a", {"identitas": identity(), "rencana": SS})
    as_xlsx(tmp_path / "a/lain.xlsx", {"identitas": identity(kind="pk"), "rencana": SS})
    done = CliRunner().invoke(app, ["check", str(tmp_path / "a")])
    assert "lain.xlsx" in done.stderr


def test_25_a_document_of_a_wrong_code_can_be_taken_out(tmp_path: Path) -> None:
    """Whole, and the other one stays."""
    store = str(tmp_path / "s.store")
    for code in ("33.02.18", "33.02.19"):
        sheets = {"identitas": identity(kode_wilayah=code), "rencana": SS}
        as_folder(tmp_path / code, sheets)
        CliRunner().invoke(app, ["load", str(tmp_path / code), "--store", store])
    words = ["store", "remove", "--kecamatan", "33.02.18", "--store", store]
    assert CliRunner().invoke(app, words).exit_code == 0
    done = CliRunner().invoke(app, ["store", "list", "--store", store, "--format", "csv"])
    assert "33.02.19" in done.stdout and "33.02.18" not in done.stdout


def test_26_a_target_of_another_period_is_told(tmp_path: Path) -> None:
    """A slip of two digits."""
    assert found(measured_folder(tmp_path / "a", (2025, "80 %"), (2052, "85 %")), "TGT-10")


def test_27_the_head_that_every_table_of_indicators_has(tmp_path: Path) -> None:
    """Is the wording."""
    rows = measured()
    rows[0][2] = "Indikator Kinerja Utama (IKU)"
    sheets = {"identitas": identity(), "rencana": SS, "indikator": rows}
    path = as_folder(tmp_path / "a", sheets)
    assert SHARE[0] in {text_of(t.object) for t in read(path).triples}


def test_28_a_city_without_villages_lacks_no_mandate_for_them(tmp_path: Path) -> None:
    """Guidance of villages is asked for where there are some."""
    programs = plan(*([f"P{n}", "", "program", *name, ""] for n, name in enumerate(NAMES)))
    city = identity(kode_wilayah="36.74.04", nama_kecamatan="Ciputat")
    path = as_folder(tmp_path / "a", {"identitas": city, "rencana": programs})
    told = [f["value"] for f in check(path)["findings"] if f["rule"] == "CAS-13"]
    assert not [value for value in told if "desa" in value.casefold()]
