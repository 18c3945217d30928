"""The words of the paper report: its own, and those that all reports share."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import lru_cache
from importlib import resources

from kg.errors import Lang

__all__ = ["day", "words"]


@lru_cache(maxsize=2)
def words(lang: Lang) -> dict[str, str]:
    """Every word by its key; a word of this part stands before a shared one.

    >>> words("id")["sign-off"]
    'Lembar pengesahan'
    """
    files = (
        resources.files("kg.report") / "words.toml",
        resources.files("kg.report.pdf") / "words.toml",
    )
    return {
        key: entry[lang]
        for file in files
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def day(when: datetime, lang: Lang) -> str:
    """A day as a letter prints it.

    >>> day(datetime(2026, 1, 31), "id")
    '31 Januari 2026'
    """
    return f"{when.day} {words(lang)['months'].split()[when.month - 1]} {when.year}"
