"""From the entries of one version to those of another: what stays, is renamed, moves, merges, splits, goes or comes.

Only what is certain is joined; a code that means something else in the other version never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.derive.nomenklatur.closeness import Matcher
from kg.derive.nomenklatur.concept import Concept, Listing
from kg.derive.nomenklatur.pool import padded

__all__ = ["CERTAIN", "Kind", "Step", "crosswalk", "successors"]

Kind = Literal[
    "sama", "ganti_kode", "ganti_nama", "pindah", "kode_dipakai_ulang", "calon", "gabung", "pecah", "hapus", "baru"
]  # fmt: skip
#: The kinds by which a code of the old version has one successor without a person looking.
CERTAIN: frozenset[Kind] = frozenset({"sama", "ganti_kode", "ganti_nama", "pindah"})
#: Least similarity of names of one code for a rename, and below which the code means something else.
_RENAMED, _REUSED = 0.85, 0.6
#: Least similarity and margin of names for a candidate.
_LIKE, _MARGIN = 0.8, 0.06
#: Least share of words that two entries together have in common with the one they became.
_TOGETHER = 0.85

Normalise = Callable[[str], str]


@dataclass(frozen=True)
class Step:
    """What became of one entry; one side is missing where it went or came."""

    kind: Kind
    old: Concept | None
    new: Concept | None
    similarity: float = 0.0


class _Sides:
    """The entries that are not yet joined."""

    def __init__(self, old: Listing, new: Listing, normalise: Normalise) -> None:
        self.normalise = normalise
        self.old = {concept.code: concept for concept in old.concepts}
        self.new = {concept.code: concept for concept in new.concepts}
        self._matcher = Matcher(new.concepts, normalise)
        self._places = {concept.code: place for place, concept in enumerate(new.concepts)}
        self.steps: list[Step] = []
        #: Codes of the old version with those of the new one that they became.
        self.became: dict[str, str] = {}

    def join(self, kind: Kind, old: Concept, new: Concept) -> None:
        """Note what became of an entry; one that is certain is looked at no more."""
        self.steps.append(Step(kind, old, new, self.alike(old, new)))
        if kind in CERTAIN:
            self.became[old.code] = new.code
            del self.old[old.code], self.new[new.code]

    def alike(self, old: Concept, new: Concept) -> float:
        """The similarity of two names (0-1), as the matcher measures it."""
        place = self._places[new.code]
        found = self._matcher.similar(old.name).get(place)
        if found is not None:
            return 1.0 if found.exact else found.lexical
        return 0.0


def crosswalk(old: Listing, new: Listing, normalise: Normalise) -> list[Step]:
    """What became of every entry of the old list, and which of the new one came, in the order of codes."""
    sides = _Sides(old, new, normalise)
    doubtful = _by_code(sides)
    _by_name(sides)
    _together(sides)
    _candidates(sides, doubtful)
    _rest(sides)
    return sorted(sides.steps, key=_order)


def _order(step: Step) -> tuple[str, str]:
    first = step.old or step.new
    second = step.new
    return (first.code if first else "", second.code if second else "")


def _by_code(sides: _Sides) -> list[tuple[Concept, Concept]]:
    """Entries of one code; gives those whose names are neither alike nor strange."""
    doubtful = []
    for old in list(sides.old.values()):
        code = old.code if old.code in sides.new else padded(old.code)
        new = sides.new.get(code)
        if new is None:
            continue
        alike = sides.alike(old, new)
        if alike == 1:
            sides.join("sama" if old.code == code else "ganti_kode", old, new)
        elif alike >= _RENAMED:
            sides.join("ganti_nama", old, new)
        elif alike < _REUSED:
            sides.join("kode_dipakai_ulang", old, new)
        else:
            doubtful.append((old, new))
    return doubtful


def _by_name(sides: _Sides) -> None:
    """Entries of one name under a parent that is the same or became the other; two of a name prove nothing."""
    named: dict[str, list[Concept]] = {}
    for new in sides.new.values():
        named.setdefault(sides.normalise(new.name), []).append(new)
    for old in sorted(sides.old.values(), key=lambda concept: concept.code):
        found = [new for new in named.get(sides.normalise(old.name), ()) if new.code in sides.new]
        under = [new for new in found if _is_parent(sides, old.parent, new.parent)]
        chosen = under if under else found
        if len(chosen) == 1 and chosen[0].level == old.level:
            sides.join("pindah", old, chosen[0])


def _is_parent(sides: _Sides, old: str, new: str) -> bool:
    return sides.became.get(old, old) == new


def _words(sides: _Sides, concept: Concept) -> frozenset[str]:
    return frozenset(sides.normalise(concept.name).split()) - {"dan"}


def _together(sides: _Sides) -> None:
    """Two entries of one parent whose words make up another entry: merged or split; a person has to say so."""
    for kind, several, single in (
        ("gabung", sides.old, sides.new),
        ("pecah", sides.new, sides.old),
    ):
        for whole in list(single.values()):
            pair = _parts(sides, whole, several.values())
            if pair is None:
                continue
            for part in pair:
                old, new = (part, whole) if kind == "gabung" else (whole, part)
                sides.steps.append(Step("gabung" if kind == "gabung" else "pecah", old, new))
                several.pop(part.code, None)
            del single[whole.code]


def _parts(
    sides: _Sides, whole: Concept, several: Iterable[Concept]
) -> tuple[Concept, Concept] | None:
    wanted = _words(sides, whole)
    near = [c for c in several if c.level == whole.level and len(_words(sides, c) & wanted) > 1]
    best, share = None, _TOGETHER
    for first, second in combinations(near, 2):
        ours, theirs = _words(sides, first), _words(sides, second)
        both = ours | theirs
        own = ours - theirs and theirs - ours
        covered = len(both & wanted) / len(both | wanted)
        if own and covered >= share and (best is None or covered > share):
            best, share = (first, second), covered
    return best


def _candidates(sides: _Sides, doubtful: list[tuple[Concept, Concept]]) -> None:
    """Pairs that a person has to look at: doubtful names of one code, and names that are each other's closest."""
    for old, new in doubtful:
        if old.code in sides.old and new.code in sides.new:
            sides.steps.append(Step("calon", old, new, sides.alike(old, new)))
            del sides.old[old.code], sides.new[new.code]
    ahead = Matcher(sides.new.values(), sides.normalise) if sides.new else None
    back = Matcher(sides.old.values(), sides.normalise) if sides.old else None
    if ahead is None or back is None:
        return
    for old in list(sides.old.values()):
        ranked = ahead.rank(old.name, old.level)
        best = ranked[0] if ranked else None
        if best is None or best.score < _LIKE or best.margin < _MARGIN:
            continue
        returned = back.rank(best.concept.name, best.concept.level)
        if returned and returned[0].concept == old and best.concept.code in sides.new:
            sides.steps.append(Step("calon", old, best.concept, best.score))
            del sides.old[old.code], sides.new[best.concept.code]


def _rest(sides: _Sides) -> None:
    reused = {
        step.old.code for step in sides.steps if step.old and step.kind == "kode_dipakai_ulang"
    }
    taken = {
        step.new.code for step in sides.steps if step.new and step.kind == "kode_dipakai_ulang"
    }
    for code, old in sides.old.items():
        if code not in reused:
            sides.steps.append(Step("hapus", old, None))
    for code, new in sides.new.items():
        if code not in taken:
            sides.steps.append(Step("baru", None, new))


def successors(steps: Iterable[Step]) -> dict[str, Concept]:
    """The new entry of every old code that has a certain one."""
    return {
        step.old.code: step.new
        for step in steps
        if step.kind in CERTAIN and step.old is not None and step.new is not None
    }
