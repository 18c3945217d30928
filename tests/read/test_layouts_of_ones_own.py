"""A layout of one's own: its words, its years, its rows of heads, what it fills down and leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Reading
from tests.support.agreements import workbook

_LAYOUT = """
nama = "kabupaten"
id = "Matriks kabupaten kami"
en = "Our kabupaten's matrix"
jenis_dokumen = "renstra"
perlu = [["nama"], ["indikator", "pagu"]]
jenjang = ["kode"]
abaikan = ["dicetak oleh"]
tahun = { "angka pertama" = 2026, "angka kedua" = 2027 }
turun = ["satuan", "sumber_data"]
kolom = { nama = ["susunan pekerjaan"], indikator = ["pengukur"], target = ["angka pertama", "angka kedua"] }
"""
_ROWS: list[list[object]] = [
    ["RENSTRA KECAMATAN SOKARAJA KABUPATEN BANYUMAS 2026-2027"],
    [],
    [
        "Kode",
        "Susunan Pekerjaan",
        "Pengukur",
        "Satuan",
        "Angka Pertama",
        "Angka Kedua",
        "Sumber Data",
    ],
    ["7.01.02", "Program Pelayanan", "Persentase layanan", "%", 80, 85, "Laporan SKM"],
    [None, None, "Persentase aduan selesai", None, 90, 95, None],
    ["Dicetak oleh aplikasi"],
    ["7.01.02.2.01", "Koordinasi Layanan", "Jumlah rapat", "Kali", 12, 12, None],
]


def _reading(tmp_path: Path, layout: str, rows: list[list[object]]) -> Reading:
    described = tmp_path / "kabupaten.toml"
    described.write_text(layout, encoding="utf-8")
    path = workbook(tmp_path / "matriks.xlsx", rows)
    return understand(path, Choice(layout=str(described))).reading


def test_words_years_and_cells_that_reach_down(tmp_path: Path) -> None:
    """Each as the file describes it."""
    reading = _reading(tmp_path, _LAYOUT, _ROWS)
    indicators = [one for item in reading.items for one in item.indicators]
    targets = [{year: value.text for year, value in one.targets.items()} for one in indicators]
    assert targets == [
        {"2026": "80", "2027": "85"},
        {"2026": "90", "2027": "95"},
        {"2026": "12", "2027": "12"},
    ]
    assert [one.texts["satuan"].text for one in indicators] == ["%", "%", "Kali"]
    assert [one.texts["sumber_data"].text for one in indicators] == ["Laporan SKM"] * 3
    assert [one.texts["sumber_data"].place for one in indicators] == ["Sheet!G4"] * 3
    assert [(one.place, one.why) for one in reading.ignored] == [("Sheet!6", "own")]


def test_without_being_told_nothing_is_filled_down(tmp_path: Path) -> None:
    """An empty cell is empty."""
    reading = _reading(tmp_path, _LAYOUT.replace("turun", "#turun"), _ROWS)
    indicators = [one for item in reading.items for one in item.indicators]
    assert ["sumber_data" in one.texts for one in indicators] == [True, False, False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["satuan", "sumber_data"]', '["satuan", "warna"]'),
        ("indikator = ", "penggaris = "),
        ("2026", '"dua ribu"'),
        ("jenjang", "jenjangg"),
    ],
    ids=["turun", "kolom", "tahun", "key"],
)
def test_a_layout_that_says_nothing_known_is_refused(old: str, new: str, tmp_path: Path) -> None:
    """With the reason; a key that is written wrong is no silence."""
    with pytest.raises(InputError) as raised:
        _reading(tmp_path, _LAYOUT.replace(old, new, 1), _ROWS)
    assert raised.value.problems[0].code == "LAYOUT-FILE"
