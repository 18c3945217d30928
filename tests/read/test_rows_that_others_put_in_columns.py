"""Tables whose sides, targets, levels or continuation stand elsewhere than in columns of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment

from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Item, Reading

_WHERE = "KECAMATAN WANAYASA KABUPATEN PURWAKARTA TAHUN 2026"
_PATROL = "Koordinasi Upaya Penyelenggaraan Ketenteraman dan Ketertiban Umum"
_ORDER = "PROGRAM KOORDINASI KETENTRAMAN DAN KETERTIBAN UMUM"


def _reading(path: Path, *sheets: tuple[str, list[list[Any]]]) -> Reading:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return understand(path, Choice()).reading


def _whys(reading: Reading, place: str) -> set[str]:
    return {one.why for one in (*reading.doubts, *reading.ignored) if one.place == place}


def _by_text(reading: Reading) -> dict[str, Item]:
    return {item.text: item for item in reading.items}


@pytest.mark.parametrize("turned", [False, True], ids=["target-first", "realisation-first"])
def test_rows_of_both_sides_are_one_indicator(tmp_path: Path, turned: bool) -> None:
    """In whichever order they stand, and where no cell is merged."""
    first, second = ("Realisasi", "Target") if turned else ("Target", "Realisasi")
    planned, reached = ["20", "45", "70", "96"], ["18", "44", "", ""]
    values = {"Target": planned, "Realisasi": reached}
    rows: list[list[Any]] = [
        ["PENGUKURAN KINERJA " + _WHERE],
        [],
        ["No", "Sasaran", "Indikator", "Satuan", "Uraian", "TW I", "TW II", "TW III", "TW IV"],
        [1, "Meningkatnya mutu layanan", "Persentase berkas selesai", "%", first, *values[first]],
        [None, None, None, None, second, *values[second]],
        [2, "Meningkatnya ketertiban", "Jumlah patroli", "kali", first, *values[first]],
        [None, None, None, None, second, *values[second]],
    ]
    reading = _reading(tmp_path / "ukur.xlsx", ("Ukur", rows))
    assert len(reading.items) == 2
    for item in reading.items:
        one = item.indicators[0]
        assert [one.targets[f"2026-{q}"].text for q in ("I", "II", "III", "IV")] == planned
        assert {key: value.text for key, value in one.reached.items()} == {
            "2026-I": "18", "2026-II": "44"
        }  # fmt: skip


def test_a_head_goes_on_below_the_numbers_of_its_columns(tmp_path: Path) -> None:
    """Kinerja and anggaran under (1), (2), (3) are of the head and no row."""
    rows = [
        ["EVALUASI RENJA TRIWULAN II " + _WHERE],
        ["No", "Program/Kegiatan", "Indikator", "Satuan", "Target Tahun 2026", None,
         "Realisasi Triwulan I", None, "Realisasi Triwulan II", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", None, "(6)", None, "(7)", None],
        [None, None, None, None, "K", "Rp", "K", "Rp", "K", "Rp"],
        [1, _ORDER, "Persentase gangguan ditangani", "%", 90, 45_000_000, 20, 4_000_000, 55,
         21_500_000],
        [2, _PATROL, "Jumlah patroli", "kali", 24, 45_000_000, 6, 4_000_000, 12, 21_500_000],
    ]  # fmt: skip
    reading = _reading(tmp_path / "evaluasi.xlsx", ("Evaluasi", rows))
    program = _by_text(reading)[_ORDER]
    assert program.money["2026"].text == "45000000"
    assert {key: value.text for key, value in program.spent.items()} == {
        "2026-I": "4000000", "2026-II": "21500000"
    }  # fmt: skip
    assert program.indicators[0].reached["2026-II"].text == "55"
    assert _whys(reading, "Evaluasi!3") == {"numbering"}


def test_a_target_behind_the_colon_of_its_indicator(tmp_path: Path) -> None:
    """What follows the last colon is the target; an indicator without one stays whole."""
    rows = [
        ["IKI – LURAH SUKASARI – TAHUN 2026"],
        ["Kecamatan Wanayasa Kabupaten Purwakarta"],
        ["No", "Kinerja", "Indikator dan Target", "Keterangan"],
        ["a", "b", "c", "d"],
        [1, "Tertibnya administrasi kelurahan", "Jumlah buku register terisi: 12 buku", "-"],
        [2, "Meningkatnya layanan kelurahan", "Nilai survei kepuasan (rasio a:b) = ≥ 85,5", "-"],
        [3, "Terlatihnya pengurus RT", "Jumlah pengurus RT dilatih", "-"],
    ]
    reading = _reading(tmp_path / "iki.xlsx", ("Lurah", rows))
    assert [item.text for item in reading.items if item.level == "jabatan"] == ["LURAH SUKASARI"]
    found = [
        (item.indicators[0].text, [value.text for value in item.indicators[0].targets.values()])
        for item in reading.items
        if item.indicators
    ]
    assert found == [
        ("Jumlah buku register terisi", ["12 buku"]),
        ("Nilai survei kepuasan (rasio a:b)", ["≥ 85,5"]),
        ("Jumlah pengurus RT dilatih", []),
    ]
    assert _whys(reading, "Lurah!4") == {"numbering"}


def _tree(path: Path, widths: list[int], blanks: bool) -> Reading:
    names = [
        "Layanan warga baik",
        "Loket cepat",
        "Petugas cakap",
        "Pelatihan berjalan",
        "Aduan tuntas",
    ]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bagan"
    for row in (["POHON KINERJA " + _WHERE], ["Kondisi", "Indikator", "Target", "Satuan"]):
        sheet.append(row)
    for name, width in zip(names, widths, strict=True):
        shown = " " * (3 * width) + name if blanks else name
        sheet.append([shown, f"Persentase {name.casefold()}", 80, "%"])
        if not blanks:
            sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=2 * width)
    book.save(path)
    return understand(path, Choice()).reading


@pytest.mark.parametrize("blanks", [False, True], ids=["style", "blanks"])
def test_indentation_tells_the_levels_of_a_tree(tmp_path: Path, blanks: bool) -> None:
    """Four depths are four levels, told once; a parent is the nearest row further left."""
    reading = _tree(tmp_path / "pohon.xlsx", [0, 1, 2, 3, 1], blanks)
    found = _by_text(reading)
    above = {name: item.parent.text for name, item in found.items() if item.parent is not None}
    assert above == {
        "Loket cepat": "Layanan warga baik",
        "Petugas cakap": "Loket cepat",
        "Pelatihan berjalan": "Petugas cakap",
        "Aduan tuntas": "Layanan warga baik",
    }
    assert [item.level for item in reading.items] == [
        "outcome", "strategis", "antara", "operasional", "strategis"
    ]  # fmt: skip
    assert _whys(reading, "Bagan!A3") == {"level-order"}


def test_a_tree_may_change_its_way_of_indenting_and_leap(tmp_path: Path) -> None:
    """By style above and by blanks below; the one row that leaps is told."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bagan"
    rows = [("Warga puas", 0), ("Loket cepat", 1), ("Petugas cakap", 2), ("Pelatihan jalan", 3)]
    for row in (["POHON KINERJA " + _WHERE], ["Kondisi", "Indikator", "Target"]):
        sheet.append(row)
    for name, width in rows:
        sheet.append([name, f"Jumlah {name.casefold()}", 4])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=width)
    for name in ("Wilayah tertib", "  Poskamling aktif", "      Ronda terjadwal"):
        sheet.append([name, f"Jumlah {name.strip().casefold()}", 4])
    sheet.append(["Purwakarta,       2026"])
    sheet.append(["Camat Wanayasa"])
    book.save(tmp_path / "pohon.xlsx")
    reading = understand(tmp_path / "pohon.xlsx", Choice()).reading
    found = _by_text(reading)
    assert len(found) == 7
    assert found["Ronda terjadwal"].level == "operasional"
    assert found["Ronda terjadwal"].parent is found["Poskamling aktif"]
    assert "level-jump" in {one.why for one in reading.doubts if one.place.endswith("9")}


def test_numbers_tell_the_levels_of_a_tree_also_behind_nine(tmp_path: Path) -> None:
    """1.10 is the tenth child of 1; a legend below the tree is none of it."""
    rows = [
        ["CASCADING KINERJA " + _WHERE],
        ["No", "Uraian Kinerja", "Ukuran", "Target"],
        ["1", "Warga puas", "Indeks kepuasan", "86"],
        ["1.9", "Arsip tertata", "Persentase arsip digital", "60 %"],
        ["1.9.1", "Arsip dipindai", "Jumlah berkas dipindai", "2.400 berkas"],
        ["1.10", "Aduan tuntas", "Persentase aduan tuntas", "100 %"],
        ["1.10.1", "Kanal dipantau", "Jumlah hari pemantauan", "240 hari"],
        [None, "tad: tidak ada data"],
    ]
    reading = _reading(tmp_path / "cascading.xlsx", ("Cascading", rows))
    found = _by_text(reading)
    assert len(found) == 5
    for row in range(3, 8):
        # Which three of the levels they are nobody says.
        assert "level-inferred" in _whys(reading, f"Cascading!B{row}")
    assert found["Kanal dipantau"].parent is found["Aduan tuntas"]
    assert found["Aduan tuntas"].parent is found["Warga puas"]
    assert _whys(reading, "Cascading!8") == {"note"}


def test_a_table_goes_on_with_the_next_sheet_and_a_recap_is_no_second_plan(tmp_path: Path) -> None:
    """The activity stands on the sheet before; the recap repeats the program without its code."""
    head = [
        "Kode",
        "Program/Kegiatan/Sub Kegiatan",
        "Indikator",
        "Satuan",
        "Target 2026",
        "Pagu 2026",
    ]
    sub = "Harmonisasi Hubungan dengan Tokoh Agama dan Tokoh Masyarakat"
    first = [
        ["RENJA " + _WHERE],
        head,
        ["7.01.04", _ORDER, "Persentase gangguan ditangani", "%", 90, 61_000_000],
        ["7.01.04.2.01", _PATROL, "Jumlah patroli", "kali", 24, 61_000_000],
        [None, "Jumlah dipindahkan", None, None, None, 61_000_000],
    ]
    second = [
        head,
        [None, "Pindahan", None, None, None, 61_000_000],
        ["7.01.04.2.01.0002", sub, "Jumlah laporan", "laporan", 4, 61_000_000],
    ]
    recap = [["Rekap"], ["No", "Program", "Pagu 2026"], [1, _ORDER, 61_000_000]]
    reading = _reading(
        tmp_path / "renja.xlsx", ("1", first), ("2 lanjutan", second), ("rekap", recap)
    )
    found = _by_text(reading)
    assert [item.level for item in reading.items] == ["program", "kegiatan", "sub_kegiatan"]
    assert found[sub].parent is found[_PATROL]
    assert found[_ORDER].again == ["rekap!B3"]
    assert {left.place for left in reading.ignored if left.why == "total"} == {
        "1!5",
        "2 lanjutan!2",
    }


def test_a_list_of_budgets_says_what_was_spent_so_far(tmp_path: Path) -> None:
    """Without an indicator, realisation is of money; DPPA is the budget after the change."""
    rows = [
        ["REALISASI KEUANGAN " + _WHERE],
        ["No", "Program", "Pagu DPA", "Pagu DPPA", "Realisasi s.d.", None],
        [None, None, None, None, "TW I", "TW II"],
        [1, _ORDER, "85.000.000", "90.000.000", "0", "42.500.000"],
    ]
    reading = _reading(tmp_path / "keu.xlsx", ("KEU", rows))
    program = reading.items[0]
    assert (program.money["2026"].text, program.money["2026"].before) == ("90000000", "85000000")
    assert program.spent["2026-II"].text == "42500000"
    assert "column-so-far" in _whys(reading, "KEU!F3")


def test_organisations_and_notes_among_coded_names_are_no_activities(tmp_path: Path) -> None:
    """Where every name has its code, a row without one is told and not kept."""
    rows = [
        ["RKA " + _WHERE],
        ["Uraian", "Indikator", "Target", "Jumlah Tahun 2026", "Tahun +1 (2027)"],
        [f"7.01.04 {_ORDER}", "Persentase gangguan ditangani", "90 %", "61.000.000,00", "62.000.000,00"],
        [f"7.01.04.2.01 {_PATROL}", "Jumlah patroli", "24 kali", "61.000.000,00", "62.000.000,00"],
        ["KELURAHAN SUKASARI", None, None, "11.000.000,00", None],
        ["UPT Wilayah Barat", None, None, "50.000.000,00", None],
    ]  # fmt: skip
    reading = _reading(tmp_path / "rka.xlsx", ("RKA", rows))
    assert [item.code for item in reading.items] == ["7.01.04", "7.01.04.2.01"]
    assert reading.items[0].money["2027"].text == "62000000"
    for row in (5, 6):
        assert "level" in _whys(reading, f"RKA!A{row}")
        assert "value-alone" in _whys(reading, f"RKA!D{row}")
