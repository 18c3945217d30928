"""Amounts in units of one kind are converted; of units of two kinds nothing is said."""

from __future__ import annotations

import pytest

from kg.derive.target.target_units import Stated, Verdict, amount_of, compared, unit_name
from kg.derive.vocabulary import vocabulary

_LISTS = vocabulary()


def _stated(printed: str) -> Stated:
    number, _, unit = printed.partition(" ")
    return Stated(printed, unit, amount_of(_LISTS, number, unit, printed))


def _both_ways(one: str, other: str) -> set[Verdict]:
    """The verdict does not depend on which of the two comes first."""
    first, second = _stated(one), _stated(other)
    return {compared(first, second), compared(second, first)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 kiloliter", "2000 liter"),
        ("3 m³", "3000 Liter"),
        ("4 ton", "40 kuintal"),
        ("5 kuintal", "500000 gram"),
        ("6 km", "6000 meter"),
        ("2 ha", "20000 m2"),
        ("1 km2", "100 hektar"),
        ("3 minggu", "21 hari"),
        ("2 tahun", "24 bulan"),
        ("2 semester", "4 triwulan"),
        ("7000 ribu", "7 juta rupiah"),
        ("3 Rp miliar", "3000 juta"),
        ("2 triliun", "2000 Rp Miliar"),
        ("4 ribu orang", "4000 jiwa"),
        ("1 juta ekor", "1000 ribu ekor"),
        ("2 ribu ton", "2000000 kg"),
        ("9 kk", "9 Kepala Keluarga"),
    ],
)
def test_one_kind_is_converted(one: str, other: str) -> None:
    """Two ways of printing one amount, and twice as much is another amount."""
    assert _both_ways(one, other) == {"same"}
    number, _, unit = other.partition(" ")
    assert _both_ways(one, f"{2 * int(number)} {unit}") == {"apart"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 ribu orang", "3 ribu rupiah"),
        ("5 juta", "5000000 jiwa"),
        ("12 orang bulan", "12 orang"),
        ("12 OH", "12 orang"),
        ("5 hari kerja", "5 hari"),
        ("1 bulan", "30 hari"),
        ("4 liter", "4 kg"),
        ("4 m2", "4 m3"),
        ("4 km", "4 km2"),
        ("8 kk", "8 jiwa"),
        ("8 kali/minggu", "8 kali"),
        ("8 tumpeng", "8 talenan"),
    ],
)
def test_two_kinds_are_not_compared(one: str, other: str) -> None:
    """Neither the same nor a decline, whatever the numbers are."""
    assert _both_ways(one, other) == {"incomparable"}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Buah", "unit"),
        ("dokumen lengkap", "dokumen"),
        ("orang bulan", "orang bulan"),
        ("ribu orang", "ribu orang"),
        ("Ribu", "ribu rupiah"),
        ("M²", "meter persegi"),
        ("KG", "kilogram"),
        ("hari/orang", "hari / orang"),
    ],
)
def test_a_unit_has_one_name(printed: str, name: str) -> None:
    """A unit with words about it keeps its name, a unit of two kinds is one of its own."""
    assert unit_name(_LISTS, printed) == name
