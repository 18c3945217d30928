"""Numbers of trees, in a column of their own or before the name: 1.2.1, 1-2-1, "1.1 Meningkatnya mutu"."""

from __future__ import annotations

import re

from kg.read.layout.levels import clean
from kg.read.layout.reading import Item
from kg.read.layout.words import plain

__all__ = [
    "SECOND",
    "by_name",
    "counted",
    "cut_circles",
    "depth_of",
    "dotted",
    "is_counted",
    "with_digit",
]

#: A number before a name: "1.2 Meningkatnya …".
_COUNTED = re.compile(r"(\d{1,2}(?:[.-]\d{1,2})*)[.)]?\s+(?=[^\W\d_])")

#: Critical factors stand beside the outcome that they are factors of.
_RANK = {"outcome": 0, "csf": 0, "strategis": 1, "antara": 2, "operasional": 3}
#: Conditions of a second operational level.
SECOND = ("operational 2", "operasional 2", "operational dua", "operasional dua", "ops 2")


def depth_of(item: Item) -> int:
    """The depth of a condition in an export that lists it in order."""
    if item.level in {"outcome", "csf"}:
        return -1 if item.level == "outcome" else 0
    second = plain(item.kind) in SECOND
    return _RANK[item.level] + second


def dotted(code: str) -> str:
    """A code of a tree with points between its parts, whatever parts them.

    >>> dotted("1-1-2"), dotted("A/1/2")
    ('1.1.2', 'A.1.2')
    """
    return ".".join(re.findall(r"[0-9A-Za-z]+", code))


def with_digit(number: str) -> str:
    """A number of a row; empty where it is only a letter or a sign, which every branch has again.

    >>> with_digit("1.a"), with_digit("a")
    ('1.a', '')
    """
    if any(map(str.isdigit, number)):
        return number
    return ""


def is_counted(name: str) -> bool:
    """Whether a name begins with its number.

    >>> is_counted("1 Meningkatnya mutu"), is_counted("Meningkatnya mutu")
    (True, False)
    """
    return _COUNTED.match(name) is not None


def counted(name: str) -> tuple[str, str]:
    """The number before a name, and the name.

    >>> counted("1.1 Meningkatnya mutu")
    ('1.1', 'Meningkatnya mutu')
    """
    match = _COUNTED.match(name.strip())
    if match is None:
        return clean(name)
    return match[1], clean(name.strip()[match.end() :])[1]


def by_name(found: list[Item]) -> dict[str, Item]:
    """The conditions by whatever a row may call the one above it."""
    known: dict[str, Item] = {}
    for item in found:
        known.setdefault(item.identifier.casefold() or item.number.casefold(), item)
    for item in found:
        # Some exports name the condition above in words.
        known.setdefault(plain(item.text), item)
    return known


def cut_circles(found: list[Item]) -> list[Item]:
    """Take their parents from conditions that stand below themselves; which they were."""
    members: list[Item] = []
    for item in found:
        seen = [item]
        while seen[-1].parent is not None and seen[-1].parent not in seen:
            seen.append(seen[-1].parent)
        end = seen[-1].parent
        if end is None:
            continue
        circle = seen[seen.index(end) :]
        members += circle
        for member in circle:
            member.parent = None
    return members
