"""Counts of people, villages and groups that reached a state.

A result, not an output of the office.
"""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import QUALITY, STATE, kind_of
from kg.derive.indikator.counted import count
from kg.derive.indikator.measured import measure_of
from kg.derive.text import KEPT, words

__all__ = ["reached_state"]

#: Kinds of what gets better by the work of the office.
_SERVED = frozenset({"orang", "desa", "lembaga", "usaha"})
#: What the office makes itself.
_PAPERS = frozenset({"dokumen"})
_WHICH = "yang"
_SAID = frozenset({STATE, QUALITY})


def _is_reached(word: str) -> bool:
    """Whether a word tells a state that is reached, not what the office did (*dibina*, *terlatih*)."""
    built = form(word)
    return (
        kind_of(word) in _SAID and built.outer != "di" and built.root not in forms("kata-keluaran")
    )


@lru_cache(maxsize=KEPT)
def reached_state(label: str) -> str:
    """The state by which the counted people, villages or groups are chosen; empty where none is.

    >>> reached_state("Jumlah desa mandiri"), reached_state("Jumlah desa yang dibina"), reached_state("Jumlah rapat")
    ('mandiri', '', '')
    """
    measure = measure_of(label)
    counted = count(label)
    if measure is None or measure.name != "jumlah" or counted.kind in _PAPERS:
        return ""
    if counted.kind in _SERVED:
        reached = next(filter(_is_reached, counted.words[1:]), "")
        if reached:
            return reached
    return _done_by_others(label)


def _done_by_others(label: str) -> str:
    """What the counted ones do themselves, or what people do with them (*yang menginap*, *yang digelar warga*)."""
    tokens = words(label)
    if _WHICH not in tokens:
        return ""
    clause = tokens[tokens.index(_WHICH) + 1 :]
    verb = next(iter(clause), "")
    built = form(verb)
    if built.root in forms("kata-keluaran") or built.root in forms("kata-ikut-serta"):
        return ""
    if built.outer in {"me", "ber"} and verb not in forms("kata-menerima"):
        return verb
    doer = entry_at("objek-hitung", tuple(clause), 1) if built.outer == "di" else None
    return verb if doer is not None and doer[0].name in _SERVED else ""
