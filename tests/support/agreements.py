"""Documents of one indicator and some years: plans, and the agreements that are held against them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl

from tests.support.forms import as_folder

PLAN = {2025: "85", 2026: "86", 2027: "87", 2028: "88", 2029: "89"}
PLACES = {"33.02.19": "Sokaraja", "33.02.18": "Kembaran"}
WORDING = "Persentase layanan tepat waktu"
#: A plan with money, and an agreement of its first year.
PLANNED = (
    ["RENSTRA KECAMATAN SOKARAJA KABUPATEN BANYUMAS 2025-2026"],
    ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "2025", None, "2026", None],
    [None, None, None, "Target", "Rp", "Target", "Rp"],
    ["7.01.02", "Program Pelayanan", "Nilai SAKIP", "BB", 110_000_000, "A", 120_000_000],
    ["7.01.02.2.01", "Koordinasi Layanan", "Jumlah laporan", 4, 110_000_000, 4, 120_000_000],
)
AGREED = (
    ["PERJANJIAN KINERJA TAHUN 2025 KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
    ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"],
    [1, "Meningkatnya mutu pelayanan", "Nilai SAKIP", "Predikat", "BB"],
    [],
    ["No", "Program", "Anggaran (Rp)"],
    [1, "Program Pelayanan", 115_000_000],
    [2, "Program Ketertiban", 25_000_000],
)


def document(
    folder: Path,
    kind: str,
    targets: dict[int, str],
    region: str = "33.02.19",
    wording: str = WORDING,
) -> Path:
    """A document of one indicator, whose period are the years of its targets."""
    years = sorted(targets)
    period = "-".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    name = f"{kind.replace(' ', '-')}-{region}-{period}"
    # A change has codes of its own, so that it can be loaded beside what it changes.
    own = kind[:3].upper() + "P" * kind.endswith("perubahan")
    rows = [[f"I{own}", str(year), value] for year, value in targets.items()]
    sheets = {
        "identitas": [
            ["kunci", "nilai"],
            ["kode_wilayah", region],
            ["nama_kecamatan", PLACES[region]],
            ["periode", period],
            ["kode_dokumen", kind.replace(" ", "-")],
            ["jenis_dokumen", kind],
        ],
        "rencana": [
            ["kode", "jenjang", "sasaran"],
            [f"S{own}", "sasaran", "Meningkatnya layanan warga"],
        ],
        "indikator": [
            ["kode", "kode_kinerja", "rumusan", "satuan"],
            [f"I{own}", f"S{own}", wording, "%"],
        ],
        "target": [["kode_indikator", "tahun", "nilai"], *rows],
    }
    return as_folder(folder / name, sheets)


def workbook(path: Path, rows: Iterable[list[object]]) -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path
