"""Two measures joined in one indicator (PermenPANRB 88/2021, KKE-1).

A conjunction joins two measured things when each side could stand alone with the measure. Fixed
pairs, names, what the nomenclature itself joins, relations (*antara … dan …*), agents, recipients,
places and partners are one thing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.daftar import entry_at, forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import ACT, QUALITY, STATE, kind_of
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.indikator.one_name import (
    Tokens,
    is_joint,
    joined_officially,
    without_official,
    without_pairs,
)
from kg.derive.text import KEPT
from kg.derive.vocabulary import vocabulary

__all__ = ["is_composite", "joined"]

#: What stands in brackets explains, and joins nothing.
_BRACKETS = re.compile(r"\([^)]*\)?")
#: Words and signs; the comma of a number is none (*berat di atas 2,5 kg*).
_TOKEN = re.compile(r"\d+[,.]\d+|[^\W_]+|[,/&;]")
#: A number in Roman letters (*tahap I dan II*).
_ROMAN = re.compile(r"i{1,3}|iv|vi{0,3}|ix|x")
_NAMES = "kepala-lembaga"
#: Joins two deeds, and never two topics of one event.
_AT_ONCE = "sekaligus"
_PAPERS = "dokumen"
_RATIO = "rasio"
#: Words for those who get, have or use something, and how far behind them the joint stands at least.
_ROLES = "kata-peran-orang"
_ABOUT = 3
#: Kinds of thing that could be counted beside those who have a role.
_COUNTED_ALONE = frozenset({"orang", "desa", "lembaga", "usaha"})
#: Measures that are put together from others, and how a formula says that it does so.
_COMPOSED = frozenset({"indeks", "nilai", "skor"})
#: Words by which a formula makes one number of several.
_PUT_TOGETHER = re.compile(r"\b(?:rata-rata|rerata|tertimbang|bobot|dibagi|gabungan|komposit)\b")
#: What is held once, about whatever it is.
_EVENTS = "kata-acara"
#: Words that lead in who does it, who gets it, where it is, with whom and for what: what they join
#: is not measured.
_LEADS = frozenset(
    {
        "oleh",
        "kepada",
        "bagi",
        "untuk",
        "guna",
        "di",
        "pada",
        "ke",
        "dari",
        "antar",
        "bersama",
        "se",
        "melalui",
        "berdasarkan",
    }
)
#: Words that lead in a partner, a manner, a rule or a subject: one thing, unless an own condition
#: follows.
_COMPARED = frozenset({"dengan", "sesuai", "menurut", "berpedoman"})
#: Words that end what a leading word leads in.
_CLOSES = frozenset({"yang", "dalam", "terhadap", "tentang", "mengenai", "atas"})
#: Words that need two things to say one.
_BETWEEN = "kata-antara"
#: *antara lain* opens a list of examples.
_FOR_INSTANCE = ("antara", "lain")
#: What only closes a list is no thing of its own.
_AND_SO_ON = frozenset({"lain", "lainnya", "sejenisnya", "sebagainya", "terkait", "seterusnya"})
#: How many words behind its first word the name of an institution or regulation may join.
_NAME = 6
_CONDITIONS = frozenset({STATE, QUALITY})


def _named(tokens: Tokens, at: int) -> bool:
    """Whether the joint stands within the name of an institution, a unit, a regulation or a program."""
    for start in range(max(0, at - _NAME), at):
        if entry_at(_NAMES, tokens, start) is not None:
            return not _CLOSES & set(tokens[start:at])
    return False


def _lead(tokens: Tokens, at: int) -> str:
    """The word that leads in what is joined here; empty when it is the measured thing itself."""
    for place in range(at - 1, -1, -1):
        word = tokens[place]
        if word in _CLOSES or tokens[place : place + 2] == _FOR_INSTANCE:
            return ""
        if word in _LEADS or word in _COMPARED or word in forms(_BETWEEN):
            return word
    return ""


def _own_condition(tokens: Tokens, at: int) -> bool:
    """Whether a condition of its own follows the joint (*… sesuai pedoman dan tepat waktu*)."""
    behind = tokens[at + 1 : at + 2]
    return bool(behind) and kind_of(behind[0]) in _CONDITIONS


def _led(tokens: Tokens, at: int) -> bool:
    """Whether the joint stands in what a leading word leads in."""
    lead = _lead(tokens, at)
    if lead in _COMPARED:
        return not (_own_condition(tokens, at) or kind_of(tokens[at - 1]) in _CONDITIONS)
    return bool(lead) and not _own_condition(tokens, at)


def _same_thing(tokens: Tokens, at: int) -> bool:
    """Whether both sides are one word, or two names of one thing with a stroke between (*masyarakat/warga*)."""
    before = tokens[at - 1]
    behind = tokens[at + 1]
    if entry_at("kata-ukuran", tokens, at + 1) is not None:
        return False
    # A thing and a nearer name of it: masyarakat/perwakilan masyarakat.
    numbered = all(word.isdigit() or _ROMAN.fullmatch(word) for word in (before, behind))
    if before in tokens[at + 1 : at + 3] or numbered:
        return True
    first, second = (vocabulary().first("objek-hitung", word) for word in (before, behind))
    alike = first is not None and second is not None and first[0].name == second[0].name
    return tokens[at] == "/" and alike


def _topics(tokens: Tokens, at: int) -> bool:
    """Whether one event is counted, of two topics (*jumlah sosialisasi bahaya narkoba dan judi*)."""
    behind = unmeasured(" ".join(tokens))
    event = entry_at(_EVENTS, behind)
    if event is None:
        return False
    name = behind[: event[1]]
    first = tokens.index(name[0]) + len(name)
    # What follows must be no event, thing with a condition or condition of its own.
    rest = tokens[at + 1 :]
    activity = any(entry_at(listed, rest) is not None for listed in (_EVENTS, "kata-kegiatan"))
    other = activity or _own_condition(tokens, at) or name[0] in rest or tokens[at] == _AT_ONCE
    clause = "yang" in tokens[first:at]
    return at > first and not other and not clause


def _done_by(tokens: Tokens, at: int) -> bool:
    """Whether those are joined who do what a passive verb tells (*yang dihadiri wakil perempuan dan pemuda*)."""
    before, behind = tokens[:at], tokens[at + 1]
    acts = [place for place, word in enumerate(before) if form(word).outer == "di"]
    if not acts or "yang" not in before[: acts[-1]]:
        return False
    doers = (*before[acts[-1] + 1 :], behind)
    return len(doers) > 1 and all(map(_may_do, doers))


def _may_do(word: str) -> bool:
    """Whether a word may name one who does something.

    No verb, no quality, no word that leads in a manner or place.
    """
    led = word in _LEADS or word in _COMPARED or word in _CLOSES
    verb = form(word).outer in {"di", "ter", "me", "ber"} or kind_of(word) in _CONDITIONS
    return not led and not verb


def _kinds_of_paper(tokens: Tokens, at: int) -> bool:
    """Whether a share is of papers of two matters under one condition (*dokumen perencanaan dan evaluasi yang …*)."""
    head = entry_at("objek-hitung", tokens, at - 2) if at > 1 else None
    papers = head is not None and head[0].name == _PAPERS
    behind = tokens[at + 1 :]
    other = _own_condition(tokens, at) or entry_at("objek-hitung", behind) is not None
    share = measure_of(" ".join(tokens))
    shared = share is not None and share.name == "persentase"
    spoken = shared and tokens[at] == "dan" and kind_of(tokens[at - 1]) not in _CONDITIONS
    return papers and spoken and not other


def _taught(tokens: Tokens, at: int) -> bool:
    """Whether two acts are what one passive verb is about (*yang dilatih membaca dan menulis*)."""
    if kind_of(tokens[at - 1]) != ACT or kind_of(tokens[at + 1]) != ACT:
        return False
    return at > 1 and form(tokens[at - 2]).outer == "di"


def _of_a_role(tokens: Tokens, at: int) -> bool:
    """Whether those counted are told by a role, and what is joined is what it is about (*penerima pangan dan sandang*)."""
    front = tokens[: at - 1]
    roles = [place for place, word in enumerate(front) if word in forms(_ROLES)]
    if not roles or "yang" in front[roles[-1] :] or at - roles[-1] < _ABOUT:
        return False
    behind = tokens[at + 1 :]
    counted = entry_at("objek-hitung", behind)
    other = counted is not None and counted[0].name in _COUNTED_ALONE
    return not other and not _own_condition(tokens, at) and entry_at(_EVENTS, behind) is None


def _one_scope(tokens: Tokens, at: int) -> bool:
    """Whether a share is of two groups under one condition (*persentase perempuan dan pemuda yang hadir*)."""
    share = measure_of(" ".join(tokens))
    if share is None or share.name != "persentase":
        return False
    if not _is_group(tokens[at - 1]) or not _is_group(tokens[at + 1]):
        return False
    return tokens[at + 2 : at + 3] == ("yang",)


def _is_group(word: str) -> bool:
    return word in forms("kelompok-sasaran") or word in forms("sebutan-wilayah")


#: What makes one thing of two that are joined, the plainest reasons first.
_MAKING_ONE = (
    _same_thing,
    joined_officially,
    _named,
    _led,
    _done_by,
    _one_scope,
    _kinds_of_paper,
    _taught,
    _of_a_role,
    _topics,
)


def _is_one(tokens: Tokens, at: int) -> bool:
    """Whether what is joined here is one thing."""
    behind = tokens[at + 1 : at + 3]
    if not at or not behind or _AND_SO_ON & set(behind):
        return True
    return any(makes_one(tokens, at) for makes_one in _MAKING_ONE)


@lru_cache(maxsize=KEPT)
def is_composite(label: str, formula: str) -> bool:
    """Whether an index of several matters is put together by its formula into one number.

    >>> is_composite("Indeks ketertiban dan kemandirian", "Rata-rata skor ketertiban dan skor kemandirian")
    True
    """
    measure = measure_of(label)
    composed = measure is not None and measure.name in _COMPOSED
    if not composed or _PUT_TOGETHER.search(formula.casefold()) is None:
        return False
    tokens = _TOKEN.findall(label.casefold())
    said = set(_TOKEN.findall(formula.casefold()))
    sides: set[str] = set()
    for at in range(1, len(tokens) - 1):
        if is_joint(tuple(tokens), at):
            sides |= {tokens[at - 1], tokens[at + 1]}
    return bool(sides) and sides <= said


@lru_cache(maxsize=KEPT)
def joined(label: str) -> str:
    """The word or sign that joins two measures; empty when there is one measure.

    >>> joined("Jumlah kader dan relawan"), joined("Jumlah sarana dan prasarana"), joined("Rasio guru serta murid")
    ('dan', '', 'serta')
    """
    plain = _BRACKETS.sub(" ", label).casefold()
    printed = tuple(_TOKEN.findall(plain))
    if not any(is_joint(printed, at) for at in range(len(printed))):
        return ""
    measure = measure_of(label)
    # A ratio sets two things against each other.
    if measure is not None and measure.name == _RATIO and printed.count("dan") == 1:
        return ""
    named = printed if measure is None else without_official(printed)
    tokens = without_pairs(named)
    for at, token in enumerate(tokens):
        if is_joint(tokens, at) and not _is_one(tokens, at):
            return token
    return ""
