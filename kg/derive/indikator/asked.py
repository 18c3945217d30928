"""What a wording asks its formula to count, and which kinds of thing may stand for each other."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.context import Context
from kg.derive.indikator.counted import Count, count
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.populations import CASES
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = ["ABSTRACT", "HEAD", "is_count", "may_be_one", "named_by", "refers_elsewhere"]

#: Least number of words of a title, and of those that wording and formula share before they part.
HEAD = 2
#: What is measured rather than counted: its formula counts something else by design.
ABSTRACT = frozenset(
    {
        "indeks",
        "nilai",
        "skor",
        "predikat",
        "tingkat",
        "laju",
        "rata-rata",
        "lama",
        "angka",
        "rasio",
    }
)


def named_by(context: Context, text: str) -> Count:
    """What a text counts, the name of the own kecamatan aside."""
    return _counted(context.own_names, text)


@lru_cache(maxsize=KEPT)
def _counted(own: frozenset[str], text: str) -> Count:
    plain = " ".join(word for word in text.split() if own.isdisjoint(words(word)))
    return count(plain)


def may_be_one(label: str, first: str, second: str) -> bool:
    """Whether two kinds of thing may be one.

    In a share a letter answers a request, a report follows a complaint.
    """
    return first == second or (not is_count(label) and {first, second} <= CASES)


def is_count(label: str) -> bool:
    """Whether an indicator counts things or times."""
    measure = measure_of(label)
    return measure is not None and measure.name in {"jumlah", "frekuensi"}


def refers_elsewhere(text: str) -> bool:
    """Whether a formula leaves the computing to a standard method or to the one who evaluates."""
    lists = vocabulary()
    return bool(lists.contains("metode-ikm", text) or lists.contains("kata-penilaian", text))
