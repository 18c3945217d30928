"""Which institution of capitals a sentence names, and which names are the own ones."""

from __future__ import annotations

import pytest

from kg.derive.struktur.partners import _institution
from kg.derive.vocabulary import vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah warga yang menabung di Bank Sampah Melati",
        "Jumlah rapat di Balai Desa Sukamaju bersama warga",
        "Layanan Kantor Kapanewon yang selesai tepat waktu",
        "Layanan Kantor Camat yang selesai tepat waktu",
        "Kerja bakti bersama Rukun Tetangga yang rutin",
    ],
)
def test_names_of_ones_own_are_no_institution(text: str) -> None:
    """Places, posts and citizens of the kecamatan, also behind a word that opens names of others."""
    assert _institution(vocabulary(), text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Data nasabah dari Bank Aceh yang lengkap", "bank aceh"),
        ("Layanan Kantor Pertanahan yang cepat bagi warga", "kantor pertanahan"),
        ("Penyuluhan bersama BNN di sekolah", "bnn"),
    ],
)
def test_others_are_named(text: str, name: str) -> None:
    """By the word that opens the name, or as those who work along."""
    assert _institution(vocabulary(), text) == name
