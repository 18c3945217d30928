"""Numerators against their denominator (PermenPANRB 88/2021, KKE-5), and the words that name what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, Triple

from kg.derive.context import Context
from kg.derive.text import KEPT, words
from kg.terms import KIN

__all__ = ["WHOLE", "content", "ratios"]

#: Words that carry no object.
_EMPTY = frozenset(
    """
    jumlah persentase presentase prosentase indeks nilai tingkat rata frekuensi yang di dan dalam dari untuk pada oleh atau
    serta dengan sesuai adalah ada adanya hasil kali kegiatan data per x se ke sebagai nya lain lainnya total kecamatan lingkup
    """.split()  # ruff: ignore[split-static-string] - one word list reads better than many quoted strings
)
#: Words that only say that the denominator is the whole.
WHOLE = frozenset(
    """
    seluruh semua keseluruhan seharusnya rencana direncanakan realisasi target ada wilayah undangan
    """.split()  # ruff: ignore[split-static-string] - as above
)
_SIGN = re.compile(r"[^a-z]")
#: The fewest letters of a word to which another one was glued.
_LETTERS = 3


def content(text: str) -> set[str]:
    """The words that name what is counted.

    >>> sorted(content("Jumlah desa yang aktif"))
    ['aktif', 'desa']
    """
    return set(_content(text))


@lru_cache(maxsize=KEPT)
def _content(text: str) -> frozenset[str]:
    found = (_SIGN.sub("", w) for w in words(text))
    return frozenset(w for w in found if len(w) > 1 and w not in _EMPTY)


def _squeezed(text: str) -> str:
    return "".join(words(text))


def _kernel(word: str) -> str:
    """A word without the words for the whole that extraction may have glued to its front.

    >>> _kernel("seluruhdesa"), _kernel("keseluruhanundangan"), _kernel("adat")
    ('desa', '', 'adat')
    """
    fronts = (w for w in sorted(WHOLE, key=len, reverse=True) if word.startswith(w))
    glued = next((w for w in fronts if len(word) == len(w) or len(word) >= len(w) + _LETTERS), "")
    return _kernel(word.removeprefix(glued)) if glued else word


def ratios(context: Context) -> Iterator[Triple]:
    """Ratios whose numerator is no part of the denominator: upside down, or of another population."""
    view, own = context.view, context.own_names
    for node in view.instances(KIN["Indikator"]):
        upper, lower = view.text(node, KIN["pembilang"]), view.text(node, KIN["penyebut"])
        whole = {k for word in content(lower) - own if (k := _kernel(word))}
        if not view.label(node).strip() or lower.strip().isdigit():
            continue
        foreign = sorted(word for word in whole if word not in _squeezed(upper))
        if foreign:
            yield Triple(
                node, KIN["rasioTidakSahih"], Literal(f"{upper} / {lower} ({', '.join(foreign)})")
            )
