"""For each kind of table that a fourth author was not read in: another table of that kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Item, Reading
from tests.support.agreements import workbook

_WHERE = "KECAMATAN SOKARAJA KABUPATEN BANYUMAS"
_PROGRAM = "Program Koordinasi Ketentraman dan Ketertiban Umum"


def _reading(path: Path, *rows: list[object]) -> Reading:
    return understand(workbook(path, rows), Choice()).reading


def _by_text(reading: Reading) -> dict[str, Item]:
    return {item.text: item for item in reading.items}


def test_a_page_may_repeat_the_lowest_row_of_a_head_alone(tmp_path: Path) -> None:
    """Two columns of one name are those of the two years that stand above them on the first page."""
    names = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja"]
    lowest = [*names, "Target", "Pagu (Rp)", "Target", "Pagu (Rp)"]
    rows: list[list[object]] = [
        [f"RENJA {_WHERE} TAHUN 2026"],
        [],
        [*names, "Tahun 2026", None, "Prakiraan Maju 2027", None],
        [None, None, None, *lowest[3:]],
        ["7.01.04", _PROGRAM, "Persentase gangguan selesai", 90, 50_000_000, 91, 51_000_000],
        lowest,
        [1, 2, 3, 4, 5, 6, 7],
        [
            "7.01.04.2.01",
            "Koordinasi Keamanan Wilayah",
            "Jumlah rapat",
            12,
            50_000_000,
            14,
            51_000_000,
        ],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    activity = reading.items[-1]
    assert {key: one.text for key, one in activity.indicators[0].targets.items()} == {
        "2026": "12",
        "2027": "14",
    }
    assert {key: one.text for key, one in activity.money.items()} == {
        "2026": "50000000",
        "2027": "51000000",
    }
    assert reading.doubts == []


def test_letters_before_numbers_tell_goals_from_objectives(tmp_path: Path) -> None:
    """In one column, by the column of numbers alone."""
    rows: list[list[object]] = [
        [f"INDIKATOR KINERJA UTAMA {_WHERE} TAHUN 2025"],
        [],
        ["No", "Tujuan/Sasaran", "Indikator", "Satuan", "2025"],
        ["T.1", "Terwujudnya pelayanan prima", "Indeks Pelayanan", "Indeks", 4],
        ["SS.1", "Meningkatnya layanan warga", "Nilai SKM", "Nilai", 88],
        ["SS.2", "Meningkatnya ketertiban wilayah", "Jumlah gangguan", "Kasus", 3],
        ["T.2", "Terwujudnya tata kelola yang baik", "Nilai SAKIP", "Nilai", 70],
        ["SS.3", "Meningkatnya mutu perencanaan", "Persentase usulan", "%", 40],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    above = [item.parent.text if item.parent else "" for item in reading.items]
    prime, good = "Terwujudnya pelayanan prima", "Terwujudnya tata kelola yang baik"
    assert above == ["", prime, prime, "", good]
    assert reading.doubts == []


def test_a_line_above_a_table_names_the_program_of_its_activities(tmp_path: Path) -> None:
    """At its end, as it stands in the table before; a line that ends in nothing known does not."""
    rows: list[list[object]] = [
        [f"PERJANJIAN KINERJA TAHUN 2025 {_WHERE}"],
        [],
        ["No", "Sasaran", "Indikator Kinerja", "Target"],
        [1, "Meningkatnya ketertiban wilayah", "Jumlah gangguan", 3],
        [],
        ["No", "Program", "Anggaran"],
        [1, "Program Pemberdayaan Masyarakat Desa dan Kelurahan", "Rp 40.000.000"],
        [2, _PROGRAM, "Rp 60.000.000"],
        [None, f"Rincian kegiatan pada {_PROGRAM}"],
        ["No", "Kegiatan", "Anggaran"],
        [1, "Koordinasi Upaya Penyelenggaraan Ketenteraman", "Rp 60.000.000"],
    ]
    found = _by_text(_reading(tmp_path / "a.xlsx", *rows))
    activity = found["Koordinasi Upaya Penyelenggaraan Ketenteraman"]
    assert activity.parent is found[_PROGRAM]


def test_the_first_level_may_have_one_condition_above_a_row_of_numbers(tmp_path: Path) -> None:
    """The numbers of the columns are no conditions, and one merged cell is a level."""
    levels: list[object] = []
    for number in ("I", "II", "III", "IV"):
        levels += [f"Tingkat {number}", "Indikator"]
    rows: list[list[object]] = [
        [f"POHON KINERJA {_WHERE} TAHUN 2025"],
        [],
        levels,
        [1, 2, 3, 4, 5, 6, 7, 8],
        [
            *("Meningkatnya kesejahteraan warga", "Indeks", "Meningkatnya layanan", "Nilai SKM"),
            *("Tersedianya petugas", "Jumlah petugas", "Terlatihnya petugas", "Jumlah pelatihan"),
        ],
        [None] * 4 + ["Tersedianya sarana", "Jumlah sarana", "Terawatnya alat", "Jumlah alat"],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    assert [item.level for item in reading.items].count("operasional") == 2
    assert reading.items[0].level == "outcome"


def test_groups_of_echelons_name_the_posts_beside_their_objectives(tmp_path: Path) -> None:
    """A column of remarks beside the groups is none, and "sda" is the post above."""
    group = ["Nama Jabatan", "Kinerja", "Indikator"]
    rows: list[list[object]] = [
        [f"PENJENJANGAN KINERJA {_WHERE} TAHUN 2025"],
        [],
        ["No", "Eselon IV", None, None, "Pelaksana", None, None, "Keterangan"],
        [None, *group, *group, None],
        [
            1,
            "Kasi Pelayanan",
            "Meningkatnya layanan warga",
            "Nilai SKM",
            "Pengelola Data",
            "Tersusunnya data",
            "Jumlah data",
            "baru",
        ],
        [None, None, None, None, "sda", "Terkirimnya laporan", "Jumlah laporan", None],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    held = [item.texts["penanggung_jawab"].text for item in reading.items]
    assert held == ["Kasi Pelayanan", "Pengelola Data", "Pengelola Data"]
    assert {doubt.why for doubt in reading.doubts} == {"level-holder", "ditto"}


def test_money_so_far_is_known_beside_quarters_of_performance(tmp_path: Path) -> None:
    """And how much was achieved by then; the year's own column is that of the year."""
    heads = [
        "No",
        "Program",
        "Indikator",
        "Target",
        "Anggaran",
        "Realisasi TW I",
        "Realisasi TW II",
    ]
    more = ["Realisasi Anggaran s.d. TW II", "Capaian s.d. TW II (%)", "Realisasi s.d. Akhir Tahun"]
    rows: list[list[object]] = [
        [f"PENGUKURAN KINERJA {_WHERE} TAHUN 2025"],
        [],
        [*heads, *more],
        [1, _PROGRAM, "Jumlah patroli", 40, 60_000_000, 10, 12, 25_000_000, 55, 39],
    ]
    (program,) = _reading(tmp_path / "a.xlsx", *rows).items
    spent = program.spent["2025-II"]
    assert (spent.text, spent.nature) == ("25000000", "kumulatif")
    (indicator,) = program.indicators
    reached = {key: (one.text, one.nature) for key, one in indicator.reached.items()}
    assert reached == {"2025-I": ("10", ""), "2025-II": ("12", ""), "2025": ("39", "")}
    assert {key: one.text for key, one in indicator.claimed.items()} == {"2025-II": "55"}


def test_marks_of_lists_are_no_words(tmp_path: Path) -> None:
    """One dash before a single text as well."""
    rows: list[list[object]] = [
        [f"INDIKATOR KINERJA UTAMA {_WHERE} TAHUN 2025"],
        [],
        ["No", "Sasaran", "Indikator", "Target"],
        [1, "- Meningkatnya layanan warga", "• Nilai SKM\n• Persentase aduan", "88\n95"],
    ]
    (objective,) = _reading(tmp_path / "a.xlsx", *rows).items
    assert objective.text == "Meningkatnya layanan warga"
    assert [one.text for one in objective.indicators] == ["Nilai SKM", "Persentase aduan"]


def test_the_end_of_the_period_is_counted_as_left_out(tmp_path: Path) -> None:
    """Its target and its money have no place of their own, and were lost in silence."""
    rows: list[list[object]] = [
        [f"RENSTRA {_WHERE} TAHUN 2025-2026"],
        [],
        ["Program", "Indikator", "2025", None, "2026", None, "Kondisi Akhir", None],
        [None, None, *["Target", "Rp"] * 3],
        [_PROGRAM, "Jumlah patroli", 40, 60_000_000, 42, 61_000_000, 42, 121_000_000],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    left = [(one.place, one.why) for one in reading.ignored]
    assert left == [("Sheet!G4", "column-final"), ("Sheet!H4", "column-final")]
    assert reading.doubts == []


def test_numbers_of_columns_may_have_capital_letters(tmp_path: Path) -> None:
    """7A, 7B below the head are no row of the plan."""
    rows: list[list[object]] = [
        [f"INDIKATOR KINERJA UTAMA {_WHERE} TAHUN 2025-2026"],
        [],
        ["No", "Sasaran", "Indikator", "2025", "2026"],
        ["1", "2", "3", "4A", "4B"],
        [1, "Meningkatnya layanan warga", "Nilai SKM", 87, 88],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    assert [item.text for item in reading.items] == ["Meningkatnya layanan warga"]


def test_the_lower_row_of_a_head_needs_no_merged_cells(tmp_path: Path) -> None:
    """Words of heads beside words that only stand below values: the whole list was lost."""
    rows: list[list[object]] = [
        [f"RENCANA KERJA DAN ANGGARAN {_WHERE} TAHUN 2026"],
        [],
        ["Program/Kegiatan/Sub Kegiatan", "Indikator", None, "Lokasi", "Tahun 2026", None],
        [None, "Tolok Ukur Kinerja", "Target", None, "Belanja Operasi + Modal", "Jumlah"],
        [f"7.01.04 {_PROGRAM}", "Jumlah patroli", "24 kali", "Sokaraja", 60_000_000, 60_000_000],
    ]
    (program,) = _reading(tmp_path / "a.xlsx", *rows).items
    assert [one.text for one in program.indicators] == ["Jumlah patroli"]
    assert program.money["2026"].text == "60000000"


@pytest.mark.parametrize(
    "heads",
    [
        ["Tingkat I", "Tingkat II", "Tingkat III", "Tingkat IV"],
        ["Ultimate Outcome", "Strategic", "Tactical", "Operational"],
        ["Outcome", "Intermediate Outcome", "Immediate Outcome", "Output"],
    ],
    ids=lambda heads: heads[1],
)
def test_a_tree_may_have_no_columns_but_its_levels(heads: list[object], tmp_path: Path) -> None:
    """A drawing in cells without indicators was no table at all."""
    rows: list[list[object]] = [
        [f"POHON KINERJA {_WHERE} TAHUN 2025"],
        [],
        heads,
        [
            "Meningkatnya kesejahteraan warga",
            "Meningkatnya layanan",
            "Tersedianya petugas",
            "Terlatihnya petugas loket",
        ],
        [None, None, "Tersedianya sarana layanan", "Terpeliharanya perangkat"],
        [None, "Meningkatnya ketertiban", "Meningkatnya deteksi dini", "Terlaksananya patroli"],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    levels = ("outcome", "strategis", "antara", "operasional")
    assert [[item.level for item in reading.items].count(level) for level in levels] == [1, 2, 3, 3]
    found = _by_text(reading)
    assert found["Terlaksananya patroli"].parent is found["Meningkatnya deteksi dini"]
    assert found["Meningkatnya ketertiban"].parent is reading.items[0]


def test_levels_parted_by_strokes_are_a_head_in_capitals_too(tmp_path: Path) -> None:
    """They were taken for the name of a program, so that a head with strange words was none."""
    rows: list[list[object]] = [
        ["LAMPIRAN KEPUTUSAN CAMAT SOKARAJA"],
        [f"{_WHERE} TAHUN 2026"],
        [],
        [
            "#",
            "PROGRAM / KEGIATAN / SUB KEGIATAN",
            "Indikator",
            "Satuan Ukur",
            "Target",
            "Plafon (Rp)",
        ],
        [1, f"7.01.04 {_PROGRAM}", "Jumlah patroli", "Kali", 24, 60_000_000],
        [2, "7.01.04.2.01 Koordinasi Keamanan Wilayah", "Jumlah rapat", "Kali", 12, 60_000_000],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    assert [item.level for item in reading.items] == ["program", "kegiatan"]
    assert reading.items[0].indicators[0].targets["2026"].text == "24"


def test_titles_above_a_list_without_a_head_sign_nothing(tmp_path: Path) -> None:
    """A decree of the camat above the list was its signature, and everything below it left out."""
    rows: list[list[object]] = [
        ["KEPUTUSAN CAMAT SOKARAJA"],
        [f"DAFTAR SUB KEGIATAN {_WHERE} TAHUN 2026"],
        [f"7.01.04 {_PROGRAM}", "Persentase gangguan selesai", "%", 90, 60_000_000],
        ["7.01.04.2.01 Koordinasi Keamanan Wilayah", "Jumlah rapat", "Kali", 12, 60_000_000],
        [
            "7.01.03 Program Pemberdayaan Masyarakat Desa",
            "Persentase lembaga aktif",
            "%",
            70,
            40_000_000,
        ],
    ]
    reading = _reading(tmp_path / "a.xlsx", *rows)
    assert [item.level for item in reading.items] == ["program", "kegiatan", "program"]
