"""A sound document of our own, in every kind of file that people send."""

from __future__ import annotations

import copy
import csv
import io
from pathlib import Path

import openpyxl
import xlwt

from kg.errors import InputError, Problem
from kg.read.document import Document
from kg.read.inputs import read_paths

Sheets = dict[str, list[list[object]]]


def sound() -> Sheets:
    """Every sheet of the form with a few rows that refer to each other; nothing is told about it."""
    return copy.deepcopy(_SOUND)


_SOUND: Sheets = {
    "identitas": [
        ["kunci", "nilai"],
        ["kode_wilayah", "33.02.19"],
        ["nama_kecamatan", "Sokaraja"],
        ["nama_kabupaten", "Banyumas"],
        ["periode", "2025-2026"],
        ["kode_dokumen", "renstra"],
        ["judul", "Rencana Strategis 2025-2026"],
        ["jenis_dokumen", "renstra"],
        ["berkas", "renstra.pdf"],
        ["versi_formulir", "1"],
        ["versi_nomenklatur", "900.1.15.5-1317/2023"],
    ],
    "simpul": [
        ["kode", "kode_induk", "jenis", "rumusan", "crosscutting_dengan", "nomor", "tahap", "keterangan"],
        ["O1", "", "outcome", "Terwujudnya desa yang mandiri", "", "1", "1", "Utama"],
        ["C1", "O1", "csf", "Aparatur yang cakap", "", "2", "2", "Faktor"],
        ["S1", "O1", "strategis", "Meningkatnya mutu layanan warga", "Dinas Sosial", "3", "3", "Inti"],
        ["A1", "S1", "antara", "Meningkatnya kecepatan layanan", "", "4", "4", "Tengah"],
        ["B1", "A1", "operasional", "Terselesaikannya permohonan surat", "", "5", "5", "Bawah"],
    ],
    "rencana": [
        ["kode", "kode_induk", "jenjang", "kode_nomenklatur", "nama", "sasaran", "nomor", "tahap", "keterangan"],
        ["T1", "", "tujuan", "", "Meningkatnya kemandirian desa", "", "I", "5", "Awal"],
        ["SS1", "T1", "sasaran", "", "Meningkatnya kepuasan warga", "", "II", "5", "Dua"],
        ["P1", "SS1", "program", "7.01.02", "Program Pelayanan Publik", "Meningkatnya layanan", "III", "5", "Tiga"],
        ["K1", "P1", "kegiatan", "7.01.02.2.01", "Koordinasi Pelayanan", "Lancarnya koordinasi", "IV", "5", "Empat"],
        ["SK1", "K1", "sub_kegiatan", "7.01.02.2.01.0001", "Rapat Koordinasi", "Terlaksananya rapat", "V", "5", "Lima"],
    ],
    "indikator": [
        ["kode", "kode_kinerja", "jenis", "rumusan", "formulasi", "satuan", "arah", "sumber_data", "kondisi_awal"],
        ["I1", "SS1", "iku", "Persentase warga yang puas", "Warga puas dibagi responden", "%", "naik", "Survei", "70"],
        ["I3", "P1", "", "Indeks layanan", "Rata-rata nilai survei", "Indeks", "naik", "Survei", "3,1"],
        ["I2", "SK1; B1", "iki", "Jumlah rapat koordinasi", "Hitungan rapat", "Kali", "naik", "Notulen", "2"],
    ],
    "target": [
        ["kode_indikator", "tahun", "nilai"],
        ["I1", "2025", "80"],
        ["I1", "2026", "85"],
        ["I2", "2025", "4 Kali"],
        ["I2", "2026", "6 Kali"],
    ],
    "jabatan": [
        ["kode", "nama", "jenis", "kode_atasan", "unit"],
        ["J1", "Camat", "camat", "", ""],
        ["J3", "Sekretaris Kecamatan", "sekretaris_kecamatan", "J1", "Sekretariat"],
        ["J2", "Kepala Seksi Pelayanan", "kepala_seksi", "J1", "Seksi Pelayanan"],
    ],
    "tugas": [
        ["kode_jabatan", "jenis", "uraian", "nomor"],
        ["J2", "tugas", "Menyiapkan bahan pelayanan", "1"],
        ["J2", "fungsi", "Pembinaan pelayanan", "2"],
    ],
    "peran": [
        ["kode_kinerja_atau_komponen", "kode_jabatan", "peran", "keterangan"],
        ["S1", "J1", "penanggung_jawab", "Inti"],
        ["SK1", "J2", "pelaksana", "Rutin"],
    ],
    "pemetaan": [
        ["kode_simpul", "kode_rencana", "keterangan"],
        ["S1", "SS1", "Langsung"],
        ["B1", "SK1", "Turunan"],
    ],
    "teks": [
        ["kode", "jenis", "kode_acuan", "uraian", "nomor", "tahap"],
        ["X1", "catatan", "I1", "Diukur tiap semester", "a", "4"],
    ],
    "anggaran": [
        ["kode_rencana", "tahun", "nilai", "sumber_dana"],
        ["SK1", "2025", "12.500.000", "DAU"],
        ["SK1", "2026", "13.000.000", "DAU"],
    ],
    "realisasi": [
        ["kode_acuan", "tahun", "triwulan", "nilai", "sifat"],
        ["I2", "2025", "I", "1 Kali", "kumulatif"],
        ["I2", "2025", "II", "2 Kali", "kumulatif"],
    ],
}  # fmt: skip


def as_xlsx(path: Path, sheets: Sheets) -> Path:
    """An .xlsx or .xlsm; values keep their type."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def as_xls(path: Path, sheets: Sheets) -> Path:
    """A workbook of Excel 97–2003."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if value != "":
                    sheet.write(y, x, value)
    book.save(str(path))
    return path


def delimited(rows: list[list[object]], delimiter: str = ",") -> str:
    """One sheet as text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def as_folder(path: Path, sheets: Sheets, delimiter: str = ",", suffix: str = ".csv") -> Path:
    """A folder of sheets."""
    path.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        (path / f"{name}{suffix}").write_text(delimited(rows, delimiter), encoding="utf-8")
    return path


def read(path: Path) -> Document:
    """The one document behind a path."""
    return read_paths([path])[0]


def problems_of(path: Path) -> list[Problem]:
    """What is wrong with a document; nothing when it can be read."""
    try:
        read_paths([path])
    except InputError as error:
        return error.problems
    return []


def told(path: Path) -> list[tuple[str, str]]:
    """Code and place (sheet!cell) of all that is said about a document: problems, or remarks when there are none."""
    found = problems_of(path) or read(path).notes
    return [(problem.code, f"{problem.sheet}!{problem.cell}") for problem in found]


def statements(document: Document) -> set[str]:
    """What a document says, without where each row of its sheets stands."""
    places = ("/lembar/", "/kolom/", "/hubungan/")
    return {str(t) for t in document.triples if not any(place in str(t) for place in places)}
