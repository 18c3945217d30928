"""Other organisations.

Those that a node's words, indicators and formulas tell of, and those that it names as crosscutting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.struktur.bystanders import without_bystanders
from kg.derive.struktur.own_office import is_own
from kg.derive.text import KEPT, normal
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDFS

__all__ = ["partners"]

#: Lists of those who are no other institution: bodies of citizens, posts, places.
_OWN_LISTS = ("lembaga-warga", "kata-jabatan", "sebutan-wilayah")
#: A name in capitals at the end of a thing (*aula serbaguna Sinergi*).
_CALLED = re.compile(r"(?<=[a-z] )[A-Z][a-z]+$")
#: What a cell holds when it names nobody.
_NOBODY = re.compile(r"[\W_]*|tidak ada|nihil|n/?a|belum(?: ada)?|kosong", re.IGNORECASE)


#: Matches nothing: a list that a profile has emptied names nothing, and an empty choice anything.
_NOTHING = "(?!)"


def _any_of(forms: Iterable[str]) -> str:
    """A pattern for any of these texts, the longest first."""
    longest = sorted(forms, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest)) or _NOTHING})"


def _one_of(vocabulary: Vocabulary, name: str) -> str:
    """A pattern for any form of a list."""
    return _any_of(vocabulary.forms(name))


@lru_cache(maxsize=8)
def _an_office(vocabulary: Vocabulary) -> re.Pattern[str]:
    """An office named by its kind and its field: *Dinas Sosial*, *Badan Keuangan Daerah*, *Kementerian Agama*."""
    kind = _one_of(vocabulary, "sebutan-dinas")
    return re.compile(
        rf"\b(?:(?P<front>\w+) )?(?P<name>(?:{kind}|balai(?= pe\w+an\b| besar)) (?P<field>\w+))"
    )


@lru_cache(maxsize=8)
def _a_called_office(vocabulary: Vocabulary) -> re.Pattern[str]:
    """An office named by a word that names other things as well, so that its capitals tell.

    *Bank Aceh*, not *bank sampah*.
    """
    kinds = _any_of(form.title() for form in vocabulary.forms("sebutan-lembaga"))
    return re.compile(rf"\b{kinds} ([A-Z]\w+)")


@lru_cache(maxsize=8)
def _one_alongside(vocabulary: Vocabulary) -> re.Pattern[str]:
    """One who works along, by name or initials (*bersama BNN*, *oleh Polantas*).

    A body of citizens is no partner.
    """
    along = _one_of(vocabulary, "kata-bersama")
    return re.compile(rf"\b{along}(?: dengan| dari)? ((?:[A-Z]\w{{2,}}(?: |$))+)")


@lru_cache(maxsize=8)
def _no_member(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Who once belonged to an institution, or lives with it (*purnawirawan TNI*)."""
    once = _one_of(vocabulary, "kata-bekas-anggota")
    forces = r"(?:(?:tni|polri)(?:\s+(?:dan|serta|atau)\s+)?)+"
    return re.compile(rf"\b{once}\s+{forces}", re.IGNORECASE)


@lru_cache(maxsize=8)
def _no_partner(vocabulary: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """What names an institution and means none that works along."""
    end = _one_of(vocabulary, "tempat-berujung")
    house = _one_of(vocabulary, "rumah-ibadah")
    patterns = (
        # What others do not do (*yang tidak dilaksanakan oleh instansi vertikal*).
        r"\b(?:tidak|belum|bukan)\s+(?:di|ter)\w+\s+oleh\s+[^,;.]*",
        # Who judges the work of the office (*nilai evaluasi oleh Inspektorat*).
        r"\b(?:evaluasi|penilaian|pemeriksaan|audit|reviu|nilai|opini)\b[^,;.]*?\boleh\s+\w+",
        # Where a matter ends up (*sengketa yang berujung ke pengadilan*).
        rf"\b(?:yang|sampai|hingga)\s+(?:\w+\s+){{0,2}}(?:ke|di)\s+{end}\b",
        # A house of prayer is a place where something hangs or is held, unless somebody of it takes part.
        rf"(?<!oleh )(?<!bersama )(?<!dengan )(?<!pengurus )\b{house}\b",
        # Things of that name (*polisi tidur*), those who play at it (*polisi cilik*), and toys (*polisi-polisian*).
        rf"\b{_one_of(vocabulary, 'benda-bernama-lembaga')}\b",
        rf"\b{_one_of(vocabulary, 'lembaga-lain')} {_one_of(vocabulary, 'kata-tiruan')}\b",
        r"\b(\w+)-\1an\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@lru_cache(maxsize=8)
def _beside(vocabulary: Vocabulary, place: str) -> frozenset[str]:
    entries = (e.forms for e in vocabulary.entries("bukan-dinas") if e.name == place)
    return frozenset(chain.from_iterable(entries))


def _office(vocabulary: Vocabulary, plain: str) -> str:
    """The office that a text names by kind and field.

    Not *perjalanan dinas luar daerah*, *badan usaha milik desa*.
    """
    for found in _an_office(vocabulary).finditer(plain):
        own = (found["front"] or "") in _beside(vocabulary, "perjalanan dinas")
        field = found["field"]
        unnamed = field in _beside(vocabulary, "dinas luar") or field in vocabulary.forms(
            "kata-tugas"
        )
        if not own and not unnamed:
            return found["name"]
    return ""


def _called(vocabulary: Vocabulary, text: str) -> str:
    """The institution that capitals tell in a sentence of small letters: a name, or initials of one who works along."""
    # Only where words of content are written small does a capital tell anything.
    function = vocabulary.forms("kata-tugas")
    small = [word for word in text.split()[1:] if word.islower() and word not in function]
    if not small:
        return ""
    office = _a_called_office(vocabulary).search(text)
    if (
        office
        and office[1].casefold() not in vocabulary.forms("bukan-lembaga")
        and not _is_no_other(vocabulary, office[0])
    ):
        return normal(office[0])
    alongside = (normal(found[1]) for found in _one_alongside(vocabulary).finditer(text))
    return next((name for name in alongside if not _is_no_other(vocabulary, name)), "")


def _is_no_other(vocabulary: Vocabulary, name: str) -> bool:
    """Whether a name speaks of citizens, posts or places of the kecamatan itself."""
    return any(vocabulary.contains(listed, name) for listed in _OWN_LISTS)


@lru_cache(maxsize=KEPT)
def _institution(vocabulary: Vocabulary, text: str) -> str:
    """The institution outside the kecamatan that a text names; empty when it names none."""
    for pattern in _no_partner(vocabulary):
        text = pattern.sub(" ", text)
    plain = normal(_no_member(vocabulary).sub(" ", text))
    plain = without_bystanders(plain)
    named = vocabulary.contains("lembaga-lain", plain) or _office(vocabulary, plain)
    called = named or _called(vocabulary, text)
    if called:
        return called
    for entry in vocabulary.entries("kata-lintas-organisasi"):
        if entry.broader:
            continue
        for form in entry.forms:
            if f" {form} " in f" {plain} ":
                return form
    return ""


@lru_cache(maxsize=KEPT)
def _joint(vocabulary: Vocabulary, text: str) -> str:
    """The word of joint work in a wording, unless the wording says that the work is the own one."""
    text = _CALLED.sub("", _no_member(vocabulary).sub(" ", text))
    if vocabulary.contains("bukan-lintas-organisasi", text):
        return ""
    found = vocabulary.first("kata-lintas-organisasi", text)
    told = found[1] if found else ""
    return (
        ""
        if told and (_is_office_work(vocabulary, text) or _is_filed(vocabulary, text, told))
        else told
    )


def _is_office_work(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a wording is about the papers and money of the own office, which it coordinates by itself."""
    plain = f" {normal(text)} "
    return any(f" {form} " in plain for form in vocabulary.forms("urusan-kantor"))


def _is_filed(vocabulary: Vocabulary, text: str, told: str) -> bool:
    """Whether joint work is only what a paper is about (*arsip kerja sama lama*)."""
    before = normal(text).partition(f" {told}")[0].split()[-1:]
    return bool(before) and before[0] in vocabulary.forms("kata-arsip")


@lru_cache(maxsize=8)
def _whose(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Whose a record is, and where something takes place (*laporan polisi*, *persalinan di puskesmas*)."""
    record = _any_of((*vocabulary.forms("kata-catatan"), *vocabulary.forms("kata-data")))
    other = _one_of(vocabulary, "lembaga-lain")
    return re.compile(
        rf"(?:\b{record}(?: (?:di|dari|pada|oleh|milik))? (?:(?!bersama|dengan|antar)\w+ )?|\b(?:di|pada) )"
        rf"{other}\b(?:,? (?:dan|atau) {other}\b)*",
        re.IGNORECASE,
    )


#: What a count counts, up to what is asked of it: that is no partner of the office (*Jumlah Ormas yang …*).
_COUNTED = re.compile(
    r"^\W*(?:jumlah|banyaknya|hitungan|penjumlahan)\b(?:(?!\byang\b).)*(?=\byang\b)", re.I
)
#: To whom a paper goes, or who got it.
_SENT = re.compile(
    r"\b(?:di(?:kirim\w*|sampaikan|serahkan|terima|laporkan)|disetor\w*)\s+(?:(?:ke|kepada|oleh|di|pada)\s+)?"
    r"(?:[A-Z]\w+\s?)+"
)


@lru_cache(maxsize=KEPT)
def _unplaced(vocabulary: Vocabulary, text: str) -> str:
    """A text without those whose records are counted, who get a paper and at whose place something happens.

    They do not take part by that.
    """
    return _whose(vocabulary).sub(" ", _SENT.sub(" ", text))


def _told(context: Context, node: NamedNode) -> str:
    """What tells of another organisation.

    A word of the node, or an institution in its indicators and their formulas.
    """
    view = context.view
    lists = context.vocabulary
    label = view.label(node)
    joint = _joint(lists, label)
    own = _institution(lists, label if joint else _unplaced(lists, label)) or joint
    if own:
        return own
    for indicator in view.nodes(node, KIN["diukurOleh"]):
        for prop in (RDFS["label"], KIN["formulasi"]):
            told = _COUNTED.sub(" ", view.text(indicator, prop))
            found = _institution(lists, _unplaced(lists, told))
            if found:
                return found
    return ""


def partners(context: Context) -> Iterator[Triple]:
    """For every node the word that tells of another organisation, the partners it names, and those that are no partner."""
    view = context.view
    for node in view.instances(KIN["SimpulKinerja"]):
        told = _told(context, node)
        if told:
            yield Triple(node, KIN["kataLintasOrganisasi"], Literal(told))
    for node in view.having(KIN["crosscuttingDengan"]):
        for other in view.nodes(node, KIN["crosscuttingDengan"]):
            yield from _named(context, node, other)


def _named(context: Context, node: NamedNode, other: NamedNode) -> Iterator[Triple]:
    """A partner on record.

    Or the own organisation under a written name (the kecamatan itself is told by the graph).
    """
    name = context.view.label(other)
    nobody = bool(name) and _NOBODY.fullmatch(name.strip()) is not None
    if nobody or context.view.is_a(other, KIN["Kecamatan"]):
        return
    told = name or other.value.rpartition("/")[2]
    fact = "mitraTercatat"
    if is_own(context, name):
        fact = "crosscuttingSendiri"
    yield Triple(node, KIN[fact], Literal(told))
