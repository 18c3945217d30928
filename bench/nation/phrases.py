"""The vetted wordings of ``phrases.toml`` and the official names they belong to."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.derive.official.nomenclature import Concept, nomenclature

__all__ = ["Phrases", "phrases"]


@dataclass(frozen=True)
class Phrases:
    """All wordings; :meth:`pick` draws one and puts the names of the place into it."""

    raw: dict[str, Any]

    @property
    def branches(self) -> list[dict[str, Any]]:
        """One branch for each mandate of a kecamatan."""
        found: list[dict[str, Any]] = self.raw["branch"]
        return found

    def operation(self, code: str) -> dict[str, Any]:
        """The wordings of one sub-activity."""
        found: dict[str, Any] = self.raw["operation"][code]
        return found

    def other(self, name: str) -> list[str]:
        """A list of small wordings, such as data sources."""
        found: list[str] = self.raw["other"][name]
        return found

    @staticmethod
    def pick(rng: random.Random, wordings: list[str], names: dict[str, str]) -> str:
        """One of the wordings, with ``{desa}`` and the like filled in."""
        text = rng.choice(wordings)
        for name, value in names.items():
            text = text.replace("{" + name + "}", value)
        return text[:1].upper() + text[1:] if wordings and wordings[0][:1].isupper() else text


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The wordings, read once."""
    return Phrases(
        tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
    )


@lru_cache(maxsize=256)
def official(code: str) -> Concept:
    """The entry of the nomenclature with that code."""
    concept = nomenclature().coded(code)
    if concept is None:
        raise KeyError(code)
    return concept
