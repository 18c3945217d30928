"""Target figures inside the wording of an indicator.

Dates, bases, ages, limits and numbers of regulations are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.pembuka import ACTIVITY, kind_of
from kg.derive.indikator.measured import measure_of
from kg.derive.text import KEPT

__all__ = ["figures"]

#: Figures with their points and strokes, words, and the signs of comparison.
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?![^\W_])|[^\W_]+|[%≥≤<>&]|[-–]")
#: A figure, also as in 24x.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*x?")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Number of a list in front of a wording; a number said again in words; hours of a day.
_LISTED = re.compile(r"^\s*\d+[.)]\s+")
#: A figure said again in words behind it: 5 (lima).
_SAID_AGAIN = re.compile(r"(?<=\d)\s*\((?:[^\W\d]+\s?)+\)")
#: 1x24 jam, 24/7: limits of time that are no targets.
_ROUND_THE_CLOCK = re.compile(r"\b\d+\s*x\s*24\b|\b24\s*(?:/\s*7|jam)\b", re.IGNORECASE)
#: An amount of money is written with its figures.
_MONEY = re.compile(r"\brp\.?\s*(?=\d)", re.IGNORECASE)
#: What stands between the two ends of a range.
_RANGE = frozenset({"-", "–", "sampai", "hingga", "sd", "dan"})
#: Signs and words that may stand between a number and the word that tells what it is (*ke-80*, *di
#: atas Rp50*).
_THROUGH = frozenset({"-", "–", "rp"})
#: How many words a phrase in front of a number may have.
_FRONT = 4
_CLAUSE = frozenset({"yang", "dengan", "mempunyai", "memiliki", "memperoleh"})
#: One may be any.
_ONE = frozenset({"satu", "se", "pertama"})
#: Words of place: a number of places behind them tells where the cases are counted.
_WHERE = frozenset({"di", "pada", "dari"})
#: What leads in the period in which something happens so often, apart from *sebulan*, *seminggu*.
_PER = frozenset({"per", "tiap", "dalam"})
#: Measures that count cases: a limit in their clause says which cases count.
_CASES = frozenset({"persentase", "jumlah", "cakupan", "proporsi", "rasio"})
#: Measures of time: a time behind them is what shall be reached, not a limit.
_TIMES = frozenset({"lama"})
_TIME_WORDS = frozenset({"lama", "waktu", "durasi"})
_LIMIT, _BEFORE, _BEHIND = "kata-ambang-angka", "kata-depan-angka", "kata-belakang-angka"
_TIME_LIMIT = "dalam"
#: Behind a figure these make it a time.
_TIME = frozenset({"hari", "jam", "menit", "minggu", "tahun", "bulan", "kerja", "x"})
#: A grade at the end of a wording is its target: *dengan predikat BB*.
_GRADE = re.compile(
    r"\b(?:minimal|sebesar|menjadi|mencapai|kategori|predikat|nilai)\s+\"?(AA|A|BB|B|CC)\"?\s*$"
)
#: Measures that are told in grades.
_GRADED = frozenset({"nilai", "predikat", "indeks", "skor"})

Tokens = tuple[str, ...]


def _ends_with(name: str, tokens: Tokens, end: int) -> str:
    """The concept of a list of which a form ends just before this place.

    Empty when there is none.
    """
    while end and tokens[end - 1] in _THROUGH:
        end -= 1
    for start in range(max(0, end - _FRONT), end):
        found = entry_at(name, tokens, start)
        if found is not None and start + found[1] == end:
            return found[0].name
    return ""


def _ruled_out(tokens: Tokens, at: int, measure: str) -> bool:
    """Whether the words around a number say that it is a date, a number of something, an age, a base or a time limit."""
    if entry_at(_BEHIND, tokens, at + 1) is not None:
        return True
    if _TIME & set(tokens[at + 1 : at + 2]):
        # How long a case may take is a condition; where the time itself is measured it is the
        # target.
        # *Paling lama* sets a limit; it does not measure how long something takes.
        pairs = zip(("", *tokens[:at]), tokens[:at], strict=False)
        said = {word for before, word in pairs if before != "paling"}
        return measure not in _TIMES and not _TIME_WORDS & said
    return _ends_with(_BEFORE, tokens, at) not in {"", _TIME_LIMIT}


def _twinned(tokens: Tokens, at: int) -> bool:
    """Whether the same number stands there once more.

    The name of a program (*satu desa satu produk*).
    """
    return tokens[at] in tokens[max(0, at - 2) : at] + tokens[at + 1 : at + 3]


def _selects(tokens: Tokens, at: int, measure: str) -> bool:
    """Whether a number is the limit by which the cases that an indicator counts are chosen."""
    if measure not in _CASES or not at:
        return False
    # So many of the counted things themselves are aimed at (*jumlah toko … minimal 12 toko*).
    if tokens[at + 1 : at + 2] and tokens[at + 1] == tokens[1]:
        return False
    limited = tokens[at - 1] in {"≥", "≤", "<", ">"} or _ends_with(_LIMIT, tokens, at) != ""
    clause = bool(_CLAUSE & set(tokens[:at]))
    # Money in front of a clause chooses as well: SPPT di bawah Rp100.000 yang lunas.
    sum_of_money = tokens[at - 1] == "rp"
    return (
        _how_often(tokens, at) or tokens[at - 1] in _WHERE or (limited and (clause or sum_of_money))
    )


def _how_often(tokens: Tokens, at: int) -> bool:
    """Whether a number tells how often something happens with the cases, which are no events themselves (*rapat*)."""
    behind = tokens[at + 1 : at + 3]
    period = len(behind) > 1 and (behind[1] in _PER or behind[1].startswith("se"))
    event = any(kind_of(word) == ACTIVITY for word in tokens[1:3])
    return behind[:1] == ("kali",) and period and bool(_CLAUSE & set(tokens[:at])) and not event


def _join_ranges(tokens: Tokens, told: dict[int, bool]) -> None:
    """A range is a target only as a whole.

    *usia 15-24 tahun* is none, whichever end the words stand at.
    """
    for end in list(told):
        start = end - 2
        if start in told and tokens[end - 1] in _RANGE:
            told[start] = told[end] = told[start] and told[end]


def _is_number(tokens: Tokens, at: int) -> bool:
    """Whether figures, or words for a number with what they count, stand here.

    Not a year, not a regulation.
    """
    word = tokens[at]
    if word in forms("kata-bilangan"):
        follows = tokens[at + 1 : at + 2]
        # Behind figures it is part of their number: 300 juta rupiah.
        # Behind the opening word of a result a number counts whatever follows (terbangunnya lima jembatan).
        opened = at == 1 and tokens[0].endswith("nya") and word not in _ONE
        counted = bool(follows) and (opened or follows[0] in forms("satuan-target"))
        return counted and (not at or _NUMBER.fullmatch(tokens[at - 1]) is None)
    return _NUMBER.fullmatch(word) is not None and _YEAR.fullmatch(word) is None


def _is_sound(tokens: Tokens, at: int, measure: str) -> bool:
    """Whether a number is no target."""
    ruled_out = _ruled_out(tokens, at, measure) or _twinned(tokens, at)
    return ruled_out or _selects(tokens, at, measure)


def _printed(tokens: Tokens, at: int) -> str:
    """A figure with what it counts, and with the words for a number in front of it."""
    start = at
    while start and tokens[start - 1] in forms("kata-bilangan"):
        start -= 1
    counts = tokens[at + 1 : at + 2]
    if counts and counts[0] in forms("satuan-target"):
        end = at + 2
    else:
        end = at + 1
    return " ".join(tokens[start:end])


@lru_cache(maxsize=KEPT)
def figures(label: str) -> str:
    """The target figures of a wording; empty when it has none.

    >>> figures("Jumlah rapat 12 kali"), figures("Persentase balita usia 0-59 bulan"), figures("Nilai SAKIP minimal BB")
    ('12 kali', '', 'BB')
    """
    measure = measure_of(label)
    name = ""
    if measure is not None:
        name = measure.name
    plain = _SAID_AGAIN.sub("", _LISTED.sub("", label))
    plain = _MONEY.sub("rp ", _ROUND_THE_CLOCK.sub(" ", plain))
    tokens = tuple(_TOKEN.findall(plain.casefold()))
    told: dict[int, bool] = {}
    for at in range(len(tokens)):
        if _is_number(tokens, at):
            told[at] = not _is_sound(tokens, at, name)
    _join_ranges(tokens, told)
    found = [_printed(tokens, at) for at, target in told.items() if target]
    grade = None
    if name in _GRADED:
        grade = _GRADE.search(label)
    if grade is not None:
        found.append(grade[1])
    return ", ".join(found)
