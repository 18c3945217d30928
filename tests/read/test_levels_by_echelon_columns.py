"""Cascading tables from left to right, whose groups of columns are headed by echelons or posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Reading
from tests.support.agreements import workbook

_TITLE = ["CASCADING KINERJA KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2025"]
_ROWS: list[list[object]] = [
    [
        *("Meningkatnya mutu pelayanan publik", "Indeks Kepuasan Masyarakat"),
        *("Meningkatnya layanan administrasi", "Persentase layanan tepat waktu"),
        *("Tersedianya data layanan", "Jumlah laporan layanan"),
    ],
    [None, None, None, None, "Terlaksananya survei kepuasan", "Jumlah survei"],
    [
        None,
        None,
        "Meningkatnya ketertiban",
        "Persentase gangguan ditangani",
        "Terlaksananya ronda",
        "Jumlah ronda",
    ],
    [
        *("Meningkatnya akuntabilitas kinerja", "Nilai AKIP"),
        *("Tersusunnya laporan kinerja", "Persentase laporan tepat waktu"),
        *("Terkumpulnya data kinerja", "Jumlah data"),
    ],
]
_LEVELS = {"strategis": 2, "antara": 3, "operasional": 4}


def _reading(path: Path, *rows: list[object]) -> Reading:
    return understand(workbook(path, [_TITLE, [], *rows]), Choice()).reading


def _groups(*names: str) -> list[list[object]]:
    heads: list[object] = []
    for name in names:
        heads += [name, None]
    return [heads, ["Sasaran", "Indikator"] * len(names)]


def _is_whole(reading: Reading) -> None:
    levels = [item.level for item in reading.items]
    assert {level: levels.count(level) for level in levels} == _LEVELS
    above = {item.text: item.parent.text if item.parent else "" for item in reading.items}
    assert above["Terlaksananya survei kepuasan"] == "Meningkatnya layanan administrasi"
    assert above["Terlaksananya ronda"] == "Meningkatnya ketertiban"
    assert above["Meningkatnya ketertiban"] == "Meningkatnya mutu pelayanan publik"
    assert above["Meningkatnya akuntabilitas kinerja"] == ""
    measured = {item.text: [one.text for one in item.indicators] for item in reading.items}
    assert measured["Terlaksananya survei kepuasan"] == ["Jumlah survei"]
    assert measured["Meningkatnya ketertiban"] == ["Persentase gangguan ditangani"]
    assert [doubt.why for doubt in reading.doubts] == ["level-holder"] * 3


@pytest.mark.parametrize(
    "names",
    [
        ("Eselon III.a", "Eselon IV.a", "Pelaksana"),
        ("ESELON III", "ESELON IV", "JFU/Pelaksana"),
        ("Camat (Es. III.a)", "Kasi/Kasubag (Es. IV)", "Staf"),
        ("Panewu", "Kepala Jawatan", "Jabatan Fungsional"),
        ("Kepala Distrik", "Kepala Seksi", "Pelaksana"),
    ],
    ids=lambda names: names[0],
)
def test_groups_are_levels_from_left_to_right(names: tuple[str, ...], tmp_path: Path) -> None:
    """They were read as one list of objectives without any level, in silence."""
    _is_whole(_reading(tmp_path / "a.xlsx", *_groups(*names), *_ROWS))


def test_heads_of_one_row_name_the_echelon_too(tmp_path: Path) -> None:
    """Sasaran Eselon III, Sasaran Eselon IV, Sasaran Pelaksana."""
    heads: list[object] = []
    for name in ("Eselon III", "Eselon IV", "Pelaksana"):
        heads += [f"Sasaran {name}", "Indikator"]
    _is_whole(_reading(tmp_path / "a.xlsx", heads, *_ROWS))


def test_bare_posts_head_what_is_to_be_reached(tmp_path: Path) -> None:
    """Results below "Pelaksana" are what staff reaches, and no names of staff."""
    heads: list[object] = ["Camat", "Indikator", "Kasi", "Indikator", "Pelaksana", "Indikator"]
    _is_whole(_reading(tmp_path / "a.xlsx", heads, *_ROWS))


def test_four_levels_begin_with_the_outcome(tmp_path: Path) -> None:
    """And the post of which there is one is in charge of what stands below it."""
    row = ["Meningkatnya kesejahteraan warga", "Indeks Pembangunan Manusia", *_ROWS[0]]
    groups = _groups("Camat", "Sekretaris Kecamatan", "Kepala Seksi", "Pelaksana")
    reading = _reading(tmp_path / "a.xlsx", *groups, row)
    assert [item.level for item in reading.items] == [
        *("outcome", "strategis", "antara", "operasional")
    ]
    charged = [item.texts.get("penanggung_jawab") for item in reading.items]
    assert [one.text if one else "" for one in charged] == ["Camat", "Sekretaris Kecamatan", "", ""]


def test_posts_side_by_side_are_asked_about(tmp_path: Path) -> None:
    """Two sections are no two levels."""
    groups = _groups("Camat", "Kasi Pemerintahan", "Kasi Pelayanan")
    with pytest.raises(InputError) as raised:
        _reading(tmp_path / "a.xlsx", *groups, *_ROWS)
    assert raised.value.problems[0].code == "LAYOUT-LEVELS"


def test_who_carries_out_a_row_is_no_level(tmp_path: Path) -> None:
    """Columns of posts beside objectives stay what they are."""
    heads = ["Sasaran", "Indikator", "Target", "Koordinator", "Pelaksana"]
    row = [*_ROWS[0][:2], 85, "Camat", "Kasi Pelayanan"]
    reading = _reading(tmp_path / "a.xlsx", heads, row)
    assert [item.level for item in reading.items] == ["sasaran"]
    assert reading.doubts == []


def test_money_right_of_levels_is_that_of_the_component(tmp_path: Path) -> None:
    """It was a reason to refuse the table; money beside no single component is told."""
    heads = ["Strategic", "Indikator", "Tactical", "Indikator", "Operational", "Indikator"]
    names = ["Fasilitasi Layanan Warga", "Fasilitasi Survei; Rapat Evaluasi", None, None]
    rows = [[*row, name, 5_000_000] for row, name in zip(_ROWS, names, strict=True)]
    reading = _reading(tmp_path / "a.xlsx", [*heads, "Sub Kegiatan", "Pagu"], *rows)
    paid = {item.text: item.money for item in reading.items if item.level == "sub_kegiatan"}
    assert paid["Fasilitasi Layanan Warga"]["2025"].text == "5000000"
    told = [doubt.place for doubt in reading.doubts if doubt.why == "money-condition"]
    assert told == ["Sheet!H5", "Sheet!H6", "Sheet!H7"]
