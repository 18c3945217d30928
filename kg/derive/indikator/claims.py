"""Those whom an indicator asks for by what they have, know or do, and whom its formula counts instead (KKE-5)."""

from __future__ import annotations

from itertools import dropwhile

from kg.derive.bahasa.daftar import form_at, forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import ACTIVITY, THING, kind_of
from kg.derive.indikator.counted import Count, is_condition, is_read, same_sense
from kg.derive.indikator.stand_ins import by_record, sifted_by_figures
from kg.derive.text import words

__all__ = ["attended", "beside", "only_done_to", "only_took_part", "other_claim"]

#: What taking part and being taught mean.
_TAKING_PART = "kata-ikut-serta"
#: Words that name things of any matter, or parts of them.
_GENERAL = ("benda-apa-saja", "benda-umum", "kata-bagian", "kata-penyebut-umum", "kata-peran-orang")
#: Who was told or trained need not know or be able.
_KNOWING = "kata-memahami"


def other_claim(mine: Count, theirs: Count, whole: Count) -> str:
    """Where those are asked for who have a thing, and those are counted who do something else (*memiliki NIB*)."""
    asked = _claiming(mine)
    given = _claiming(theirs)
    if not asked or not given:
        return ""
    if mine.claims & whole.all or theirs.claims & mine.all:
        return ""
    # A record tells who has the thing, whatever verb it is put in.
    if by_record(theirs.text):
        return ""
    if all(map(_is_had, asked)) and all(map(_is_done, given)):
        return f"{', '.join(asked)} ≠ {', '.join(given)}"
    return ""


def _claiming(side: Count) -> list[str]:
    """The words of a side by which it says whom it counts."""
    return [word for word in side.words if same_sense(word) in side.claims]


def _is_had(word: str) -> bool:
    return kind_of(word) == THING and not _takes_part(word)


def _is_done(word: str) -> bool:
    return form(word).outer == "me"


def _takes_part(word: str) -> bool:
    """Whether a word says that somebody takes part in something or is taught (*ikut*, *dilatih*)."""
    return same_sense(word) in forms(_TAKING_PART)


def only_took_part(mine: Count, theirs: Count) -> str:
    """Where those are asked for who have come to something, and those are counted who only took part or got something.

    >>> from kg.derive.indikator.counted import count
    >>> only_took_part(count("Jumlah pemuda yang membuka usaha"), count("Jumlah pemuda yang mengikuti pelatihan usaha"))
    'membuka usaha ≠ mengikuti pelatihan usaha'
    """
    asked = _asked_of(mine, theirs)
    if not asked or any(map(_is_part_or_gift, mine.words)):
        return ""
    at = next((n for n, word in enumerate(theirs.words) if _is_part_or_gift(word)), 0)
    if not at:
        return ""
    given = theirs.words[at:]
    # What was taken part in may be named after what is asked for; what was got is that itself.
    event = _takes_part(given[0])
    told = [*theirs.words[:at], *(w for w in given if not event or is_condition(w))]
    meets = set(map(same_sense, asked)) & set(map(same_sense, told))
    if meets:
        return ""
    return f"{' '.join(asked)} ≠ {' '.join(given)}"


def _asked_of(mine: Count, theirs: Count) -> list[str]:
    """What is asked of those whom both sides count; nothing where they count others."""
    of_one_kind = bool(mine.kind) and mine.kind == theirs.kind and bool(mine.claims)
    if mine.head != theirs.head and not of_one_kind:
        return []
    claimed = dropwhile(lambda word: same_sense(word) not in mine.claims, mine.words)
    return list(claimed) or list(mine.words[1:])


def _is_part_or_gift(word: str) -> bool:
    event = word.endswith("an") and form(word).outer not in {"me", "di"}
    return (_takes_part(word) and not event) or word in forms("kata-menerima")


def beside(mine: Count, theirs: Count, whole: Count) -> str:
    """Where another thing is counted that only bears the name of the one asked for (*perahu nelayan*).

    >>> from kg.derive.indikator.counted import count
    >>> boats = count("Perahu nelayan yang diperbaiki")
    >>> beside(count("Persentase nelayan yang memiliki kartu"), boats, boats)
    'nelayan ≠ perahu'
    """
    said = mine.claims | mine.conditions
    asked = set(map(same_sense, dropwhile(lambda w: same_sense(w) not in said, mine.words)))
    given = theirs.claims | theirs.conditions
    if not asked or not given or given & mine.all or asked & whole.all or theirs.head in mine.all:
        return ""
    if not _is_thing(theirs.words[0]) or _says_how(mine, theirs.text):
        return ""
    return f"{mine.words[0]} ≠ {theirs.words[0]}"


def _says_how(mine: Count, text: str) -> bool:
    """Whether a formula tells by a record or by figures what it counts, in words that are not those of its indicator."""
    own = " ".join(word for word in words(text) if word not in mine.words)
    return is_read(text) or by_record(own) or sifted_by_figures(own)


def _is_thing(word: str) -> bool:
    """Whether a word names a thing of its own, no part of another one and no general one."""
    general = any(word in forms(name) for name in _GENERAL) or form_at("kata-penggolong", (word,))
    return kind_of(word) in {THING, ACTIVITY} and not general


def attended(mine: Count, theirs: Count) -> bool:
    """Whether those who take part are told by who was there, to the end (*hadir sampai selesai*)."""
    asked = any(map(_takes_part, mine.words[1:]))
    there = forms("kata-tuntas")
    own = [word for word in theirs.words if same_sense(word) not in mine.all]
    same = bool(theirs.words) and mine.head == theirs.head
    return asked and same and bool(own) and all(word in there for word in own)


def only_done_to(mine: Count, theirs: Count) -> str:
    """Where those are asked for who know or can, and those are counted to whom something was done (*diundang*)."""
    asked = [word for word in _claiming(mine) if form(word).root in forms(_KNOWING)]
    given = [word for word in _claiming(theirs) if form(word).outer == "di"]
    if not asked or not given or mine.claims & theirs.all:
        return ""
    return f"{', '.join(asked)} ≠ {', '.join(given)}"
