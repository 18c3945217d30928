"""Looks up every word of the reports.

Those of one room, named ``room/word``, stand before those that all rooms share.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.assets import Pieces
from kg.errors import Lang
from kg.terms import NO_PERIOD

__all__ = ["period_text", "setting", "table", "word", "words_of"]

_Words = Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=32)
def table(room: str) -> _Words:
    """The words of one room by key, each in both languages; of all rooms when it is empty."""
    return Pieces(".".join(filter(None, ("kg.report", *room.split("/")))), "words.toml")


def word(key: str, lang: Lang, **values: object) -> str:
    """The word for ``key`` with its values filled in.

    >>> word("not-applied", "id"), word("drawing/sub_kegiatan", "id")
    ('tidak diterapkan', 'sub kegiatan')
    >>> word("nation/kabupaten", "en")
    'kabupaten and kota'
    """
    room, _, name = key.rpartition("/")
    own = table(room)
    text = (own[name] if name in own else table("")[name])[lang]
    # Without values nothing is filled in: a word may hold braces of its own.
    if values:
        return text.format_map(values)
    return text


@lru_cache(maxsize=16)
def words_of(room: str, lang: Lang) -> Mapping[str, str]:
    """Every word that a page of this room may use, for templates.

    >>> words_of("pdf", "id")["sign-off"]
    'Lembar pengesahan'
    """
    every = {**table(""), **table(room)}
    return {key: texts[lang] for key, texts in every.items()}


def setting(value: str, lang: Lang) -> str:
    """What a profile sets: a severity or *off* in words, a number as it is.

    >>> setting("warning", "id"), setting("0.9", "id")
    ('peringatan', '0.9')
    """
    if value in table(""):
        return word(value, lang)
    return value


def period_text(period: str, lang: Lang) -> str:
    """A period as readers are told it; a document that states no year says so in words.

    >>> period_text("tanpa-tahun", "id"), period_text("2022-2026", "id")
    ('tanpa tahun', '2022-2026')
    """
    if period == NO_PERIOD:
        return word("no-period", lang)
    return period
