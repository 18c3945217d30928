"""A budget printed as a block of lines per sub-activity is read as the list it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Reading

_ORDER = "PROGRAM KOORDINASI KETENTRAMAN DAN KETERTIBAN UMUM"
_PATROL = "Koordinasi Upaya Penyelenggaraan Ketenteraman dan Ketertiban Umum"
_SUBS = (
    "Peningkatan Efektifitas Kegiatan Ketertiban Umum di Tingkat Kecamatan",
    "Harmonisasi Hubungan dengan Tokoh Agama dan Tokoh Masyarakat",
)


def _block(number: int, money: str, allocated: str) -> list[list[Any]]:
    """One block as another application prints it: label and value in one cell, one state only."""
    return [
        ["RENCANA KERJA DAN ANGGARAN TAHUN ANGGARAN 2026"],
        ["KABUPATEN PURWAKARTA"],
        ["Organisasi : 7.01.0.00.0.00.01.0000 KECAMATAN WANAYASA"],
        [f"Program : 7.01.04 {_ORDER}"],
        [f"Kegiatan : 7.01.04.2.01 {_PATROL}"],
        [f"Alokasi Tahun : {allocated}"],
        [f"Sub Kegiatan : 7.01.04.2.01.000{number} {_SUBS[number - 1]}"],
        ["Lokasi : Kec. Wanayasa"],
        [],
        ["Indikator", "Tolok Ukur Kinerja", "Target Kinerja"],
        ["Capaian Program", "Persentase gangguan ditangani", "90 %"],
        ["Masukan", "Dana yang dibutuhkan", allocated],
        ["Keluaran", "Jumlah rapat forkopimcam", "12 kali"],
        [None, "Jumlah patroli wilayah", "24 kali"],
        ["Keluaran Sub Kegiatan : Jumlah laporan sinergitas - 4 laporan"],
        [],
        ["Kode Rekening", "Uraian", "Jumlah (Rp)"],
        ["5.1.02.01.01.0052", "Belanja Makanan dan Minuman Rapat", money],
        [None, "Jumlah", money],
        [],
    ]


def _read(path: Path, *blocks: list[list[Any]]) -> Reading:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "RKA"
    for block in blocks:
        for row in block:
            sheet.append(row)
        sheet.append([])
    book.save(path)
    return understand(path, Choice()).reading


def test_blocks_are_rows_below_one_program_and_activity(tmp_path: Path) -> None:
    """Levels, parents, codes, money, indicators and targets, from label and value in one cell."""
    blocks = _block(1, "Rp40.000.000", "Rp65.000.000"), _block(2, "Rp25.000.000", "Rp65.000.000")
    reading = _read(tmp_path / "rka.xlsx", *blocks)
    program, activity, *subs = reading.items
    assert (program.level, program.code, program.text) == ("program", "7.01.04", _ORDER)
    assert (activity.parent, activity.money["2026"].text) == (program, "65000000")
    assert [one.text for one in activity.indicators] == [
        "Jumlah rapat forkopimcam", "Jumlah patroli wilayah"
    ]  # fmt: skip
    assert [sub.money["2026"].text for sub in subs] == ["40000000", "25000000"]
    assert all(sub.parent is activity and sub.texts["lokasi"].text for sub in subs)
    assert subs[0].indicators[0].targets["2026"].text == "4 laporan"
    assert [one.text for one in program.indicators] == ["Persentase gangguan ditangani"]
    assert "form-again" in {left.why for left in reading.ignored}
    assert {left.why for left in reading.ignored if left.place == "RKA!18"} == {"account"}


def test_what_a_later_block_says_otherwise_is_told(tmp_path: Path) -> None:
    """The first amount stays, the other is doubtful at its cell."""
    blocks = _block(1, "Rp40.000.000", "Rp65.000.000"), _block(2, "Rp25.000.000", "Rp70.000.000")
    reading = _read(tmp_path / "rka.xlsx", *blocks)
    assert reading.items[1].money["2026"].text == "65000000"
    doubted = {one.place for one in reading.doubts if one.why == "differs"}
    assert doubted == {"RKA!A27", "RKA!C33"}
