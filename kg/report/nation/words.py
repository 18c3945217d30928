"""Words of the check of many units and of its roll-up."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from kg.errors import Lang

__all__ = ["say"]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        resources.files("kg.report.nation").joinpath("words.toml").read_text(encoding="utf-8")
    )


def say(key: str, lang: Lang, **values: object) -> str:
    """The word for ``key`` with its values.

    >>> say("kabupaten", "en")
    'kabupaten and kota'
    """
    return _words()[key][lang].format_map(values)
