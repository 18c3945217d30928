"""Kecamatan and kabupaten named in a text, looked up in the region list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.read.layout.words import plain
from kg.read.wilayah import districts, name_of

__all__ = [
    "Region",
    "called_in",
    "is_kabupaten",
    "kabupaten_in",
    "kecamatan_in",
    "led_kecamatan_in",
    "region",
]

#: A kecamatan is called so in most provinces; kapanewon and kemantren in Yogyakarta, distrik in
#: Papua.
_KECAMATAN = re.compile(r"\b(?:kecamatan|kec|kapanewon|kemantren|distrik)\s+")
#: What the head of a kecamatan is called; where the kecamatan is not named as such, its name stands
#: behind.
_HEAD_OF = re.compile(r"\b(?:camat|panewu|mantri pamong praja|kepala distrik)\s+(?!anom\b)")
#: The kabupaten, or its head: a signature often names nothing else.
_KABUPATEN = re.compile(
    r"\b(kabupaten|kab|kota|bupati|walikota|wali kota)\s+(?:adm(?:inistrasi)? )?"
)
#: The most words of the name of a kecamatan.
_LONGEST = 5
#: Words that end a name of their own: "Pulau Laut Utara" is not "Pulau Laut".
_PARTS = frozenset(
    (
        *(
            "utara",
            "selatan",
            "timur",
            "barat",
            "tengah",
            "tenggara",
            "hulu",
            "hilir",
            "ulu",
            "ilir",
        ),
        *(
            "atas",
            "bawah",
            "besar",
            "kecil",
            "baru",
            "lama",
            "dalam",
            "luar",
            "darat",
            "laut",
            "raya",
        ),
    )
)
#: Names that end in a number are written in both ways: Kayan Hilir II, Kayan Hilir Dua.
_NUMBERS = (("i", "satu"), ("ii", "dua"), ("iii", "tiga"), ("iv", "empat"))


@dataclass(frozen=True)
class Region:
    """One kecamatan with its kabupaten or kota."""

    code: str
    name: str
    kabupaten: str
    province: str

    @property
    def bare_kabupaten(self) -> str:
        """The name of the kabupaten or kota without that word, as it is compared."""
        return plain(self.kabupaten).partition(" ")[2]

    @property
    def line(self) -> str:
        """Code and names as a person chooses by."""
        return f"{self.code} {self.name}, {self.kabupaten}"


@lru_cache(maxsize=1)
def _all() -> tuple[Region, ...]:
    found = []
    for code, name in districts():
        province = code[:2]
        kabupaten = code.rpartition(".")[0]
        found.append(Region(code, name, name_of(kabupaten), name_of(province)))

    return tuple(found)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Region]]:
    names: dict[str, list[Region]] = defaultdict(list)
    for one in _all():
        names[_key(one.name)].append(one)
    for key, found in list(names.items()):
        for other in _other_spellings(key):
            # A name that a kecamatan bears itself is nobody's other spelling.
            names.setdefault(other, found)
    return names


def _other_spellings(key: str) -> list[str]:
    """How a name is printed as well: its number in Roman or in words."""
    tokens = key.split()
    found: list[str] = []
    if tokens[0] == "kota" and len(tokens) > 2 and tokens[-1] in _PARTS:
        # The list says Kota Ternate Tengah, its office Ternate Tengah.
        found.append(" ".join(tokens[1:]))
    for roman, word in _NUMBERS:
        for old, new in ((roman, word), (word, roman)):
            if tokens[-1] == old and len(tokens) > 1:
                found.append(" ".join([*tokens[:-1], new]))
    return found


@lru_cache(maxsize=1)
def _kabupaten() -> dict[str, set[str]]:
    """The codes of the kabupaten and kota that bear a name, with and without its kind."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in _all():
        flat = _key(one.kabupaten)
        code = one.code.rpartition(".")[0]
        kind, _, name = flat.partition(" ")
        names[flat].add(code)
        names[name].add(code)
        if name.startswith("administrasi "):
            names[f"{kind} {name.removeprefix('administrasi ')}"].add(code)
            names[name.removeprefix("administrasi ")].add(code)
    return names


def _key(text: str) -> str:
    return plain(text)


def is_kabupaten(text: str) -> bool:
    """Whether a text is the name of a kabupaten or kota and nothing else.

    >>> is_kabupaten("Malang"), is_kabupaten("Malang, Januari")
    (True, False)
    """
    return _key(text) in _kabupaten()


@lru_cache(maxsize=2)
def _by_letters(of_kabupaten: bool) -> dict[str, str]:
    """Names by their letters alone: one office writes Pulaulaut, another Pulau Laut."""
    names: Iterable[str] = _kabupaten() if of_kabupaten else _by_name()
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.replace(" ", ""), name)
    return found


def _longest(rest: str, of_kabupaten: bool = False) -> str:
    """The longest name that a text begins with; none where a word goes on with a longer one."""
    names: Collection[str] = _kabupaten() if of_kabupaten else _by_name()
    tokens = rest.split()
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        candidate = " ".join(tokens[:length])
        letters = "".join(tokens[:length])
        found = candidate if candidate in names else _by_letters(of_kabupaten).get(letters, "")
        if found:
            goes_on = not of_kabupaten and tokens[length : length + 1]
            return "" if goes_on and goes_on[0] in _PARTS else found
    return ""


def called_in(text: str) -> dict[str, str]:
    """What a text calls the kecamatan that it names, by their names.

    >>> called_in("RENSTRA DISTRIK SENTANI"), called_in("RENSTRA KEC. SOKARAJA")
    ({'sentani': 'distrik'}, {'sokaraja': 'kecamatan'})
    """
    flat = plain(text)
    found: dict[str, str] = {}
    for match in _KECAMATAN.finditer(flat):
        name = _longest(flat[match.end() :])
        word = match[0].strip()
        if name:
            found.setdefault(name, "kecamatan" if word == "kec" else word)
    return found


def kecamatan_in(text: str) -> list[str]:
    """The names of kecamatan that a text names as such, as they are compared.

    >>> kecamatan_in("RENSTRA KEC. PURWODADI"), kecamatan_in("camat se-kecamatan")
    (['purwodadi'], [])
    """
    flat = plain(text)
    found: list[str] = []
    for match in _KECAMATAN.finditer(flat):
        rest = flat[match.end() :]
        name = _longest(rest)
        # "kecamatan Kota Batam" speaks of the kecamatan of a city, not of one that is called Kota.
        of_city = name == "kota" and bool(_longest(rest, of_kabupaten=True))
        if name and not of_city:
            found.append(name)
    return found


def _behind(rest: str, name: str) -> str:
    """What a text says behind a name, whose words may be printed apart."""
    letters = len(name.replace(" ", ""))
    for index, sign in enumerate(rest):
        letters -= sign != " "
        if not letters:
            return rest[index + 1 :].strip()
    return ""


def led_kecamatan_in(text: str) -> list[str]:
    """The names of kecamatan whose head a line names, where the line says nothing else.

    >>> led_kecamatan_in("PANEWU SEWON,"), led_kecamatan_in("Camat selaku pengguna anggaran")
    (['sewon'], [])
    """
    flat = plain(text)
    found: list[str] = []
    for match in _HEAD_OF.finditer(flat):
        rest = flat[match.end() :]
        name = _longest(rest)
        behind = _behind(rest, name)
        if name and (not behind or _KABUPATEN.match(f"{behind} ") or behind.startswith("tahun")):
            found.append(name)
    return found


def kabupaten_in(text: str) -> set[str]:
    """The codes of the kabupaten or kota that a text names as such.

    >>> kabupaten_in("Kabupaten Banyumas"), kabupaten_in("BUPATI GOWA")
    ({'33.02'}, {'73.06'})
    """
    flat = plain(text)
    found: set[str] = set()
    for match in _KABUPATEN.finditer(flat):
        name = _longest(flat[match.end() :], of_kabupaten=True)
        kind = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota"}.get(match[1], "")
        own = {"bupati": "kabupaten"}.get(match[1], kind or "kota")
        found |= _kabupaten().get(f"{own} {name}", set()) if name else set()
    return found


def region(text: str, kabupaten: set[str] | frozenset[str] = frozenset()) -> list[Region]:
    """The kecamatan of that code or name, in these kabupaten where some are given.

    >>> [one.code for one in region("33.02.19")], len(region("Gondang")) > 1
    (['33.02.19'], True)
    """
    if re.fullmatch(r"\d\d\.\d\d\.\d\d", text.strip()):
        return [one for one in _all() if one.code == text.strip()]
    named = _by_name().get(_key(text), [])
    inside = [one for one in _alike(text) if one.code.rpartition(".")[0] in kabupaten]
    return inside or list(named) or _alike(text)


def _alike(text: str) -> list[Region]:
    """All kecamatan whose names have the letters of a text, however their words are joined."""
    return _joined().get(_key(text).replace(" ", ""), [])


@lru_cache(maxsize=1)
def _joined() -> dict[str, list[Region]]:
    found: dict[str, list[Region]] = {}
    for name, regions in _by_name().items():
        same = found.setdefault(name.replace(" ", ""), [])
        same += [one for one in regions if one not in same]
    return found
