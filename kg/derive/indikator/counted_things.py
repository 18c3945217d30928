"""The things that a formula counts, beside those of its indicator: another kind, another head, or no value at all."""

from __future__ import annotations

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.pembuka import ACTIVITY, PROPERTY, kind_of
from kg.derive.indikator.asked import ABSTRACT, is_count, may_be_one, refers_elsewhere
from kg.derive.indikator.counted import Count, is_read
from kg.derive.indikator.formula import Formula
from kg.derive.indikator.measured import measure_of
from kg.derive.indikator.populations import apart
from kg.derive.text import words
from kg.derive.vocabulary import Entry, vocabulary

__all__ = ["another_head", "another_kind", "no_value", "other_size"]

#: Those that are scored.
_SCORES = frozenset({"indeks", "nilai", "skor", "predikat"})
#: Those that no bare count gives, even of their own subject.
_SCORED = _SCORES - {"nilai"}
#: A kind of thing that is a quality of others, and so no other thing.
_QUALITY = "mutu"
_PERSONS, _MONEY = "orang", "uang"
_CASE = "kasus"
_TIME = "waktu"
#: The measure of amounts (*volume sampah*).
_SIZE = "volume"
#: What asks for a time, among so many opening words.
_TIMES, _OPENING = frozenset({"waktu", "lama", "durasi", "kecepatan"}), 3


def _is_rate(measure: Entry | None) -> bool:
    return measure is not None and measure.name == "frekuensi"


def _by_times(label: str, mine: Count, theirs: Count) -> bool:
    """Whether an event is counted by the days on which it takes place (*hari pelayanan keliling*)."""
    if theirs.kind != _TIME or not is_count(label):
        return False
    if _is_rate(measure_of(label)):
        return bool(mine.all & theirs.all)
    first = mine.words[0] if mine.words else ""
    return kind_of(first) == ACTIVITY and mine.head in theirs.all


def another_kind(label: str, formula: Formula, mine: Count, theirs: Count) -> str:
    """The words for two kinds of thing that wording and formula count.

    Empty where they may be one.
    """
    if not mine.kind or not theirs.kind or _QUALITY in {mine.kind, theirs.kind}:
        return ""
    if _computed_from_anything(label, formula) or _is_property(label, mine):
        return ""
    if _told_by_another(label, mine, theirs) or may_be_one(label, mine.kind, theirs.kind):
        return ""
    if _counted_from(mine, theirs):
        return ""
    return _first_things(mine, theirs)


def _first_things(mine: Count, theirs: Count) -> str:
    """What both sides count, as printed."""
    lists = vocabulary()
    first = lists.first("objek-hitung", " ".join(mine.words), slips=True)
    second = lists.first("objek-hitung", " ".join(theirs.words), slips=True)
    return f"{first[1]} ≠ {second[1]}" if first and second else ""


def _computed_from_anything(label: str, formula: Formula) -> bool:
    """Whether an index is computed, from whatever it takes; a bare count of other things is no index."""
    measure = measure_of(label)
    if measure is None or measure.name not in ABSTRACT:
        return False
    return formula.denominator != "" or refers_elsewhere(formula.text)


def _told_by_another(label: str, mine: Count, theirs: Count) -> bool:
    """Whether the thing of an indicator is rightly counted by things of another kind."""
    if not is_count(label) and _told_by_deed(mine, theirs):
        return True
    # Those who run a thing are told by the thing (*pelaku UMKM* by *UMKM ber-NIB*).
    if mine.words[0] in forms("kata-pelaku") and theirs.head in mine.senses[1:2]:
        return True
    # A case may also be counted by those whom it struck.
    if mine.kind == _CASE and theirs.words[0] in forms("kata-penderita"):
        return True
    # A case is counted by the reports of it, a frequency by the visits that are paid.
    by_reports = mine.kind == _CASE or _is_rate(measure_of(label))
    return (by_reports and mine.head in theirs.all) or _by_times(label, mine, theirs)


def _told_by_deed(mine: Count, theirs: Count) -> bool:
    """Whether a share is told by what is done to its thing, or by how often its people do it.

    *Layanan* by *penduduk terlayani*, *ibu yang bersalin* by *persalinan*.
    """
    return mine.head in theirs.conditions or theirs.head in mine.claims


def _can_be_told(mine: Count, theirs: Count) -> bool:
    """Whether words say what both sides count; a single word may be told by any others."""
    return bool(theirs.words) and (len(mine.words) > 1 or mine.kind != "")


def _counted_from(mine: Count, theirs: Count) -> bool:
    """Whether a formula tells from which things it is counted (*Dihitung dari kutipan akta perkawinan …*) and names the matter.

    Persons and money prove nothing of other things.
    """
    proof = theirs.kind not in {_PERSONS, _MONEY} or mine.kind == theirs.kind
    return proof and is_read(theirs.text) and bool(mine.all & theirs.all)


def another_head(label: str, mine: Count, theirs: Count) -> str:
    """Where what the indicator counts does not occur in the formula, under no name of its kind."""
    measure = measure_of(label)
    if measure is None or measure.name in ABSTRACT or not _can_be_told(mine, theirs):
        return ""
    if _names_the_other(mine, theirs) or _is_property(label, mine):
        return ""
    if _is_one_kind(label, mine, theirs) or _by_times(label, mine, theirs):
        return ""
    if _counted_from(mine, theirs):
        return ""
    return f"{mine.words[0]} ≠ {theirs.words[0]}"


def _names_the_other(mine: Count, theirs: Count) -> bool:
    """Whether what one side counts is named anywhere on the other."""
    return mine.head in theirs.all or theirs.head in mine.all


def _is_one_kind(label: str, mine: Count, theirs: Count) -> bool:
    """Whether both are of kinds that may be one, and nothing sets them apart."""
    kinds = bool(mine.kind) and may_be_one(label, mine.kind, theirs.kind)
    return kinds and not apart(mine, theirs)


def no_value(label: str, formula: Formula, mine: Count, theirs: Count) -> str:
    """The words for an index, average or degree whose formula is a bare count, or a share of money."""
    measure = measure_of(label)
    if measure is None or measure.name not in ABSTRACT:
        return ""
    if not mine.words or not theirs.words:
        return ""
    if forms("kata-ukuran-nilai") & set(words(formula.text)):
        return ""
    # What is counted may be part of how a degree is told, but not where its own subject is missing.
    if mine.head in theirs.all and measure.name not in _SCORED:
        return ""
    if _is_bare_count(label, formula, mine, theirs) or _is_share_of_money(measure, mine, theirs):
        return f"{measure.name} {mine.words[0]} ≠ {theirs.words[0]}"
    return ""


def _is_bare_count(label: str, formula: Formula, mine: Count, theirs: Count) -> bool:
    """Whether a formula only counts, where its indicator asks for a value."""
    if not is_count(formula.numerator):
        return False
    if formula.denominator == "":
        return True
    # A time is told by times (*rata-rata waktu layanan* is no number of applicants by counter).
    asks_time = bool(_TIMES & set(words(label)[:_OPENING]))
    if not asks_time or theirs.kind == _TIME or _tells_time(formula.text):
        return False
    return theirs.kind != "" or not mine.all & theirs.all


def _tells_time(text: str) -> bool:
    """Whether a formula speaks of a time anywhere (*menit*, *selisih hari*)."""
    tokens = tuple(words(text))
    found = (entry_at("objek-hitung", tokens, at) for at in range(len(tokens)))
    return any(one is not None and one[0].name == _TIME for one in found)


def _is_share_of_money(measure: Entry, mine: Count, theirs: Count) -> bool:
    """Whether a score of something else is told by money."""
    return theirs.kind == _MONEY and mine.kind != _MONEY and measure.name in _SCORES


def other_size(label: str, formula: Formula, mine: Count, theirs: Count) -> str:
    """Where things are asked for by number and another thing is measured by its size (*bank sampah*: *volume sampah*)."""
    size = measure_of(formula.numerator)
    sized = size is not None and size.name == _SIZE and is_count(label)
    if not sized or not mine.words or not theirs.words or mine.head in theirs.all:
        return ""
    return f"{mine.words[0]} ≠ {words(formula.numerator)[0]} {theirs.words[0]}"


def _is_property(label: str, mine: Count) -> bool:
    """Whether a share is of a property or activity of what is counted (*Persentase kehadiran aparatur*); counts count it."""
    if is_count(label):
        return False
    first = mine.words[0] if mine.words else ""
    return kind_of(first) in {PROPERTY, ACTIVITY} or first in forms("kata-bagian")
