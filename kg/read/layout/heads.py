"""The words of heads: which meaning a text names, and which year, quarter and state it adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from kg.read.layout.words import Meaning, in_full, plain, unbroken, words

__all__ = [
    "Head",
    "HeadWords",
    "levels_named",
    "quarter_named",
    "quarter_of",
    "read_head",
]

#: Least likeness (0-100) of a word with a slip of the pen, and the letters that make a word long
#: enough for one.
_SLIP, _LONG = 82, 5
#: Words between the words of heads, which say nothing by themselves.
_BETWEEN = frozenset(words().penghubung)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A year by its number in the plan: Tahun ke-3, Thn III.
_ORDINAL = re.compile(r"(?:tahun|thn|th)\s*(?:ke)?\s*(\d|[iv]{1,3})$")
_COUNTED = re.compile(r"\btahun ke$")
#: The year after that of the document, which a plan for one year looks ahead to.
_NEXT = re.compile(
    r"\bn\s*\+\s*([1-5])\b|\bp[re]+r?kiraan\s+maju\b|\btahun\s+(?:berikut(?:nya)?|depan)\b|(?<![a-z0-9])n[\s_]*depan\b"
)
#: The year of the document itself, beside the one before and the one after it.
_THIS = re.compile(r"(?:^| )n$")
#: The year before that of the document, whose values are no plan of it.
_PAST = re.compile(r"\b(?:n|t)\s*-\s*1\b|\btahun\s+(?:sebelumnya|lalu)\b")
_SO_FAR = re.compile(r"\b(?:s d|sd|sampai dengan|kumulatif)\b")
#: A quarter in all spellings: Triwulan II, TW 3, Q4.
_QUARTER = re.compile(r"\b(?:triwulan|tribulan|trw|tw|twl|q)\s*(?:ke)?\s*(iv|i{1,3}|[1-4])\b")
#: Halves of a year, whose I and II are no quarters.
_HALF = re.compile(r"\b(?:semester|smt|sem)\b")
_LEVELS = frozenset(("urusan", "tujuan", "sasaran", "program", "kegiatan"))
_MONTH = re.compile(rf"(?:bulan )?(?:{'|'.join(words().sel['bulan'])})(?: 20\d\d)?")
#: Words before the name of a thing, and the things whose names and codes are the plan itself.
_NAMES = frozenset(("nama", "kode", "id"))
_PLAN_NAMES = frozenset(("nilai", "nama", "no", "kode", "program", "kegiatan", "sub_kegiatan"))
#: Meanings of heads that name whoever is in charge by unit or post.
_IN_CHARGE = frozenset(("penanggung", "penanggungjawab", "pelaksana", "pengampu"))
#: Heads of these may be of who is in charge: "Seksi Penanggung Jawab".
_HOLDERS = frozenset(("unit", "skpd", "urusan", "jabatan", "satuan"))
_LOWER = frozenset(("program", "kegiatan"))
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
#: States of a change, by their words: what holds after it, before it, and what it changes by.
_AFTER = ("menjadi", "sesudah", "setelah", "perubahan", "dppa")
_BEFORE = ("semula", "sebelum", "murni")
#: What may stand behind a state: "Anggaran Semula (Rp)", "Pagu Perubahan 2026".
_MEASURES = frozenset(("rp", "rupiah", "%", "juta", "ribu", "ribuan", "jutaan", "tahun"))
_CHANGE = ("bertambah", "selisih", "berkurang")


@dataclass(frozen=True)
class Head:
    """What one text of a head says.

    ``order`` is the year as "Tahun ke-n", ``length`` counts its words, ``slip`` tells that a word
    was recognised in spite of a slip of the pen, ``strange`` that its first word is of no head,
    ``so_far`` that values are those up to a quarter.
    """

    text: str
    meaning: Meaning | None = None
    share: float = 0.0
    year: int | None = None
    order: int = 0
    quarter: int = 0
    state: str = ""
    length: int = 0
    slip: bool = False
    strange: bool = False
    so_far: bool = False

    @property
    def counts_years(self) -> bool:
        """Whether the numbers below it are those of years: "Target pada Tahun ke-"."""
        return _COUNTED.search(plain(self.text)) is not None

    @property
    def counts(self) -> bool:
        """Whether it is a numeral and nothing else."""
        return plain(self.text) in _ROMAN

    @property
    def of_half(self) -> bool:
        """Whether it speaks of halves of a year."""
        return _HALF.search(plain(self.text)) is not None

    @property
    def of_month(self) -> bool:
        """Whether it names a month and nothing else: "Jan", "Bulan Januari 2025"."""
        return _MONTH.fullmatch(plain(self.text)) is not None

    @property
    def tells(self) -> bool:
        """Whether it says anything that belongs to a head."""
        return bool(self.meaning or self.year or self.order or self.quarter) or self.of_month


def levels_named(head: str, levels: tuple[str, ...]) -> list[str]:
    """Those of some levels that a head names; ``levels`` has the longer before what is part of it.

    >>> levels_named("Program/Sub Kegiatan", ("sub_kegiatan", "kegiatan", "program"))
    ['sub_kegiatan', 'program']
    """
    flat = " ".join(in_full(plain(head)))
    found = []
    for level in levels:
        printed = level.replace("_", " ")
        if printed in flat:
            found.append(level)
            # "Kegiatan" within "Sub Kegiatan" is no level of its own.
            flat = flat.replace(printed, "")
    return found


def _roman(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.get(text, 0)


def quarter_named(flat: str) -> int:
    """The quarter that a plain text names; 0 for none.

    >>> quarter_named("realisasi tw ke iii"), quarter_named("semester ii")
    (3, 0)
    """
    named = _QUARTER.search(flat)
    if named is None:
        return 0
    return _roman(named[1])


def quarter_of(cell: str) -> int:
    """The quarter that a cell is: III, TW 2, Triwulan IV; 0 for anything else.

    >>> quarter_of("TW II"), quarter_of("iv"), quarter_of("5")
    (2, 4, 0)
    """
    flat = plain(cell)
    number = quarter_named(flat) or _roman(flat) if flat else 0
    return number if number <= 4 else 0


def _state(tokens: list[str]) -> str:
    while tokens and (tokens[-1] in _MEASURES or tokens[-1].isdigit()):
        tokens = tokens[:-1]
    if tokens[-2:] == ["sebelum", "perubahan"]:
        return "semula"
    for state, found in (("menjadi", _AFTER), ("semula", _BEFORE), ("selisih", _CHANGE)):
        if (tokens and tokens[-1] in found) or (tokens[:1] and tokens[0] in found):
            return state
    return ""


class HeadWords:
    """The phrases of all meanings, looked up by their first word."""

    def __init__(self, meanings: Iterable[Meaning], years: Mapping[str, int] | None = None) -> None:
        #: The years that heads of a layout name in words of their own.
        self.years = years or {}
        self._phrases: dict[str, list[tuple[list[str], Meaning]]] = {}
        known: set[str] = set(_BETWEEN)
        shared = tuple(meanings)
        for meaning in shared:
            for text in meaning.kata:
                tokens = in_full(plain(text))
                known.update(tokens)
                self._phrases.setdefault(tokens[0], []).append((tokens, meaning))
        for found in self._phrases.values():
            found.sort(key=lambda pair: -len(pair[0]))
        self._known = known
        self._general = next((m for m in shared if m.nama == "nama"), None)
        self._start = next(m for m in words().makna if m.sisi == "awal")
        self._charge = next(m for m in words().makna if m.nama == "penanggung_jawab")
        self._left_out = next(m for m in words().makna if m.nama == "abaikan")
        self._long = sorted(word for word in known if len(word) >= _LONG)
        self.head = lru_cache(maxsize=65_536)(self._head)

    def _mended(self, token: str) -> str:
        """The known word that a word with a slip of the pen means; else the word itself."""
        if token in self._known or len(token) < _LONG or not token.isalpha():
            return token
        near = process.extractOne(token, self._long, scorer=fuzz.ratio, score_cutoff=_SLIP)
        return near[0] if near else token

    def _phrase(self, tokens: list[str], start: int) -> tuple[list[str], Meaning] | None:
        for phrase, meaning in self._phrases.get(tokens[start], ()):
            if tokens[start : start + len(phrase)] == phrase:
                return phrase, meaning
        return None

    def _head(self, text: str, anywhere: bool = False) -> Head:
        flat = plain(text)
        whole = unbroken(in_full(flat), self._known)
        tokens = list(map(self._mended, whole))
        if not tokens:
            return Head(text)
        found, behind = self._first(tokens, anywhere)
        if _PAST.search(text.casefold()) and (found is None or found.nama in {"tahun", "nilai"}):
            found = self._start
        if found is not None:
            found = self._settled(found, tokens, behind)
        known = sum(token in self._known or token.isdigit() for token in tokens)
        head = read_head(text, flat, tokens, found, known / len(tokens))
        strange = tokens[0] not in self._known and tokens[0].isalpha() and tokens[0] not in _ROMAN
        return replace(head, slip=tokens != whole, strange=strange)

    def _settled(self, found: Meaning, tokens: list[str], behind: list[str]) -> Meaning | None:
        """The meaning of a phrase after the other words of the head were heard."""
        if found.nama in _HOLDERS:
            found = self._in_charge(tokens) or found
        if found.nama in _LEVELS and _LOWER & set(behind):
            # A head that names several levels stands over names of all of them.
            return self._general
        if tokens[0] == found.nama and found.nama in _NAMES and behind:
            return self._named(found, behind)
        return found

    def _in_charge(self, tokens: list[str]) -> Meaning | None:
        """Who is in charge, where a head such as "Seksi Penanggung Jawab" says so behind its unit."""
        if _IN_CHARGE & set(tokens):
            return self._charge
        return None

    def _named(self, found: Meaning, behind: list[str]) -> Meaning:
        """The meaning of "nama X", which is X, and of "kode X", which is its key in some application."""
        inner = self._phrase(behind, 0)
        if inner is None or inner[1].nama in _PLAN_NAMES:
            return found
        return inner[1] if found.nama == "nama" else self._left_out

    def _first(self, tokens: list[str], anywhere: bool) -> tuple[Meaning | None, list[str]]:
        """The meaning of the longest phrase at the first place where there is one, and what is behind it."""
        for start in range(len(tokens) if anywhere else 1):
            found = self._phrase(tokens, start)
            if found is not None:
                return found[1], tokens[start + len(found[0]) :]
        return None, []


def read_head(
    text: str, flat: str, tokens: list[str], meaning: Meaning | None, share: float
) -> Head:
    """A head with the year, quarter and state that its words add to the meaning."""
    years = _YEAR.findall(flat)
    quarter = quarter_named(flat)
    order = _ORDINAL.search(flat)
    head = Head(text, meaning, share, length=len(tokens), state=_state(tokens))
    if len(set(years)) == 1:
        head = replace(head, year=int(years[0]))
    if quarter:
        so_far = _SO_FAR.search(flat) is not None
        head = replace(head, quarter=quarter, so_far=so_far)
    elif flat in _ROMAN:
        number = _ROMAN[flat]
        # There is no fifth quarter; it is the fifth of years.
        head = replace(head, quarter=number) if number <= 4 else replace(head, order=number)
    if order is not None:
        head = replace(head, order=_roman(order[1]))
    elif _THIS.search(flat):
        head = replace(head, order=1)
    elif not years and (ahead := _NEXT.search(text.casefold())):
        head = replace(head, order=int(ahead[1] or 1) + 1)
    return head
