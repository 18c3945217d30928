"""Names that are not taken yet."""

from __future__ import annotations

__all__ = ["numbered"]


def numbered(name: str, sign: str, used: set[str]) -> str:
    """The name, with the first number behind it that makes it another one than those used.

    >>> numbered("Temuan", " ", {"temuan", "temuan 2"})
    'Temuan 3'
    """
    found = name
    number = 1
    while found.casefold() in used:
        number += 1
        found = f"{name}{sign}{number}"
    return found
