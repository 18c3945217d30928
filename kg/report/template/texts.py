"""The words of the form, and its example."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kg.assets import beside_code
from kg.errors import Lang

__all__ = ["say", "texts"]


@lru_cache(maxsize=2)
def texts(name: str = "texts") -> dict[str, Any]:
    """The words of the form, or its example."""
    return beside_code("kg.report.template", f"{name}.toml")


def say(key: str, lang: Lang) -> str:
    """A word of the form.

    >>> say("needed", "id")
    'wajib'
    """
    return str(texts()["words"][key][lang])
