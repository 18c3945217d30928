"""Writes the sheets of a small document, as CSV folder or workbook."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl

Sheets = dict[str, list[list[str]]]


def small(
    document: str = "cascading", region: str = "33.02.19", period: str = "2025", *, prefix: str = ""
) -> Sheets:
    """A tree of four nodes, a plan, an indicator with a target and a post; codes start with ``prefix``."""
    p = prefix
    return {
        "identitas": [
            ["kunci", "nilai"],
            ["kode_wilayah", region],
            ["nama_kecamatan", "Sokaraja"],
            ["periode", period],
            ["kode_dokumen", document],
            ["judul", "Cascading 2025"],
            ["jenis_dokumen", "cascading"],
        ],
        "simpul": [
            ["kode", "kode_induk", "jenis", "rumusan"],
            [f"{p}O", "", "outcome", "Terwujudnya pelayanan prima"],
            [f"{p}S", f"{p}O", "strategis", "Meningkatnya pelayanan"],
            [f"{p}A", f"{p}S", "antara", "Terselenggaranya pelayanan"],
            [f"{p}K", f"{p}A", "operasional", "Terlaksananya pelayanan loket"],
        ],
        "rencana": [
            ["kode", "kode_induk", "jenjang", "nama", "sasaran"],
            [f"{p}SK", "", "sub_kegiatan", "Fasilitasi pelayanan", "Terlaksananya fasilitasi"],
        ],
        "indikator": [
            ["kode", "kode_kinerja", "rumusan", "formulasi", "sumber_data"],
            [f"{p}I", f"{p}SK", "Jumlah pemohon yang dilayani", "Jumlah pemohon", "Buku layanan"],
        ],
        "target": [["kode_indikator", "tahun", "nilai"], [f"{p}I", "2025", "40 Orang"]],
        "jabatan": [["kode", "nama", "jenis"], ["staf", "Petugas loket", "pelaksana"]],
        "peran": [
            ["kode_kinerja_atau_komponen", "kode_jabatan", "peran"],
            [f"{p}K", "staf", "pelaksana"],
        ],
        "pemetaan": [["kode_simpul", "kode_rencana"], [f"{p}K", f"{p}SK"]],
    }


def as_folder(path: Path, sheets: Sheets, delimiter: str = ",") -> Path:
    """A folder of CSV sheets."""
    path.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def as_workbook(path: Path, sheets: Sheets) -> Path:
    """One .xlsx with a guide sheet in front, as planners have it."""
    book = openpyxl.Workbook()
    book.active.title = "petunjuk"
    book.active["A1"] = "Isi lembar berikut."
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
