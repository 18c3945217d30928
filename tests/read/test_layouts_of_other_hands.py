"""Ways of printing a conventional document that the specimens do not have, each as a small workbook."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from kg.read.grids import read_grids
from kg.read.inputs import read_paths
from kg.read.layout.choice import Choice
from kg.read.layout.document import Understood, understand
from kg.read.layout.page import page_of
from kg.read.layout.pages import fill_years, read_pages
from kg.read.layout.postnames import post_kind
from kg.read.layout.reading import Item, Reading
from kg.read.layout.regions import led_kecamatan_in
from kg.terms import KIN, text_of

Rows = list[list[object]]


def _book(path: Path, rows: Rows, merged: tuple[str, ...] = (), title: str = "Lembar") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path


def _read(path: Path) -> Reading:
    found = read_pages([page_of(grid) for grid in read_grids(path)[0]])
    assert found is not None
    reading = found[0]
    fill_years(reading, 2026, 2026)
    return reading


def _one(reading: Reading, level: str) -> Item:
    items = [item for item in reading.items if item.level == level]
    assert len(items) == 1, [item.text for item in items]
    return items[0]


_PLAN_HEAD = ["Kode", "Tujuan/Sasaran/Program", "Indikator", "Satuan", "Target 2026", "Rp (ribu)"]


def test_labels_may_have_numbers_of_their_own_and_money_stands_in_thousands(tmp_path: Path) -> None:
    """`Sasaran 1.1:` is an objective, and a head that says thousands is told and multiplied."""
    rows: Rows = [
        ["RENJA DISTRIK SENTANI KABUPATEN JAYAPURA TAHUN 2026"],
        _PLAN_HEAD,
        ["", "TUJUAN 1 - Meningkatnya tata kelola", "Nilai AKIP", "Nilai", 70, None],
        ["", "Sasaran 1.1: Meningkatnya pelayanan", "Indeks Kepuasan", "Indeks", "82,5", None],
        ["7.01.02", "Program Penyelenggaraan", "Persentase layanan", "%", 90, "450.000"],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    objective = _one(reading, "sasaran")
    assert objective.parent is _one(reading, "tujuan")
    assert [one.text for one in objective.indicators] == ["Indeks Kepuasan"]
    assert _one(reading, "program").money["2026"].text == "450000000"
    assert "factor" in {doubt.why for doubt in reading.doubts}


def test_thousands_said_in_title_and_head_multiply_once(tmp_path: Path) -> None:
    """Both speak of the same money."""
    rows: Rows = [
        ["RENJA 2026 (dalam ribuan rupiah)"],
        _PLAN_HEAD,
        ["7.01.02", "Program Penyelenggaraan", "Persentase layanan", "%", 90, 450],
        ["7.01.03", "Program Pemberdayaan", "Persentase desa", "%", 90, 300],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert [item.money["2026"].text for item in reading.items] == ["450000", "300000"]


def test_a_head_over_a_number_and_a_text_means_the_text(tmp_path: Path) -> None:
    """The indicators of an agreement are often numbered in a narrow column under the same head."""
    rows: Rows = [
        ["PERJANJIAN KINERJA TAHUN 2026 KECAMATAN RAPPOCINI KOTA MAKASSAR"],
        ["No", "Sasaran Strategis", "Indikator Kinerja", None, "Satuan", "Target"],
        [1, "Meningkatnya akuntabilitas", 1, "Nilai AKIP", "Nilai", 78],
        [None, None, 2, "Persentase temuan selesai", "Persen", 100],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows, ("C2:D2", "B3:B4", "A3:A4")))
    texts = [one.text for one in _one(reading, "sasaran").indicators]
    assert texts == ["Nilai AKIP", "Persentase temuan selesai"]


_RECAP = ["Tahun", "Kode SKPD", "Nama SKPD", "Kode Program", "Nama Program"]
_RECAP += ["Kode Sub Kegiatan", "Nama Sub Kegiatan", "Kode Sumber Dana", "Nama Sumber Dana", "Pagu"]
_OWNER = [2026, "7.01.0.00.0.00.05.0000", "Kecamatan Cakranegara", "7.01.04", "PROGRAM KOORDINASI"]
_SUB = ["7.01.04.2.01.0002", "Harmonisasi Hubungan dengan Tokoh Agama dan Tokoh Masyarakat"]


def test_a_list_that_repeats_its_organisation_is_no_list_of_headings(tmp_path: Path) -> None:
    """And rows of one sub-activity that differ by source of funds are added up, which is told."""
    rows: Rows = [
        _RECAP,
        [*_OWNER, *_SUB, "1.1", "DAU", 25_000_000],
        [*_OWNER, *_SUB, "1.2", "PAD", 15_000_000],
        ["GRAND TOTAL", *[None] * 8, 40_000_000],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert _one(reading, "sub_kegiatan").money["2026"].text == "40000000"
    assert _one(reading, "sub_kegiatan").texts["sumber_dana"].text == "DAU; PAD"
    assert [doubt.why for doubt in reading.doubts] == ["money-added"]
    assert [left.why for left in reading.ignored] == ["total"]


def test_a_second_amount_that_nothing_tells_apart_is_told_and_not_added(tmp_path: Path) -> None:
    """The same name and source with another amount may be a slip."""
    rows: Rows = [
        _RECAP,
        [*_OWNER, *_SUB, "1.1", "DAU", 25_000_000],
        [*_OWNER, *_SUB, "1.1", "DAU", 15_000_000],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert _one(reading, "sub_kegiatan").money["2026"].text == "25000000"
    assert [doubt.why for doubt in reading.doubts] == ["money-twice"]


def test_the_year_after_is_another_year(tmp_path: Path) -> None:
    """`Prakiraan Maju N+1` is money of the next year, not a second amount of this one."""
    rows: Rows = [
        ["RENJA KECAMATAN KUTA ALAM KOTA BANDA ACEH TAHUN 2026"],
        ["Program/Kegiatan/Sub Kegiatan", "Indikator", "Target", "Pagu", "Prakiraan Maju N+1 (Rp)"],
        ["7.01.02 PROGRAM PENYELENGGARAAN", "Persentase layanan", 90, 400_000_000, 500_000_000],
    ]
    money = _one(_read(_book(tmp_path / "a.xlsx", rows)), "program").money
    assert {year: value.text for year, value in money.items()} == {
        "2026": "400000000",
        "2027": "500000000",
    }


def test_target_realisation_and_share_under_each_quarter(tmp_path: Path) -> None:
    """A bare % under a quarter is what was reached of its target; right of money it is none of that."""
    rows: Rows = [
        ["REALISASI KINERJA KECAMATAN PALU TIMUR KOTA PALU TAHUN 2026"],
        ["NO", "SASARAN", "INDIKATOR", "TARGET", "TRIWULAN I", None, None, "ANGGARAN", None, "%"],
        [None, None, None, None, "Target", "Realisasi", "%", "Pagu", "Realisasi", None],
        [1, "Meningkatnya layanan", "Persentase layanan", 90, 80, 75, "93,75", 100_000, 90_000, 90],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows, ("E2:G2", "H2:I2")))
    measured = _one(reading, "sasaran").indicators[0]
    assert measured.targets["2026-I"].text == "80"
    assert measured.reached["2026-I"].text == "75"
    assert "capaian" not in measured.texts


@pytest.mark.parametrize("number", ["1.", "a)", None])
def test_posts_in_lines_of_label_and_value(tmp_path: Path, number: str | None) -> None:
    """Number, label, colon and value may have a cell each."""
    start = [number] if number else []
    rows: Rows = [
        ["INDIKATOR KINERJA INDIVIDU TAHUN 2026"],
        [*start, "Nama Jabatan", ":", "Panewu Ngaglik"],
        [*start, "Tugas Pokok", ":", "Memimpin kapanewon"],
        ["No", "Sasaran", "Indikator Kinerja", "Formulasi", "Target"],
        [1, "Meningkatnya pelayanan", "Indeks Kepuasan", "Nilai survei", 84],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert reading.layout == "iki"
    assert _one(reading, "jabatan").text == "Panewu Ngaglik"
    assert _one(reading, "tugas").text == "Memimpin kapanewon"
    assert _one(reading, "sasaran_jabatan").parent is _one(reading, "jabatan")


def _post_paper(path: Path) -> Understood:
    paper = docx.Document()
    for line in ("INDIKATOR KINERJA INDIVIDU TAHUN 2026", "Jabatan : Lurah", "Tugas : Memimpin"):
        paper.add_paragraph(line)
    table = paper.add_table(rows=2, cols=3)
    texts = ("Sasaran", "Indikator", "Sumber Data", "Meningkatnya layanan", "Indeks", "Survei")
    for index, text in enumerate(texts):
        table.cell(index // 3, index % 3).text = text
    paper.add_paragraph("MANTRI PAMONG PRAJA UMBULHARJO")
    paper.save(str(path))
    return understand(path, Choice())


def test_who_signs_for_a_kecamatan_names_it(tmp_path: Path) -> None:
    """Where no title names it; words behind its head that are no name of a kecamatan name none."""
    assert _post_paper(tmp_path / "a.docx").region.code == "34.71.13"
    assert led_kecamatan_in("Camat selaku pengguna anggaran") == []
    assert led_kecamatan_in("PANEWU ANOM") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mantri Pamong Praja Gondokusuman", "camat"),
        ("Mantri Anom", "sekretaris_kecamatan"),
        ("Panewu Anom", "sekretaris_kecamatan"),
        ("Sekretaris Distrik", "sekretaris_kecamatan"),
        ("Sekretaris Kelurahan", ""),
        ("Kepala Jawatan Praja", "kepala_seksi"),
        ("Lurah Kotabaru", "lurah"),
        ("Analis Kebijakan Ahli Muda", "jabatan_fungsional"),
    ],
)
def test_posts_are_of_the_kind_that_their_longest_words_say(name: str, kind: str) -> None:
    """The longest words decide: a Panewu Anom is no Panewu."""
    assert post_kind(name) == kind


def test_quarters_of_an_evaluation_are_of_its_own_year(tmp_path: Path) -> None:
    """The last year of the Renstra and the year before stand beside, and are not its period."""
    rows: Rows = [
        ["EVALUASI RENJA KECAMATAN TUAH MADANI KOTA PEKANBARU TRIWULAN I TAHUN 2026"],
        ["Program", "Indikator", "Target Renstra 2029", "Realisasi s/d 2025", "Target 2026", "I"],
        ["7.01.02 Program Penyelenggaraan", "Persentase layanan", 95, 85, 90, 20],
        ["7.01.03 Program Pemberdayaan", "Persentase desa", 95, 85, 90, 25],
    ]
    understood = understand(_book(tmp_path / "a.xlsx", rows), Choice())
    assert understood.reading.period == "2026"
    assert understood.region.code == "14.71.13", "a name printed apart is the one printed as one"
    reached = [one.reached for item in understood.reading.items for one in item.indicators]
    assert [value["2026-I"].text for value in reached] == ["20", "25"]


def test_functions_in_one_cell_are_one_each(tmp_path: Path) -> None:
    """A list in a cell is told, and read line by line."""
    rows: Rows = [
        ["INDIKATOR KINERJA INDIVIDU TAHUN 2026"],
        ["Jabatan", "Tugas", "Fungsi", "Sasaran", "Indikator", "Target"],
        ["Lurah", "Memimpin", "1. Perumusan\n2. Pelayanan", "Meningkatnya layanan", "Indeks", 85],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert [i.text for i in reading.items if i.level == "fungsi"] == ["Perumusan", "Pelayanan"]
    assert [doubt.why for doubt in reading.doubts] == ["several-in-cell"]


def test_thousands_right_above_a_head_are_no_part_of_it(tmp_path: Path) -> None:
    """`(Rp. 000)` over the last column speaks of all money; ILIR TIMUR I is Ilir Timur Satu."""
    rows: Rows = [
        ["RENSTRA KECAMATAN ILIR TIMUR I KOTA PALEMBANG 2025-2026"],
        [None, None, None, None, "(Rp. 000)"],
        ["Kode", "Program", "Indikator", "Pagu 2025", "OPD Penanggung Jawab"],
        ["7.01.02", "Program Penyelenggaraan", "Persentase layanan", 1500, "Camat"],
        ["7.01.03", "Program Pemberdayaan", "Persentase kelurahan", 900, "Camat"],
    ]
    understood = understand(_book(tmp_path / "a.xlsx", rows), Choice())
    assert understood.region.code == "16.71.05"
    items = understood.reading.items
    assert [item.money["2025"].text for item in items] == ["1500000", "900000"]
    assert [item.texts["penanggung_jawab"].text for item in items] == ["Camat", "Camat"]


@pytest.mark.parametrize(
    ("kinds", "levels"),
    [
        (("Operational", "Operational 2"), ["", "2"]),
        (("Operational", "Operational N"), ["", "2"]),
        (("Operational", "Operational"), ["", ""]),
    ],
)
def test_a_second_operational_level_is_called_so(
    tmp_path: Path, kinds: tuple[str, str], levels: list[str]
) -> None:
    """A condition below one that is called the same is no further level."""
    rows: Rows = [
        ["POHON KINERJA KECAMATAN LHOKNGA KABUPATEN ACEH BESAR 2026"],
        ["No", "Level", "Uraian Kinerja", "Indikator", "Target"],
        ["1", "Tactical", "Meningkatnya layanan", "Persentase layanan", 90],
        ["1.1", kinds[0], "Terlaksananya layanan loket", "Jumlah loket", 4],
        ["1.1.1", kinds[1], "Tersedianya mesin antrean", "Jumlah mesin", 4],
    ]
    understood = understand(_book(tmp_path / "a.xlsx", rows), Choice())
    nodes = [entry.cells for entry in understood.entries if entry.sheet == "simpul"]
    found = [
        cells["tingkat_operasional"].text if "tingkat_operasional" in cells else ""
        for cells in nodes
    ]
    assert found[1:] == levels


def test_what_a_region_calls_its_kecamatan_is_kept(tmp_path: Path) -> None:
    """A distrik stays one, in the form and in the statements."""
    rows: Rows = [
        ["RENJA DISTRIK SENTANI KABUPATEN JAYAPURA TAHUN 2026"],
        _PLAN_HEAD,
        ["7.01.02", "Program Penyelenggaraan", "Persentase layanan", "%", 90, 450],
    ]
    path = _book(tmp_path / "a.xlsx", rows)
    identity = {}
    for entry in understand(path, Choice()).entries:
        if entry.sheet == "identitas":
            identity[entry.cells["kunci"].text] = entry.cells["nilai"].text
    assert identity["sebutan"] == "distrik"
    stated = [
        t.object for t in read_paths([path])[0].triples if t.predicate == KIN["sebutanWilayah"]
    ]
    assert [text_of(term) for term in stated] == ["distrik"]


def test_one_column_may_hold_goals_and_objectives(tmp_path: Path) -> None:
    """Each row is what its own label says."""
    rows: Rows = [
        ["RENSTRA KECAMATAN MEUREUDU KABUPATEN PIDIE JAYA 2026"],
        ["Tujuan/Sasaran", "Indikator", "Satuan", "Target 2026"],
        ["Tujuan: Meningkatnya tata kelola", "Nilai AKIP", "Nilai", 70],
        ["Sasaran: Meningkatnya layanan", "Indeks Kepuasan", "Nilai", 80],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert [item.level for item in reading.items] == ["tujuan", "sasaran"]


def test_a_program_right_of_the_indicator_leaves_the_result_its_own(tmp_path: Path) -> None:
    """The result is measured; the program of the row has its money."""
    rows: Rows = [
        ["PERJANJIAN KINERJA TAHUN 2026 KECAMATAN BAITURRAHMAN KOTA BANDA ACEH"],
        ["No", "Kinerja Utama", "Indikator Kinerja", "Target", "Program", "Anggaran (Rp)"],
        [1, "Meningkatnya layanan", "Indeks Kepuasan", 88, "Program Penyelenggaraan", 325_000_000],
        [2, "Meningkatnya ketertiban", "Persentase selesai", 95, "Program Koordinasi", 125_000_000],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    results = [item for item in reading.items if item.level == "sasaran"]
    programs = [item for item in reading.items if item.level == "program"]
    assert [one.indicators[0].text for one in results] == ["Indeks Kepuasan", "Persentase selesai"]
    assert [one.money["2026"].text for one in programs] == ["325000000", "125000000"]
    assert reading.doubts == []


def test_spending_up_to_a_quarter_is_not_that_of_the_quarter(tmp_path: Path) -> None:
    """Such a column counts from the start of the year, which is told, and is not read as one quarter."""
    rows: Rows = [
        ["REALISASI KINERJA KEMANTREN TEGALREJO KOTA YOGYAKARTA TAHUN 2026"],
        [
            "Sasaran",
            "Indikator",
            "Target",
            "Realisasi TW II",
            "Pagu",
            "Realisasi Anggaran s.d. TW II",
        ],
        ["Meningkatnya layanan", "Persentase layanan", 90, 80, 250_000_000, 100_000_000],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    spent = _one(reading, "sasaran").spent
    assert {key: (one.text, one.nature) for key, one in spent.items()} == {
        "2026-II": ("100000000", "kumulatif")
    }
    assert [doubt.why for doubt in reading.doubts] == ["column-so-far"]


def test_three_columns_of_indicators_are_each_of_their_level(tmp_path: Path) -> None:
    """`Capaian Program`, `Keluaran Sub Kegiatan` and `Hasil Kegiatan` beside one column of names."""
    rows: Rows = [
        ["RENJA KECAMATAN LHOKNGA KABUPATEN ACEH BESAR TAHUN 2026"],
        ["Kode", "Program/Kegiatan/Sub Kegiatan", "Capaian Program", None, "Keluaran Sub Kegiatan"],
        [None, None, "Tolok Ukur", "Target", "Tolok Ukur", "Target", "Pagu (Rp)"],
        ["7.01.02", "PROGRAM PENYELENGGARAAN", None, None, None, None, 300],
        ["7.01.02.2.01", "Koordinasi Penyelenggaraan", None, None, None, None, 300],
        ["7.01.02.2.01.0001", "Koordinasi", "Persentase tepat", "90 %", "Jumlah laporan", 12, 300],
        ["7.01.02.2.01.0002", "Peningkatan", "Persentase tepat", "90 %", "Jumlah rapat", 4, 300],
    ]
    rows[1] += [None, None]
    reading = _read(_book(tmp_path / "a.xlsx", rows, ("C2:D2", "E2:F2", "A2:A3", "B2:B3")))
    assert [one.text for one in _one(reading, "program").indicators] == ["Persentase tepat"]
    subs = [item for item in reading.items if item.level == "sub_kegiatan"]
    texts = [[one.text for one in item.indicators] for item in subs]
    assert texts == [["Jumlah laporan"], ["Jumlah rapat"]]


def test_a_line_above_a_table_says_what_it_is_below(tmp_path: Path) -> None:
    """Above the first table and between two, with the code of the program."""
    head = ["No", "Kegiatan", "Sub Kegiatan", "Indikator Sub Kegiatan", "Target", "Pagu"]
    rows: Rows = [
        ["RENJA KEMANTREN UMBULHARJO KOTA YOGYAKARTA 2026"],
        ["Program : 7.01.01 PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"],
        head,
        [1, "Administrasi Umum", "Fasilitasi Kunjungan Tamu", "Jumlah laporan", 12, 10_000_000],
        ["Program : 7.01.06 PROGRAM PEMBINAAN DAN PENGAWASAN PEMERINTAHAN DESA"],
        head,
        [1, "Fasilitasi Desa", "Fasilitasi Peraturan", "Jumlah dokumen", 2, 5_000_000],
    ]
    reading = _read(_book(tmp_path / "a.xlsx", rows))
    assert [item.code for item in reading.items if item.level == "program"] == [
        "7.01.01",
        "7.01.06",
    ]
    above = [item.parent for item in reading.items if item.level == "kegiatan"]
    assert [item.code for item in above if item] == ["7.01.01", "7.01.06"]


def test_one_sheet_a_year(tmp_path: Path) -> None:
    """The name of the sheet is the year of its targets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for year in (2025, 2026):
        sheet = book.create_sheet(str(year))
        sheet.append([f"RENSTRA KECAMATAN PRAYA KABUPATEN LOMBOK TENGAH TAHUN {year}"])
        sheet.append(["Sasaran", "Indikator", "Satuan", "Target"])
        sheet.append(["Meningkatnya layanan", "Indeks Kepuasan", "Indeks", year - 1945])
    path = tmp_path / "a.xlsx"
    book.save(path)
    understood = understand(path, Choice())
    assert understood.reading.period == "2025-2026"
    targets = _one(understood.reading, "sasaran").indicators[0].targets
    assert {key: value.text for key, value in targets.items()} == {"2025": "80", "2026": "81"}
