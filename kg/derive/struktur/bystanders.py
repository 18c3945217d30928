"""Institutions that a text names without saying that they take part: they are served, or a place (*halaman sekolah*)."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at
from kg.derive.text import KEPT, words

__all__ = ["without_bystanders"]

#: Institutions that are as often served, or a place, as they are partners.
_SERVED = "lembaga-juga-sasaran"
#: Words by which somebody takes part, and how many words may stand between.
_PART, _REACH = "kata-turut-serta", 4


def _takes_part(tokens: tuple[str, ...], at: int) -> bool:
    """Whether a word shortly before says that what stands here takes part."""
    return any(entry_at(_PART, tokens, before) for before in range(max(0, at - _REACH), at))


@lru_cache(maxsize=KEPT)
def without_bystanders(plain: str) -> str:
    """A normalised text without the institutions that may as well be served, where nothing says that they take part.

    >>> without_bystanders("kebersihan halaman sekolah"), without_bystanders("kerja bakti bersama sekolah")
    ('kebersihan halaman', 'kerja bakti bersama sekolah')
    """
    tokens = tuple(words(plain))
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        found = entry_at(_SERVED, tokens, at)
        if found is None or _takes_part(tokens, at):
            kept.append(tokens[at])
            at += 1
        else:
            at += found[1]
    return " ".join(kept)
