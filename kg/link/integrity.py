"""What a list must be before it is stored: every parent there, no code twice, something in it."""

from __future__ import annotations

from kg.derive.official.concept import Concept
from kg.errors import Problem
from kg.link.entries import ListEntry

__all__ = ["merged", "wrong"]


def merged(entries: list[ListEntry], problems: list[Problem]) -> dict[str, ListEntry]:
    """The entries by code.

    A code with two names is a problem, one that is only told again is not.
    """
    found: dict[str, ListEntry] = {}
    for entry in entries:
        code = entry.concept.code
        before = found.setdefault(code, entry)
        if before.concept.name.casefold() == entry.concept.name.casefold():
            found[code] = _richer(before, entry)
            continue
        values = {
            "code": code,
            "first": before.concept.name[:80],
            "second": entry.concept.name[:80],
            "other": before.place,
        }
        problems.append(Problem("LINK-DUPLICATE", entry.place, values))
    return found


def _richer(first: ListEntry, second: ListEntry) -> ListEntry:
    """The one that says more."""
    return max((first, second), key=lambda entry: _said(entry.concept))


def _said(concept: Concept) -> int:
    texts = (concept.result, concept.indicator, concept.unit)
    return len(list(filter(None, texts)))


def wrong(found: dict[str, ListEntry], place: str) -> list[Problem]:
    """Entries without their parent; or that there is no entry at all."""
    if not found:
        return [Problem("LINK-EMPTY", place)]
    problems = []
    for code, entry in found.items():
        parent = entry.concept.parent
        if not parent:
            continue
        values = {"code": code, "parent": parent}
        # A code that does not begin with its parent is the nearer cause; the parent may be there or
        # not.
        if not code.startswith(f"{parent}."):
            problems.append(Problem("LINK-PREFIX", entry.place, values))
        elif parent not in found:
            problems.append(Problem("LINK-PARENT", entry.place, values))
    return problems
