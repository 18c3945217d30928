"""Names of the nomenclature as they are compared.

What every writer varies is evened out by the word lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kg.derive.vocabulary import Vocabulary

__all__ = ["Normaliser"]

#: A longer text is no name; the matcher looks at its beginning.
_LONGEST = 500
#: A word broken at the end of a line.
_BROKEN = re.compile(r"(\w)-[ \t]*\n\s*(\w)")
#: Numbers, codes, letters of a list and signs in front of a name.
_NUMBERING = re.compile(r"^(?:[\W_]*(?:\d+(?:\.\d+)*|x(?:\.xx)?(?:\.\d+)+|[a-z])[.):\s]+)+|^\W+")
#: Lists differ in signs and blanks, and mean the same name.
_SIGNS = re.compile(r"[^0-9a-z]+")
#: A remark in brackets behind a name, as the annexes of the decrees print them; the bracket may
#: never close.
_REMARK = re.compile(r"([^(]+)\(([^()]*)\)?\s*")
#: Brackets with so many words hold a remark of the decree and are no part of the name.
_REMARK_WORDS = 5
_YEAR = re.compile(r"20\d\d")
#: A place behind a name: the word for its kind, and what may be its name.
_PLACE = re.compile(r"^(.+?) (?:di )?(?:kabupaten kota|kabupaten|kota|kecamatan) ([a-z ]{3,30})$")
#: A name has at least two words; what would leave fewer is not taken off.
_FEWEST = 2
#: How many things may stand behind a name (place, source of funds, year).
_TAILS = 3

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _phrases(vocabulary: Vocabulary, name: str) -> Phrases:
    """The forms of a list with their standard form, by first word, the longest first."""
    found: Phrases = {}
    for entry in vocabulary.entries(name):
        standard = entry.forms[0]
        for form in entry.forms:
            tokens = tuple(form.split())
            found.setdefault(tokens[0], []).append((tokens, standard))
    for forms in found.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return found


def _at(phrases: Phrases, tokens: list[str], start: int) -> tuple[int, str]:
    """How many words the longest form at this place has, and its standard form.

    No words when there is none.
    """
    for form, standard in phrases.get(tokens[start], ()):
        if tuple(tokens[start : start + len(form)]) == form:
            return len(form), standard
    return 0, ""


class Normaliser:
    """Evens out case, signs, numbering, abbreviations, spellings and what stands behind a name.

    ``is_place`` tells whether a text is the name of a kabupaten, kota or kecamatan.
    """

    def __init__(self, vocabulary: Vocabulary, is_place: Callable[[str], bool]) -> None:
        self._spelled = _phrases(vocabulary, "singkatan-nomenklatur")
        self._leading = _phrases(vocabulary, "awalan-nama")
        self._trailing = _phrases(vocabulary, "akhiran-nama")
        self._is_place = is_place

    def __call__(self, text: str) -> str:
        """The name without what writers vary; empty when the text holds no letter or digit."""
        plain = self._plain(text)
        tokens = self._spelt_out(plain.split())
        tokens = self._without_level(tokens)
        for _ in range(_TAILS):
            shorter = self._without_tail(tokens)
            if shorter == tokens:
                break
            tokens = shorter
        return " ".join(tokens)

    @staticmethod
    def _plain(text: str) -> str:
        folded = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
        joined = _BROKEN.sub(r"\1\2", folded).replace("&", " dan ")
        unnumbered = _NUMBERING.sub("", joined)
        remark = _REMARK.fullmatch(unnumbered)
        if remark is not None and len(remark[2].split()) >= _REMARK_WORDS:
            unnumbered = remark[1]
        return _SIGNS.sub(" ", unnumbered).strip()

    def _spelt_out(self, tokens: list[str]) -> list[str]:
        """Abbreviations and variants by their standard form."""
        found: list[str] = []
        place = 0
        while place < len(tokens):
            length, standard = _at(self._spelled, tokens, place)
            if length:
                found.extend(standard.split())
            else:
                found.append(tokens[place])
            place += max(length, 1)
        return found

    def _without_level(self, tokens: list[str]) -> list[str]:
        """The name without the word for its level, where a name is left."""
        if not tokens:
            return tokens
        length, _ = _at(self._leading, tokens, 0)
        rest = tokens[length:]
        if len(rest) >= _FEWEST:
            return rest
        return tokens

    def _without_tail(self, tokens: list[str]) -> list[str]:
        """The name without one source of funds, year or place behind it."""
        shorter = self._without_funds(tokens)
        match = _PLACE.match(" ".join(shorter))
        if match is not None and self._is_place(match[2]):
            shorter = match[1].split()
        if len(shorter) >= _FEWEST:
            return shorter
        return tokens

    def _without_funds(self, tokens: list[str]) -> list[str]:
        rest = tokens
        dated = bool(rest) and _YEAR.fullmatch(rest[-1]) is not None
        if dated:
            rest = rest[:-1]
        for length in (2, 1):
            start = len(rest) - length
            if start > 0 and _at(self._trailing, rest, start)[0] == length:
                return rest[:start]
        # A year alone may belong to the name (UUD ... Tahun 1945 is another century).
        return tokens
