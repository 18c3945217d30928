"""The words of the page, each in both languages, and how a text in two languages is put on it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import get_args

from markupsafe import Markup, escape

from kg.errors import Lang
from kg.report.html.text import visible
from kg.report.words import word

__all__ = ["LANGS", "both", "plain", "words"]

LANGS: tuple[Lang, ...] = get_args(Lang)


@lru_cache(maxsize=1)
def _own() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        resources.files("kg.report.html").joinpath("words.toml").read_text(encoding="utf-8")
    )


def plain(key: str, lang: Lang, **values: object) -> str:
    """The word in one language, with its values filled in.

    >>> plain("violation", "en"), plain("top", "id")
    ('violation', 'Ke atas')
    """
    own = _own().get(key)
    text = own[lang] if own is not None else word(key, lang)
    return text.format_map(values) if values else text


def both(texts: Mapping[Lang, str]) -> Markup:
    """A text in both languages, of which the page shows one; a text that is the same in both is there once.

    >>> both({"id": "a", "en": "b"})
    Markup('<span lang="id">a</span><span lang="en">b</span>')
    """
    if texts["id"] == texts["en"]:
        return escape(visible(texts["id"]))
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(lang, visible(texts[lang])) for lang in LANGS
    )


def words(key: str, **values: object) -> Markup:
    """The word of the page in both languages."""
    return both({lang: plain(key, lang, **values) for lang in LANGS})
