"""The words and layouts of ``kg/model/layouts``.

What heads, rows and cells of conventional documents say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from functools import lru_cache
from importlib import resources
from pathlib import Path

import msgspec

from kg.errors import InputError, Problem
from kg.read.gate import read_bytes

__all__ = [
    "DocumentKind",
    "Layout",
    "Meaning",
    "Words",
    "begins",
    "condition_level",
    "in_full",
    "layout_file",
    "layouts",
    "plain",
    "text_file",
    "unbroken",
    "words",
]

#: All but letters, digits and the percent sign, which tells a unit.
_SIGN = re.compile(r"[^0-9a-z%]+")
#: A document repeats its words; so many plain forms are remembered.
_KEPT = 65_536


@dataclass(frozen=True)
class Meaning:
    """What a column means.

    Its words, what its cells look like, and for values their side and measure.
    """

    nama: str
    kata: tuple[str, ...]
    harap: tuple[str, ...] = ()
    sisi: str = ""
    ukuran: str = ""
    #: The column of the form that it fills.
    isian: str = ""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document and the words of its title."""

    jenis: str
    kata: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """All words that layouts share."""

    penghubung: tuple[str, ...]
    singkatan: dict[str, str]
    makna: tuple[Meaning, ...]
    baris: dict[str, tuple[str, ...]]
    sel: dict[str, tuple[str, ...]]
    dokumen: tuple[DocumentKind, ...]
    jenjang_pohon: dict[str, tuple[str, ...]]
    tag_baris: dict[str, tuple[str, ...]]
    jabatan: dict[str, tuple[str, ...]]
    isian_nilai: dict[str, str]
    blok: dict[str, tuple[str, ...]]
    judul_blok: dict[str, str]


@dataclass(frozen=True)
class Layout:
    """One layout: by what it is recognised, and how its levels are told.

    Of ``perlu`` each group must have one of its columns; a column of ``tolak`` speaks against the
    layout. ``kolom`` gives own words for meanings, ``lembar`` the sheets to read, ``baris_judul``
    the rows of the head when they cannot be told, ``abaikan`` the first words of rows to leave out,
    ``tahun`` the year of heads that name it in words, ``turun`` the columns whose empty cells repeat
    the one above.
    """

    nama: str
    id: str
    en: str
    perlu: tuple[tuple[str, ...], ...]
    jenis_dokumen: str
    judul: tuple[str, ...] = ()
    tolak: tuple[str, ...] = ()
    jenjang: tuple[str, ...] = ()
    kode_menyatu: bool = False
    lembar: str = ""
    baris_judul: int = 0
    abaikan: tuple[str, ...] = ()
    kolom: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tahun: dict[str, int] = field(default_factory=dict)
    turun: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """The name of the layout as a person reads it."""
        if lang == "id":
            return self.id
        return self.en


@lru_cache(maxsize=_KEPT)
def plain(text: str) -> str:
    """A text without case, accents of width, and punctuation.

    >>> plain("Program/Kegiatan  (Rp.)")
    'program kegiatan rp'
    """
    return _SIGN.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def begins(text: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a plain text starts with one of these words.

    >>> begins("jumlah program", ("jumlah",)), begins("jumlahnya", ("jumlah",))
    (True, False)
    """
    return f"{text} ".startswith(_spaced(beginnings))


@lru_cache(maxsize=256)
def _spaced(beginnings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word} " for word in beginnings)


def in_full(flat: str) -> list[str]:
    """The words of a plain text, short forms written out."""
    found: list[str] = []
    for token in flat.split():
        found += words().singkatan.get(token, token).split()
    return found


def unbroken(tokens: list[str], known: Collection[str]) -> list[str]:
    """The words of a narrow head, of which a hyphen breaks some in two.

    >>> unbroken(["penang", "gung", "jawab"], {"penanggung", "jawab"})
    ['penanggung', 'jawab']
    """
    found: list[str] = []
    for token in tokens:
        joined = found[-1] + token if found else ""
        if joined in known and found[-1] not in known and token not in known:
            found[-1] = joined
        else:
            found.append(token)
    return found


def condition_level(called: str) -> str:
    """The level of a condition of a tree by what a document calls it; empty for a word of none.

    >>> condition_level("Tactical"), condition_level("Ultimate Outcome"), condition_level("Program")
    ('antara', 'outcome', '')
    >>> condition_level("Kinerja Utama (Outcome)"), condition_level("Kondisi Antara (CSF)")
    ('outcome', 'csf')
    >>> condition_level("Kondisi Strategis"), condition_level("CSF / Isu")
    ('strategis', 'csf')
    """
    outside, _, inside = called.partition("(")
    for text in (called, inside, outside):
        level = _level_called(plain(text))
        if level:
            return level
    several = {_level_called(plain(text)) for text in called.split("/")}
    return several.pop() if len(several) == 1 else ""


def _level_called(flat: str) -> str:
    """The level of that name, also behind a word such as Kondisi that all levels share."""
    first, _, rest = flat.partition(" ")
    shared = rest if first in words().sel["sebutan_kondisi"] else ""
    for name in filter(None, (flat, shared)):
        for level, names in words().jenjang_pohon.items():
            if name in names:
                return level
    return ""


def text_file(name: str) -> str:
    """A file of ``kg/model/layouts`` as text."""
    return resources.files("kg.model").joinpath("layouts", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def words() -> Words:
    """The words that all layouts share.

    >>> words().dokumen[0].jenis
    'realisasi'
    """
    return msgspec.toml.decode(text_file("kata.toml"), type=Words)


#: The layouts that come with the program, in the order in which they are tried.
_OWN = ("iki", "pohon", "triwulan", "sipd", "renstra", "iku_pk")


@lru_cache(maxsize=1)
def layouts() -> dict[str, Layout]:
    """The layouts that come with the program, by name.

    >>> list(layouts())
    ['iki', 'pohon', 'triwulan', 'sipd', 'renstra', 'iku_pk']
    """
    found: dict[str, Layout] = {}
    for name in _OWN:
        found[name] = msgspec.toml.decode(text_file(f"{name}.toml"), type=Layout)
    return found


def layout_file(path: Path) -> Layout:
    """The layout that a file of the user's describes.

    :raises InputError: LAYOUT-FILE for a file that is no layout, with the reason.
    """
    data = read_bytes(path)
    try:
        found = msgspec.toml.decode(data, type=Layout)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(Problem("LAYOUT-FILE", str(path), {"reason": str(error)})) from error
    _refuse_unknown(path, "", msgspec.toml.decode(data), {one.name for one in fields(Layout)})
    known = {meaning.nama for meaning in words().makna} | _VALUES
    _refuse_unknown(path, "kolom, turun: ", {*found.kolom, *found.turun}, known)
    return found


def _refuse_unknown(path: Path, what: str, found: Collection[str], known: set[str]) -> None:
    """Refuse names that mean nothing here, with those that do.

    :raises InputError: LAYOUT-FILE.
    """
    unknown = sorted(set(found) - known)
    if unknown:
        values = {"reason": f"{what}{', '.join(unknown)}; {', '.join(sorted(known))}"}
        raise InputError(Problem("LAYOUT-FILE", str(path), values))


#: Meanings of columns of values, which the words of a head make up together.
_VALUES = frozenset(
    (
        "target",
        "pagu",
        "realisasi",
        "realisasi_rp",
        "capaian",
        "kondisi_awal",
        "kondisi_akhir",
    )
)
