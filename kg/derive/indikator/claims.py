"""Those whom an indicator asks for by what they have, know or do, and whom its formula counts instead (KKE-5)."""

from __future__ import annotations

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kata import form
from kg.derive.bahasa.pembuka import THING, kind_of
from kg.derive.indikator.counted import Count, same_sense
from kg.derive.indikator.stand_ins import by_record

__all__ = ["attended", "only_done_to", "other_claim"]

#: What taking part and being taught mean.
_TAKING_PART = "kata-ikut-serta"
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
