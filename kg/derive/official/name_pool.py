"""The concepts that the names of one kecamatan and year are held against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from kg.derive.official.board import Board
from kg.derive.official.closeness import Candidate, Matcher
from kg.derive.official.concept import Concept, Listing
from kg.derive.official.meaning import Match, MeaningLimits, decide
from kg.derive.text import KEPT
from kg.derive.vocabulary import Vocabulary

__all__ = ["NamePool", "padded"]

#: Sub-activities had two digits until 2022, and have four since.
_TWO_DIGITS = re.compile(r"((?:\d+\.){5})(\d\d)")


def padded(code: str) -> str:
    """The code with a last group of four digits, as sub-activities have from 2023.

    >>> padded("7.01.02.2.01.03"), padded("7.01.02")
    ('7.01.02.2.01.0003', '7.01.02')
    """
    match = _TWO_DIGITS.fullmatch(code)
    if match is None:
        return code
    return f"{match[1]}00{match[2]}"


class NamePool:
    """Concepts of some lists, by code and by name.

    ``links`` are the decisions of people by normalised text.
    """

    def __init__(
        self,
        listings: tuple[Listing, ...],
        concepts: Iterable[Concept],
        normalise: Callable[[str], str],
        links: Mapping[str, str | None] | None = None,
        board: Board | None = None,
    ) -> None:
        self.listings = listings
        self.matcher = Matcher(concepts, normalise, board)
        self._links = links or {}
        self._codes: dict[str, Concept] = {}
        for concept in self.matcher.concepts:
            for code in (concept.former_code, concept.code):
                if code:
                    self._codes[code] = concept
        self._meant = lru_cache(maxsize=KEPT)(self._look_for)

    def coded(self, code: str) -> Concept | None:
        """The concept of a code, also of its two-digit form of before 2023."""
        return self._codes.get(code.strip())

    def origin(self, concept: Concept) -> str:
        """The title of the list that a concept stands in."""
        return self._origins.get(concept, "")

    @cached_property
    def _origins(self) -> dict[Concept, str]:
        """The title of the first list that holds a concept."""
        found: dict[Concept, str] = {}
        for listing in self.listings:
            for concept in listing.concepts:
                found.setdefault(concept, listing.title)
        return found

    def meant(
        self, text: str, level: str, parent: str, code: str, vocabulary: Vocabulary
    ) -> Match | None:
        """What a printed name means, ``None`` when nobody knows.

        Approved link, then printed code, then matcher.
        """
        return self._meant(text, level, parent, code.strip(), vocabulary)

    def is_linked(self, text: str) -> bool:
        """Whether a person decided what a text means."""
        return bool(self._links) and self.matcher.normalise(text) in self._links

    def linked(self, text: str) -> Concept | None:
        """The concept that a person chose for a text; ``None`` when there is none."""
        return self.coded(self._links.get(self.matcher.normalise(text)) or "")

    def _look_for(
        self, text: str, level: str, parent: str, code: str, vocabulary: Vocabulary
    ) -> Match | None:
        if self.is_linked(text):
            return self._by_person(text)
        limits = MeaningLimits.of(vocabulary)
        known = self.coded(code)
        padded_only = known is None
        if known is None:
            known = self.coded(padded(code))
        if known is not None:
            match = self._by_code(known, text, limits)
            if match.agrees:
                return match
        by_name = self._by_name(text, level, parent, limits)
        if known is None or padded_only:
            return by_name
        if by_name is not None:
            match = replace(match, other=by_name.concept.code)
        return match

    def _by_person(self, text: str) -> Match | None:
        """The decision of a person; ``None`` is the decision that the name is in no list."""
        concept = self.linked(text)
        if concept is None:
            return None
        score, name = self._likeness(concept, text)
        return Match(concept, name, score, "tautan", agrees=True, origin=self.origin(concept))

    def _likeness(self, concept: Concept, text: str) -> tuple[float, str]:
        """The similarity of a text to a concept, and the name of the concept that is closest."""
        for place, similarity in self.matcher.similar(text).items():
            if self.matcher.concepts[place] == concept:
                return similarity.lexical, similarity.name
        return 0.0, concept.name

    def _by_code(self, concept: Concept, text: str, limits: MeaningLimits) -> Match:
        score, name = self._likeness(concept, text)
        agrees = score >= limits.coded
        return Match(concept, name, score, "kode", agrees, self.origin(concept))

    def _by_name(self, text: str, level: str, parent: str, limits: MeaningLimits) -> Match | None:
        candidates = self.matcher.rank(text, level, parent)
        if decide(candidates, text, limits) != "diterima":
            return None
        best = candidates[0]
        return _match(best, self.origin(best.concept))

    def names(self) -> list[tuple[str, Concept]]:
        """Every official name with its concept."""
        found: list[tuple[str, Concept]] = []
        for concept in self.matcher.concepts:
            for name in concept.names:
                found.append((name, concept))
        return found


def _match(candidate: Candidate, origin: str) -> Match:
    return Match(candidate.concept, candidate.similarity.name, candidate.score, origin=origin)
