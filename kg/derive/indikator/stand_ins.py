"""What stands in a formula for the thing of its indicator.

A record, a classifier, a symbol, a test by figures.

Such a formula counts the thing in words of its own (PermenPANRB 88/2021, KKE-5): *jumlah tamu* by
the lines of the guest book,
*jalan terawat* in metres, *layanan cepat* as files done within thirty minutes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, form_at, forms
from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.kata import form
from kg.derive.indikator.counted import Count, is_condition
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.text import KEPT, words

__all__ = [
    "by_record",
    "is_symbolic",
    "is_unknown",
    "names_no_thing",
    "read_from",
    "same_size",
    "sifted_by_figures",
    "stands_in",
]

#: Numbers that sift nothing: years, and the factor of a share.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\btahun\s+n\b|\bn\s*-\s*\d\b|\b100\b|\b1\.?000\b")
_FIGURE = re.compile(r"\d")
#: A letter or two are a symbol (*D/S*, *n/N*).
_SYMBOL = 2
#: The record stands among the first words (*baris buku tamu*, *rekap cetak harian*).
_FRONT = 2
#: Measures that are told by the size of things, and not by their number.
_SIZE = "volume"
_SIZES = frozenset({_SIZE, "lama"})
#: A unit of amounts in brackets.
_AMOUNT = re.compile(
    r"\(\s*(?:m[23³²]?|ton|kg|kuintal|kilogram|liter|ha|hektare?|km2?|meter(?: kubik| persegi)?)\s*\)",
    re.IGNORECASE,
)
#: Words behind which stands where a number is read (*dihitung dari*), and what that is.
_FROM = frozenset({"dari", "berdasarkan", "menurut", "melalui"})
_PAPERS = frozenset({"dokumen"})
#: What a formula may count without naming any thing of its own.
_GENERAL = ("kata-bagian", "kata-penyebut", "kata-terjadi")
#: Things of any matter.
_ANYTHING = "benda-apa-saja"


def _record(counted: Count) -> bool:
    # As printed: what is no thing of its own may still be part of the name of a record.
    printed = unmeasured(counted.text)
    if read_from(counted.text):
        return True
    return any(form_at("kata-catatan", printed, at) for at in range(_FRONT))


def read_from(text: str) -> bool:
    """Whether a formula tells from which paper the number is read (*Dihitung dari surat tugas …*).

    >>> read_from("Dihitung dari surat keputusan lurah"), read_from("Dihitung dari jumlah warga")
    (True, False)
    """
    tokens = words(text)
    if len(tokens) <= _FRONT or form(tokens[0]).outer != "di" or tokens[1] not in _FROM:
        return False
    paper = entry_at("objek-hitung", tuple(tokens[_FRONT:]))
    return by_record(text) or (paper is not None and paper[0].name in _PAPERS)


def _classifier(counted: Count) -> bool:
    return entry_at("kata-penggolong", counted.words) is not None


@lru_cache(maxsize=KEPT)
def by_record(text: str) -> bool:
    """Whether cases are counted by the record that proves them (*keluarga yang menandatangani berita acara*).

    >>> by_record("Keluarga yang menandatangani berita acara"), by_record("Jumlah keluarga")
    (True, False)
    """
    tokens = tuple(words(text))
    return any(form_at("kata-catatan", tokens, at) for at in range(len(tokens)))


def is_symbolic(counted: Count) -> bool:
    """Whether only symbols are counted, which the wording explains.

    >>> from kg.derive.indikator.counted import count
    >>> is_symbolic(count("D")), is_symbolic(count("Jumlah desa"))
    (True, False)
    """
    return bool(counted.words) and all(map(_is_symbol, counted.words))


def _is_symbol(word: str) -> bool:
    """Whether a word is a letter or two, and no name that all know (*RT*)."""
    return len(word) <= _SYMBOL and word not in forms("objek-hitung")


def stands_in(mine: Count, theirs: Count) -> bool:
    """Whether what a formula counts first stands for the thing of the indicator.

    A classifier or a symbol may stand for anything; a record only for what it names, or for what is
    counted as often as it is written down.
    """
    if is_symbolic(theirs) or _classifier(theirs):
        return True
    return _record(theirs) and (not theirs.kind or bool(mine.all & theirs.all))


def same_size(label: str, numerator: str) -> bool:
    """Whether indicator and formula measure one size (*luas*, *panjang*, *jam*), of whatever it is put together.

    >>> same_size("Luas lahan yang dihijaukan", "Total luas petak tanam")
    True
    """
    measure = measure_of(label)
    if measure is None or measure.name not in _SIZES:
        return False
    # Amounts are summed up in their unit, whatever carries them (*muatan gerobak (m3)*).
    by_unit = measure.name == _SIZE and _AMOUNT.search(numerator) is not None
    return by_unit or words(label)[0] in words(numerator)


@lru_cache(maxsize=KEPT)
def sifted_by_figures(text: str) -> bool:
    """Whether a formula tells by a figure or a stated criterion which cases count, years aside.

    >>> sifted_by_figures("Berkas selesai kurang dari 30 menit"), sifted_by_figures("Jumlah desa tahun 2026")
    (True, False)
    """
    plain = _YEAR.sub(" ", text)
    tokens = tuple(words(plain))
    told = any(form_at("kata-kriteria", tokens, at) for at in range(len(tokens)))
    return told or _FIGURE.search(plain) is not None


def is_unknown(counted: Count) -> bool:
    """Whether a formula counts something by initials that nobody knows, which may be anything.

    Not one of a list.
    """
    first = counted.words[0] if counted.words else ""
    known = is_word(first) or first in forms("objek-hitung") or first in forms("singkatan")
    listed = re.search(rf"\b{re.escape(first)}\b\s*(?:,|/|\bdan\b)", counted.text, re.IGNORECASE)
    return bool(first) and first.upper() in counted.text and not known and listed is None


def names_no_thing(counted: Count) -> bool:
    """Whether a side of a ratio names only a part, a condition or a general thing (*realisasi*, *berkas selesai*).

    >>> from kg.derive.indikator.counted import count
    >>> names_no_thing(count("Berkas selesai")), names_no_thing(count("Jumlah linmas"))
    (True, False)
    """
    return all(map(_is_general, counted.words))


def _is_general(word: str) -> bool:
    return (
        word in forms(_ANYTHING)
        or is_condition(word)
        or any(word in forms(name) for name in _GENERAL)
    )
