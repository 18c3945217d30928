"""What a wording or one side of a ratio counts.

Head, kind, and the stems that say of what and under which condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.makna import sense
from kg.derive.bahasa.pembuka import QUALITY, STATE, kind_of
from kg.derive.indikator.measured import unmeasured
from kg.derive.text import KEPT, normal, squeezed, words
from kg.derive.vocabulary import vocabulary

__all__ = [
    "NEGATIONS",
    "Count",
    "content",
    "count",
    "is_condition",
    "is_read",
    "same_sense",
    "spoken",
]

_SIGN = re.compile(r"[^a-z]")
_LETTER = re.compile(r"[^\W\d_]")
#: What stands in brackets explains; sums and differences do not.
_BRACKETS = re.compile(r"\((?![^)]*(?:jumlah|∑|\s[-+−–/]\s))[^)]*\)", re.IGNORECASE)
#: When something is counted says nothing about what is.
_SPAN = r"(?:tahun|bulan|triwulan|semester|periode)"
_WHICH = r"(?:n|berjalan|berkenaan|pelaporan|ini|yang sama|\d{4})"
#: A time that is said for every count (*dalam tahun n*) and tells no thing apart.
_PERIOD = re.compile(
    rf"\b(?:dalam|selama|per|pada|di)\s+(?:\w+\s+)?(?:\(\w+\)\s*)?{_SPAN}\b(?:\s+{_WHICH}\b)?"
    rf"|\btahun\s+(?:ke\s*-?\s*)?{_WHICH}\b",
    re.IGNORECASE,
)
#: Where a number is read is no part of what it counts (*dihitung dari*).
_READ = re.compile(
    r"^\W*di(?:hitung|ukur|peroleh|ambil)\s+(?:dari|berdasarkan|menurut|melalui)\s+", re.IGNORECASE
)
#: Words that set a limit, whose number says the rest (*paling lama dua hari*).
_LIMITS = re.compile(r"\bpaling\s+(?:lama|lambat|sedikit|banyak|kurang|cepat)\b", re.IGNORECASE)
#: Among so many words stands what is counted; what follows says of what or where.
_OPENING = 3
#: What is exact is part of the condition: tepat waktu, tepat sasaran.
_EXACTLY = "tepat"
_WHICH_ONES = "yang"
#: Verbs of having say nothing of what is had, which stands behind them.
_HAVING = "kata-mempunyai"
#: Words that turn what is counted into its opposite.
NEGATIONS = frozenset({"tidak", "bukan", "belum", "non", "tanpa"})
#: Persons by the ending of what they do (*wisatawan*; *hewan* and *lawan* are shorter).
_OF_PERSONS, _SHORT_NAME, _PERSONS = ("wan", "wati"), 6, "orang"
#: Abstract kinds that are measured rather than counted.
_QUALITY_KIND = "mutu"


def is_read(text: str) -> bool:
    """Whether a formula opens with where its number is read.

    >>> is_read("Dihitung dari kutipan akta"), is_read("Jumlah akta")
    (True, False)
    """
    return _READ.search(text) is not None


def content(text: str) -> set[str]:
    """The words that name what is counted.

    >>> sorted(content("Jumlah desa yang aktif"))
    ['aktif', 'desa']
    """
    return set(_content(text))


@lru_cache(maxsize=KEPT)
def _content(text: str) -> frozenset[str]:
    found = (_SIGN.sub("", w) for w in words(text))
    empty = forms("kata-hampa")
    return frozenset(w for w in found if len(w) > 1 and w not in empty)


@dataclass(frozen=True)
class Count:
    """What is counted: the words in their order, and what each means."""

    text: str
    words: tuple[str, ...]
    senses: tuple[str, ...]
    kind: str
    conditions: frozenset[str]
    claims: frozenset[str]

    @property
    def head(self) -> str:
        """What the first word means; empty when nothing is named."""
        if self.senses:
            return self.senses[0]
        return ""

    @cached_property
    def all(self) -> frozenset[str]:
        """What all words mean."""
        return frozenset(self.senses)

    @property
    def whole(self) -> bool:
        """Whether it is said to be the whole (*seluruh*, *semua*)."""
        return bool(set(words(self.text)) & forms("kata-keseluruhan"))


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    """The sense that stands for each word of the list of equal words of formulas."""
    lists = vocabulary()
    found: dict[str, str] = {}
    for entry in lists.entries("padanan-formulasi"):
        for word in entry.forms:
            found[sense(lists, word)] = sense(lists, entry.name)
    return found


@lru_cache(maxsize=KEPT)
def same_sense(word: str) -> str:
    """What a word means where indicator and formula are held against each other.

    >>> same_sense("ditangani") == same_sense("diselesaikan")
    True
    """
    meant = sense(vocabulary(), word)
    return _alike().get(meant, meant)


@lru_cache(maxsize=1)
def _written_apart() -> tuple[tuple[str, str], ...]:
    """Words that are written as one with affixes, and as two without (*ditindaklanjuti*, *tindak lanjut*)."""
    found = []
    for entry in vocabulary().entries("padanan-kata"):
        whole = normal(entry.name)
        found += [
            (form, whole) for form in entry.forms if form != whole and squeezed(form) == whole
        ]
    return tuple(found)


@lru_cache(maxsize=1)
def _short() -> tuple[tuple[str, str], ...]:
    """Names that have an abbreviation, the longest first, each with the shortest way to write it."""
    found: list[tuple[str, str]] = []
    for entry in vocabulary().entries("singkatan"):
        single = [form for form in entry.forms if " " not in form]
        if single:
            found += [(form, min(single, key=len)) for form in entry.forms]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _named(text: str) -> list[str]:
    """The words of a text, names with an abbreviation as one word.

    Periods, brackets and words that set a limit aside.
    """
    plain = _READ.sub("", _LIMITS.sub(" ", _PERIOD.sub(" ", _BRACKETS.sub(" ", text))))
    return words(_shortened(plain))


def _shortened(text: str) -> str:
    """A text with its slips put right and the names that have an abbreviation written as that."""
    padded = f" {vocabulary().corrected(text)} "
    for apart, whole in _written_apart():
        padded = padded.replace(f" {apart} ", f" {whole} ")
    for long, short in _short():
        if f" {long} " in padded:
            padded = padded.replace(f" {long} ", f" {short} ")
    return padded.strip()


def is_condition(word: str) -> bool:
    """Whether a word asks for a state or quality, or says what was done (*terlayani*, *tertib*, *dibina*)."""
    return kind_of(word) in {STATE, QUALITY} or form(word).outer == "di"


def spoken(text: str) -> tuple[str, ...]:
    """The words of a text behind its measure, names as their initials, without what stands in brackets.

    Unlike what :func:`count` names, periods count.
    """
    return unmeasured(_shortened(_BRACKETS.sub(" ", text)))


def _claimed(text: str, named: list[str]) -> list[str]:
    """The word that each *yang* leads in, past a verb of having (*yang graduasi*, *yang memiliki NIB*)."""
    tokens = words(text)
    found: list[str] = []
    for at, word in enumerate(tokens):
        if word == _WHICH_ONES:
            told = (w for w in tokens[at + 1 :] if w not in forms(_HAVING))
            found.extend(w for w in islice(told, 1) if w in named)
    return found


@lru_cache(maxsize=KEPT)
def count(text: str) -> Count:
    """What a text counts.

    >>> found = count("Jumlah warga yang dilayani dalam tahun 2026")
    >>> found.words, found.kind
    (('warga', 'dilayani'), 'orang')
    """
    behind = " ".join(unmeasured(" ".join(_named(text))))
    empty = forms("kata-hampa") | forms("kata-hampa-hitung") | forms("kata-keseluruhan")
    named = []
    for word in words(behind):
        if word not in empty and _LETTER.search(word):
            named.append(word)
    opened = " ".join(words(behind)[:_OPENING])
    found = vocabulary().first("objek-hitung", opened, slips=True)
    if found is not None and is_word(found[1]):
        # A word of its own is no slip of another one (*pertemuan*).
        found = vocabulary().first("objek-hitung", opened)
    kind = ""
    if found is not None:
        kind = found[0].name
    elif named and len(named[0]) > _SHORT_NAME and named[0].endswith(_OF_PERSONS):
        kind = _PERSONS
    senses = tuple(dict.fromkeys(map(same_sense, named)))
    conditions = frozenset(map(same_sense, _asked(named)))
    claims = frozenset(map(same_sense, _claimed(behind, named[1:])))
    return Count(text, tuple(named), senses, kind, conditions, claims)


def _is_owned(word: str) -> bool:
    """Whether a word only says whose a thing is (*di lingkungannya*)."""
    owned = word.removesuffix("nya")
    return owned != word and not is_condition(owned)


def _asked(named: list[str]) -> list[str]:
    """The words by which a text says which of the things count; the first word is the thing itself."""
    asked = [word for word in named[1:] if is_condition(word) and not _is_owned(word)]
    asked += filter(NEGATIONS.__contains__, named)
    # Behind *tepat* any word is a condition (*tepat waktu*), whatever it is elsewhere.
    asked += [word for before, word in pairwise(named) if before == _EXACTLY]
    return asked
