"""What a printed name means.

By an approved link, by its code, by the matcher where it is sure, else unknown.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.assets import folder
from kg.derive.bahasa.pembuka import MEASURE, STATE, opening
from kg.derive.official.closeness import Candidate
from kg.derive.official.concept import Concept
from kg.derive.vocabulary import Vocabulary

__all__ = ["Decision", "Match", "MeaningLimits", "confidence", "decide", "is_result"]

#: What becomes of a name: taken as the first candidate, left to a person, or like nothing in the
#: list.
Decision = Literal["diterima", "tinjau", "tanpa padanan"]
#: How a meaning was found.
Way = Literal["tautan", "kode", "nama"]


@dataclass(frozen=True)
class MeaningLimits:
    """The numbers of the accept rule (0-1).

    Least similarity and margin, least similarity to the concept of a printed code.

    Below ``foreign`` a text has no counterpart at all.
    """

    accept: float
    margin: float
    coded: float
    foreign: float

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> MeaningLimits:
        """The numbers of the word list ``ambang``."""
        number = vocabulary.threshold
        return cls(
            number("nama-diterima"),
            number("selisih-diterima"),
            number("nama-berkode"),
            number("nama-asing"),
        )


@dataclass(frozen=True)
class Match:
    """The concept a printed name means, with the official name it is closest to and their similarity (0-1).

    ``agrees`` is false where the code means something else than the name, whose code, when it is
    known, is ``other``; ``origin`` is the title of the list.
    """

    concept: Concept
    name: str
    score: float
    way: Way = "nama"
    agrees: bool = True
    origin: str = ""
    other: str = ""


def is_result(text: str) -> bool:
    """Whether a text opens as results or indicators do and names never do.

    With a state or a measure.

    >>> is_result("Tersedianya Bahan Logistik Kantor"), is_result("Penyediaan Bahan Logistik Kantor")
    (True, False)
    """
    return opening(text).kind in {STATE, MEASURE}


def decide(candidates: list[Candidate], text: str, limits: MeaningLimits) -> Decision:
    """Whether the first candidate may stand for the name without a person looking at it."""
    if not candidates or candidates[0].score < limits.foreign:
        return "tanpa padanan"
    best = candidates[0]
    if is_result(text):
        return "tinjau"
    if _is_exact(candidates):
        return "diterima"
    if best.score >= limits.accept and best.margin >= limits.margin:
        return "diterima"
    return "tinjau"


def _is_exact(candidates: list[Candidate]) -> bool:
    """Whether the name of the first candidate, and of no other, is the text but for what writers vary."""
    same = [candidate for candidate in candidates if candidate.similarity.exact]
    return same == candidates[:1]


@lru_cache(maxsize=1)
def _calibration() -> tuple[list[float], list[float], dict[tuple[int, int], float]]:
    """The bands of similarity and margin, and the share of right answers in each cell.

    ``data/nomenklatur/keyakinan.csv``.
    """
    path = folder("data") / "nomenklatur" / "keyakinan.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scores = sorted({float(row["kemiripan_dari"]) for row in rows})
    margins = sorted({float(row["selisih_dari"]) for row in rows})
    shares = {}
    for row in rows:
        cell = scores.index(float(row["kemiripan_dari"])), margins.index(float(row["selisih_dari"]))
        shares[cell] = float(row["keyakinan"])
    return scores, margins, shares


def confidence(score: float, margin: float) -> float:
    """How often an answer of this similarity and margin over the best other one was right, over names and foreign texts.

    ``margin`` is negative for a candidate that is not the first.

    >>> confidence(1.0, 0.5) > confidence(0.7, 0.01)
    True
    """
    scores, margins, shares = _calibration()
    row = max(bisect_right(scores, score) - 1, 0)
    column = max(bisect_right(margins, margin) - 1, 0)
    return shares[row, column]
