"""The one matcher of names, for rules and for ``kg link``.

Which concepts a printed name may mean, the closest first.

rapidfuzz picks the names worth a look; character n-grams weighted by rarity and the edit ratio give
their similarity; the printed parent and level decide between names that are alike.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from kg.derive.official.board import Board, Similarity
from kg.derive.official.concept import Concept
from kg.derive.text import KEPT

__all__ = ["Candidate", "Matcher", "Similarity"]

#: Lengths of the n-grams, within words.
_SIZES = (2, 3, 4)
#: How many words are kept with their n-grams: those of a few programs.
_WORDS = 1_024
#: How many names the edit ratio, and the ratio of sorted words, let through.
_BY_RATIO = 10
#: Names with the same words in another order share few groups of letters: so many are looked up by
#: words.
_BY_WORDS = 5
#: Shares of n-grams and edit ratio in the similarity; measured, see docs/link.md.
_GRAMS, _EDITS = 0.7, 0.3
#: The similarity of a text that is the beginning of a name, and the number of words that make it
#: one: names are cut off.
_BEGINNING, _LONG = 0.9, 5
#: What a printed parent that agrees, or the same level, adds to the rank.
_PARENT, _LEVEL = 0.15, 0.03

Vector = dict[str, float]


@dataclass(frozen=True)
class Candidate:
    """One concept that a text may mean; ``margin`` is how far the next concept ranks below it.

    ``parent`` is the similarity of the printed parent to that of the concept, ``None`` when no
    parent is printed.
    """

    concept: Concept
    similarity: Similarity
    parent: float | None
    same_level: bool
    rank: float
    margin: float = 0.0

    @property
    def score(self) -> float:
        """The similarity of the text alone."""
        return self.similarity.lexical


def _grams(text: str) -> Counter[str]:
    found: list[str] = []
    for word in text.split():
        found += _grams_of(word)
    return Counter(found)


@lru_cache(maxsize=_WORDS)
def _grams_of(word: str) -> tuple[str, ...]:
    """The n-grams of one word, which stands in many names."""
    framed = f" {word} "
    found = []
    for size in _SIZES:
        for start in range(len(framed) - size + 1):
            found.append(framed[start : start + size])
    return tuple(found)


class _Grams:
    """N-gram vectors of unit length, weighted by how few names hold an n-gram."""

    def __init__(self, names: Sequence[str]) -> None:
        self._counted = list(map(_grams, names))
        self._made: dict[int, Vector] = {}
        held: Counter[str] = Counter()
        for grams in self._counted:
            held.update(grams.keys())
        count = len(names)
        self._rarest = math.log(1 + count) + 1
        self._weights = {
            gram: math.log((1 + count) / (1 + often)) + 1 for gram, often in held.items()
        }

    def vector(self, text: str) -> Vector:
        """The vector of a text."""
        return self._weighted(_grams(text))

    def of_name(self, place: int) -> Vector:
        """The vector of a name, made when the first text comes near it: few are ever asked for."""
        vector = self._made.get(place)
        if vector is None:
            vector = self._made[place] = self._weighted(self._counted[place])
        return vector

    def _weighted(self, grams: Counter[str]) -> Vector:
        weighted: Vector = {}
        for gram, often in grams.items():
            rarity = self._weights.get(gram, self._rarest)
            weighted[gram] = (1 + math.log(often)) * rarity
        length = math.sqrt(sum(value * value for value in weighted.values()))
        return {gram: value / length for gram, value in weighted.items()}


def _cosine(first: Vector, second: Vector) -> float:
    shared = first.keys() & second.keys()
    return sum(first[gram] * second[gram] for gram in shared)


class Matcher:
    """Names of some concepts, to be found from the way people print them."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        normalise: Callable[[str], str],
        board: Board | None = None,
    ) -> None:
        self.concepts = tuple(concepts)
        self.normalise = normalise
        self._names: list[str] = []
        self._printed: list[str] = []
        self._owners: list[int] = []
        for index, concept in enumerate(self.concepts):
            for printed in concept.names:
                self._names.append(normalise(printed))
                self._printed.append(printed)
                self._owners.append(index)
        self._in_order = sorted(zip(self._names, range(len(self._names)), strict=True))
        self._grams = _Grams(self._names)
        self._index = {concept.code: i for i, concept in enumerate(self.concepts)}
        self._board = board
        # The same text stands in many kecamatan: it is compared once.
        self._kept = lru_cache(maxsize=KEPT)(self._compared)

    def similar(self, text: str) -> Mapping[int, Similarity]:
        """The concepts worth a look, by their place in ``concepts``, with their similarity."""
        return self._kept(text)

    @cached_property
    def _scope(self) -> str:
        """Names what texts are compared with."""
        told = [
            f"{self.concepts[owner].code} {self._names[at]}"
            for at, owner in enumerate(self._owners)
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def _compared(self, text: str) -> Mapping[int, Similarity]:
        plain = self.normalise(text)
        if not any(letter.isalpha() for letter in plain):
            return {}
        if self._board is None:
            return self._compare(plain)
        return self._board.once(self._scope, plain, lambda: self._compare(plain))

    def _compare(self, plain: str) -> Mapping[int, Similarity]:
        found: dict[int, Similarity] = {}
        vector = self._grams.vector(plain)
        begun = self._begun_with(plain)
        for place, ratio in self._worth_a_look(plain, begun).items():
            owner = self._owners[place]
            cosine = _cosine(vector, self._grams.of_name(place))
            lexical = _GRAMS * cosine + _EDITS * ratio
            if place in begun:
                lexical = max(lexical, _BEGINNING)
            if owner not in found or lexical > found[owner].lexical:
                exact = plain == self._names[place]
                found[owner] = Similarity(lexical, cosine, ratio, self._printed[place], exact)
        return found

    def _begun_with(self, plain: str) -> frozenset[int]:
        """Places of the names that a text of several words is the beginning of."""
        if plain.count(" ") + 1 < _LONG:
            return frozenset()
        beginning = f"{plain} "
        found = set()
        start = bisect_left(self._in_order, (beginning, 0))
        for name, place in self._in_order[start:]:
            if not name.startswith(beginning):
                break
            found.add(place)
        return frozenset(found)

    def _worth_a_look(self, plain: str, begun: frozenset[int]) -> dict[int, float]:
        """Places of names with their edit ratio (0-1)."""
        found: dict[int, float] = {}
        close = process.extract(plain, self._names, scorer=fuzz.ratio, limit=_BY_RATIO)
        for _, ratio, place in close:
            found[place] = ratio / 100
        reordered = process.extract(
            plain, self._names, scorer=fuzz.token_sort_ratio, limit=_BY_WORDS
        )
        others = begun.union(place for _, _, place in reordered)
        for place in others.difference(found):
            found[place] = fuzz.ratio(plain, self._names[place]) / 100
        return found

    def rank(self, text: str, level: str = "", parent: str = "") -> list[Candidate]:
        """The concepts that a printed name may mean, the closest first, each with its margin over the next.

        ``level`` and ``parent`` are as printed, empty when unknown.
        """
        above = None
        if parent.strip():
            above = self.similar(parent)
        found = []
        for place, similarity in self.similar(text).items():
            found.append(self._candidate(self.concepts[place], similarity, level, above))
        found.sort(key=lambda c: (-c.rank, c.concept.code))
        following = [candidate.rank for candidate in found[1:]]
        following.append(0.0)
        return [
            replace(candidate, margin=candidate.rank - after)
            for candidate, after in zip(found, following, strict=False)
        ]

    def _candidate(
        self,
        concept: Concept,
        similarity: Similarity,
        level: str,
        above: Mapping[int, Similarity] | None,
    ) -> Candidate:
        rank = similarity.lexical
        parent = None
        if above is not None:
            parent = self._parent_similarity(concept, above)
            rank += _PARENT * (parent - 0.5)
        same_level = concept.level == level
        if same_level:
            rank += _LEVEL
        return Candidate(concept, similarity, parent, same_level, rank)

    def _parent_similarity(self, concept: Concept, above: Mapping[int, Similarity]) -> float:
        place = self._index.get(concept.parent)
        if place is None:
            return 0.0
        similarity = above.get(place)
        if similarity is None:
            return 0.0
        return similarity.lexical
