"""The word lists of ``ontology/vocab/``, read once and looked up by words."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from copy import copy
from functools import lru_cache

from pyoxigraph import Quad
from rapidfuzz import fuzz

from kg.derive.entry import Entry, Words
from kg.derive.listed_slips import ListedSlips
from kg.derive.text import KEPT, normal, words
from kg.derive.word_lists import concepts_in, stated_lists, vocabulary_digest
from kg.read.gate import sha256

__all__ = ["Entry", "Vocabulary", "Words", "bundled", "in_force", "vocabulary"]


class _Forms:
    """The forms of one list by their first word, the longest first.

    Of equally long ones that which stands first in the list.
    """

    def __init__(self, entries: list[Entry]) -> None:
        forms = []
        for entry in entries:
            forms += [(form.split(), entry) for form in entry.forms]
        forms.sort(key=lambda pair: -len(pair[0]))
        self.single = [(form[0], entry) for form, entry in forms if len(form) == 1]
        self._by_word: dict[str, list[tuple[list[str], Entry]]] = {}
        for form, entry in forms:
            self._by_word.setdefault(form[0] if form else "", []).append((form, entry))

    def at(self, tokens: list[str], start: int) -> tuple[Entry, str] | None:
        """The concept, and the form, that stands at this place of a text."""
        for form, entry in self._by_word.get(tokens[start], ()):
            if tokens[start : start + len(form)] == form:
                return entry, " ".join(form)
        return None


class Vocabulary:
    """All word lists by name."""

    def __init__(self, quads: Iterable[Quad], digest: str) -> None:
        self.digest = self.words_digest = digest
        self._lists, self._thresholds = concepts_in(quads)
        self._index()

    def _index(self) -> None:
        """Look-up tables over the lists as they are."""
        pairs = []
        for e in self._lists.get("salah-ketik", []):
            for f in e.forms:
                if f != normal(e.name):
                    pairs.append((f, e.name))
        self._slips = ListedSlips(pairs)
        self._sought = {name: _Forms(entries) for name, entries in self._lists.items()}
        self._remember()

    def _remember(self) -> None:
        """Keep answers: the same words stand in thousands of indicators."""
        self._first = lru_cache(maxsize=KEPT)(self._look_for)
        self._beginning = lru_cache(maxsize=KEPT)(self._look_at_beginning)
        self._corrected = lru_cache(maxsize=KEPT)(self._correct)

    def threshold(self, name: str) -> float:
        """The threshold of that name; ``KeyError`` when there is none.

        >>> vocabulary().threshold("hampir-sama")
        0.6
        """
        return self._thresholds[name]

    @property
    def thresholds(self) -> dict[str, float]:
        """All thresholds by name."""
        return dict(self._thresholds)

    def with_thresholds(self, changed: dict[str, float]) -> Vocabulary:
        """The same word lists with other thresholds, and a digest that says so."""
        other = copy(self)
        other._thresholds = self._thresholds | changed
        other._remember()
        other.digest = sha256(f"{self.digest} {sorted(other._thresholds.items())}".encode())
        return other

    def with_words(self, changed: Mapping[str, Words]) -> Vocabulary:
        """The same thresholds with words added to and taken from lists, and a digest that says so.

        >>> from kg.derive.vocabulary import Words
        >>> other = vocabulary().with_words({"kata-sifat-kabur": Words(("ciamik",), ("cepat",))})
        >>> {"ciamik", "cepat"} & set(other.forms("kata-sifat-kabur"))
        {'ciamik'}
        """
        other = copy(self)
        other._lists = dict(self._lists)
        for name, words_of in changed.items():
            other._lists[name] = words_of.applied(self.entries(name))
        other._index()
        other.digest = sha256(f"{self.digest} {sorted(changed.items())}".encode())
        other.words_digest = other.digest
        return other

    def names(self) -> tuple[str, ...]:
        """The names of all lists, in order."""
        return tuple(sorted(self._lists))

    def entries(self, name: str) -> list[Entry]:
        """The concepts of one list; ``KeyError`` when there is no such list."""
        return self._lists[name]

    def forms_of(self, name: str, concept: str) -> tuple[str, ...]:
        """The forms of one concept of a list; none where a profile has taken the last of them."""
        return next((entry.forms for entry in self.entries(name) if entry.name == concept), ())

    def forms(self, name: str) -> list[str]:
        """Every form of every concept of one list, in the order of the list."""
        found: list[str] = []
        for entry in self.entries(name):
            found.extend(entry.forms)
        return found

    def beginning(self, name: str, text: str) -> Entry | None:
        """The concept whose longest form the text starts with.

        >>> vocabulary().beginning("kata-ukuran", "Presentase desa").name
        'persentase'
        """
        return self._beginning(name, text)

    def _look_at_beginning(self, name: str, text: str) -> Entry | None:
        plain = normal(text)
        found = []
        for e in self.entries(name):
            for f in e.forms:
                if plain.startswith(f):
                    found.append((len(f), e))
        if found:
            return max(found, key=lambda pair: pair[0])[1]
        return None

    def first(self, name: str, text: str, *, slips: bool = False) -> tuple[Entry, str] | None:
        """The concept that occurs first in the text as whole words, and the form found.

        With ``slips`` a long word that differs by a slip of the pen is recognised as well.

        >>> vocabulary().first("objek-hitung", "Jumlah Masayarkat yang hadir", slips=True)[0].name
        'orang'
        """
        return self._first(name, text, slips)

    def _look_for(self, name: str, text: str, slips: bool) -> tuple[Entry, str] | None:
        tokens = words(text)
        forms = self._sought[name]
        long = self.threshold("panjang-salah-tulis")
        least = 100 * self.threshold("salah-tulis")
        for start, token in enumerate(tokens):
            found = forms.at(tokens, start)
            if found is not None:
                return found
            if slips and len(token) >= long:
                for form, entry in forms.single:
                    if len(form) >= long and fuzz.ratio(token, form) >= least:
                        return entry, token
        return None

    def contains(self, name: str, text: str) -> str:
        """The form of a listed concept that occurs in the text as whole words.

        Empty when none does.
        """
        found = self.first(name, text)
        return found[1] if found else ""

    def corrected(self, text: str) -> str:
        """The normalised text with the slips that the list knows put right, longest first.

        >>> vocabulary().corrected("Penyelengaraan pelayanan")
        'penyelenggaraan pelayanan'
        """
        return self._corrected(text)

    def _correct(self, text: str) -> str:
        return self._slips.corrected(normal(text))

    def slips_begun_in(self, plain: str) -> list[tuple[str, str]]:
        """The listed slips whose first word stands in a normalised text, with their right form, longest first.

        >>> vocabulary().slips_begun_in("penyelengaraan pelayanan")
        [('penyelengaraan', 'penyelenggaraan')]
        """
        return self._slips.begun_in(plain)


@lru_cache(maxsize=1)
def bundled() -> Vocabulary:
    """The word lists that come with the program."""
    return Vocabulary(stated_lists(), vocabulary_digest())


class _Force:
    """The word lists in force in this process, and who may change them: one derivation at a time."""

    lists: Vocabulary | None = None
    lock = threading.RLock()


def vocabulary() -> Vocabulary:
    """The word lists in force: those that come with the program, unless a profile changed them."""
    return _Force.lists or bundled()


@contextmanager
def in_force(lists: Vocabulary) -> Generator[None]:
    """Word lists by which every text is read meanwhile.

    What was remembered of texts under other words is forgotten. Thresholds are not remembered with texts, so that
    lists which differ in them alone cost nothing.
    """
    with _Force.lock:
        if lists.words_digest != vocabulary().words_digest:
            _forget()
            _Force.lists = lists
        yield


#: Rooms whose functions remember what they read of a text.
_REMEMBERING = "kg.derive."


def _forget() -> None:
    """Empty what the functions of this room remember."""
    rooms = [room for name, room in sys.modules.items() if name.startswith(_REMEMBERING)]
    for room in rooms:
        for value in list(vars(room).values()):
            if value is not bundled and hasattr(value, "cache_clear"):
                value.cache_clear()
