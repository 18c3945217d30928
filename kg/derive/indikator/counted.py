"""What a wording or one side of a ratio counts.

Head, kind, and the stems that say of what and under which condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.makna import sense
from kg.derive.bahasa.pembuka import QUALITY, STATE, kind_of
from kg.derive.indikator.measured import unmeasured
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = [
    "NEGATIONS",
    "Count",
    "aligned",
    "content",
    "count",
    "is_condition",
    "same_sense",
    "spoken",
    "unfolded",
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
#: Words that set a limit, whose number says the rest (*paling lama dua hari*).
_LIMITS = re.compile(r"\bpaling\s+(?:lama|lambat|sedikit|banyak|kurang|cepat)\b", re.IGNORECASE)
#: Words that initials leave out, and the most letters of initials.
_UNSPOKEN = frozenset({"dan", "yang", "di", "dari", "untuk", "atas"})
#: Longer words are names of their own, even in capitals.
_LONGEST_INITIALS = 6
#: Desa, kelurahan and kampung, nagari, gampong, pekon.
_VILLAGE_LETTERS = frozenset("dkngp")
#: Among so many words stands what is counted; what follows says of what or where.
_OPENING = 3
#: What is exact is part of the condition: tepat waktu, tepat sasaran.
_EXACTLY = "tepat"
_WHICH_ONES = "yang"
#: Verbs of having say nothing of what is had, which stands behind them.
_HAVING = "kata-mempunyai"
#: Words that turn what is counted into its opposite.
NEGATIONS = frozenset({"tidak", "bukan", "belum", "non", "tanpa"})
#: Abstract kinds that are measured rather than counted.
_QUALITY_KIND = "mutu"


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

    @property
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


def same_sense(word: str) -> str:
    """What a word means where indicator and formula are held against each other.

    >>> same_sense("ditangani") == same_sense("diselesaikan")
    True
    """
    meant = sense(vocabulary(), word)
    return _alike().get(meant, meant)


def _abbreviations(text: str) -> list[str]:
    """Words of a text that may be initials: short, and no words of the language."""
    found = []
    for w in words(text):
        if w.isalpha() and 2 <= len(w) <= _LONGEST_INITIALS:
            found.append(w)
    return [w for w in found if not is_word(w) or w.upper() in text]


def _folded(text: str, initials: str) -> str:
    """A text in which the words of these initials are written as the initials."""
    tokens = words(text)
    bare = []
    for at, w in enumerate(tokens):
        if w.isalpha() and w not in _UNSPOKEN:
            bare.append((at, w))
    for start in range(len(bare) - len(initials) + 1):
        window = bare[start : start + len(initials)]
        if "".join(w[0] for _, w in window) == initials:
            first = window[0][0]
            last = window[-1][0]
            return " ".join([*tokens[:first], initials, *tokens[last + 1 :]])
    return text


@lru_cache(maxsize=KEPT)
def aligned(first: str, second: str) -> tuple[str, str]:
    """Two texts, of which what one writes in full and the other by its initials is written alike.

    >>> aligned("Persentase KPM", "Jumlah keluarga penerima manfaat")
    ('Persentase KPM', 'jumlah kpm')
    """
    one = first
    two = second
    for initials in _abbreviations(first):
        two = _folded(two, initials)
    for initials in _abbreviations(second):
        one = _folded(one, initials)
    return one, two


def unfolded(text: str, spelt: str) -> str:
    """A text in which initials are written in full where another one spells them out.

    >>> unfolded("Jumlah RLH", "Persentase rumah layak huni")
    'jumlah rumah layak huni'
    """
    for initials in _abbreviations(text):
        told = words(spelt)
        whole = _window(told, initials) or _without_village(told, initials)
        if whole and initials not in words(spelt):
            text = " ".join(whole if word == initials else word for word in words(text))
    return text


def _without_village(tokens: list[str], initials: str) -> str:
    """The words of initials that end in the letter of a village (*LKN*: *lembaga kemasyarakatan* of a nagari)."""
    longer = len(initials) > 2 and initials[-1] in _VILLAGE_LETTERS
    return _window(tokens, initials[:-1]) if longer else ""


def _window(tokens: list[str], initials: str) -> str:
    """The words that begin with these letters, one after the other; empty when there are none."""
    bare = [word for word in tokens if word.isalpha() and word not in _UNSPOKEN]
    for start in range(len(bare) - len(initials) + 1):
        window = bare[start : start + len(initials)]
        if "".join(word[0] for word in window) == initials:
            return " ".join(window)
    return ""


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
    plain = _LIMITS.sub(" ", _PERIOD.sub(" ", _BRACKETS.sub(" ", text)))
    return words(_shortened(plain))


def _shortened(text: str) -> str:
    """A text with its slips put right and the names that have an abbreviation written as that."""
    padded = f" {vocabulary().corrected(text)} "
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
    kind = ""
    if found is not None:
        kind = found[0].name
    senses = tuple(dict.fromkeys(map(same_sense, named)))
    conditions = frozenset(map(same_sense, _asked(named)))
    claims = frozenset(map(same_sense, _claimed(behind, named[1:])))
    return Count(text, tuple(named), senses, kind, conditions, claims)


def _asked(named: list[str]) -> list[str]:
    """The words by which a text says which of the things count; the first word is the thing itself."""
    asked = list(filter(is_condition, named[1:]))
    asked += filter(NEGATIONS.__contains__, named)
    # Behind *tepat* any word is a condition (*tepat waktu*), whatever it is elsewhere.
    asked += [word for before, word in pairwise(named) if before == _EXACTLY]
    return asked
