"""The words of heads that all layouts share, with those that a layout adds."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kg.read.layout.heads import HeadWords
from kg.read.layout.words import Layout, Meaning, plain, words

__all__ = ["head_words"]


@lru_cache(maxsize=16)
def _with(
    own: tuple[tuple[str, tuple[str, ...]], ...], years: tuple[tuple[str, int], ...]
) -> HeadWords:
    shared = words().makna
    extra: list[Meaning] = []
    for name, texts in own:
        like = next((m for m in shared if m.nama == name), None)
        extra.append(replace(like, kata=texts) if like else _value(name, texts))
    return HeadWords([*extra, *shared], dict(years))


def _value(name: str, texts: tuple[str, ...]) -> Meaning:
    """A meaning of values by the name that a column of them has."""
    side, _, money = name.partition("_rp")
    sides = {"kondisi_awal": "awal", "kondisi_akhir": "akhir", "pagu": "target"}
    measure = "uang" if name in {"pagu", "realisasi_rp"} or money else "kinerja"
    return Meaning("nilai", texts, sisi=sides.get(side, side), ukuran=measure)


def head_words(layout: Layout | None = None) -> HeadWords:
    """The words of heads, with the own ones of a layout before the shared ones.

    >>> head_words().head("SASRAN KINERJA").meaning.nama
    'sasaran'
    """
    own = layout.kolom.items() if layout else ()
    years = layout.tahun.items() if layout else ()
    named = tuple((plain(text), year) for text, year in years)
    return _with(tuple((name, tuple(texts)) for name, texts in own), named)
