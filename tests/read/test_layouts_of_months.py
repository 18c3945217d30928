"""Columns of months: told, and never taken for the year; sums are kept where they are printed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Reading

_SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"]
_LONG = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_PLACE = "KECAMATAN TANETE RIATTANG KABUPATEN BONE TAHUN 2025"


def _read(path: Path, title: str, group: str, months: list[str], total: str) -> Reading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{title} {_PLACE}"])
    sheet.append([])
    first = ["Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Target 2025", "Pagu"]
    sheet.append([*first, group, *[None] * 11, total])
    sheet.append([*[None] * 5, *months])
    sheet.merge_cells("F3:Q3")
    for name, unit, money in (
        ("Program Penyelenggaraan Pemerintahan dan Pelayanan Publik", "%", 24_000_000),
        ("Koordinasi Penyelenggaraan Kegiatan Pemerintahan di Tingkat Kecamatan", "Kali", 12_000_000),
    ):  # fmt: skip
        row = [name, f"Jumlah {unit}", unit, 90, money, *[5] * 12, 60 if total else None]
        sheet.append(row)
    book.save(path)
    return understand(path, Choice()).reading


@pytest.mark.parametrize("months", [_SHORT, _LONG], ids=["short", "long"])
@pytest.mark.parametrize("total", ["", "Jumlah Realisasi"], ids=["alone", "with a sum"])
def test_a_month_is_not_the_year(tmp_path: Path, months: list[str], total: str) -> None:
    """What was reached in January is not what was reached in the year."""
    reading = _read(tmp_path / "a.xlsx", "REALISASI KINERJA", "Realisasi", months, total)
    reached = [one.reached for item in reading.items for one in item.indicators]
    texts = [{key: value.text for key, value in found.items()} for found in reached]
    assert texts == [{"2025": "60"} if total else {}] * 2
    told = [doubt.place for doubt in reading.doubts if doubt.why == "column-month"]
    assert len(told) == 12


@pytest.mark.parametrize("group", ["Target Bulanan", "Bulan"])
def test_a_plan_of_months_keeps_its_year(tmp_path: Path, group: str) -> None:
    """The target of the year stays; those of its months are told."""
    reading = _read(tmp_path / "a.xlsx", "RENCANA AKSI", group, _SHORT, "")
    targets = [one.targets for item in reading.items for one in item.indicators]
    assert [found["2025"].text for found in targets] == ["90", "90"]
    assert [item.money["2025"].text for item in reading.items] == ["24000000", "12000000"]
    assert len([doubt for doubt in reading.doubts if doubt.why == "column-month"]) == 12


@pytest.mark.parametrize(
    ("note", "adds_up"),
    [
        ("Catatan: realisasi bersifat kumulatif", True),
        ("Catatan: target dan realisasi kumulatif", True),
        ("Catatan: target kumulatif", False),
        ("Catatan: realisasi nonkumulatif", False),
        ("Catatan: realisasi tidak bersifat kumulatif", False),
        ("Catatan: realisasi bukan kumulatif", False),
    ],
)
def test_a_note_says_of_what_it_adds_up(note: str, adds_up: bool, tmp_path: Path) -> None:
    """A note on targets says nothing of what was reached."""
    book = openpyxl.Workbook()
    title = "REALISASI KINERJA TRIWULAN KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2025"
    quarters = [f"Realisasi TW {one}" for one in ("I", "II", "III", "IV")]
    book.active.append([title])
    book.active.append([])
    book.active.append(["No", "Sasaran", "Indikator", "Target", *quarters])
    book.active.append([1, "Meningkatnya pelayanan", "Jumlah loket", 8, 1, 2, 4, 8])
    book.active.append([note])
    book.save(tmp_path / "realisasi.xlsx")
    reading = understand(tmp_path / "realisasi.xlsx", Choice()).reading
    (indicator,) = reading.items[0].indicators
    natures = [value.nature for value in indicator.reached.values()]
    assert natures == ["kumulatif" if adds_up else ""] * 4
