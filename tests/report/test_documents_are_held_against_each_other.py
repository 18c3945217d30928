"""``kg diff RENSTRA PK``: two kinds of document of one kecamatan, year by year, both values with their cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import Lang
from kg.questions.question import catalogue
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.diff.agreement import held_against
from kg.report.diff.held import Held, Verdict
from kg.report.diff.tree_changes import CHANGE_KINDS
from kg.report.words import word
from kg.store.embedded import memory_store
from kg.worker.asking import answer, find_question
from kg.worker.loading import load
from tests.support.agreements import AGREED, PLANNED, document, workbook
from tests.support.forms import as_folder

RENSTRA = (
    ["RENSTRA KECAMATAN SOKARAJA KABUPATEN BANYUMAS 2025-2026"],
    ["Sasaran", "Indikator", "Satuan", "2025", "2026"],
    ["Meningkatnya mutu pelayanan", "Indeks Kepuasan Masyarakat (IKM)", "Nilai", 85, 86],
    ["Meningkatnya akuntabilitas", "Nilai AKIP", "Nilai", 78, 80],
    ["Meningkatnya ketertiban", "Predikat ketertiban", "Predikat", "BB", "A"],
    ["Meningkatnya partisipasi", "Persentase usulan", "%", 60, 65],
)
PK = (
    ["PERJANJIAN KINERJA TAHUN 2025 KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
    ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"],
    [1, "Meningkatnya mutu pelayanan", "Indeks Kepuasan Masyarakat", "Nilai", "85,00"],
    [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "Nilai", 75],
    [3, "Meningkatnya ketertiban", "Predikat ketertiban", "Predikat", 78],
    [4, "Meningkatnya kerukunan", "Jumlah konflik", "Kasus", 2],
)
REACHED = (
    ["PENGUKURAN KINERJA TAHUN 2025 KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
    ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi"],
    [1, "Meningkatnya mutu pelayanan", "Indeks Kepuasan Masyarakat", "Nilai", 85, 68],
    [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "Nilai", 78, None],
)


def _held(
    tmp_path: Path, new: tuple[list[object], ...], *, reached: bool, cap: Decimal | None = None
) -> dict[str, Held]:
    first = read_paths([workbook(tmp_path / "renstra.xlsx", RENSTRA)])
    second = read_paths([workbook(tmp_path / "lain.xlsx", new)])
    found = held_against(first, second, ontology(), reached=reached, cap=cap)
    return {one.indicator: one for one in found}


def test_an_agreement_is_held_against_its_plan(tmp_path: Path) -> None:
    """Same, different, not comparable, and what only one of them has; years of the plan alone are left out."""
    held = _held(tmp_path, PK, reached=False)
    assert {name: (one.verdict, one.year) for name, one in held.items()} == {
        "Indeks Kepuasan Masyarakat (IKM)": ("same", "2025"),
        "Nilai AKIP": ("apart", "2025"),
        "Predikat ketertiban": ("incomparable", "2025"),
        "Persentase usulan": ("only-old", "2025"),
        "Jumlah konflik": ("only-new", "2025"),
    }


def test_both_values_have_their_cells(tmp_path: Path) -> None:
    """The row of the plan and the row of the agreement."""
    one = _held(tmp_path, PK, reached=False)["Nilai AKIP"]
    assert (one.old, one.new) == ("78", "75")
    assert one.old_source is not None
    assert one.new_source is not None
    assert (one.old_source.cell, one.new_source.cell) == ("D4", "E4")


def test_what_was_reached_is_shown_with_its_computation(tmp_path: Path) -> None:
    """In decimals; what was not reached is not zero."""
    held = _held(tmp_path, REACHED, reached=True)
    assert held["Indeks Kepuasan Masyarakat (IKM)"].computation == "68 / 85 × 100 = 80,0 %"
    assert held["Nilai AKIP"].verdict == "only-old"


def test_a_cap_is_said_where_it_applies(tmp_path: Path) -> None:
    """The computation stays whole beside it; below the cap nothing is said."""
    name = "Indeks Kepuasan Masyarakat (IKM)"
    low, high = Decimal(75), Decimal(120)
    capped = _held(tmp_path, REACHED, reached=True, cap=low)[name].computation
    assert capped == "68 / 85 × 100 = 80,0 %, dibatasi 75,0 %"
    free = _held(tmp_path, REACHED, reached=True, cap=high)[name].computation
    assert free == "68 / 85 × 100 = 80,0 %"


def test_the_command_prints_computation_and_cap(tmp_path: Path) -> None:
    """Plan and realisation of different periods, through the command itself."""
    old, new = (
        workbook(tmp_path / "renstra.xlsx", RENSTRA),
        workbook(tmp_path / "lain.xlsx", REACHED),
    )
    result = CliRunner().invoke(app, ["diff", str(old), str(new), "--cap", "75", "--format", "csv"])
    assert result.exit_code in {0, 1}, result.output
    assert "68 / 85 × 100 = 80,0 %, dibatasi 75,0 %" in result.output


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_result_has_its_words(lang: Lang) -> None:
    """No result, kind of change or kind of row is told by its key."""
    rows = ("pagu", "serapan", "realisasi", "target", "tugas", "teks", "jabatan", "unit", "kolom")
    for key in (*get_args(Verdict), *CHANGE_KINDS, *rows, "organisasi", "dokumen", "sasaran"):
        assert word(f"diff/{key}", lang)


def test_the_question_finds_a_target_that_changed_between_periods(tmp_path: Path) -> None:
    """A plan of two years and an agreement of one are two units of one kecamatan."""
    paths = [workbook(tmp_path / "renstra.xlsx", RENSTRA), workbook(tmp_path / "pk.xlsx", PK)]
    store = memory_store()
    load(read_paths(paths), store, ontology())
    found = answer(find_question("Q17", catalogue()), {}, store, ontology())
    told = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    assert [(row["indikator"], row["dari"], row["ke"]) for row in told] == [
        ("Nilai AKIP", "renstra: 78", "pk: 75"),
        ("Predikat ketertiban", "renstra: BB", "pk: 78"),
    ]


_SPENT = (
    ["PENGUKURAN KINERJA TAHUN 2025 KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
    ["Program", "Indikator", "Target", "Realisasi", "Anggaran (Rp)", "Realisasi Anggaran (Rp)"],
    ["Program Pelayanan", "Nilai SAKIP", "BB", "B (Baik)", 115_000_000, 99_000_000],
)


def _rows(tmp_path: Path, new: tuple[list[object], ...], *, reached: bool) -> list[tuple[str, ...]]:
    first = read_paths([workbook(tmp_path / "renstra.xlsx", PLANNED)])
    second = read_paths([workbook(tmp_path / "lain.xlsx", new)])
    found: list[tuple[str, ...]] = []
    for one in held_against(first, second, ontology(), reached=reached):
        said = one.computation or one.verdict
        found.append((one.matter, one.indicator, one.old, one.new, said))
    return found


def test_budgets_are_held_against_each_other(tmp_path: Path) -> None:
    """By code or name; of levels that the agreement has nothing of nothing is said."""
    assert [row for row in _rows(tmp_path, AGREED, reached=False) if row[0] == "pagu"] == [
        ("pagu", "Program Pelayanan", "110.000.000", "115.000.000", "apart"),
        ("pagu", "Program Ketertiban", "", "25.000.000", "only-new"),
    ]


def test_spending_and_grades_are_held_against_the_plan(tmp_path: Path) -> None:
    """A grade by its scale, a changed budget beside what was spent of the one planned."""
    scale = "AA > A > BB > B > CC > C > D"
    assert _rows(tmp_path, _SPENT, reached=True) == [
        (
            "realisasi",
            "Nilai SAKIP",
            "BB",
            "B (Baik)",
            f"B (Baik) terhadap BB: belum tercapai menurut skala {scale}",
        ),
        ("realisasi", "Jumlah laporan", "4", "", "only-old"),
        ("pagu", "Program Pelayanan", "110.000.000", "115.000.000", "apart"),
        (
            "serapan",
            "Program Pelayanan",
            "110.000.000",
            "99.000.000",
            "99.000.000 / 110.000.000 × 100 = 90,0 %",
        ),
    ]


_SUM_OR_MEAN = "tidak disebut apakah realisasi per triwulan dijumlahkan atau dirata-ratakan"


@pytest.mark.parametrize(
    ("nature", "said"),
    [
        ("kumulatif", "sampai triwulan II: 44 / 80 × 100 = 55,0 %"),
        ("", "tak terhitung: tidak disebut apakah realisasi triwulan kumulatif"),
        (
            "per_triwulan",
            "tak terhitung: " + _SUM_OR_MEAN,
        ),
    ],
)
def test_quarters_are_held_against_the_year_where_they_say_how_they_count(
    nature: str, said: str, tmp_path: Path
) -> None:
    """Before, a document of quarters had no row at all."""
    plan = read_paths([document(tmp_path, "renstra", {2025: "80"})])
    folder = document(tmp_path, "realisasi", {2025: "80"})
    rows = [f"IREA,2025,{quarter},{value},{nature}\n" for quarter, value in (("I", 20), ("II", 44))]
    head = "kode_acuan,tahun,triwulan,nilai,sifat\n"
    (folder / "realisasi.csv").write_text(head + "".join(rows), encoding="utf-8")
    (one,) = held_against(plan, read_paths([folder]), ontology(), reached=True)
    assert one.computation == said


def _asked(question: str, paths: list[Path]) -> list[dict[str, str]]:
    store = memory_store()
    load(read_paths(paths), store, ontology())
    found = answer(find_question(question, catalogue()), {}, store, ontology())
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_the_question_finds_a_budget_that_changed(tmp_path: Path) -> None:
    """By the name of the program; a number that is printed in another way is no change."""
    paths = [workbook(tmp_path / "renstra.xlsx", PLANNED), workbook(tmp_path / "pk.xlsx", AGREED)]
    told = [(row["indikator"], row["dari"], row["ke"]) for row in _asked("Q17", paths)]
    assert told == [("Program Pelayanan", "renstra: pagu 110000000", "pk: pagu 115000000")]


@pytest.mark.parametrize("measured", ["S1", "J1"])
def test_the_question_about_achievements_names_the_post(measured: str, tmp_path: Path) -> None:
    """Whether the post answers for the objective, or the indicator is that of the post alone."""
    folder = as_folder(
        tmp_path / "iki",
        {
            "identitas": [
                ["kunci", "nilai"],
                ["kode_wilayah", "33.02.19"],
                ["nama_kecamatan", "Sokaraja"],
                ["periode", "2025"],
                ["kode_dokumen", "iki"],
                ["jenis_dokumen", "iki"],
            ],
            "jabatan": [["kode", "nama"], ["J1", "Kepala Distrik"]],
            "rencana": [["kode", "jenjang", "sasaran"], ["S1", "sasaran", "Meningkatnya layanan"]],
            "peran": [
                ["kode_kinerja_atau_komponen", "kode_jabatan", "peran"],
                ["S1", "J1", "penanggung_jawab"],
            ],
            "indikator": [
                ["kode", "kode_kinerja", "rumusan", "satuan"],
                ["I1", measured, "Indeks layanan", "indeks"],
            ],
            "target": [["kode_indikator", "tahun", "nilai"], ["I1", "2025", "115"]],
            "realisasi": [["kode_acuan", "tahun", "nilai"], ["I1", "2025", "92"]],
        },
    )
    (row,) = _asked("Q16", [folder])
    assert (row["jabatan"], row["hitungan"]) == ("Kepala Distrik", "92 / 115 × 100 = 80,0 %")
