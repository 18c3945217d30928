"""What is better the smaller it is: times of waiting, and harms (PermenPANRB 88/2021, KKE-1)."""

from __future__ import annotations

from functools import lru_cache
from itertools import dropwhile

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.kata import form, stem
from kg.derive.bahasa.pembuka import THING, kind_of
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = ["harm_in", "is_over", "less_is_better"]

#: Among so many words stands what is measured.
_FRONT = 3
#: The word that says which of the counted ones are meant.
_WHICH = "yang"
_CASES = "kata-kasus"
_EVENTS = ("kata-acara", "kata-kegiatan")
#: What is done with a harm without making an end to it.
_ONLY_SEEN = "kata-hanya-terlihat"
_OVER = "kata-berakhir"
#: What may follow a harmful state without asking for more.
_DEGREES = "kata-setelah-keadaan"
_TIMES = "kata-lama-waktu"
#: What may stand before a time that is measured.
_MEAN = "kata-rerata"
_WAITING = "kata-menunggu"
#: What is counted, and the kinds of it that are cases, and that may be in a bad state.
_COUNTED, _CASE, _BEARERS = "objek-hitung", "kasus", frozenset({"orang", "desa", "usaha"})
_ABSENT = "kata-tiada"


def _behind_measure(label: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a wording opens with a measure, and the words behind it."""
    tokens = tuple(words(label))
    found = entry_at("kata-ukuran", tokens)
    return found is not None, tokens[found[1] if found else 0 :]


@lru_cache(maxsize=1)
def _harms() -> frozenset[str]:
    return forms("hal-buruk")


@lru_cache(maxsize=1)
def _about() -> frozenset[str]:
    """Words for events and papers, which are about something."""
    return forms("kata-acara") | forms("kata-naskah") | forms("kata-catatan")


def _is_harm(word: str) -> bool:
    return word in _harms() or stem(word) in _harms()


def _settled(tokens: tuple[str, ...]) -> bool:
    """Whether something is done about it (*yang dimediasi*, *yang selesai ditangani*)."""
    if _WHICH not in tokens:
        return False
    clause = tokens[tokens.index(_WHICH) + 1 :]
    if any(stem(word) in forms(_OVER) for word in clause):
        return True
    for act in map(form, clause):
        if act.outer not in {"di", "ter"}:
            continue
        # What is only counted or reported goes on.
        if act.root not in forms(_ONLY_SEEN) and not _is_harm(act.root):
            return True
    return False


def _waits(label: str, tokens: tuple[str, ...]) -> bool:
    """Whether the time that somebody waits is measured (*rata-rata lama warga menunggu surat*)."""
    timed = forms(_TIMES) & set(words(label)[:_FRONT])
    return bool(timed) and any(stem(word) in forms(_WAITING) for word in tokens)


@lru_cache(maxsize=1)
def _spent() -> frozenset[str]:
    return frozenset(map(stem, forms("kata-pengerjaan")))


def _timed(label: str) -> bool:
    """Whether the time that a piece of work takes is measured (*rata-rata lama hari penyelesaian surat*)."""
    front = [word for word in words(label) if word not in forms(_MEAN)]
    behind = list(dropwhile(_is_time, front))
    timed = bool(forms(_TIMES).intersection(front[:1]))
    return timed and bool(_spent().intersection(map(stem, behind[:1])))


def _is_time(word: str) -> bool:
    """Whether a word is one for time or for a unit of it (*lama waktu*, *lama hari*)."""
    listed = vocabulary().first("satuan", word)
    return word in forms(_TIMES) or (listed is not None and listed[0].broader == "waktu")


def _harmful(tokens: tuple[str, ...]) -> bool:
    """Whether the counted thing, or the state by which it is counted, is a harm."""
    at = 1 if tokens[:1] and tokens[0] in forms(_CASES) else 0
    if tokens[at : at + 1] and _is_harm(tokens[at]):
        return True
    if _WHICH not in tokens:
        return _in_bad_state(tokens[at:])
    behind = tokens[tokens.index(_WHICH) + 1 :][:1]
    return bool(behind) and _is_harm(behind[0]) and form(behind[0]).outer != "di"


def _in_bad_state(tokens: tuple[str, ...]) -> bool:
    """Whether a bare state stands behind a thing (*keluarga miskin ekstrem*), and nothing more is asked of it."""
    state = tokens[1:2]
    more = tokens[2:3]
    if not state or state[0] not in _harms():
        return False
    if more and more[0] not in forms(_DEGREES):
        return False
    thing = tokens[0]
    # An event or a paper is only about it (*sosialisasi longsor*), and so is what is there for it (*pompa banjir*).
    about = thing in _about() or _is_for(tokens[:1], state)
    return kind_of(thing) == THING and not about


def _is_for(thing: tuple[str, ...], harm: tuple[str, ...]) -> bool:
    """Whether a thing is there because of a harm that befalls (*posko bencana*): only persons are in such a state themselves."""
    case = entry_at(_COUNTED, harm)
    if case is not None and case[0].name == _CASE:
        return True
    who = entry_at(_COUNTED, thing)
    persons = who is not None and who[0].name in _BEARERS
    return not persons and kind_of(harm[0]) == THING


@lru_cache(maxsize=KEPT)
def harm_in(label: str) -> str:
    """The harm that an indicator counts (*perselisihan antarsuku*); empty where it counts none, or what is done about it."""
    _, tokens = _behind_measure(label)
    if not less_is_better(label) or not _harmful(tokens):
        return ""
    return next(filter(_is_harm, tokens), "")


def is_over(label: str) -> bool:
    """Whether a wording counts those about which something is done, or which are over.

    >>> is_over("Persentase pengaduan yang selesai"), is_over("Jumlah pengaduan")
    (True, False)
    """
    return _settled(_behind_measure(label)[1])


@lru_cache(maxsize=KEPT)
def less_is_better(label: str) -> bool:
    """Whether an indicator measures what is better the smaller it is; what is done about it turns it round.

    >>> less_is_better("Angka pencurian ternak"), less_is_better("Jumlah sengketa yang dimediasi")
    (True, False)
    >>> less_is_better("Rata-rata lama hari penyelesaian surat"), less_is_better("Lama jam buka loket")
    (True, False)
    """
    lists = vocabulary()
    measured, tokens = _behind_measure(label)
    if _timed(label):
        return True
    if lists.contains("kata-balik", label) or _settled(tokens) or forms(_ABSENT) & set(tokens):
        return False
    # An event is counted, whatever it is about (*penyuluhan stunting*).
    if any(entry_at(listed, tokens) is not None for listed in _EVENTS):
        return False
    # What is measured stands at the front; what follows only says of what or where.
    front = " ".join((*words(label)[:1], *tokens[:_FRONT]))
    listed = bool(lists.contains("lebih-kecil-lebih-baik", front))
    return listed or _waits(label, tokens) or (measured and _harmful(tokens))
