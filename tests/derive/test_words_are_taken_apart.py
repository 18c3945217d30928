"""Roots, affixes and the kind of an opening word, with words that stand on no list."""

from __future__ import annotations

import pytest

from kg.derive.bahasa.kata import form, stem
from kg.derive.bahasa.pembuka import kind_of, not_a_condition, opening

FAMILIES = (
    "pelayanan terlayani dilayani melayani",
    "penyelesaian diselesaikan terselesaikannya",
    "pengelolaan mengelola terkelola dikelola",
    "pemenuhan terpenuhinya dipenuhi",
    "penanganan ditangani tertangani menangani",
    "kepemilikan memiliki dimiliki",
    "pengusulan diusulkan usulan",
    "keterisian pengisian diisi",
    "pemohon permohonan dimohon",
    "keikutsertaan diikutsertakan",
    "pemberhentian diberhentikan",
    "pengawasan diawasi",
)


@pytest.mark.parametrize("family", FAMILIES)
def test_words_of_one_root_share_their_stem(family: str) -> None:
    """Whatever affixes and sound changes a word went through."""
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("word", ["perangkat", "keluarga", "perempuan", "pegawai", "masyarakat"])
def test_roots_that_look_affixed_stay_whole(word: str) -> None:
    """A root that begins or ends like an affix is not cut."""
    assert form(word).prefixes == () and stem(word) == word


def test_a_name_keeps_its_letters() -> None:
    """Words without a known root lose nothing but the possessive."""
    assert stem("krpyak") == "krpyak" and not form("krpyak").known


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("terciptanya", "keadaan"),
        ("berkembangnya", "keadaan"),
        ("menguatnya", "keadaan"),
        ("lancarnya", "keadaan"),
        ("pulihnya", "keadaan"),
        ("menggiatkan", "tindakan"),
        ("membenahi", "tindakan"),
        ("membina", "tindakan"),
        ("pencegahan", "kegiatan"),
        ("normalisasi", "kegiatan"),
        ("kemandirian", "besaran"),
        ("pendapatan", "benda"),
        ("gapura", "benda"),
    ],
)
def test_affixes_tell_the_kind(word: str, kind: str) -> None:
    """State, act, activity, property and thing, most of them in no list."""
    assert kind_of(word) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Menggeliatnya usaha mikro",
        "Makin tertibnya warga",
        "Tidak adanya tunggakan",
        "Pelayanan publik meningkat",
        "Ketertiban umum terjaga",
        "Desa mandiri dan maju",
        "Aparatur yang cakap",
    ],
)
def test_conditions_are_sound(text: str) -> None:
    """A state, or a subject that is said to be in one."""
    assert not_a_condition(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Membenahi tata kelola",
        "Pencegahan kebakaran lahan",
        "Cakupan layanan yang baik",
        "% desa mandiri",
        "Lomba kebersihan antardesa",
        "Gapura batas desa",
        "Pelayanan prima",
    ],
)
def test_acts_measures_and_things_are_no_conditions(text: str) -> None:
    """Whatever follows the opening word."""
    assert not_a_condition(text)


def test_openers_of_two_words_are_one() -> None:
    """The whole form is shown, not its first word."""
    assert opening("Kerja bakti massal").word == "kerja bakti"
