"""What a layout cannot place is told, and what stands outside its columns is read; each a small workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kg.errors import InputError
from kg.read.grids import read_grids
from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.page import page_of
from kg.read.layout.pages import fill_years, read_pages
from kg.read.layout.reading import Item, Reading
from kg.read.layout.regions import kabupaten_in, kecamatan_in, region

Rows = list[list[object]]
_TITLE = ["RENJA KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2026"]
_PROGRAM = "PROGRAM PEMBINAAN DAN PENGAWASAN PEMERINTAHAN DESA"
_ACTIVITY = "Fasilitasi, Rekomendasi dan Koordinasi Pembinaan dan Pengawasan Pemerintahan Desa"


def _book(folder: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    path = folder / "a.xlsx"
    book.save(path)
    return path


def _read(folder: Path, rows: Rows, first: int = 2026, last: int = 2026) -> Reading:
    found = read_pages([page_of(grid) for grid in read_grids(_book(folder, rows))[0]])
    assert found is not None
    fill_years(found[0], first, last)
    return found[0]


def _told(reading: Reading) -> dict[str, str]:
    return {doubt.place.rpartition("!")[2]: doubt.why for doubt in reading.doubts}


def _levels(reading: Reading) -> list[tuple[str, str]]:
    return [(item.level, item.parent.text if item.parent else "") for item in reading.items]


def _targets(item: Item) -> dict[str, str]:
    return {key: value.text for key, value in item.indicators[0].targets.items()}


def test_a_cell_from_which_nothing_is_taken_is_told(tmp_path: Path) -> None:
    """A second person in charge of one objective; one that is printed again is not told."""
    head = ["Sasaran", "Indikator", "Satuan", "Target", "Penanggung Jawab"]
    rows: Rows = [
        _TITLE,
        head,
        ["Meningkatnya layanan", "Indeks Kepuasan", "Indeks", 83, "Kasi Pelayanan"],
        [None, "Persentase aduan selesai", "%", 90, "Kasi Pemerintahan"],
        [None, "Jumlah inovasi", "Inovasi", 2, "Kasi Pelayanan"],
    ]
    assert _told(_read(tmp_path, rows)) == {"E4": "unread"}


def test_unknown_heads_and_words_under_values_are_told(tmp_path: Path) -> None:
    """A year in a sentence makes no target of a column of words."""
    head = ["Sasaran", "Indikator", "Target 2026", "Naik/turun dari 2025", "Xyz", "Target 2027"]
    rows: Rows = [
        _TITLE,
        head,
        ["Meningkatnya layanan", "Indeks Kepuasan", 83, "naik", "abc", "lebih dari kemarin"],
        ["Meningkatnya kinerja", "Nilai AKIP", 71, "turun", "def", "sama dengan tahun itu"],
    ]
    reading = _read(tmp_path, rows)
    assert _told(reading) == {"D2": "column-unknown", "E2": "column-unknown", "F2": "column-words"}
    assert _targets(reading.items[0])["2026"] == "83"
    assert "2025" not in _targets(reading.items[0])


def test_indicators_below_what_they_measure_in_one_column(tmp_path: Path) -> None:
    """Each behind its label, with the values of its row."""
    rows: Rows = [
        _TITLE,
        ["Uraian", "Satuan", "Baseline 2025", "Target 2026"],
        ["Tujuan: Meningkatnya tata kelola"],
        ["Indikator: Nilai AKIP", "Nilai", 78, 79],
        ["Sasaran 1: Meningkatnya layanan"],
        ["Indikator Sasaran 1.1: Indeks Kepuasan", "Indeks", 82, 83],
        ["Indikator Sasaran 1.2: Persentase aduan selesai", "%", 90, 92],
    ]
    reading = _read(tmp_path, rows)
    assert _levels(reading) == [("tujuan", ""), ("sasaran", "Meningkatnya tata kelola")]
    assert [len(item.indicators) for item in reading.items] == [1, 2]
    assert _targets(reading.items[1]) == {"2026": "83"}
    assert reading.items[1].indicators[1].texts["satuan"].text == "%"


@pytest.mark.parametrize("numbers", [("1", "1.1", "2", "2.1"), ("I.", "1.", "II.", "1.")])
def test_goals_and_objectives_of_one_column_by_number(
    numbers: tuple[str, ...], tmp_path: Path
) -> None:
    """The style that comes first is that of goals; without any difference it is told."""
    texts = [f"Meningkatnya hal {word}" for word in ("satu", "dua", "tiga", "empat")]
    head = ["No", "Tujuan/Sasaran", "Indikator", "Target"]
    body: Rows = [[n, t, "Persentase", 9] for n, t in zip(numbers, texts, strict=True)]
    reading = _read(tmp_path, [_TITLE, head, *body])
    goal, objective = ("tujuan", ""), ("sasaran", texts[0])
    assert _levels(reading) == [goal, objective, goal, ("sasaran", texts[2])]
    assert not reading.doubts
    same: Rows = [["1", text, "Persentase", 9] for text in texts]
    told = _read(tmp_path, [_TITLE, head, *same])
    assert [doubt.why for doubt in told.doubts] == ["level-inferred"] * 4


def test_a_goal_may_begin_in_the_column_of_codes(tmp_path: Path) -> None:
    """With the indicator and target of its row."""
    rows: Rows = [
        _TITLE,
        ["Kode", "Program", "Kegiatan", "Indikator", "Target", "Pagu"],
        ["SASARAN 1 : Meningkatnya tata kelola desa", None, None, "Desa tertib", 80],
        ["7.01.06", _PROGRAM, None, "Persentase desa", 90, 35_000_000],
    ]
    reading = _read(tmp_path, rows)
    text = "Meningkatnya tata kelola desa"
    assert _levels(reading) == [("sasaran", ""), ("program", text)]
    assert _targets(reading.items[0]) == {"2026": "80"}


def test_a_program_right_under_a_head_is_a_row(tmp_path: Path) -> None:
    """However many of its words are words of heads."""
    rows: Rows = [
        _TITLE,
        ["Program", "Kegiatan", "Sub Kegiatan", "Indikator", "Target", "Pagu"],
        [_PROGRAM],
        [None, _ACTIVITY, None, "Jumlah desa", 18, 40_000_000],
    ]
    reading = _read(tmp_path, rows)
    assert _levels(reading) == [("program", ""), ("kegiatan", _PROGRAM)]


def test_years_counted_from_n_and_what_was_before(tmp_path: Path) -> None:
    """n, n+1 and n+2 are three years; "Sebelum Perubahan" is not what is planned now."""
    rows: Rows = [
        ["Sasaran", "Indikator", "Target n", "Target n+1", "Target n+2"],
        ["Meningkatnya layanan", "Indeks Kepuasan", 83, 84, 85],
    ]
    reading = _read(tmp_path, rows, 2026, 2028)
    assert _targets(reading.items[0]) == {"2026": "83", "2027": "84", "2028": "85"}
    changed: Rows = [
        ["Program", "Sebelum Perubahan (Rp)", "Setelah Perubahan (Rp)"],
        [_PROGRAM, 510_000_000, 480_000_000],
    ]
    money = _read(tmp_path, [["PK PERUBAHAN 2026"], *changed]).items[0].money["2026"]
    assert (money.text, money.before) == ("480000000", "510000000")


def test_lines_between_tables_say_whose_they_are(tmp_path: Path) -> None:
    """The post of each table; of two posts, as in the text of a letter, neither is taken."""
    head: Rows = [["No", "Program", "Indikator", "Target", "Anggaran"]]
    row: Rows = [[1, _PROGRAM, "Persentase desa", 80, 35_000_000]]
    lines: Rows = [["Penanggung jawab : Kasi Pemerintahan"]]
    reading = _read(tmp_path, [["PK 2026"], *lines, *head, *row])
    assert reading.items[0].texts["penanggung_jawab"].text == "Kasi Pemerintahan"
    letter: Rows = [["Jabatan : Kasi Pemerintahan"], ["Jabatan : Sekretaris Kecamatan"]]
    reading = _read(tmp_path, [["PK 2026"], *letter, *head, *row])
    assert "penanggung_jawab" not in reading.items[0].texts


def test_money_beside_each_indicator_of_an_objective_is_added(tmp_path: Path) -> None:
    """And told; an amount that is printed again is not added."""
    rows: Rows = [
        ["PERJANJIAN KINERJA 2026"],
        ["Sasaran", "Indikator", "Target", "Anggaran (Rp)"],
        ["Meningkatnya layanan", "Indeks Kepuasan", 83, 64_250_000],
        [None, "Jumlah jemput bola", 8, 38_000_000],
    ]
    reading = _read(tmp_path, rows)
    assert reading.items[0].money["2026"].text == "102250000"
    assert _told(reading) == {"D4": "money-added"}


def test_a_name_that_goes_on_is_not_the_shorter_one() -> None:
    """Pulau Laut Utara, which the list joins, is not Pulau Laut; an unknown part of one is nobody."""
    title = "KECAMATAN PULAU LAUT UTARA KABUPATEN KOTABARU"
    (name,) = kecamatan_in(title)
    assert [one.code for one in region(name, kabupaten_in(title))] == ["63.02.06"]
    assert kecamatan_in("KECAMATAN SOKARAJA HULU") == []


def test_a_kecamatan_outside_the_kabupaten_that_is_named_is_asked_for(tmp_path: Path) -> None:
    """With both names and the way out; the code that is chosen holds."""
    rows: Rows = [
        ["RENJA KECAMATAN SOKARAJA KABUPATEN GIANYAR TAHUN 2026"],
        ["Sasaran", "Indikator", "Target"],
        ["Meningkatnya layanan", "Indeks Kepuasan", 83],
    ]
    with pytest.raises(InputError) as caught:
        understand(_book(tmp_path, rows), Choice())
    problem = caught.value.problems[0]
    assert problem.code == "LAYOUT-ELSEWHERE"
    assert "Gianyar" in problem.sentence()
    assert "--kecamatan" in problem.hint()


def test_target_and_money_of_one_cell_are_read_apart(tmp_path: Path) -> None:
    """And told; a target alone stays what it is."""
    rows: Rows = [
        _TITLE,
        ["Program", "Indikator", "Target 2026", "Target 2027"],
        [_PROGRAM, "Persentase desa", "70% / Rp 90.000.000", "75%\nRp. 95.000.000,-"],
        [f"{_PROGRAM} LAIN", "Jumlah desa", "18 Desa", "20 Desa"],
    ]
    reading = _read(tmp_path, rows)
    assert _targets(reading.items[0]) == {"2026": "70%", "2027": "75%"}
    money = {key: value.text for key, value in reading.items[0].money.items()}
    assert money == {"2026": "90000000", "2027": "95000000"}
    assert {"C3", "D3"} <= {doubt.place.rpartition("!")[2] for doubt in reading.doubts}
    assert _targets(reading.items[1])["2026"] == "18 Desa"


def test_a_row_for_each_year_of_an_indicator(tmp_path: Path) -> None:
    """The values of a row are of its year, and the document is of all of them."""
    head = ["Sasaran", "Indikator", "Tahun", "Target", "Realisasi"]
    name = ["Meningkatnya layanan", "Indeks Kepuasan"]
    rows: Rows = [["CAPAIAN IKU KECAMATAN SOKARAJA KABUPATEN BANYUMAS"], head]
    rows += [[*name, year, year - 1943, year - 1944] for year in (2023, 2024, 2025)]
    reading = understand(_book(tmp_path, rows), Choice()).reading
    assert reading.period == "2023-2025"
    assert _targets(reading.items[0]) == {"2023": "80", "2024": "81", "2025": "82"}
    assert reading.items[0].indicators[0].reached["2024"].text == "80"


def test_a_column_of_kinds_may_be_that_of_a_plan(tmp_path: Path) -> None:
    """Goals, programs and their indicators, one a row: no tree of conditions."""
    rows: Rows = [
        _TITLE,
        ["Jenis", "Uraian", "Satuan", "2026"],
        ["Tujuan", "Meningkatnya tata kelola"],
        ["Indikator", "Nilai AKIP", "Nilai", 70],
        ["Program", _PROGRAM],
        ["Indikator Program", "Persentase desa tertib", "%", 80],
    ]
    reading = _read(tmp_path, rows)
    assert reading.layout == "renstra"
    assert _levels(reading) == [("tujuan", ""), ("program", "Meningkatnya tata kelola")]
    assert _targets(reading.items[1]) == {"2026": "80"}


def test_words_under_groups_go_on_with_the_head(tmp_path: Path) -> None:
    """Kinds of spending below a year, and halves of a year, without any merged cell."""
    rows: Rows = [
        _TITLE,
        ["Program", "Indikator", "Target 2026", "Pagu 2026", None, None],
        [None, None, None, "Belanja Operasi", "Belanja Modal", "Jumlah"],
        [_PROGRAM, "Persentase desa", 80, 60_000_000, 30_000_000, 90_000_000],
    ]
    reading = _read(tmp_path, rows)
    assert reading.items[0].money["2026"].text == "90000000"
    halves: Rows = [
        _TITLE,
        ["Program", "Indikator", "Target", "Realisasi", None, None],
        [None, None, None, "Semester I", "Semester II", "Total"],
        [_PROGRAM, "Persentase desa", 80, 30, 45, 75],
    ]
    reached = _read(tmp_path, halves).items[0].indicators[0].reached
    assert {key: value.text for key, value in reached.items()} == {"2026": "75"}


def test_a_row_for_each_quarter_of_an_indicator(tmp_path: Path) -> None:
    """The target of the year stays that of the year; rows below the first name no indicator again."""
    head = ["Sasaran", "Indikator", "Target Tahunan", "Triwulan", "Target TW", "Realisasi"]
    rows: Rows = [_TITLE, head, ["Meningkatnya layanan", "Indeks Kepuasan", 83, "I", 81, 80]]
    rows += [[None, None, None, quarter, 82, 81] for quarter in ("II", "III", "IV")]
    indicator = _read(tmp_path, rows).items[0].indicators[0]
    assert {key: value.text for key, value in indicator.reached.items()} == {
        "2026-I": "80",
        "2026-II": "81",
        "2026-III": "81",
        "2026-IV": "81",
    }
    targets = {key: value.text for key, value in indicator.targets.items()}
    assert (targets["2026"], targets["2026-I"], targets["2026-IV"]) == ("83", "81", "82")


def test_several_numbers_of_one_cell_are_told(tmp_path: Path) -> None:
    """Those of five years, which no column tells apart."""
    head = ["Sasaran", "Indikator", "Target 2025-2029"]
    rows: Rows = [_TITLE, head, ["Meningkatnya layanan", "Indeks", "82; 83; 84; 85; 86"]]
    assert _told(_read(tmp_path, rows)) == {"C3": "value-several"}


def test_the_result_of_a_superior_is_none_of_the_post(tmp_path: Path) -> None:
    """It stands left of the post's own, and is not read."""
    head = ["No", "Rencana Hasil Kerja Pimpinan yang Diintervensi", "Rencana Hasil Kerja"]
    rows: Rows = [
        ["INDIKATOR KINERJA INDIVIDU KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2026"],
        ["Jabatan", "Kasi Pelayanan"],
        [*head, "Indikator Kinerja Individu", "Target"],
        [1, "Meningkatnya layanan", "Tersusunnya SOP", "Jumlah SOP", 4],
    ]
    reading = _read(tmp_path, rows)
    own = [item.text for item in reading.items if item.level == "sasaran_jabatan"]
    assert own == ["Tersusunnya SOP"]


def test_several_programs_of_one_cell_are_several_rows(tmp_path: Path) -> None:
    """And told; their amounts in one cell are told, and not read."""
    both = f"1. {_PROGRAM}\n2. PROGRAM PENYELENGGARAAN URUSAN PEMERINTAHAN UMUM"
    head = ["Sasaran", "Indikator", "Target", "Program", "Anggaran"]
    row = ["Meningkatnya layanan", "Indeks Kepuasan", 82, both, "Rp. 90.000.000\nRp. 20.000.000"]
    reading = _read(tmp_path, [["PERJANJIAN KINERJA 2026"], head, row])
    assert [item.level for item in reading.items] == ["sasaran", "program", "program"]
    assert _told(reading) == {"D3": "several-in-cell", "E3": "money-text"}


def test_results_in_two_styles_of_numbers_are_goals_and_objectives(tmp_path: Path) -> None:
    """Below a head that names no level, and told."""
    names = ["I", "1", "2", "II", "1"]
    body: Rows = [[n, f"Meningkatnya hal {i}", "Persentase", i] for i, n in enumerate(names)]
    reading = _read(tmp_path, [_TITLE, ["No", "Uraian", "Indikator", "Target"], *body])
    assert [item.level[0] for item in reading.items] == list("tssts")
    assert {doubt.why for doubt in reading.doubts} == {"level-inferred"}
