"""What a wording means, as the stems that carry its meaning.

So that two wordings of one thing meet.

Abbreviations are spelt out (list ``singkatan``), filler is left out (``kata-pengisi``), affixes are
taken off (:mod:`kg.derive.bahasa.kata`), and words of one meaning become one (``padanan-kata``).
Numbers, negations, places and scopes stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.derive.bahasa.kata import form
from kg.derive.bahasa.serapan import loan_root
from kg.derive.text import KEPT, normal, words
from kg.derive.vocabulary import Vocabulary

__all__ = ["Meaning", "changes", "meaning", "meant", "sense", "spelt_out", "whole_sense"]

_FALLING = "turun"
_RISING = "naik"
#: *Antarumat* is *antar umat*; *antara* is one word.
_BETWEEN = re.compile(r"\bantar(?!a)(?=\w{3})")
#: Prefixes of a verb at the end of a sentence (*pendapatan nelayan meningkat*).
_PREDICATES = frozenset({"me", "ber", "ter"})


@dataclass(frozen=True)
class Meaning:
    """The opening word of a result by its direction, its stem, and the stems of what it is about in their order."""

    direction: str
    opening: str
    about: tuple[str, ...]

    @property
    def core(self) -> frozenset[str]:
        """What the result is about, whatever the order."""
        return frozenset(self.about)


@lru_cache(maxsize=8)
def _replacements(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Abbreviations and phrases of several words with what stands for them, the longest first."""
    short = []
    for e in vocabulary.entries("singkatan"):
        for f in e.forms:
            short.append((f, normal(e.name)))
    alike = []
    for e in vocabulary.entries("padanan-kata"):
        for f in e.forms:
            alike.append((f, normal(e.name)))
    phrases = [pair for pair in alike if " " in pair[0] + pair[1]]
    changed = [pair for pair in (*short, *phrases) if pair[0] != pair[1]]
    return tuple(sorted(changed, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=8)
def _by_first_word(vocabulary: Vocabulary) -> tuple[tuple[str, str, str], ...]:
    """The replacements as they stand within a text, each behind its first word, which is sought first."""
    pairs = _replacements(vocabulary)
    return tuple((printed.split()[0], f" {printed} ", f" {whole} ") for printed, whole in pairs)


@lru_cache(maxsize=8)
def _same(vocabulary: Vocabulary) -> dict[str, str]:
    """The stem that stands for each stem of a word with the same meaning."""
    entries = vocabulary.entries("padanan-kata")
    pairs = []
    for entry in entries:
        for word in entry.forms:
            if " " not in word:
                pairs.append((word, entry.name))
    return {loan_root(word): loan_root(normal(name)) for word, name in pairs}


@lru_cache(maxsize=8)
def _filler(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Filler, phrases before single words."""
    forms: set[str] = set()
    for entry in vocabulary.entries("kata-pengisi"):
        forms.update(entry.forms)
    return tuple(sorted(forms, key=lambda form: (-form.count(" "), form)))


def _told(vocabulary: Vocabulary, text: str) -> list[str]:
    """The words of a text that are no filler."""
    whole = _BETWEEN.sub("antar ", spelt_out(vocabulary, text))
    plain = f" {' '.join(w for w in words(whole) if w.isalnum())} "
    phrases = [form for form in _filler(vocabulary) if " " in form]
    for phrase in phrases:
        plain = plain.replace(f" {phrase} ", " ")
    single = _single(vocabulary)
    return [word for word in plain.split() if word.removesuffix("nya") not in single]


@lru_cache(maxsize=8)
def _single(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(_filler(vocabulary))


@lru_cache(maxsize=KEPT)
def spelt_out(vocabulary: Vocabulary, text: str) -> str:
    """The normalised text with slips put right and abbreviations spelt out.

    >>> from kg.derive.vocabulary import vocabulary
    >>> spelt_out(vocabulary(), "Tersedianya Sarpras kantor")
    'tersedianya sarana prasarana kantor'
    """
    plain = f" {vocabulary.corrected(text)} "
    tokens = set(plain.split())
    for first, printed, whole in _by_first_word(vocabulary):
        if first in tokens and printed in plain:
            plain = plain.replace(printed, whole)
            tokens.update(whole.split())
    return plain.strip()


def sense(vocabulary: Vocabulary, word: str) -> str:
    """The stem that stands for a word and for every other word of its meaning.

    >>> from kg.derive.vocabulary import vocabulary
    >>> sense(vocabulary(), "warga") == sense(vocabulary(), "masyarakat")
    True
    """
    root = loan_root(word)
    return _same(vocabulary).get(root, root)


@lru_cache(maxsize=KEPT)
def meant(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """The stems that carry the meaning of a text, each once, in their order.

    >>> from kg.derive.vocabulary import vocabulary
    >>> meant(vocabulary(), "Peningkatan mutu layanan kepada warga")
    ('tingkat', 'kualitas', 'layan', 'masyarakat')
    """
    same = _same(vocabulary)
    found = (same.get(root, root) for root in map(loan_root, _told(vocabulary, text)))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=KEPT)
def meaning(vocabulary: Vocabulary, text: str) -> Meaning:
    """A result taken apart: its opening word, and what it is about.

    A change told at the end opens as well: *pendapatan nelayan meningkat* is *meningkatnya pendapatan nelayan*.
    """
    plain = words(spelt_out(vocabulary, text))
    if not plain:
        return Meaning("", "", ())
    if _ends_in_change(vocabulary, plain):
        plain = [plain[-1], *plain[:-1]]
    # The word list holds some openings whole (*naiknya*).
    opening = sense(vocabulary, plain[0].removesuffix("nya"))
    return Meaning(_direction(vocabulary, opening), opening, meant(vocabulary, " ".join(plain[1:])))


def whole_sense(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    """All that a result says: what it is about, and its opening word where that tells more than that it is so.

    >>> from kg.derive.vocabulary import vocabulary
    >>> tidy, tidiness = "Tertibnya arsip", "Meningkatnya ketertiban arsip"
    >>> whole_sense(vocabulary(), tidy) == whole_sense(vocabulary(), tidiness)
    True
    """
    found = meaning(vocabulary, text)
    if found.opening in changes(vocabulary):
        return found.core
    return found.core | {found.opening}


@lru_cache(maxsize=8)
def changes(vocabulary: Vocabulary) -> dict[str, str]:
    """The kind of each opening word that another of its kind can stand for: it is so, is more, is less, was done, is there."""
    found: dict[str, str] = {}
    for entry in vocabulary.entries("kata-perubahan"):
        kind = _KINDS_OF_CHANGE.get(entry.name, "")
        if kind:
            for word in entry.forms:
                found[sense(vocabulary, word)] = kind
    for entry in vocabulary.entries("kata-wujud"):
        for word in entry.forms:
            found[sense(vocabulary, word)] = entry.name
    return found


#: The kinds of change that are told like those of ``kata-wujud``.
_KINDS_OF_CHANGE = {"naik": "terwujud", "turun": "turun"}


def _ends_in_change(vocabulary: Vocabulary, plain: list[str]) -> bool:
    """Whether the last word is a verb of change, and the first none."""
    first = sense(vocabulary, plain[0]) in changes(vocabulary)
    last = sense(vocabulary, plain[-1]) in changes(vocabulary)
    return last and not first and form(plain[-1]).outer in _PREDICATES


@lru_cache(maxsize=8)
def _falling(vocabulary: Vocabulary) -> frozenset[str]:
    found: set[str] = set()
    for entry in vocabulary.entries("kata-perubahan"):
        if _FALLING in (entry.name, entry.broader):
            found.update(sense(vocabulary, word) for word in entry.forms)
    return frozenset(found)


def _direction(vocabulary: Vocabulary, opening: str) -> str:
    if opening in _falling(vocabulary):
        return _FALLING
    return _RISING
