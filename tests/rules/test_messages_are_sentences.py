"""A message is a sentence of its own: filled, in one language, about a thing that it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import LANGUAGES
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.rules.as_printed import as_printed
from kg.rules.finding import Finding
from kg.rules.registry import rules
from kg.rules.rule import Rule
from kg.rules.telling import NAMES, PLACEHOLDER, read_as
from kg.terms import PREFIXES, RDFS
from kg.walk.view import View
from tests.form.sound import Sheets, as_folder, as_xlsx, sound
from tests.support.cases import CASES, case_id, check_case, rule_of
from tests.support.engines import checked, engine_named


def _findings(case: Path) -> list[Finding]:
    return check_case(case, engine_named("bulk"), (rule_of(case),)).findings


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_blank_of_a_message_can_be_filled(rule: Rule) -> None:
    """By a name that is known, or a property of a known prefix."""
    for part in rule.parts.values():
        for message in part.message.values():
            for _, name in PLACEHOLDER.findall(message):
                if name[0] in "$?":
                    assert name[1:] in NAMES, message
                else:
                    assert name.partition(":")[0] in PREFIXES, message


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.stem.startswith("bad")], ids=case_id
)
def test_a_message_is_whole(case: Path) -> None:
    """No blank left, nothing quoted that is empty, no hole in the sentence, one full stop."""
    for found in _findings(case):
        for lang in LANGUAGES:
            told = found.message[lang]
            assert not PLACEHOLDER.search(told)
            assert '""' not in told.replace('"""', "")
            assert not re.search(r"[a-z] (?:,|:|\.$)|\( *\)|\w  [\"(]", told), told
            assert told[0].isupper() or told[0] in '"[', told
            assert told.endswith("."), told


SAID = [
    (
        "tanpaSatuan",
        "0 / 5 (baris 8, 12–15)",
        "0 dari 5 (baris 8, 12–15)",
        "0 of 5 (lines 8, 12–15)",
    ),
    (
        "tanpaSatuan",
        "0 / 5 (Tabel 1 (A) baris 4)",
        "0 dari 5 (Tabel 1 (A) baris 4)",
        "0 of 5 (Tabel 1 (A) line 4)",
    ),
    (
        "tanpaSatuan",
        "hasil 92 / 115 (persen)",
        "hasil 92 / 115 (persen)",
        "hasil 92 / 115 (persen)",
    ),
    (
        "tanpaIndikatorTingkat",
        "tujuan 0 / 3, kondisi antara 0 / 25 (baris 8–9)",
        "tujuan 0 dari 3, kondisi antara 0 dari 25 (baris 8–9)",
        "goals 0 of 3, intermediate conditions 0 of 25 (lines 8–9)",
    ),
    ("puncakPohon", "tidak ada", "tidak ada", "none"),
    (
        "puncakPohon",
        "Desa tidak ada (baris 2); B (baris 3)",
        "Desa tidak ada (baris 2); B (baris 3)",
        "Desa tidak ada (line 2); B (line 3)",
    ),
    (
        "alasanBatas",
        "gampong di kecamatan ini ada 7",
        "di kecamatan ini hanya ada 7 gampong",
        "this kecamatan has only 7 gampong",
    ),
    (
        "alasanBatas",
        "persentase paling tinggi 100 %",
        "persentase paling tinggi 100 %",
        "a percentage is at most 100 %",
    ),
    ("arahTerbaca", "naik", "makin besar makin baik", "better the larger it is"),
    ("arahTerbaca", "turun", "makin kecil makin baik", "better the smaller it is"),
    (
        "wilayahTidakSah",
        "33.03.05 adalah kode Purbalingga; kode Sokaraja adalah 33.02.19 (Kabupaten Banyumas)",
        "33.03.05 adalah kode Purbalingga; kode Sokaraja adalah 33.02.19 (Kabupaten Banyumas)",
        "33.03.05 is the code of Purbalingga; the code of Sokaraja is 33.02.19 (Kabupaten Banyumas)",
    ),
    (
        "wilayahTidakSah",
        "33.02.99 tidak ada dalam daftar wilayah",
        "33.02.99 tidak ada dalam daftar wilayah",
        "33.02.99 is in no list of regions",
    ),
    (
        "wilayahTidakSah",
        "13.71.07 ada di Kota Padang, bukan Kabupaten Agam",
        "13.71.07 ada di Kota Padang, bukan Kabupaten Agam",
        "13.71.07 lies in Kota Padang, not in Kabupaten Agam",
    ),
    ("nomorTidakUrut", "Program 2", 'tertulis "Program 2"', 'printed "Program 2"'),
    ("nomorTidakUrut", "1.3 → 2", 'tertulis "1.3", seharusnya "2"', 'printed "1.3", due "2"'),
    ("barisBerulang", "5 ×", "5 kali", "5 times"),
    (
        "jenjangTidakBaku",
        "sub kegiatan (7.01.02.2.01.0001; X)",
        "sub kegiatan (7.01.02.2.01.0001; X)",
        "sub-activity (7.01.02.2.01.0001; X)",
    ),
    (
        "kodeJenjangLain",
        "kegiatan (7.01.02.2.01; X)",
        "kegiatan (7.01.02.2.01; X)",
        "activity (7.01.02.2.01; X)",
    ),
    (
        "indikatorTidakBaku",
        "Jumlah Paket [Paket] (7.01; X)",
        '"Jumlah Paket" dengan satuan Paket (7.01; X)',
        '"Jumlah Paket" with the unit Paket (7.01; X)',
    ),
    ("satuanTidakBaku", "Jumlah Paket [Paket] (7.01; X)", "Paket (7.01; X)", "Paket (7.01; X)"),
    (
        "pokokProgramLain",
        '"Tertibnya pasar": pasar → 7.01.04 (X)',
        '"Tertibnya pasar" memuat kata "pasar", pokok program 7.01.04 (X)',
        '"Tertibnya pasar" holds "pasar", the subject of program 7.01.04 (X)',
    ),
    ("kodeTidakTerdaftar", "7.01.09 (X)", "7.01.09 (X)", "7.01.09 (X)"),
    (
        "kodeTidakTerdaftar",
        "7.01.09: Aceh (X)",
        "7.01.09 hanya untuk Aceh (X)",
        "7.01.09 is only for Aceh (X)",
    ),
    (
        "namaTidakBaku",
        "PROGRAM A (7.01.02; katalog bawaan 7.01, Kepmendagri 900.1/2023 dan pemutakhirannya)",
        "PROGRAM A (7.01.02; Kepmendagri 900.1/2023 dan pemutakhirannya)",
        "PROGRAM A (7.01.02; Kepmendagri 900.1/2023 and its updates)",
    ),
    ("kataTidakTerpakai", "tepat, waktu", 'tepat", "waktu', 'tepat", "waktu'),
    ("rasioTerbalik", "tepat, waktu", 'tepat", "waktu', 'tepat", "waktu'),
    (
        "triwulanTidakSetahun",
        "pagu 2025: 1 + 2 = 3, dan triwulan IV 2 (tidak disebut kumulatif atau per triwulan) ≠ setahun 4",
        "pagu 2025: 1 + 2 = 3, dan triwulan IV 2 saja (tidak disebut kumulatif atau per triwulan) ≠ nilai setahun 4",
        "budget 2025: 1 + 2 = 3, and quarter IV 2 alone (it is not said whether they are cumulative) ≠ year 4",
    ),
    (
        "triwulanTidakSetahun",
        "realisasi 2025: kumulatif, triwulan IV 95 ≠ setahun 90",
        "realisasi 2025: kumulatif, triwulan IV 95 ≠ nilai setahun 90",
        "realisation 2025: cumulative, quarter IV 95 ≠ year 90",
    ),
    (
        "triwulanTidakSetahun",
        "serapan 2025: per triwulan, 1 + 2 = 3 ≠ setahun 4",
        "serapan 2025: per triwulan, 1 + 2 = 3 ≠ nilai setahun 4",
        "spending 2025: by quarter, 1 + 2 = 3 ≠ year 4",
    ),
    (
        "capaianTidakSesuai",
        "2025: tercetak 85 %, hitungan 92 / 115 × 100 = 80,0 %; 2026: tercetak 1 %, hitungan 2 %",
        "2025: tercetak 85 %, menurut hitungan 92 / 115 × 100 = 80,0 %; 2026: tercetak 1 %, menurut hitungan 2 %",
        "2025: printed 85 %, computed 92 / 115 × 100 = 80,0 %; 2026: printed 1 %, computed 2 %",
    ),
    (
        "realisasiTakSebanding",
        "2025: target 88%, realisasi 41,5 orang",
        "2025: target 88%, realisasi 41,5 orang",
        "2025: target 88%, realisation 41,5 orang",
    ),
    (
        "realisasiKumulatifTurun",
        "2025 I: 30 → 2025 II: 25",
        "triwulan I 2025: 30 → triwulan II 2025: 25",
        "quarter I of 2025: 30 → quarter II of 2025: 25",
    ),
    ("jumlahSeksi", "3.5", "3,5", "3.5"),
    ("jumlahSubbagian", "1.5", "1,5", "1.5"),
    ("nilai", "75.0; 90.0", "75; 90", "75; 90"),
    ("masaBerlakuLain", "2019–… (X)", "sejak 2019 (X)", "from 2019 on (X)"),
    ("masaBerlakuLain", "…–2022 (X)", "sampai 2022 (X)", "until 2022 (X)"),
    ("masaBerlakuLain", "2024–2025 (X)", "2024–2025 (X)", "2024–2025 (X)"),
]


@pytest.mark.parametrize(("fact", "text", "id_", "en"), SAID)
def test_evidence_is_written_out(fact: str, text: str, id_: str, en: str) -> None:
    """In both languages; what the document prints stays."""
    assert read_as(fact, text, "id") == id_
    assert read_as(fact, text, "en") == en


@pytest.mark.parametrize("make", [as_xlsx, as_folder])
def test_a_tree_of_two_tops_is_told_at_its_document(
    tmp_path: Path, make: Callable[[Path, Sheets], Path]
) -> None:
    """The title in the sentence; file, sheet and cell of the document beside it, as of all that is said of the whole."""
    sheets = sound()
    sheets["simpul"].append(["O2", "", "outcome", "Terwujudnya warga yang rukun", "", "6", "1", ""])
    path = tmp_path / ("a.xlsx" if make is as_xlsx else "a")
    make(path, sheets)
    (found,) = [one for one in checked(read_paths([path])).findings if one.rule == "STR-01"]
    assert 'dokumen "Rencana Strategis 2025-2026"' in found.message["id"]
    assert "puncaknya sekarang: Terwujudnya desa yang mandiri" in found.message["id"]
    place = (found.source.document, found.source.sheet, found.source.cell, found.source.line)
    assert place in {("a.xlsx", "identitas", "B7", None), ("identitas.csv", None, None, 7)}


PRINTED = [
    ("IND-06/bad-clause", 'syarat "masuk RKPDes" ada pada penyebut'),
    ("IND-05/bad-condition", 'menyebut "tepat waktu", tetapi'),
    ("IND-05/bad-object", 'mengukur "desa", tetapi formulasinya menghitung "lembaga masyarakat"'),
    ("IND-08/bad-event", 'diawali "Pasar murah", yaitu'),
    ("STR-13/bad-institution", 'Kata "Dinas Sosial" dalam rumusan'),
    ("STR-10/bad-measure", 'dimulai dengan "Persentase", yang'),
]


@pytest.mark.parametrize(("case", "said"), PRINTED)
def test_words_are_told_as_the_document_prints_them(case: str, said: str) -> None:
    """With its capitals, and as one where they stand side by side."""
    path = next(one for one in CASES if case_id(one) == case)
    assert any(said in found.message["id"] for found in _findings(path))


@pytest.mark.parametrize(
    ("told", "text", "printed"),
    [
        ("rw ≠ lpm", "Jumlah RW dibagi jumlah LPM", "RW ≠ LPM"),
        ("tepat, waktu", "Surat selesai Tepat Waktu", "Tepat Waktu"),
        ("tepat, waktu", "Tepat guna, waktu luang", "Tepat, waktu"),
        ("desa, kelurahan", "Jumlah Desa/Kelurahan", "Desa, Kelurahan"),
        ("sapras ≠ warga", "Jumlah Warga", "sapras ≠ Warga"),
        ("art", "Persentase partai", "art"),
        ("Desa", "jumlah desa", "Desa"),
    ],
)
def test_words_of_a_row(told: str, text: str, printed: str) -> None:
    """Whole words of its texts, and what stands nowhere as it is."""
    node = NamedNode("urn:i")
    view = View([Triple(node, RDFS["label"], Literal(text))], ontology())
    assert as_printed(view, node, told) == printed
