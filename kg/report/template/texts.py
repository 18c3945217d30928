"""The words of the form, and its example."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from kg.errors import Lang

__all__ = ["say", "texts"]


@lru_cache(maxsize=2)
def texts(name: str = "texts") -> dict[str, Any]:
    """The words of the form, or its example."""
    file = resources.files("kg.report.template").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def say(key: str, lang: Lang) -> str:
    """A word of the form.

    >>> say("needed", "id")
    'wajib'
    """
    return str(texts()["words"][key][lang])
