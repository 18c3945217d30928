"""Looks up words of the pictures."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from kg.errors import Lang

__all__ = ["said"]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        resources.files("kg.report.drawing").joinpath("words.toml").read_text(encoding="utf-8")
    )


def said(key: str, lang: Lang) -> str:
    """The word of a picture.

    >>> said("sub_kegiatan", "id")
    'sub kegiatan'
    """
    return _words()[lang][key]
