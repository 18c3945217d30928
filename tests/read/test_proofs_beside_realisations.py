"""What stands beside what was reached: proofs, remarks, and the note that says how quarters count."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read.layout.choice import Choice
from kg.read.layout.document import Understood, understand
from tests.support.agreements import workbook

_WHERE = "KECAMATAN SOKARAJA KABUPATEN BANYUMAS"
_MEASURED = [f"PENGUKURAN KINERJA TRIWULAN TAHUN 2025 {_WHERE}"]
_NAMES = ["No", "Sasaran", "Indikator", "Satuan", "Target"]
_DESKS = [1, "Meningkatnya pelayanan", "Jumlah loket", "Unit", 8]
_GRADE = [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "Nilai", 80]


def _understood(path: Path, *rows: list[object]) -> Understood:
    return understand(workbook(path, rows), Choice())


def _cells(found: Understood, sheet: str) -> list[dict[str, str]]:
    rows = [entry.cells for entry in found.entries if entry.sheet == sheet]
    return [{name: value.text for name, value in cells.items()} for cells in rows]


@pytest.mark.parametrize("head", ["Bukti", "Bukti Dukung", "Data Dukung", "Eviden", "Link Bukti"])
def test_proofs_stand_at_the_realisation_of_their_quarter(head: str, tmp_path: Path) -> None:
    """They were taken for targets of the quarter, or for where the data come from."""
    heads = [*_NAMES, "Realisasi TW I", f"{head} TW I", "Realisasi TW II", f"{head} TW II"]
    found = _understood(
        tmp_path / "a.xlsx", _MEASURED, [], heads, [*_DESKS, 1, "SK loket", 2, "BAST loket"]
    )
    told = [(row["triwulan"], row["nilai"], row["bukti"]) for row in _cells(found, "realisasi")]
    assert told == [("I", "1", "SK loket"), ("II", "2", "BAST loket")]
    assert [row["nilai"] for row in _cells(found, "target")] == ["8"]
    assert "sumber_data" not in _cells(found, "indikator")[0]
    assert found.reading.doubts == []


def test_one_column_proves_every_quarter_of_its_row(tmp_path: Path) -> None:
    """A proof beside nothing that was reached is told and not kept."""
    heads = [*_NAMES, "Realisasi TW I", "Realisasi TW II", "Bukti Dukung"]
    rows = [[*_DESKS, 1, 2, "SK loket"], [*_GRADE, None, None, "LHE"]]
    found = _understood(tmp_path / "a.xlsx", _MEASURED, [], heads, *rows)
    told = _cells(found, "realisasi")
    assert [row["bukti"] for row in told] == ["SK loket", "SK loket"]
    assert [(one.place, one.why) for one in found.reading.doubts] == [("Sheet!H5", "proof-alone")]


def test_money_has_its_proof(tmp_path: Path) -> None:
    """Of a row without indicators."""
    heads = ["No", "Program", "Anggaran", "Realisasi Anggaran", "Bukti Dukung"]
    row = [1, "Program Pelayanan Publik", 90_000_000, 80_000_000, "SP2D"]
    found = _understood(tmp_path / "a.xlsx", _MEASURED, [], heads, row)
    assert [(one["nilai"], one["bukti"]) for one in _cells(found, "realisasi")] == [
        ("80000000", "SP2D")
    ]


def test_where_nothing_is_reached_it_is_the_source_of_data(tmp_path: Path) -> None:
    """In a list of indicators "Bukti Dukung" says where the data come from; of a quarter it is left out."""
    title = [f"INDIKATOR KINERJA UTAMA TAHUN 2025 {_WHERE}"]
    heads = [*_NAMES, "Formulasi", "Bukti Dukung", "Bukti TW I"]
    row = [*_DESKS, "Jumlah loket", "SK loket", "foto"]
    found = _understood(tmp_path / "a.xlsx", title, [], heads, row)
    assert _cells(found, "indikator")[0]["sumber_data"] == "SK loket"
    assert [(one.place, one.why) for one in found.reading.ignored] == [("Sheet!H4", "remark")]
    assert [row["nilai"] for row in _cells(found, "target")] == ["8"]


@pytest.mark.parametrize(
    "head",
    [
        *("Faktor Pendorong", "Faktor Penghambat TW II", "Faktor Pendorong/Penghambat"),
        *("Tindak Lanjut", "Rencana Tindak Lanjut TW II", "Kendala", "Analisis Capaian"),
    ],
)
def test_remarks_are_left_out_and_counted(head: str, tmp_path: Path) -> None:
    """They say nothing of the plan, and never become a value."""
    heads = [*_NAMES, "Realisasi TW I", "Realisasi TW II", head, "Keterangan"]
    row = [*_DESKS, 1, 2, "perlu tambahan petugas", "berjalan"]
    found = _understood(tmp_path / "a.xlsx", _MEASURED, [], heads, row)
    assert [(one.place, one.why) for one in found.reading.ignored] == [("Sheet!H4", "remark")]
    assert [one["nilai"] for one in _cells(found, "realisasi")] == ["1", "2"]
    assert _cells(found, "rencana")[0]["keterangan"] == "berjalan"
    assert found.reading.doubts == []


_QUARTERS = ["Realisasi TW I", "Realisasi TW II"]
_MONEY = ["No", "Program", "Anggaran", "Realisasi Anggaran TW I", "Realisasi Anggaran TW II"]
_SPENT = [1, "Program Pelayanan Publik", 90_000_000, 10_000_000, 20_000_000]
_NOTE = ["Catatan: realisasi kumulatif"]


@pytest.mark.parametrize(
    ("rows", "natures"),
    [
        ([_NOTE, [], _MONEY, _SPENT], ["kumulatif", "kumulatif", "", ""]),
        ([[], _MONEY, _SPENT, _NOTE], ["kumulatif"] * 4),
        ([[], _MONEY, _SPENT], [""] * 4),
    ],
    ids=["between", "below-all", "none"],
)
def test_a_note_speaks_of_its_own_table(
    rows: list[list[object]], natures: list[str], tmp_path: Path
) -> None:
    """It spoke of the whole document: quarters of another table were never added up."""
    above = [_MEASURED, [], [*_NAMES, *_QUARTERS], [*_DESKS, 1, 2]]
    found = _understood(tmp_path / "a.xlsx", *above, *rows)
    assert [row.get("sifat", "") for row in _cells(found, "realisasi")] == natures


def test_a_column_up_to_a_quarter_speaks_of_itself(tmp_path: Path) -> None:
    """The table below it, whose columns are of single quarters, says nothing of how they count."""
    heads = [*_NAMES, "Realisasi s.d. TW II"]
    rows = [_MEASURED, [], heads, [*_DESKS, 2], [], _MONEY, _SPENT]
    told = _cells(_understood(tmp_path / "a.xlsx", *rows), "realisasi")
    assert [(row["triwulan"], row.get("sifat", "")) for row in told] == [
        ("II", "kumulatif"),
        ("I", ""),
        ("II", ""),
    ]


def test_words_of_no_head_beside_a_quarter_are_no_values(tmp_path: Path) -> None:
    """Told, and not kept: the words below became what was reached in the quarter."""
    heads = [*_NAMES, "Realisasi TW I", "Dokumentasi TW I"]
    rows = [[*_DESKS, 1, "foto loket"], [*_GRADE, 79, "foto rapat"]]
    found = _understood(tmp_path / "a.xlsx", _MEASURED, [], heads, *rows)
    assert [row["nilai"] for row in _cells(found, "realisasi")] == ["1", "79"]
    assert [row["nilai"] for row in _cells(found, "target")] == ["8", "80"]
    assert [(one.place, one.why) for one in found.reading.doubts] == [
        ("Sheet!G3", "column-unknown")
    ]
