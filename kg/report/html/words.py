"""The words of the page in its one language."""

from __future__ import annotations

from kg.errors import Lang
from kg.report.words import word

__all__ = ["plain"]


def plain(key: str, lang: Lang, **values: object) -> str:
    """The word with its values filled in.

    >>> plain("violation", "en"), plain("top", "id")
    ('violation', 'Ke atas')
    """
    return word(f"html/{key}", lang, **values)
