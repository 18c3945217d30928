"""Data sources that cannot be opened.

A place, unit, post, people, method or regulation instead of a record.
"""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.kata import stem
from kg.derive.bahasa.makna import meant
from kg.derive.bahasa.pembuka import PROPERTY, THING, kind_of
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = ["is_counted_paper", "unspecific"]

_NO_RECORD, _RECORD, _TIE = "sumber-tidak-spesifik", "jenis-dokumen", "kata-keterangan-sumber"
_PEOPLE, _PLACE, _RULES = "orang", "tempat", "peraturan"
#: A paper that says what it is about can be found.
_ABOUT = "tentang"
#: The list that holds all words for a village, and the one that stands for them.
_ALIKE, _VILLAGE = "padanan-formulasi", "desa"
#: Kinds of list; with the papers that it lists, one can be opened.
_LISTS = "kata-daftar"
#: The fewest words of a survey that has a name.
_NAMED = 3
#: The fewest letters of a post or unit to which the next word was glued (*SubagUmum*).
_GLUED = 4


def _records(tokens: tuple[str, ...]) -> list[str]:
    """The words for records in a source, but those inside the name of a place, unit, institution or regulation."""
    found = []
    at = 0
    while at < len(tokens):
        other = entry_at(_NO_RECORD, tokens, at)
        record = entry_at(_RECORD, tokens, at)
        longest = max(other[1] if other else 1, record[1] if record else 1)
        if record is not None and record[1] == longest and not (other and other[1] == longest):
            found.append(" ".join(tokens[at : at + longest]))
        at += longest
    return found


def _holder(tokens: tuple[str, ...]) -> str:
    """The kind of place, unit, post … that a source begins with.

    Empty when it begins with something else.
    """
    found = entry_at(_NO_RECORD, tokens)
    if found is not None:
        return found[0].name
    for form in forms(_NO_RECORD):
        rest = tokens[0].removeprefix(form)
        if len(form) >= _GLUED and rest != tokens[0] and is_word(rest) and not is_word(tokens[0]):
            return form
    return ""


def _untied(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A source without the words at its front that only tie it to a place (*Data dari seluruh …*)."""
    while tokens and (found := entry_at(_TIE, tokens)) is not None:
        tokens = tokens[found[1] :]
    return tokens


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """The words for kinds of place."""
    entries = vocabulary().entries(_NO_RECORD)
    return frozenset(next(entry.forms for entry in entries if entry.name == _PLACE))


def _vague(tokens: tuple[str, ...]) -> bool:
    """Whether nothing is said but that there is a record, and where (*Dokumen*, *Arsip kantor*, *Data desa*)."""
    # A list of papers is one that can be opened (*daftar arsip desa*), whatever the papers are.
    if tokens[0] in forms(_LISTS) and tokens[1:2] and tokens[1] in forms("dokumen-umum"):
        return False
    empty = forms("dokumen-umum") | forms(_TIE) | _places()
    return not set(tokens) - empty


def _is_village(word: str) -> bool:
    found = entry_at(_ALIKE, (word,))
    return found is not None and found[0].name == _VILLAGE


def _says_what(tokens: tuple[str, ...]) -> bool:
    """Whether it is said what the data are about, or that they are of no institution (*Data bank sampah*)."""
    return _ABOUT in tokens or bool(forms("bukan-lembaga").intersection(tokens[1:2]))


def _is_named_survey(tokens: tuple[str, ...]) -> bool:
    """Whether a survey says of what it is (*Survei konsumsi keluarga*), not only how or where it is made (*Survei lapangan*)."""
    if tokens[0] not in forms("kata-survei") or len(tokens) < _NAMED:
        return False
    no_name = forms(_NO_RECORD) | forms("kata-tugas")
    return kind_of(tokens[1]) in {THING, PROPERTY} and tokens[1] not in no_name


def _says_more(holder: str, tokens: tuple[str, ...]) -> bool:
    """Whether behind a kind of place more than its name is said (*Data desa tertib*).

    Then it tells what the data are.
    """
    more = set(tokens) - _places() - forms(_TIE)
    return holder == _PLACE and any(map(is_word, more))


@lru_cache(maxsize=KEPT)
def unspecific(source: str) -> bool:
    """Whether a data source is nothing but a place, unit, post, people, method or regulation, or the data of one.

    >>> unspecific("Pengelola barang"), unspecific("Kartu inventaris barang"), unspecific("Data perencanaan kecamatan")
    (True, False, False)
    """
    tokens = tuple(words(source))
    if not tokens:
        return False
    if _records(tokens):
        return _vague(tokens)
    rest = _untied(tokens)
    if not rest:
        return True
    holder = _holder(rest)
    data = tokens != rest and "data" in tokens[: len(tokens) - len(rest)]
    if _is_named_survey(rest):
        return False
    named = data and (holder == _PEOPLE or _says_what(rest) or _says_more(holder, rest))
    return bool(holder) and not named


def is_counted_paper(source: str, label: str) -> bool:
    """Whether a regulation of villages is itself what an indicator counts (*Peraturan desa tentang APB Desa*).

    >>> is_counted_paper("Peraturan desa tentang APB Desa", "Persentase desa yang menetapkan APB Desa")
    True
    >>> is_counted_paper("Peraturan bupati tentang keuangan desa", "Jumlah dokumen keuangan desa")
    False
    """
    head, about, matter = source.casefold().partition(f" {_ABOUT} ")
    issued = tuple(words(head))
    if not about or not any(map(_is_village, issued)) or _holder(issued) != _RULES:
        return False
    said = set(meant(vocabulary(), matter)) - set(map(stem, _places()))
    return bool(said) and said <= set(meant(vocabulary(), label))
