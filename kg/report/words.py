"""Looks up words of the reports by key and language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from kg.errors import Lang
from kg.terms import NO_PERIOD

__all__ = ["period_text", "setting", "word"]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        resources.files("kg.report").joinpath("words.toml").read_text(encoding="utf-8")
    )


def word(key: str, lang: Lang) -> str:
    """The word for ``key``.

    >>> word("not-applied", "id")
    'tidak diterapkan'
    """
    return _words()[key][lang]


def setting(value: str, lang: Lang) -> str:
    """What a profile sets: a severity or *off* in words, a number as it is.

    >>> setting("warning", "id"), setting("0.9", "id")
    ('peringatan', '0.9')
    """
    return _words()[value][lang] if value in _words() else value


def period_text(period: str, lang: Lang) -> str:
    """A period as readers are told it; a document that states no year says so in words.

    >>> period_text("tanpa-tahun", "id"), period_text("2022-2026", "id")
    ('tanpa tahun', '2022-2026')
    """
    return word("no-period", lang) if period == NO_PERIOD else period
