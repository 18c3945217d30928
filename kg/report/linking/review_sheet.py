"""``tinjau.xlsx``: every text once, with its candidates and room for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kg.derive.official.nomenclature import Nomenclature
from kg.errors import Lang
from kg.link.matching import MatchAnswer
from kg.link.review import ANSWERS, HEADS, lists_digest
from kg.read.gate import sha256
from kg.report.book.grid import BookGrid, Toned, Value
from kg.report.book.write import written
from kg.report.words import word

__all__ = ["PersonAsked", "asked_once", "review_book", "sample_size"]

#: Widths of the columns of both sheets, in the order of ``HEADS``.
_WIDTHS = (5, 50, 13, 35, 12, 30, 40, 40, 40, 40, 40, 7, 8, 28, 12, 20, 25, 20, 22)
#: The share of accepted names that a person looks at.
_SAMPLE = 0.05


@dataclass(frozen=True)
class PersonAsked:
    """One question to a person.

    An answer, and how many names of how many kecamatan it stands for.
    """

    answer: MatchAnswer
    names: int
    regions: int


def asked_once(answers: Iterable[MatchAnswer]) -> list[PersonAsked]:
    """Equal texts of one list are asked once."""
    groups: dict[tuple[str, str, str], list[MatchAnswer]] = {}
    for given in answers:
        key = given.scheme, given.name.text.casefold(), given.name.level
        groups.setdefault(key, []).append(given)
    found = []
    for group in groups.values():
        regions = {given.name.region for given in group}
        found.append(PersonAsked(group[0], len(group), len(regions)))
    return found


def sample_size(accepted: int) -> int:
    """How many accepted names are looked at.

    >>> sample_size(420), sample_size(3)
    (21, 1)
    """
    return min(accepted, max(1, round(accepted * _SAMPLE)))


def _source(given: MatchAnswer) -> str:
    place = given.name.source
    if place is None:
        return ""
    return f"{place.document or ''} {place.sheet or ''}!{place.cell or place.line or ''}".strip(
        " !"
    )


def _row(number: int, asked: PersonAsked) -> list[Value]:
    given = asked.answer
    name = asked.answer.name
    offered = []
    for c in given.candidates:
        offered.append(f"{c.concept.code} · {c.concept.name}")
    offered += [""] * (5 - len(offered))
    best = None
    if given.candidates:
        best = given.candidates[0]
    if best is None:
        figures = ["", ""]
    else:
        figures = [f"{best.score:.2f}", f"{best.margin:.2f}"]
    scope = f"{asked.names} / {asked.regions}"
    return [
        number,
        name.text,
        name.level,
        name.parent,
        scope,
        _source(given),
        *offered,
        *figures,
        given.reason,
        *(Toned("", "input") for _ in range(4)),
        given.scheme,
    ]


def _grid(name: str, asked: list[PersonAsked]) -> BookGrid:
    columns = tuple(zip(HEADS, _WIDTHS, strict=True))
    rows = [_row(number, one) for number, one in enumerate(asked, 1)]
    return BookGrid(name, columns, rows, choices={HEADS.index("keputusan"): ANSWERS})


def review_book(
    answers: list[MatchAnswer], known: Nomenclature, lang: Lang, moment: datetime
) -> bytes:
    """The workbook: a guide, what is to be decided, what was accepted with a sample in front, and the lists it belongs to."""
    open_ones = asked_once(a for a in answers if a.decision != "diterima")
    accepted = asked_once(a for a in answers if a.decision == "diterima")
    # In an order that has nothing to do with the names, and is the same whenever they are asked.
    accepted.sort(key=lambda asked: sha256(asked.answer.name.text.encode()))
    size = sample_size(len(accepted))
    about = [["sidik daftar", lists_digest(known)]]
    for listing in known.listings:
        about.append([listing.id, listing.title])
    guide = []
    for line in word("review-guide", lang).format(sample=size).split("\n"):
        guide.append([line])
    grids = [
        BookGrid("petunjuk", ((word("review-title", lang), 100),), guide),
        _grid("tinjau", open_ones),
        _grid("diterima", accepted),
        BookGrid("versi", (("kunci", 30), ("nilai", 70)), about),
    ]
    return written(grids, lang, moment)
