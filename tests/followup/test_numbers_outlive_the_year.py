"""The number of a finding is the same in the next period; two periods in one check stay two findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.rules.finding import number_of
from tests.read.test_agreements import agreement
from tests.support.forms import Sheets, as_folder, as_workbook, small


def findings(*paths: Path) -> list[dict[str, Any]]:
    """What a check finds."""
    words = ["check", *map(str, paths), "--format", "json"]
    body: dict[str, Any] = json.loads(CliRunner().invoke(app, words).stdout)
    return list(body["findings"])


def numbers(found: list[dict[str, Any]]) -> dict[str, str]:
    """The rule by number."""
    return {number_of(one["id"]): one["rule"] for one in found}


def of_year(year: int) -> Sheets:
    """The small document of a year, with a target that is no number and one outside its period."""
    sheets = small(period=str(year))
    sheets["identitas"][5] = ["judul", f"Cascading {year}"]
    sheets["target"] = [
        ["kode_indikator", "tahun", "nilai"],
        ["I", str(year), "sesuai kebutuhan"],
        ["I", str(year + 1), "40 Orang"],
    ]
    return sheets


def test_the_next_year_has_the_same_numbers(tmp_path: Path) -> None:
    """Of findings on the document, its nodes and its targets, whose codes hold the year."""
    first = findings(as_workbook(tmp_path / "a.xlsx", of_year(2025)))
    second = findings(as_workbook(tmp_path / "b.xlsx", of_year(2026)))
    assert {"TGT-02", "TGT-10"} <= set(numbers(first).values())
    assert numbers(first) == numbers(second)
    assert not {one["id"] for one in first} & {one["id"] for one in second}


def test_tables_without_codes_too(tmp_path: Path) -> None:
    """An agreement of another year, with a row more above the others."""
    rows = (("Meningkatnya pelayanan", "Kualitas layanan", "Nilai", "-"),)
    more = (("Meningkatnya ketertiban", "Indeks ketertiban", "Indeks", 80), *rows)
    found = numbers(findings(agreement(tmp_path / "a.xlsx", rows)))
    assert (
        found and found.items() <= numbers(findings(agreement(tmp_path / "b.xlsx", more))).items()
    )


@pytest.mark.parametrize("order", [(2025, 2026), (2026, 2025)])
def test_two_years_in_one_check_are_two_findings(tmp_path: Path, order: tuple[int, int]) -> None:
    """Their fingerprints differ, and no two defects of one year share a number."""
    for year in order:
        as_folder(tmp_path / str(year), of_year(year))
    found = findings(*(tmp_path / str(year) for year in order))
    assert len({one["id"] for one in found}) == len(found)
    alone = findings(tmp_path / "2025")
    assert len(numbers(alone)) == len(alone) == len(found) / 2


def test_the_period_stands_beside_a_number_that_two_years_share(tmp_path: Path) -> None:
    """On the screen, in the summary and in the page; a check of one year needs no period there."""
    for year in (2025, 2026):
        as_folder(tmp_path / str(year), of_year(year))
    both, alone = tmp_path / "dua", tmp_path / "satu"
    words = ["check", str(tmp_path / "2025"), str(tmp_path / "2026")]
    shared = sorted(numbers(findings(tmp_path / "2025")))
    screen = CliRunner().invoke(app, words).stdout
    CliRunner().invoke(app, [*words, "-o", str(both)])
    CliRunner().invoke(app, ["check", str(tmp_path / "2025"), "-o", str(alone)])
    page = (both / "laporan.html").read_text(encoding="utf-8")
    summary = (both / "ringkasan.md").read_text(encoding="utf-8")
    for year in (2025, 2026):
        for number in shared:
            assert f"{number} ({year})" in screen
            assert f"{number} ({year})" in page
        assert rf"\({year}\)" in summary
    single = (alone / "laporan.html").read_text(encoding="utf-8")
    assert f"{shared[0]} (2025)" not in single
