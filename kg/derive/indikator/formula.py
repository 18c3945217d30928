"""A formula taken apart: title, numerator, denominator.

What only closes it (*x 100 %*, *= 100*) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.derive.bahasa.daftar import entry_at
from kg.derive.context import Context, each_once
from kg.derive.indikator.measured import measure_of
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import KEPT, words
from kg.terms import KIN

__all__ = ["Formula", "computation", "formula_of", "is_rate", "parsed"]

#: What a formula closes with: its result, and the factor that makes a percentage of it.
_RESULT = re.compile(r"\s*=\s*[\d.,\s%]+(?:persen)?\s*$", re.IGNORECASE)
#: What turns a share into percent, or into so many of 1.000 or 100.000.
_FACTOR = re.compile(
    r"[\s(]*(?:[x×*]|\bdi?kali(?:kan)?(?:\s+dengan)?)\s*\(?\s*"
    r"(?:100|seratus|1\.?000(?:\.?000)?|100?\.?000|seribu)\s*\)?\s*(?:%|persen|per\s*sen)?[\s.)]*$",
    re.IGNORECASE,
)
#: Which cases the whole formula is for, told behind its factor.
_FOR = re.compile(
    r"([x×*]\s*100\s*%)[\s,]+(?:pada|untuk|dalam|di|bagi|selama|dari|dengan)\s.*$", re.IGNORECASE
)
#: A factor that makes so many cases of one thing for a number of another.
_RATE = re.compile(r"(?:[x×*]|\bdi?kali(?:kan)?)\s*\(?\s*(?:1|10|100|1\.000)\.?000\b|\bseribu\b")
#: The unit that is put behind a formula belongs to no side of it.
_PERCENT = re.compile(r"\s*(?:\(\s*)?(?:dalam\s+)?(?:%|persen)(?:\s*\))?\s*$", re.IGNORECASE)
#: A formula may begin with what it computes: Persentase = a / b.
_TITLE = re.compile(r"([^=<>]*[^\W\d_][^=<>]*)=(.*)", re.DOTALL)
#: What divides in words, and signs with blanks around them or with brackets or a sum behind them.
_DIVIDES = re.compile(
    r"\s+(?:di\s*bagi(?:kan)?(?:\s+dengan)?|di\s*banding(?:kan)?(?:\s+(?:dengan|terhadap))?|berbanding(?:\s+dengan)?|"
    r"dibanding|per\s+(?=jumlah|total|seluruh|banyaknya))\s+"
    r"|\s+(?:terhadap|dari)\s+(?=jumlah|total|seluruh|semua|keseluruhan)"
    r"|\s*÷\s*|\s+[/:]\s+|(?<=\))\s*[/:]\s*|\s*[/:]\s*(?=[(∑Σ]|jumlah\b|total\b|seluruh\b|semua\b|banyaknya\b|pagu\b|target\b)",
    re.IGNORECASE,
)
#: A stroke without blanks divides where several words stand on both sides; else it joins two names
#: of one thing.
_TIGHT = re.compile(r"(?<=[^\W\d_])[/:](?=[^\W\d_])")
_SEVERAL = 2
#: What divides where a factor of hundred shows that something is divided (*timbulan per sampah
#: terangkut x 100 %*).
_DIVIDES_SHARE = re.compile(r"\s+per\s+|(?<=[^\W\d_])[/:](?=[^\W\d_])", re.IGNORECASE)
#: What follows a stroke between two names of one thing (*desa/kelurahan yang …*).
_TOTAL = re.compile(r"^\w+\s+(?:yang|di|dalam|dengan|pada|dan|se)\b", re.IGNORECASE)
#: Signs of a sum, by which a text is a formula without any word of measure.
_SUMS = ("∑", "Σ")


@dataclass(frozen=True)
class Formula:
    """A formula: what it is called, what is divided by what.

    A count has no denominator, ``computes`` tells other text.
    """

    text: str
    title: str
    numerator: str
    denominator: str
    computes: bool


def is_rate(text: str) -> bool:
    """Whether a formula tells how many there are for a thousand or more of something else.

    >>> is_rate("Kasus / penduduk x 100.000"), is_rate("Desa aktif / desa x 100%")
    (True, False)
    """
    return _RATE.search(text.casefold()) is not None


def _unbracketed(text: str) -> str:
    """A text without brackets around all of it, and without those left open."""
    plain = text.strip().strip(".;").strip()
    while plain.startswith("(") and plain.endswith(")") and plain.count("(") == 1:
        plain = plain[1:-1].strip()
    if plain.count("(") > plain.count(")"):
        plain = plain.removeprefix("(")
    elif plain.count(")") > plain.count("("):
        plain = plain.removesuffix(")")
    return plain.strip()


def _unclosed(text: str) -> str:
    """A formula without its result and its factor."""
    plain = _RESULT.sub("", _FOR.sub(r"\1", text.strip()))
    return _FACTOR.sub("", plain)


def computation(text: str) -> bool:
    """Whether a text computes: it counts, divides, multiplies or averages something.

    >>> computation("Jumlah rapat"), computation("Daftar hadir rapat")
    (True, False)
    """
    tokens = tuple(words(text))
    told = any(entry_at("kata-hitung", tokens, at) for at in range(len(tokens)))
    return (told and len(tokens) > 1) or _opens(text, tokens) or _divides(text)


def _divides(text: str) -> bool:
    """Whether a text divides or multiplies more than units (*orang/bulan*)."""
    return _FACTOR.search(text) is not None or len(_halves(_unclosed(text), share=False)) == 2


def _opens(text: str, tokens: tuple[str, ...]) -> bool:
    """Whether a measure of something opens the text; a lone measure is a unit."""
    measured = measure_of(text) is not None or text.lstrip("= ").startswith(_SUMS)
    return measured and len(tokens) > 1


def _halves(body: str, *, share: bool) -> list[str]:
    """What stands on both sides of the division; the whole where nothing is divided."""
    parts = _DIVIDES.split(body, maxsplit=1)
    if len(parts) == 2:
        return parts
    shared = _DIVIDES_SHARE.split(body)
    if share and len(shared) == 2:
        return shared
    tight = _TIGHT.split(body)
    divided = len(tight) == 2 and len(tight[0].split()) > _SEVERAL <= len(tight[1].split())
    if divided and _TOTAL.search(tight[1]) is None and not _is_name(*tight):
        return tight
    return [body]


def _is_name(before: str, behind: str) -> bool:
    """Whether a stroke stands within an official name (*Laporan Koordinasi/Sinergi Perencanaan*)."""
    beside = [before.split()[-1], behind.split()[0]]
    return nomenclature().says(" / ".join(beside))


@lru_cache(maxsize=KEPT)
def parsed(text: str) -> Formula:
    """A formula as printed in one cell, taken apart.

    >>> found = parsed("Cakupan = (Jumlah desa aktif / Jumlah desa) x 100% = 100")
    >>> found.title, found.numerator, found.denominator
    ('Cakupan', 'Jumlah desa aktif', 'Jumlah desa')
    """
    plain = _unclosed(text).lstrip("= ")
    titled = _TITLE.fullmatch(plain)
    if titled:
        title, body = titled.groups()
    else:
        title = ""
        body = plain
    body = _unbracketed(_unclosed(body))
    divided = _halves(body, share=_FACTOR.search(_FOR.sub(r"\1", text.strip())) is not None)
    parts = list(map(_unbracketed, divided))
    whole = len(parts) == 2 and all(parts)
    if whole:
        upper, lower = parts
    else:
        upper = body
        lower = ""
    return Formula(text, title.strip(), upper, _PERCENT.sub("", lower), computation(text))


@each_once
def formula_of(context: Context, node: NamedNode) -> Formula:
    """The formula of an indicator: as its own columns take it apart, else as its text does."""
    view = context.view
    found = parsed(view.text(node, KIN["formulasi"]).strip())
    upper = view.text(node, KIN["pembilang"])
    lower = view.text(node, KIN["penyebut"])
    if not lower.strip():
        return found
    return Formula(found.text, found.title, upper.strip(), lower.strip(), computes=True)
