"""``kg diff`` by quarter, and its page: what two documents of one kecamatan print of the same quarter."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pyoxigraph import NamedNode
from typer.testing import CliRunner

from kg.cli.app import app
from kg.derive.target.quarters import QUARTERS
from kg.derive.target.realised import Reached, of_year
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.diff.agreement import held_against
from tests.support.agreements import AGREED, PLANNED, workbook

_BY_QUARTER = (
    ["RENCANA AKSI TAHUN 2025 KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
    ["Kode", "Program", "Indikator", "Satuan", "Target", None, "Pagu", None],
    [None, None, None, None, "TW I", "TW II", "TW I", "TW II"],
    ["7.01.02", "Program Pelayanan", "Jumlah laporan", "Laporan", 4, 8, 10_000_000, 30_000_000],
)
_REACHED_BY_QUARTER = (
    ["PENGUKURAN KINERJA TAHUN 2025 KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
    ["Kode", "Program", "Indikator", "Satuan", "Realisasi", None, "Realisasi Anggaran", None],
    [None, None, None, None, "TW I", "TW II", "TW I", "TW II"],
    ["7.01.02", "Program Pelayanan", "Jumlah laporan", "Laporan", 3, 8, 9_000_000, 27_500_000],
)
_BY_HAND = [
    ("realisasi", "2025 I", "3 / 4 × 100 = 75,0 %"),
    ("realisasi", "2025 II", "8 / 8 × 100 = 100,0 %"),
    ("serapan", "2025 I", "9.000.000 / 10.000.000 × 100 = 90,0 %"),
    ("serapan", "2025 II", "27.500.000 / 30.000.000 × 100 = 91,7 %"),
]


def test_quarters_are_held_against_quarters(tmp_path: Path) -> None:
    """What both print of a quarter, of indicators and of money, and on the page as well."""
    old = workbook(tmp_path / "rencana.xlsx", _BY_QUARTER)
    new = workbook(tmp_path / "realisasi.xlsx", _REACHED_BY_QUARTER)
    held = held_against(read_paths([old]), read_paths([new]), ontology(), reached=True)
    found = [(one.matter, one.year, one.computation) for one in held if " " in one.year]
    assert found == _BY_HAND
    page = tmp_path / "beda.html"
    result = CliRunner().invoke(app, ["diff", str(old), str(new), "-o", str(page)])
    assert result.exit_code == 0, result.output
    for _, when, computation in _BY_HAND:
        assert f"<td>{when}</td>" in page.read_text("utf-8")
        assert f"<td>{computation}</td>" in page.read_text("utf-8")


def test_a_missing_quarter_is_not_added_as_zero() -> None:
    """Spending of the first and third quarter, each for itself, says nothing of the second."""
    view = _money_of({"I": 10, "III": 30}, "per_triwulan")
    value, why = of_year(view, "2025", "serapan", money=True)
    assert (value, why) == (None, "tak terhitung: serapan triwulan II kosong")
    whole, _ = of_year(_money_of(dict.fromkeys(QUARTERS, 25), "per_triwulan"), "2025", money=True)
    assert whole is not None
    assert (whole.number, whole.text, whole.quarter) == (Decimal(100), "100", "IV")


def _money_of(amounts: dict[str, int], nature: str) -> list[Reached]:
    """Amounts of the quarters of 2025."""
    node = NamedNode("urn:uang")
    found: list[Reached] = []
    for quarter, rupiah in amounts.items():
        found.append(Reached(node, "2025", quarter, str(rupiah), Decimal(rupiah), "", nature))
    return found


def test_the_page_shows_years_and_money(tmp_path: Path) -> None:
    """Every row that the listing has, with both kinds as heads."""
    old, new = workbook(tmp_path / "renstra.xlsx", PLANNED), workbook(tmp_path / "pk.xlsx", AGREED)
    page = tmp_path / "beda.html"
    assert CliRunner().invoke(app, ["diff", str(old), str(new), "-o", str(page)]).exit_code == 0
    text = page.read_text("utf-8")
    assert "<th>renstra</th><th>pk</th>" in text
    assert "<td>110.000.000</td><td>115.000.000</td><td>berbeda</td>" in text
    assert '<section id="target">' in text
