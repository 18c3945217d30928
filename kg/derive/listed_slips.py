"""Slips of the pen that a list knows, found by their first word."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ListedSlips"]


class ListedSlips:
    """Wrong forms and their right form, longest first; both normalised."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
        self._by_word: dict[str, list[int]] = {}
        for place, (wrong, _) in enumerate(self._pairs):
            self._by_word.setdefault(wrong.partition(" ")[0], []).append(place)

    def corrected(self, text: str) -> str:
        """A normalised text with its slips put right, longest first."""
        plain = f" {text} "
        last = -1
        # What was put right may begin another slip, but only one that comes later in the list.
        while (place := self._next(plain, last)) is not None:
            wrong, right = self._pairs[place]
            plain = plain.replace(f" {wrong} ", f" {right} ")
            last = place
        return plain.strip()

    def begun_in(self, plain: str) -> list[tuple[str, str]]:
        """The slips whose first word stands in a normalised text, longest first."""
        return [self._pairs[place] for place in self._begun(plain)]

    def _next(self, plain: str, last: int) -> int | None:
        """The first slip behind a place of the list that a text holds as whole words."""
        for place in self._begun(plain):
            if place > last and f" {self._pairs[place][0]} " in plain:
                return place
        return None

    def _begun(self, plain: str) -> list[int]:
        """The places of the slips whose first word a text holds, in the order of the list."""
        found: list[int] = []
        for word in set(plain.split()):
            found += self._by_word.get(word, ())
        return sorted(found)
