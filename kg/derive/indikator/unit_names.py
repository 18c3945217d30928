"""Units against what an indicator measures (PermenPANRB 88/2021, KKE-1; Permendagri 90/2019)."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.kamus import is_word
from kg.derive.bahasa.pembuka import ACTIVITY, PROPERTY, THING, kind_of
from kg.derive.indikator.counted import count
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.indikator.vague import vague_word
from kg.derive.official.nomenclature import nomenclature
from kg.derive.target.target_units import unscaled
from kg.derive.text import KEPT, normal, words
from kg.derive.vocabulary import Entry, vocabulary

__all__ = ["misfit"]

_PERCENT, _COUNT = "persen", "jumlah"
#: Measures of which any unit may be right: what is averaged or compared decides.
_ANY = frozenset({"rata-rata", "rasio", "angka"})
#: What is measured by length, area, weight and the like is never measured in these.
_NO_VOLUME = frozenset({"waktu", "orang", "dokumen", "kegiatan", "persen", "lembaga"})
#: What is a value on a scale or a share is never measured in these.
_NO_VALUE = frozenset({"kegiatan", "dokumen", "orang", "barang"})
_VOLUME, _VALUES = "volume", frozenset({"rasio", "tingkat", "cakupan", "proporsi", "laju"})
_QUALITY, _EVENT = "mutu", "kegiatan"
#: What happens or is offered again is counted by how often, in the unit of that name.
_HAPPENS, _OFTEN = frozenset({"kasus", "jasa"}), "kali"
_FREQUENCY, _DAYS = "frekuensi", frozenset({"hari", "malam"})
_OF_QUALITY = "nilai, persen"
#: An average of times is a time.
_TIME, _TIMES = "waktu", frozenset({"waktu", "lama", "durasi"})
_PERSONS, _OF_PERSONS = "orang", ("wan", "wati")
#: A value of money is stated in money (*Nilai omzet BUMDes*); one of an evaluation never is.
_WORTH, _MONEY = "nilai", "uang"


def _kind(unit: str) -> str:
    """The kind of a unit; empty for one that the list does not know."""
    found = vocabulary().first("satuan", unscaled(vocabulary(), unit))
    if found:
        return found[0].broader
    return ""


def _named_in(label: str, unit: str) -> bool:
    """Whether the wording itself counts in this unit: ``Jumlah hari pelayanan`` in ``hari``.

    A visit is counted in the persons that pay it as well (*Jumlah kunjungan wisatawan*).
    """
    if set(words(unit)) & set(words(label)):
        return True
    first = unmeasured(label)[:2]
    by_persons = len(first) > 1 and first[0] in forms("kata-per-orang")
    return by_persons and _kind(unit) == _PERSONS and _is_person(first[1])


def _is_person(word: str) -> bool:
    """Whether a word names persons, by the list or by its ending (*wisatawan*)."""
    found = entry_at("objek-hitung", (word,))
    return word.endswith(_OF_PERSONS) or (found is not None and found[0].name == _PERSONS)


def _is_of_property(label: str) -> bool:
    """Whether how something is (*Kelengkapan buku*) is measured, and not the thing itself."""
    return measure_of(label) is None and kind_of(next(iter(words(label)), "")) == PROPERTY


def _of_things(label: str) -> tuple[str, ...]:
    """The kinds of unit that what is counted allows; empty when the lists cannot tell."""
    counted = count(label)
    kind = counted.kind
    # A kind that stands behind an unknown thing only tells of what it is (*perahu tanpa izin*).
    first = entry_at("objek-hitung", counted.words)
    head = counted.words[0] if counted.words else ""
    # Initials that no list knows may be anything (*RAPB Nagari*).
    other = first is None and (not is_word(head) or kind_of(head) == THING)
    if not kind or other or (kind == _QUALITY and measure_of(label) is not None):
        return ()
    if _is_of_property(label):
        return ()
    return next(e.fits for e in vocabulary().entries("objek-hitung") if e.name == kind)


def _expected(label: str, measure: Entry | None) -> tuple[str, ...]:
    """The kinds of unit that an indicator allows; empty when any may be right."""
    if measure is None or measure.name == _COUNT:
        return _of_things(label)
    if measure.name in _ANY:
        return (_TIME,) if set(unmeasured(label)[:1]) & _TIMES else ()
    return measure.fits


def _never(measure: str) -> frozenset[str]:
    """The kinds of unit in which a measure cannot be stated."""
    if measure == _VOLUME:
        return _NO_VOLUME
    if measure in _VALUES:
        return _NO_VALUE
    return frozenset()


def _is_event(label: str, unit: str) -> bool:
    """Whether something that takes place is counted by how often (*pelayanan keliling* in *kali*)."""
    found = vocabulary().first("satuan", unscaled(vocabulary(), unit))
    if found is None or found[0].broader != _EVENT:
        return False
    if found[0].name == _OFTEN and count(label).kind in _HAPPENS:
        return True
    first = unmeasured(label)[:1]
    return bool(first) and kind_of(first[0]) == ACTIVITY


@lru_cache(maxsize=KEPT)
def misfit(label: str, unit: str) -> str:
    """A unit that does not fit the wording, with what was expected.

    Empty when it fits or nothing speaks against it.

    >>> misfit("Jumlah warga yang dilayani", "Ribu orang")
    ''
    >>> misfit("Persentase aduan yang selesai", "Aduan"), misfit("Jumlah malam menginap", "Malam")
    ('Aduan ≠ persen', '')
    >>> misfit("Jumlah gangguan ketertiban", "Kali"), misfit("Jumlah gangguan", "Rapat")
    ('', 'Rapat ≠ kasus')
    >>> misfit("Jumlah layanan keliling", "Kali"), misfit("Jumlah RAPB Nagari yang dievaluasi", "Dokumen")
    ('', '')
    """
    # What the nomenclature prescribes fits, however it is worded.
    if normal(unit) in nomenclature().units_of(label):
        return ""
    measure = measure_of(label)
    if measure is None:
        return _unit_without_measure(label, unit)
    expected = _expected(label, measure)
    if expected == (_PERCENT,):
        return "" if _kind(unit) == _PERCENT else f"{unit} ≠ {_PERCENT}"
    if measure.name == _COUNT:
        return _unit_of_count(label, unit, measure, expected)
    return _another_unit(label, unit, measure, expected)


def _unit_of_count(label: str, unit: str, measure: Entry, expected: tuple[str, ...]) -> str:
    """A share where things are counted, or a unit of other things."""
    if _kind(unit) == _PERCENT:
        wanted = ", ".join(expected) or " ".join(unmeasured(label)[:1]) or _COUNT
        return f"{unit} ≠ {wanted}"
    if _is_event(label, unit):
        return ""
    return _another_unit(label, unit, measure, expected)


def _another_unit(label: str, unit: str, measure: Entry, expected: tuple[str, ...]) -> str:
    """A unit of another kind than the measure has."""
    kind = _kind(unit)
    if not kind or _names_cases(label, unit, measure):
        return ""
    if measure.name == _WORTH and kind == _MONEY:
        # What a thing is worth may be money; the value of an index that all know is none.
        rated = vocabulary().contains("indikator-baku", label)
        return f"{unit} ≠ {', '.join(expected)}" if rated else ""
    if kind in _never(measure.name):
        return f"{unit} ≠ satuan {words(label)[0]}"
    if expected and kind not in {*expected, _PERCENT}:
        return f"{unit} ≠ {', '.join(expected)}"
    return ""


def _names_cases(label: str, unit: str, measure: Entry) -> bool:
    """Whether a unit is one in which the wording itself counts; how often something happens may be told in days."""
    by_days = measure.name == _FREQUENCY and normal(unit) in _DAYS
    return by_days or _named_in(label, unit)


def _unit_without_measure(label: str, unit: str) -> str:
    """A unit that fits neither what is expected nor, for a vague quality, a score or share of it."""
    kind = _kind(unit)
    if not kind or _named_in(label, unit) or _is_event(label, unit):
        return ""
    expected = _expected(label, None)
    if expected and kind not in {*expected, _PERCENT}:
        return f"{unit} ≠ {', '.join(expected)}"
    if vague_word(label) and kind not in {"nilai", _PERCENT}:
        return f"{unit} ≠ {_OF_QUALITY}"
    return ""
