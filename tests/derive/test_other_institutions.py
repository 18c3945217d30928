"""Which institution of capitals a sentence names, and which names are the own ones."""

from __future__ import annotations

import pytest

from kg.derive.struktur.partners import _institution
from kg.derive.vocabulary import Words, vocabulary


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


@pytest.mark.parametrize(
    "thing",
    [
        "polisi tidur", "polisi cilik", "polisi cepek", "polisi kecil", "polisi-polisian", "polisi gadungan",
        "tentara-tentaraan", "bank data", "hakim garis",
    ],
)  # fmt: skip
def test_a_thing_called_after_an_institution_is_none(thing: str) -> None:
    """Listed things, imitations by their form, and those who play at it."""
    assert _institution(vocabulary(), f"Jumlah {thing} yang terpasang di jalan desa") == ""


@pytest.mark.parametrize("rest", ["polisi", "polisi dan warga", "polisi yang hadir"])
def test_the_institution_itself_is_still_named(rest: str) -> None:
    """What only stands beside it takes nothing away."""
    assert _institution(vocabulary(), f"Ronda bersama {rest} setiap malam") == "polisi"


def test_the_words_are_those_of_a_profile() -> None:
    """A word that a profile adds counts as the listed ones do."""
    text = "Jumlah polisi terbang yang terpasang di jalan"
    assert _institution(vocabulary(), text) == "polisi"
    other = vocabulary().with_words({"benda-bernama-lembaga": Words(("polisi terbang",), ())})
    assert _institution(other, text) == ""


@pytest.mark.parametrize(
    "listed",
    ["sebutan-dinas", "sebutan-lembaga", "kata-bersama", "tempat-berujung", "rumah-ibadah"],
)
def test_a_list_without_words_names_nothing(listed: str) -> None:
    """Whoever takes the last word from a list does not turn every other word into an institution."""
    known = vocabulary()
    emptied = known.with_words({listed: Words((), tuple(known.forms(listed)))})
    assert _institution(emptied, "Jumlah warga desa di Dusun Maju yang hadir") == ""
    assert _institution(emptied, "Penanganan oleh satuan TNI yang tepat waktu") == _institution(
        known, "Penanganan oleh satuan TNI yang tepat waktu"
    )
