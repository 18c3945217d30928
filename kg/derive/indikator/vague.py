"""Adjectives that cannot be measured without a definition.

A rank of an official scale and a fixed term are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, form_at, forms
from kg.derive.bahasa.pembuka import PROPERTY, THING, kind_of
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import KEPT, normal, words

__all__ = ["defined", "in_a_term", "vague_word"]

_VAGUE, _RANK, _TERM = "kata-sifat-kabur", "kata-peringkat", "istilah-berkata-sifat"
_SCALE = "skala-predikat"
_CRITERION, _REFERENCE, _MAKES_TERMS = "kata-kriteria", "kata-rujukan", "kata-sifat-majemuk"
#: A bound in figures makes the vaguest word measurable.
_COMPARES = re.compile(r"[≥≤<>]\s*\d")
#: A grade and its word, one of them in brackets: *B (Baik)*, *Baik (B)*.
_GRADE_FIRST = re.compile(r"\b[A-D]{1,2}\s*\(([^()]*)\)")
_WORD_FIRST = re.compile(r"\b((?:[Ss]angat\s+|[Kk]urang\s+|[Tt]idak\s+)?\w+)\s*\([A-D]{1,2}\)")
#: Words that set a limit only with what follows them.
_LIMITS = frozenset({"maksimal", "minimal"})
#: Function words in front of an adjective are not what it is said of.
_FUNCTION = frozenset(
    {"dan", "di", "pada", "untuk", "oleh", "dalam", "serta", "bagi", "ke", "yang", "atau", "kepada"}
)
_NO_NOUN = frozenset({(), *((word,) for word in _FUNCTION)})
#: So far in front of a word stands the first degree of two (*makin kecil makin baik*).
_PAIRED = 3
#: How far in front of a rank its scale may stand (*predikat AKIP minimal baik*).
_REACH = 4
#: The longest fixed term begins so many words before its adjective.
_TERM_REACH = 3


def _is_rank(tokens: tuple[str, ...], at: int) -> bool:
    """Whether the word for a scale stands shortly before."""
    near = tokens[max(0, at - _REACH) : at]
    return any(word in forms(_RANK) for word in near)


def in_a_term(tokens: tuple[str, ...], at: int) -> bool:
    """Whether the word is part of a fixed term."""
    for start in range(max(0, at - _TERM_REACH), at + 1):
        found = entry_at(_TERM, tokens, start)
        if found is not None and start + found[1] > at:
            return True
    return False


def _names(tokens: tuple[str, ...], at: int) -> bool:
    """Whether an adjective makes a term with the noun behind it (*layak huni*, *ramah anak*)."""
    behind = tokens[at + 1 : at + 2]
    if tokens[at] not in forms(_MAKES_TERMS) or not behind:
        return False
    return behind[0] not in _FUNCTION and kind_of(behind[0]) in {THING, PROPERTY}


@lru_cache(maxsize=KEPT)
def vague_word(text: str) -> str:
    """The first vague word of a text; empty when there is none.

    >>> vague_word("Persentase layanan yang memadai"), vague_word("Jumlah kendaraan dalam kondisi baik")
    ('memadai', '')
    >>> vague_word("Persentase kantor dengan mutu layanan A (Sangat Baik)"), vague_word("Jumlah posyandu (baik)")
    ('', 'baik')
    >>> vague_word("Jumlah hari gangguan (makin kecil makin baik)"), vague_word("Persentase layanan yang lebih baik")
    ('', 'baik')
    """
    tokens = tuple(words(_GRADE_FIRST.sub(_but_a_rank, _WORD_FIRST.sub(_but_a_rank, text))))
    if _refers(tokens) or _COMPARES.search(text):
        return ""
    for at in range(len(tokens)):
        form = form_at(_VAGUE, tokens, at)
        if form and not _is_sound(tokens, at, form):
            return form
    return ""


def _but_a_rank(found: re.Match[str]) -> str:
    """What was found; nothing where it is a step of an official scale."""
    if normal(found[1]) in forms(_SCALE):
        return ""
    return found[0]


def _refers(tokens: tuple[str, ...]) -> bool:
    """Whether the wording itself says by which judgement (*berdasarkan hasil penilaian*, *bersertifikat*)."""
    return any(entry_at(_REFERENCE, tokens, at) is not None for at in range(1, len(tokens)))


def _turns(tokens: tuple[str, ...], at: int) -> bool:
    """Whether the word tells which way is better (*makin kecil makin baik*)."""
    degrees = forms("kata-derajat")
    return at > _PAIRED - 1 and {tokens[at - 1], tokens[at - _PAIRED]} <= degrees


def _is_sound(tokens: tuple[str, ...], at: int, form: str) -> bool:
    """Whether the word is a rank or part of a term."""
    alone = " " not in form
    before = tokens[at - 1 : at]
    if before and before[0] in _FUNCTION:
        before = tokens[max(0, at - 2) : at]
    if _turns(tokens, at):
        return True
    official = before[:1] not in _NO_NOUN and nomenclature().says(f"{' '.join(before)} {form}")
    named = in_a_term(tokens, at) or (alone and _names(tokens, at))
    return official or named or _is_rank(tokens, at)


@lru_cache(maxsize=KEPT)
def defined(text: str) -> bool:
    """Whether a text says by what a case counts: a score, a standard, a list of criteria.

    >>> defined("Jumlah kantor yang memenuhi standar / jumlah kantor"), defined("Jumlah kantor yang memadai / jumlah kantor")
    (True, False)
    """
    if _COMPARES.search(text):
        return True
    tokens = tuple(words(text))
    return any(_is_criterion(tokens, at) for at in range(len(tokens)))


def _is_criterion(tokens: tuple[str, ...], at: int) -> bool:
    """Whether a criterion stands here; a word of limit that ends the text sets none (*berjalan maksimal*)."""
    found = entry_at(_CRITERION, tokens, at)
    if found is None:
        return False
    behind = tokens[at + found[1] :][:1]
    return tokens[at] not in _LIMITS or bool(behind)
