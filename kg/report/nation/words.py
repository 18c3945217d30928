"""Words of the check of many units and of its roll-up."""

from __future__ import annotations

from kg.errors import Lang
from kg.report.words import word

__all__ = ["say"]


def say(key: str, lang: Lang, **values: object) -> str:
    """The word for ``key`` with its values.

    >>> say("kabupaten", "en")
    'kabupaten and kota'
    """
    return word(f"nation/{key}", lang, **values)
