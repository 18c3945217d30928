"""From the entries of one version to those of another: what stays, is renamed, moves, merges, splits, goes or comes.

Only what is certain is joined; a code that means something else in the other version never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.derive.official.closeness import Candidate, Matcher
from kg.derive.official.concept import Concept, Listing
from kg.derive.official.name_pool import padded

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

#: What becomes of a name before two of them are held against each other.
Normalise = Callable[[str], str]
_Pair = tuple[Concept, Concept]


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
        self.old = _by_their_codes(old)
        self.new = _by_their_codes(new)
        self._matcher = Matcher(new.concepts, normalise)
        # The matcher answers by place in the list, so that the place of a code is kept.
        self._places: dict[str, int] = {}
        for place, concept in enumerate(new.concepts):
            self._places[concept.code] = place
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
        if found is None:
            return 0.0
        if found.exact:
            return 1.0
        return found.lexical


def _by_their_codes(listing: Listing) -> dict[str, Concept]:
    return {concept.code: concept for concept in listing.concepts}


def crosswalk(old: Listing, new: Listing, normalise: Normalise) -> list[Step]:
    """What became of every entry of the old list, and which of the new one came, in the order of codes."""
    sides = _Sides(old, new, normalise)
    # What a code proves is settled first: a name is asked only about entries that are left.
    doubtful = _by_code(sides)
    _by_name(sides)
    _together(sides)
    _doubtful(sides, doubtful)
    _closest(sides)
    _rest(sides)
    return sorted(sides.steps, key=_order)


def _order(step: Step) -> tuple[str, str]:
    first = step.old or step.new
    return _code_of(first), _code_of(step.new)


def _code_of(concept: Concept | None) -> str:
    if concept is None:
        return ""
    return concept.code


def _by_code(sides: _Sides) -> list[tuple[Concept, Concept]]:
    """Entries of one code; gives those whose names are neither alike nor strange."""
    doubtful = []
    for old in list(sides.old.values()):
        new = _of_one_code(sides, old)
        if new is None:
            continue
        kind = _kind(old, new, sides.alike(old, new))
        if kind is None:
            doubtful.append((old, new))
        else:
            sides.join(kind, old, new)
    return doubtful


def _of_one_code(sides: _Sides, old: Concept) -> Concept | None:
    """The new entry of the same code, or of the same code with the zeros that were added to it."""
    if old.code in sides.new:
        return sides.new[old.code]
    return sides.new.get(padded(old.code))


def _kind(old: Concept, new: Concept, alike: float) -> Kind | None:
    """What two entries of one code are to each other; ``None`` when only a person can say."""
    if alike == 1 and old.code == new.code:
        return "sama"
    if alike == 1:
        return "ganti_kode"
    if alike >= _RENAMED:
        return "ganti_nama"
    if alike < _REUSED:
        return "kode_dipakai_ulang"
    return None


def _by_name(sides: _Sides) -> None:
    """Entries of one name under a parent that is the same or became the other; two of a name prove nothing."""
    named: dict[str, list[Concept]] = {}
    for new in sides.new.values():
        name = sides.normalise(new.name)
        named.setdefault(name, []).append(new)
    # In the order of codes a parent is joined before the entries below it.
    for code in sorted(sides.old):
        old = sides.old[code]
        name = sides.normalise(old.name)
        chosen = _chosen(sides, old, named.get(name, []))
        if chosen is not None and chosen.level == old.level:
            sides.join("pindah", old, chosen)


def _chosen(sides: _Sides, old: Concept, named: list[Concept]) -> Concept | None:
    """The one entry of these that is free and under the parent of the old one, or the one that is free at all."""
    free = [new for new in named if new.code in sides.new]
    under = []
    for new in free:
        if _is_parent(sides, old.parent, new.parent):
            under.append(new)
    chosen = under or free
    if len(chosen) == 1:
        return chosen[0]
    return None


def _is_parent(sides: _Sides, old: str, new: str) -> bool:
    became = sides.became.get(old, old)
    return became == new


def _words(sides: _Sides, concept: Concept) -> frozenset[str]:
    words = sides.normalise(concept.name).split()
    # A merged entry is named "A dan B": the word joins its parts and belongs to neither.
    return frozenset(words) - {"dan"}


def _together(sides: _Sides) -> None:
    """Two entries of one parent whose words make up another entry: merged or split; a person has to say so."""
    for whole, pair in _wholes(sides, sides.new, sides.old):
        for part in pair:
            sides.steps.append(Step("gabung", part, whole))
    for whole, pair in _wholes(sides, sides.old, sides.new):
        for part in pair:
            sides.steps.append(Step("pecah", whole, part))


def _wholes(
    sides: _Sides, single: dict[str, Concept], several: dict[str, Concept]
) -> Iterator[tuple[Concept, _Pair]]:
    """Entries with the two that make them up; all three are looked at no more."""
    for whole in list(single.values()):
        pair = _parts(sides, whole, several.values())
        if pair is None:
            continue
        for part in pair:
            several.pop(part.code, None)
        del single[whole.code]
        yield whole, pair


def _parts(sides: _Sides, whole: Concept, several: Iterable[Concept]) -> _Pair | None:
    """The two entries that together say most of what the whole says; of equals the first."""
    wanted = _words(sides, whole)
    best: _Pair | None = None
    most = 0.0
    for pair in combinations(_near(sides, whole, several), 2):
        share = _share(sides, pair, wanted)
        if share >= _TOGETHER and share > most:
            best = pair
            most = share
    return best


def _near(sides: _Sides, whole: Concept, several: Iterable[Concept]) -> Iterator[Concept]:
    """Entries of the level of the whole that have two words or more in common with it."""
    wanted = _words(sides, whole)
    for concept in several:
        common = _words(sides, concept) & wanted
        if concept.level == whole.level and len(common) > 1:
            yield concept


def _share(sides: _Sides, pair: _Pair, wanted: frozenset[str]) -> float:
    """The share of words that two entries have in common with a whole; 0 when one says nothing of its own."""
    first, second = (_words(sides, part) for part in pair)
    if first <= second or second <= first:
        return 0.0
    both = first | second
    return len(both & wanted) / len(both | wanted)


def _doubtful(sides: _Sides, doubtful: list[tuple[Concept, Concept]]) -> None:
    """Pairs of one code with doubtful names: a person has to look at them."""
    for old, new in doubtful:
        if old.code in sides.old and new.code in sides.new:
            _look_at(sides, old, new, sides.alike(old, new))


def _look_at(sides: _Sides, old: Concept, new: Concept, similarity: float) -> None:
    sides.steps.append(Step("calon", old, new, similarity))
    del sides.old[old.code], sides.new[new.code]


def _closest(sides: _Sides) -> None:
    """Pairs whose names are each other's closest: a person has to look at them."""
    if not sides.old or not sides.new:
        return
    ahead = Matcher(sides.new.values(), sides.normalise)
    back = Matcher(sides.old.values(), sides.normalise)
    for old in list(sides.old.values()):
        best = _best(ahead, old)
        if best is None or best.score < _LIKE or best.margin < _MARGIN:
            continue
        new = best.concept
        returned = _best(back, new)
        if returned is None or returned.concept != old:
            continue
        # The matchers still know the entries that an earlier pair took away.
        if new.code in sides.new:
            _look_at(sides, old, new, best.score)


def _best(matcher: Matcher, concept: Concept) -> Candidate | None:
    ranked = matcher.rank(concept.name, concept.level)
    return next(iter(ranked), None)


def _rest(sides: _Sides) -> None:
    """What went and what came; an entry whose code is used again has been told with that code."""
    reused = [step for step in sides.steps if step.kind == "kode_dipakai_ulang"]
    told_old = {_code_of(step.old) for step in reused}
    told_new = {_code_of(step.new) for step in reused}
    for code, old in sides.old.items():
        if code not in told_old:
            sides.steps.append(Step("hapus", old, None))
    for code, new in sides.new.items():
        if code not in told_new:
            sides.steps.append(Step("baru", None, new))


def successors(steps: Iterable[Step]) -> dict[str, Concept]:
    """The new entry of every old code that has a certain one."""
    found: dict[str, Concept] = {}
    for step in steps:
        if step.old is None or step.new is None:
            continue
        if step.kind in CERTAIN:
            found[step.old.code] = step.new
    return found
