"""Word lists looked up by whole words at one place of a text."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from kg.derive.vocabulary import Entry, vocabulary

__all__ = ["entry_at", "form_at", "forms"]

Form = tuple[tuple[str, ...], Entry]


@lru_cache(maxsize=64)
def _by_first_word(name: str) -> dict[str, list[Form]]:
    """The forms of a list by their first word, the longest first."""
    found: dict[str, list[Form]] = defaultdict(list)
    for entry in vocabulary().entries(name):
        for text in entry.forms:
            tokens = tuple(text.split())
            if tokens:
                found[tokens[0]].append((tokens, entry))
    for same in found.values():
        same.sort(key=lambda pair: -len(pair[0]))
    return dict(found)


@lru_cache(maxsize=64)
def forms(name: str) -> frozenset[str]:
    """All forms of a list.

    >>> "buruk" in forms("kata-sifat")
    True
    """
    found: set[str] = set()
    for entry in vocabulary().entries(name):
        found.update(entry.forms)
    return frozenset(found)


def entry_at(name: str, tokens: tuple[str, ...], start: int = 0) -> tuple[Entry, int] | None:
    """The concept whose longest form stands at this place, and of how many words the form is.

    >>> entry_at("kata-kegiatan", ("kerja", "bakti", "massal"))[1]
    2
    """
    if start >= len(tokens):
        return None
    for form, entry in _by_first_word(name).get(tokens[start], ()):
        end = start + len(form)
        if tokens[start:end] == form:
            return entry, len(form)
    return None


def form_at(name: str, tokens: tuple[str, ...], start: int = 0) -> str:
    """The form of a listed concept that stands at this place; empty when none does."""
    found = entry_at(name, tokens, start)
    if found is None:
        return ""
    _, length = found
    return " ".join(tokens[start : start + length])
