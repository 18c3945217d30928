"""Cuts a tree into sheets that can be read.

An overview, then the branches, then slices of siblings where there are too many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.report.drawing.forest import Forest

__all__ = ["cut"]

#: Most nodes that are tried on one sheet; more can never be read on it.
_MOST = 200
Fits = Callable[[Sequence[str]], bool]


@dataclass(frozen=True)
class _Branch:
    """A node that was on an earlier sheet, if any, and what of the nodes below it still needs a place."""

    head: str
    tops: tuple[str, ...]

    def start(self, levels: Sequence[Sequence[str]]) -> list[str]:
        """The head, if any, and some levels of what is below it."""
        if self.head:
            found = [self.head]
        else:
            found = []
        for level in levels:
            found += level
        return found


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to ``high`` that fits, as far as halving finds it.

    0 when not even 1 does.
    """
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


class _Cut:
    """Collects the sheets of one forest."""

    def __init__(self, forest: Forest, fits: Fits) -> None:
        self.forest = forest
        self._fits = fits
        self.sheets: list[list[str]] = []

    def fits(self, shown: Sequence[str]) -> bool:
        """Whether these nodes can be read on one sheet."""
        every = list(dict.fromkeys(shown))
        return len(every) <= _MOST and self._fits(every)

    def whole(self, branches: Sequence[_Branch]) -> list[str]:
        """Everything of some branches."""
        found: list[str] = []
        for branch in branches:
            found += branch.start([self.forest.reach(branch.tops)])
        return found

    def add(self, shown: Sequence[str]) -> None:
        """One more sheet."""
        self.sheets.append(list(dict.fromkeys(shown)))

    def all_of(self, branches: Sequence[_Branch]) -> None:
        """Branches in their order, as many on one sheet as can be read there.

        Of a larger one first a part.
        """
        left = list(branches)
        while left:
            many = self._most_branches(left)
            if many:
                self.add(self.whole(left[:many]))
                left = left[many:]
            else:
                left = [*self.parted(left[0]), *left[1:]]

    def _most_branches(self, branches: Sequence[_Branch]) -> int:
        return _most(len(branches), lambda many: self.fits(self.whole(branches[:many])))

    def _levels(self, tops: Sequence[str]) -> list[list[str]]:
        """What is below some nodes, level by level, the nodes first."""
        levels = [list(tops)]
        while below := self.forest.next(levels[-1]):
            levels.append(below)
        return levels

    def parted(self, branch: _Branch) -> list[_Branch]:
        """A sheet of as many levels as can be read, or of a slice of the first.

        What is left of the branch then.
        """
        levels = self._levels(branch.tops)
        deep = _most(len(levels), lambda many: self.fits(branch.start(levels[:many])))
        if deep:
            self.add(branch.start(levels[:deep]))
            return self.under(levels[deep - 1])
        tops = levels[0]
        many = _most(len(tops) - 1, lambda count: self.fits(branch.start([tops[:count]])))
        # One node alone is shown even where it cannot be read: leaving it out would be worse.
        many = max(many, 1)
        self.add(branch.start([tops[:many]]))
        rest = tuple(tops[many:])
        if rest:
            left = [_Branch(branch.head, rest)]
        else:
            left = []
        return [*left, *self.under(tops[:many])]

    def under(self, level: Sequence[str]) -> list[_Branch]:
        """The branches that begin at some nodes."""
        found = []
        for iri in level:
            if self.forest.below[iri]:
                found.append(_Branch(iri, tuple(self.forest.below[iri])))
        return found


def cut(forest: Forest, fits: Fits) -> list[list[str]]:
    """The nodes of every sheet, each node on one of them at least.

    ``fits`` tells what can be read on one.

    Every root is a branch of its own, so that trees that have nothing to do with each other may
    stand on different sheets.
    """
    found = _Cut(forest, fits)
    if forest.roots:
        found.all_of([_Branch("", tuple(forest.roots))])
    return found.sheets or [[]]
