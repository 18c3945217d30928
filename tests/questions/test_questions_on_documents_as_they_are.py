"""Money per outcome, conditions without money, achievements and changes, asked of documents as offices print them."""

from __future__ import annotations

from pathlib import Path

from kg.questions.question import catalogue
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.embedded import memory_store
from kg.worker.asking import answer, find_question
from kg.worker.loading import load
from tests.support.agreements import workbook

_WHERE = "KECAMATAN SOKARAJA KABUPATEN BANYUMAS"


def _asked(question: str, *paths: Path) -> list[dict[str, str]]:
    store = memory_store()
    load(read_paths(list(paths)), store, ontology())
    found = answer(find_question(question, catalogue()), {}, store, ontology())
    return [dict(zip(found.columns, map(str, row), strict=True)) for row in found.rows]


def _tree(path: Path) -> Path:
    """One outcome; two operational conditions with a sub-activity and money, one branch without."""
    levels = ("Ultimate Outcome", "Strategic", "Tactical", "Operational")
    heads: list[object] = []
    for level in levels:
        heads += [level, "Indikator"]
    rows: list[list[object]] = [
        [f"CASCADING KINERJA {_WHERE} TAHUN 2025"],
        [],
        [*heads, "Sub Kegiatan", "Pagu"],
        [
            *("Meningkatnya mutu layanan publik", "IKM"),
            *("Meningkatnya kecepatan layanan", "Persentase tepat waktu"),
            *("Tersedianya petugas", "Jumlah petugas"),
            *("Terlatihnya petugas loket", "Jumlah pelatihan", "Fasilitasi Layanan", 5_000_000),
        ],
        [None] * 6 + ["Terawatnya perangkat", "Jumlah alat", "Pemeliharaan Alat", 7_000_000],
        [
            *(None, None, "Meningkatnya kemudahan layanan", "Persentase aduan"),
            *("Tersedianya kanal", "Jumlah kanal", "Terbukanya kanal aduan", "Jumlah aduan"),
        ],
    ]
    return workbook(path, rows)


def test_conditions_without_money_are_those_of_the_branch_without(tmp_path: Path) -> None:
    """Whatever is above money has it."""
    found = _asked("Q14", _tree(tmp_path / "pohon.xlsx"))
    assert {row["kondisi"] for row in found} == {
        *("Meningkatnya kemudahan layanan", "Tersedianya kanal", "Terbukanya kanal aduan")
    }


def test_money_of_an_outcome_is_what_its_sub_activities_have(tmp_path: Path) -> None:
    """5 and 7 million, each once."""
    (row,) = _asked("Q15", _tree(tmp_path / "pohon.xlsx"))
    assert (row["outcome"], row["tahun"]) == ("Meningkatnya mutu layanan publik", "2025")
    assert (row["rupiah"], row["komponen"]) == ("12000000", "2")


def _measured(path: Path) -> Path:
    heads = ["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Penanggung Jawab"]
    rows: list[list[object]] = [
        [f"PENGUKURAN KINERJA TAHUN 2025 {_WHERE}"],
        [],
        heads,
        [1, "Meningkatnya layanan warga", "Nilai SKM", "Nilai", 115, 92, "Kasi Pelayanan"],
        [2, "Meningkatnya akuntabilitas", "Predikat SAKIP", "Predikat", "BB", "B", "Sekretaris"],
        [3, "Menurunnya gangguan", "Jumlah gangguan", "Kasus", 0, 3, "Kasi Trantib"],
        [4, "Meningkatnya partisipasi", "Jumlah usulan", "Usulan", 10, None, "Kasi PMD"],
    ]
    return workbook(path, rows)


def test_achievements_are_told_per_objective_and_post(tmp_path: Path) -> None:
    """With the computation, by scale, and why there is none: zero, and empty."""
    found = _asked("Q16", _measured(tmp_path / "lkjip.xlsx"))
    told = {row["indikator"]: (row["jabatan"], row["hitungan"]) for row in found}
    assert told["Nilai SKM"] == ("Kasi Pelayanan", "92 / 115 × 100 = 80,0 %")
    assert told["Predikat SAKIP"][1].startswith("B terhadap BB: belum tercapai menurut skala")
    assert told["Jumlah gangguan"] == ("Kasi Trantib", "tak terhitung: target 0")
    assert "Jumlah usulan" not in told or told["Jumlah usulan"][1].endswith("kosong")
    assert {row["kinerja"] for row in found} >= {"Meningkatnya layanan warga"}


def test_what_changed_between_plan_and_agreement(tmp_path: Path) -> None:
    """The target of the year and the budget of the program; the same number in another spelling is none."""
    plan = workbook(
        tmp_path / "renstra.xlsx",
        [
            [f"RENSTRA {_WHERE} TAHUN 2025-2026"],
            [],
            ["Program", "Indikator", "Satuan", "2025", None, "2026", None],
            [None, None, None, *["Target", "Rp"] * 2],
            ["Program Pelayanan", "Nilai SKM", "Nilai", 85, 40_000_000, 86, 41_000_000],
            ["Program Ketertiban", "Jumlah patroli", "Kali", 12, 20_000_000, 12, 21_000_000],
        ],
    )
    agreement = workbook(
        tmp_path / "pk.xlsx",
        [
            [f"PERJANJIAN KINERJA TAHUN 2025 {_WHERE}"],
            [],
            ["Program", "Indikator", "Satuan", "Target", "Anggaran"],
            ["Program Pelayanan", "Nilai SKM", "Nilai", 84, "Rp 40.000.000,-"],
            ["Program Ketertiban", "Jumlah patroli", "Kali", "12,0", "Rp 25.000.000,-"],
        ],
    )
    told = [(row["indikator"], row["dari"], row["ke"]) for row in _asked("Q17", plan, agreement)]
    assert sorted(told) == [
        ("Nilai SKM", "renstra: 85", "pk: 84"),
        ("Program Ketertiban", "renstra: pagu 20000000", "pk: pagu 25000000"),
    ]
