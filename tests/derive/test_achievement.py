"""Sixty achievements computed by hand: the table is the measure, never a second program."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.derive.target.capaian import Formula, achievement, formula_of

#: Formula, target, realisation, cap, and what is printed. Empty is not zero.
CASES: tuple[tuple[Formula, str, str, str, str], ...] = (
    ("naik", "115", "92", "", "92 / 115 × 100 = 80,0 %"),
    ("naik", "100", "100", "", "100 / 100 × 100 = 100,0 %"),
    ("naik", "80", "84", "", "84 / 80 × 100 = 105,0 %"),
    ("naik", "3", "1", "", "1 / 3 × 100 = 33,3 %"),
    ("naik", "3", "2", "", "2 / 3 × 100 = 66,7 %"),
    ("naik", "8", "1", "", "1 / 8 × 100 = 12,5 %"),
    ("naik", "83.25", "82.5", "", "82,5 / 83,25 × 100 = 99,1 %"),
    ("naik", "0.5", "0.25", "", "0,25 / 0,5 × 100 = 50,0 %"),
    ("naik", "12", "0", "", "0 / 12 × 100 = 0,0 %"),
    ("naik", "400", "1", "", "1 / 400 × 100 = 0,3 %"),
    ("naik", "2000", "1", "", "1 / 2000 × 100 = 0,1 %"),
    ("naik", "10000", "1", "", "1 / 10000 × 100 = 0,0 %"),
    ("naik", "-10", "5", "", "5 / -10 × 100 = -50,0 %"),
    ("naik", "-10", "-5", "", "-5 / -10 × 100 = 50,0 %"),
    ("naik", "10", "-5", "", "-5 / 10 × 100 = -50,0 %"),
    ("naik", "4", "4.0", "", "4 / 4 × 100 = 100,0 %"),
    ("naik", "90.50", "90.5", "", "90,5 / 90,5 × 100 = 100,0 %"),
    ("naik", "1865400000", "1790784000", "", "1790784000 / 1865400000 × 100 = 96,0 %"),
    ("naik", "50", "75", "120", "75 / 50 × 100 = 150,0 %, dibatasi 120,0 %"),
    ("naik", "50", "60", "120", "60 / 50 × 100 = 120,0 %"),
    ("naik", "50", "60.5", "120", "60,5 / 50 × 100 = 121,0 %, dibatasi 120,0 %"),
    ("naik", "50", "50", "100", "50 / 50 × 100 = 100,0 %"),
    ("naik", "50", "51", "100", "51 / 50 × 100 = 102,0 %, dibatasi 100,0 %"),
    ("naik", "0", "3", "", "tak terhitung: target 0"),
    ("naik", "0", "0", "", "tak terhitung: target 0"),
    ("naik", "0.0", "3", "", "tak terhitung: target 0"),
    ("naik", "10", "", "", "tak terhitung: realisasi kosong"),
    ("naik", "", "10", "", "tak terhitung: target kosong"),
    ("naik", "", "", "", "tak terhitung: realisasi kosong"),
    ("naik", "0", "", "", "tak terhitung: realisasi kosong"),
    ("turun_2t", "10", "12", "", "(2 × 10 − 12) / 10 × 100 = 80,0 %"),
    ("turun_2t", "10", "10", "", "(2 × 10 − 10) / 10 × 100 = 100,0 %"),
    ("turun_2t", "10", "8", "", "(2 × 10 − 8) / 10 × 100 = 120,0 %"),
    ("turun_2t", "10", "0", "", "(2 × 10 − 0) / 10 × 100 = 200,0 %"),
    ("turun_2t", "10", "20", "", "(2 × 10 − 20) / 10 × 100 = 0,0 %"),
    ("turun_2t", "10", "25", "", "(2 × 10 − 25) / 10 × 100 = -50,0 %"),
    ("turun_2t", "3", "4", "", "(2 × 3 − 4) / 3 × 100 = 66,7 %"),
    ("turun_2t", "2.5", "3", "", "(2 × 2,5 − 3) / 2,5 × 100 = 80,0 %"),
    ("turun_2t", "10", "0", "120", "(2 × 10 − 0) / 10 × 100 = 200,0 %, dibatasi 120,0 %"),
    ("turun_2t", "0", "2", "", "tak terhitung: target 0"),
    ("turun_2t", "5", "", "", "tak terhitung: realisasi kosong"),
    ("turun_2t", "", "5", "", "tak terhitung: target kosong"),
    ("turun_balik", "10", "12", "", "10 / 12 × 100 = 83,3 %"),
    ("turun_balik", "10", "8", "", "10 / 8 × 100 = 125,0 %"),
    ("turun_balik", "10", "10", "", "10 / 10 × 100 = 100,0 %"),
    ("turun_balik", "5", "8", "", "5 / 8 × 100 = 62,5 %"),
    ("turun_balik", "10", "0", "", "tak terhitung: realisasi 0 pada rumus T / R"),
    ("turun_balik", "0", "4", "", "tak terhitung: target 0"),
    ("turun_balik", "10", "4", "120", "10 / 4 × 100 = 250,0 %, dibatasi 120,0 %"),
    ("turun_balik", "10", "", "", "tak terhitung: realisasi kosong"),
    ("batas", "5", "3", "", "3 ≤ 5: 100,0 %"),
    ("batas", "5", "5", "", "5 ≤ 5: 100,0 %"),
    ("batas", "5", "6", "", "6 > 5: 0,0 %"),
    ("batas", "2.5", "2.6", "", "2,6 > 2,5: 0,0 %"),
    ("batas", "0", "0", "", "0 ≤ 0: 100,0 %"),
    ("batas", "5", "", "", "tak terhitung: realisasi kosong"),
    ("batas", "", "5", "", "tak terhitung: target kosong"),
    ("nol_baik", "0", "0", "", "0 ≤ 0: 100,0 %"),
    ("nol_baik", "0", "1", "", "1 > 0: 0,0 %"),
    ("nol_baik", "", "0", "", "0 ≤ 0: 100,0 %"),
    ("nol_baik", "0", "", "", "tak terhitung: realisasi kosong"),
    ("nol_baik", "3", "2", "", "2 > 0: 0,0 %"),
)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize(("formula", "target", "reached", "cap", "printed"), CASES)
def test_as_computed_by_hand(
    formula: Formula, target: str, reached: str, cap: str, printed: str
) -> None:
    """The printed computation, digit by digit."""
    found = achievement(formula, _number(target), _number(reached), _number(cap))
    assert found.printed == printed
    assert found.computed == ("tak terhitung" not in printed)


def test_there_are_sixty_of_them() -> None:
    """So that none is dropped in silence."""
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    ("stated", "direction", "formula"),
    [
        ("", "naik", "naik"),
        ("", "turun", "turun_2t"),
        ("", "", "naik"),
        ("turun_balik", "turun", "turun_balik"),
        ("batas", "naik", "batas"),
        ("nol_baik", "turun", "nol_baik"),
    ],
)
def test_the_stated_formula_comes_before_the_direction(
    stated: str, direction: str, formula: str
) -> None:
    """What the document says holds."""
    assert formula_of(stated, direction) == formula
