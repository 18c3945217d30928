"""What a cell looks like by itself.

A code, a number, money, an indicator, a result, a name, a formula.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from kg.assets import folder
from kg.model.nothing import says_nothing
from kg.read.grid import Cell
from kg.read.layout.words import begins, plain, words
from kg.read.numbers import quantity

__all__ = [
    "CODE",
    "code_and_name",
    "is_code",
    "is_empty",
    "is_official",
    "known_code",
    "known_level",
    "level_of",
    "look",
    "majority",
    "same_as_above",
    "unlabelled",
]

#: A code of the nomenclature, also with the slips that occur in it: letters for digits, blanks, no
#: zeros.
CODE = re.compile(
    r"\[?\s*((?:[0-9]{1,2}|X)(?:\s?\.\s?(?:XX|[0-9O]{1,4})){0,9})\s*\]?\.?(?=$|[\s\-–:A-Z(])",
)
_SUB = re.compile(r"sub\s*kegiatan")
_CODE_ONLY = re.compile(r"\[?(?:\d|X)(?:\s?\.\s?(?:XX|[0-9O]{1,4})){1,9}\.?\]?", re.IGNORECASE)
_RESULT = re.compile(r"(?:me|ter|ber|di|ke|se|pe|op)?[a-z]{3,}nya\b")
_FORMULA = re.compile(r"[x×*]\s*100|\s[/:÷]\s|\bdibagi\b|\bdikali\b|^=|\bx\s*\d+", re.IGNORECASE)
#: A level, whose it is, its own number, and what parts it from the text: "Sasaran Strategis 1.1:".
_LABEL = re.compile(
    r"(tujuan|sasaran|program|kegiatan|sub\s*kegiatan|isu strategis)"
    r"(?:\s+(?:strategis|renstra|pd|opd|perangkat daerah))?"
    r"(?:\s*(?:\d+(?:\.\d+)*|[ivx]+|[a-z])?\s*(?::|\s[-–])|\s*\d+(?:\.\d+)*[.)])\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:rp\.?\s*)?\(?-?\d{1,3}(?:[.,\s]\d{3}){2,}(?:[.,]\d{1,2})?\)?(?:,-)?", re.I)
#: A cell of a table that a page break has torn: "(lanjutan no. 1)".
_GOES_ON = re.compile(
    r"\(?\s*(?:lanjutan|lanj\.?|sambungan)(?:\s+(?:dari\s+)?(?:no\.?|nomor)\s*\S+)?\s*\)?"
)
#: An entry of a list, which is no quantity of a unit: "1. Perencanaan dan Penganggaran".
_ENTRY = re.compile(r"\d{1,2}[.)]\s+(?=[^\W\d_]{3,}[\s,]+\S)")
_LEAST_MONEY = 100_000
#: The words for its level before a name, the longer before those that they begin with.
_SHORT = (("program", "prog"), ("sub kegiatan", "sub keg", "subkeg"), ("kegiatan", "keg"))
#: Least likeness (0-100) of a name with slips, and the letters that make a name long enough for
#: them.
_NEAR, _LONG_NAME, _SAME = 93, 20, 3


@lru_cache(maxsize=1)
def _nomenclature() -> tuple[dict[str, str], ...]:
    path = folder("data") / "nomenklatur" / "701.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    """Level and code of every name; a name of two levels tells none, one of two codes no code."""
    names: dict[str, tuple[str, str]] = {}
    for row in _nomenclature():
        for name in filter(None, map(plain, (row["nama"], *row["nama_lain"].split(";")))):
            level, code = names.get(name, (row["jenjang"], row["kode"]))
            same = ""
            if level == row["jenjang"]:
                same = row["jenjang"]
            names[name] = same, code if code == row["kode"] else ""
    return names


@lru_cache(maxsize=16_384)
def _known(name: str) -> tuple[str, str]:
    """Level and code of a name, with or without its level before it, and also with slips of the pen."""
    names = _names()
    flat = plain(name)
    for level, *short in _SHORT:
        label = next((one for one in (level, *short) if flat.startswith(f"{one} ")), "")
        inner = flat.removeprefix(label).lstrip()
        if flat in names or inner in names:
            return names.get(flat) or names[inner]
        if label:
            return level.replace(" ", "_"), ""
    if len(flat) < _LONG_NAME:
        return "", ""
    return names.get(_nearest(flat), ("", ""))


def _nearest(flat: str) -> str:
    """The name that a long one is, but for slips of the pen; empty where there is none."""
    near = process.extractOne(flat, _names().keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    # "Meningkatnya …" is the result of "Peningkatan …", not its name with a slip.
    if near is None or near[0][:_SAME] != flat[:_SAME]:
        return ""
    return str(near[0])


def known_level(name: str) -> str:
    """The level of a name of the nomenclature; empty when it is none or of several.

    >>> known_level("Penyediaan Gaji dan Tunjangan ASN")
    'sub_kegiatan'
    """
    return _known(name)[0]


def known_code(name: str) -> str:
    """The code of a name of the nomenclature; empty when it is none or has several.

    >>> known_code("Penyediaan Gaji dan Tunjangan ASN")
    '7.01.01.2.02.0001'
    """
    return _known(name)[1]


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(row["kode"] for row in _nomenclature())


def is_official(code: str) -> bool:
    """Whether the nomenclature of kecamatan has this code.

    Codes of other branches are not looked up.
    """
    return not code.startswith("7.01.") or code in _codes()


def is_code(text: str) -> bool:
    """Whether a text is a code of the nomenclature and nothing else.

    >>> is_code("7.01.02.2.01"), is_code("X.XX.01"), is_code("82.5")
    (True, True, False)
    """
    if _CODE_ONLY.fullmatch(text.strip()) is None:
        return False
    return text.count(".") > 1 or text.strip().upper().startswith("X") or text.strip() == "7.01"


def code_and_name(text: str) -> tuple[str, str]:
    """Code and name of a cell that holds both; no code when it starts with none.

    >>> code_and_name("[7.01.01] PROGRAM PENUNJANG")
    ('7.01.01', 'PROGRAM PENUNJANG')
    >>> code_and_name("7.01.01.2.01 - Perencanaan")
    ('7.01.01.2.01', 'Perencanaan')
    """
    folded = " ".join(text.split())
    match = CODE.match(folded)
    flat = ""
    if match:
        flat = match[1].replace(" ", "")
    if match is None or not (is_code(flat) or flat == "7"):
        return "", folded
    rest = folded[match.end() :].lstrip(" -–:]")
    if not rest[:1].isalpha():
        return "", folded
    return match[1], rest


def unlabelled(text: str) -> tuple[str, str]:
    """Level and text of a cell such as ``Sasaran : …``; no level when it has no label.

    >>> unlabelled("Sasaran 1: Meningkatnya mutu")
    ('sasaran', 'Meningkatnya mutu')
    >>> unlabelled("Sasaran Strategis 1.1 - Meningkatnya mutu")
    ('sasaran', 'Meningkatnya mutu')
    """
    match = _LABEL.match(text)
    if match is None:
        return "", text
    return level_of(match[1]), text[match.end() :].strip()


def level_of(label: str) -> str:
    """The level that a label names, however its words are joined.

    >>> level_of("Sub Kegiatan"), level_of("SUBKEGIATAN"), level_of("Isu Strategis")
    ('sub_kegiatan', 'sub_kegiatan', 'isu_strategis')
    """
    return "_".join(_SUB.sub("sub kegiatan", label.casefold()).split())


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(words().sel["kosong"])


def is_empty(text: str) -> bool:
    """Whether a cell says that there is nothing.

    >>> is_empty("N/A"), is_empty("0")
    (True, False)
    """
    return text.strip().casefold() in _empty() or says_nothing(text)


@lru_cache(maxsize=1)
def _same() -> frozenset[str]:
    return frozenset(words().sel["sama"])


def same_as_above(text: str) -> bool:
    """Whether a cell says that it holds what stands above it, or goes on with it.

    >>> same_as_above("idem"), same_as_above("(lanjutan no. 1)"), same_as_above("Lanjutan sekolah")
    (True, True, False)
    """
    flat = text.strip().casefold()
    return flat in _same() or _GOES_ON.fullmatch(flat) is not None


def look(text: str, cell: Cell) -> str:
    """The class of a cell."""
    if cell.number is not None and cell.unit != "%":
        if abs(cell.number) >= _LEAST_MONEY:
            return "uang"
        return "angka"
    if cell.formula or cell.error:
        return "rumus"
    return _look(text)


_FORMS: tuple[tuple[str, str], ...] = (
    ("satuan", "satuan"),
    ("predikat", "predikat"),
)


@lru_cache(maxsize=65_536)
def _look(text: str) -> str:
    folded = " ".join(text.split())
    low = folded.casefold()
    if is_empty(low) or same_as_above(low):
        return "kosong"
    for kind, name in _FORMS:
        if low in words().sel[name]:
            return kind
    # "8.000.000" has the points of a code and the groups of an amount.
    if _MONEY.fullmatch(low):
        return "uang"
    if is_code(folded):
        return "kode"
    entry = _ENTRY.match(folded)
    if entry is not None:
        return _sentence(folded[entry.end() :])
    if quantity(folded) is not None:
        return "angka"
    return _sentence(folded)


def _sentence(text: str) -> str:
    """The class of a text of several words."""
    if code_and_name(text)[0]:
        return "kode_nama"
    label, rest = unlabelled(text)
    flat = plain(rest)
    if label in {"tujuan", "sasaran"}:
        return "hasil"
    if known_level(rest):
        return "nama"
    if _FORMULA.search(rest):
        return "rumus"
    if begins(flat, words().sel["ukuran"]):
        return "indikator"
    if _RESULT.match(flat) or begins(flat, words().sel["hasil"]):
        return "hasil"
    if begins(flat, words().sel["jabatan"]):
        return "jabatan"
    return "nama" if label else "teks"


def majority(classes: Iterable[str]) -> tuple[str, float]:
    """The class of most cells of a column that hold something, and its share of them.

    >>> majority(["angka", "angka", "kosong", "uang"])
    ('angka', 0.6666666666666666)
    """
    counted = Counter(kind for kind in classes if kind != "kosong")
    if not counted:
        return "kosong", 1.0
    kind, number = counted.most_common(1)[0]
    return kind, number / counted.total()
