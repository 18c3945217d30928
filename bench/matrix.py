"""A matrix of 2,000 rows and 21 columns understood, beside openpyxl's plain reading of the same cells."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl

from bench.data import seconds
from kg.read.layout.choice import Choice
from kg.read.layout.document import understand

ROWS = 2_000
_YEARS = range(2025, 2030)
_UNIT = "Seksi Pelayanan Umum"


def _head() -> list[list[object]]:
    first: list[object] = ["Tujuan", "Sasaran", "Kode", "Program/Kegiatan/Sub Kegiatan"]
    first += ["Indikator Kinerja", "Satuan", "Kondisi Awal 2024"]
    second: list[object] = [None] * len(first)
    for year in _YEARS:
        first += [f"Tahun {year}", None]
        second += ["Target", "Rp"]
    first += ["Kondisi Akhir", None, "Penanggung Jawab", "Lokasi"]
    second += ["Target", "Rp", None, None]
    return [["RENSTRA KECAMATAN PADAMARA KABUPATEN PURBALINGGA 2025-2029"], first, second]


def _row(number: int) -> list[object]:
    program, place = divmod(number, 20)
    code = f"7.01.0{program % 6 + 1}"
    if place:
        code += f".2.01.{place:04}"
    row: list[object] = [None, None, code, f"Kegiatan pelayanan ke-{number}"]
    row += [f"Jumlah dokumen pelayanan ke-{number}", "Dokumen", 10]
    for year in _YEARS:
        row += [year - 2000, 1_000_000 * (number + 1)]
    return [*row, 29, 5_000_000, _UNIT, "Kecamatan"]


def _write(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Matriks")
    for row in (*_head(), *map(_row, range(ROWS))):
        sheet.append(row)
    book.save(path)


def _plain(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            tuple(row)


def main() -> None:
    """Print seconds of the wall for both, and how many rows were understood."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matriks.xlsx"
        _write(path)
        understood = understand(path, Choice())
        peer = seconds(lambda: _plain(path), 3)
        own = seconds(lambda: understand(path, Choice()), 3)
    print(f"matrix: {ROWS} rows, {len(understood.reading.items)} understood")
    print(f"{'openpyxl, cells alone':40}{peer:8.2f} s")
    print(f"{'kg, understood as rows of the form':40}{own:8.2f} s{own / peer:8.1f} x openpyxl")


if __name__ == "__main__":
    main()
