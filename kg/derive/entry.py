"""One concept of a word list, and what a profile does to a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from kg.derive.text import normal

__all__ = ["Entry", "Words"]


@dataclass(frozen=True)
class Entry:
    """One concept of a word list.

    Its standard form, all its forms, and what the list says about it.
    """

    name: str
    forms: tuple[str, ...]
    fits: tuple[str, ...] = ()
    broader: str = ""
    implied: str = ""
    multiple_of: str = ""
    factor: str = "1"
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """What a profile does to one list: words added (as forms of a concept, where one is named) and taken away."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    concept: str = ""

    def applied(self, entries: list[Entry]) -> list[Entry]:
        """The entries of the list after the change; a concept without forms is gone."""
        gone = set(map(normal, self.removed))
        new = tuple(map(normal, self.added))
        kept = []
        for entry in entries:
            forms = tuple(form for form in entry.forms if form not in gone)
            if self.concept and entry.name == self.concept:
                forms += new
            kept.append(replace(entry, forms=forms))
        if not self.concept:
            for form in new:
                kept.append(Entry(form, (form,)))
        return [entry for entry in kept if entry.forms]

    def applied_forms(self, entries: list[Entry]) -> list[str]:
        """All forms of the list after the change."""
        return list(chain.from_iterable(entry.forms for entry in self.applied(entries)))
