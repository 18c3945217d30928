"""What kind of thing a wording opens with.

A measure, a state, an act, an activity, a property, or a thing.

States carry their affixes (*ter-…-nya*, *ber-…*, *meningkat-*, *optimalnya*), acts and activities
theirs (*me-…-kan*, *pe-…-an*); the word lists hold only what affixes do not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from kg.derive.bahasa.daftar import form_at, forms
from kg.derive.bahasa.kata import Form, form
from kg.derive.text import KEPT, words
from kg.derive.vocabulary import vocabulary

__all__ = [
    "MEASURE",
    "STATE",
    "Kind",
    "Opening",
    "kind_of",
    "not_a_condition",
    "opening",
    "says_a_state",
]

Kind = str

MEASURE, STATE, ACT, ACTIVITY, QUALITY, PROPERTY, THING = (
    "ukuran",
    "keadaan",
    "tindakan",
    "kegiatan",
    "sifat",
    "besaran",
    "benda",
)
#: Words behind which a wording no longer says how its subject is, but what for or under which
#: condition.
_AIMS = frozenset({"untuk", "guna", "agar", "dalam", "rangka"})
#: Words where a clause begins: what a result is for, or which ones it means.
_CLAUSES = _AIMS | {"yang", "dengan"}
#: Behind a degree it compares numbers (*lebih dari 3 kali*).
_COUNTED = "dari"
#: What one prefix tells whatever follows it.
_OF_PREFIX = {"ter": STATE, "ber": STATE, "di": ACTIVITY}
#: The lists of words whose kind affixes do not tell, or tell wrongly.
_LISTED = (
    ("kata-keadaan", STATE),
    ("kata-besaran", PROPERTY),
    ("kata-benda-berimbuhan", THING),
    ("kata-sifat", QUALITY),
    ("kata-kegiatan", ACTIVITY),
)
#: What a word of unknown root is built like (a slip of the pen, a new word).
_SHAPES = (
    (re.compile(r"(?:ter|ber|me)\w{4,}nya"), STATE),
    (re.compile(r"me(?:m|n|ng|ny)\w{4,}(?:kan|i)"), ACT),
    (re.compile(r"pe(?:ny|ng|m|n|r|l)\w{4,}an|\w{4,}isasi"), ACTIVITY),
)


@dataclass(frozen=True)
class Opening:
    """The word or words that a wording opens with, and their kind."""

    word: str
    kind: Kind


def _of_affixes(built: Form) -> Kind:
    """The kind that the affixes of a word tell; empty when they tell nothing."""
    if built.outer == "me":
        plain = built.suffix == "" and len(built.prefixes) == 1
        turns = built.enclitic == "nya" or built.root in forms("kata-perubahan")
        if plain and turns:
            return STATE
        return ACT
    if built.confixed("pe") or built.confixed("per"):
        return ACTIVITY
    if built.confixed("ke"):
        return PROPERTY
    return _OF_PREFIX.get(built.outer, "")


def _turns_into_state(bare: str) -> bool:
    """Whether a word with *-nya* says that a quality or change is there (*optimalnya*, *tumbuhnya*)."""
    return bare in forms("kata-perubahan") or bare in forms("kata-sifat")


def _says_it_is_so(built: Form) -> bool:
    """Whether *-nya* behind a passive or a bare root tells what is done or how it is (*dibukukannya*, *siapnya*)."""
    return built.enclitic == "nya" and built.outer in {"", "di"}


def _of_shape(word: str) -> Kind:
    """The kind that a word of unknown root looks like."""
    looks = (kind for shape, kind in _SHAPES if shape.fullmatch(word))
    return next(looks, THING)


@lru_cache(maxsize=KEPT)
def kind_of(word: str) -> Kind:
    """The kind of one casefolded word, measures aside.

    >>> kind_of("terwujudnya"), kind_of("menyusun"), kind_of("pembinaan"), kind_of("pendapatan")
    ('keadaan', 'tindakan', 'kegiatan', 'benda')
    """
    bare = word.removesuffix("nya")
    has_nya = word != bare
    if has_nya and _turns_into_state(bare):
        return STATE
    listed = _listed(word, bare)
    if listed:
        return listed
    built = form(word)
    told = ""
    if built.known:
        told = _of_affixes(built)
    is_noun = told in {"", ACTIVITY, THING}
    if has_nya and is_noun and _says_it_is_so(built):
        return STATE
    return told or _of_shape(word)


def _listed(word: str, bare: str) -> Kind:
    """The kind of the first list that has a word, with or without its *-nya*; empty where none has it."""
    for name, kind in _LISTED:
        known = forms(name)
        if word in known or bare in known:
            return kind
    return ""


@lru_cache(maxsize=KEPT)
def opening(text: str) -> Opening:
    """What a wording opens with.

    >>> opening("Tidak adanya tunggakan")
    Opening(word='tidak adanya', kind='keadaan')
    """
    tokens = tuple(words(vocabulary().corrected(text)))
    if not tokens:
        return Opening("", "")
    for name, kind in (("kata-ukuran", MEASURE), *_LISTED):
        listed = form_at(name, tokens)
        if listed:
            return Opening(listed, kind)
    return Opening(tokens[0], kind_of(tokens[0]))


def says_a_state(text: str) -> bool:
    """Whether a wording says of its subject how it is.

    A quality, or a verb of state or change, not as a goal (*untuk …*).

    >>> says_a_state("Pelayanan publik meningkat"), says_a_state("Dokumen perencanaan")
    (True, False)
    """
    said = takewhile(lambda word: word not in _AIMS, words(text)[1:])
    return any(kind_of(word) in {STATE, QUALITY} for word in said)


def _changes(word: str) -> bool:
    """Whether a word is a verb by which a subject is or gets so (*meningkat*, *terjaga*)."""
    return form(word).known and form(word).outer in {"me", "ter"} and kind_of(word) == STATE


def _says_how(word: str, following: str) -> bool:
    """Whether two words say how the subject is: by degree (*semakin mudah*) or by a verb (*berjalan lancar*)."""
    if word in forms("kata-derajat"):
        return following.isalpha() and following != _COUNTED
    return form(word).outer in {"di", "ber"} and kind_of(following) == QUALITY


def _predicated(text: str) -> bool:
    """Whether the subject is followed by what it became or how it is, not within a clause with *yang*.

    So is that of *Pelayanan publik meningkat* and *Pelayanan semakin mudah*.
    """
    said = list(takewhile(lambda word: word not in _CLAUSES, words(text)[1:]))
    changed = any(map(_changes, said))
    return changed or any(_says_how(*pair) for pair in pairwise(said))


@lru_cache(maxsize=KEPT)
def not_a_condition(text: str) -> str:
    """The opening word of a result that states an act, an activity, a measure or a mere thing.

    Empty when it states a condition.

    >>> not_a_condition("Membina desa"), not_a_condition("Meningkatnya ketertiban"), not_a_condition("Jumlah desa")
    ('membina', '', 'jumlah')
    """
    found = opening(text)
    sound = {
        MEASURE: False,
        ACT: False,
        ACTIVITY: _predicated(text),
        THING: says_a_state(text),
    }
    if sound.get(found.kind, True):
        return ""
    return found.word
