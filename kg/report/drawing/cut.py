"""Cuts a tree into sheets that can be read: an overview, then the branches, then slices of siblings where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.report.drawing.forest import Forest

__all__ = ["cut"]

#: Most nodes that are tried on one sheet; more can never be read on it.
_MOST = 150
Fits = Callable[[Sequence[str]], bool]


@dataclass(frozen=True)
class _Branch:
    """A node that was on an earlier sheet, if any, and what of the nodes below it still needs a place."""

    head: str
    tops: tuple[str, ...]

    def start(self, levels: Sequence[Sequence[str]]) -> list[str]:
        """The head, if any, and some levels of what is below it."""
        return [*([self.head] if self.head else []), *(iri for level in levels for iri in level)]


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to ``high`` that fits, as far as halving finds it; 0 when not even 1 does."""
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
        self.forest, self._fits = forest, fits
        self.sheets: list[list[str]] = []
        self.shown: set[str] = set()

    def posts(self, shown: Sequence[str]) -> list[str]:
        """The posts beside nodes that stand on a sheet for the first time."""
        return self.forest.beside(iri for iri in shown if iri not in self.shown)

    def fits(self, shown: Sequence[str]) -> bool:
        """Whether these nodes with the posts beside them can be read on one sheet."""
        every = [*dict.fromkeys(shown), *self.posts(shown)]
        return len(every) <= _MOST and self._fits(every)

    def whole(self, branches: Sequence[_Branch]) -> list[str]:
        """Everything of some branches."""
        return [iri for b in branches for iri in b.start([self.forest.reach(b.tops)])]

    def add(self, shown: Sequence[str]) -> None:
        """One sheet with the posts beside its nodes."""
        self.sheets.append([*dict.fromkeys(shown), *self.posts(shown)])
        self.shown.update(shown)

    def _most_posts(self, top: str, posts: Sequence[str]) -> int:
        return _most(len(posts), lambda n: self._fits([top, *posts[:n]]))

    def _most_branches(self, branches: Sequence[_Branch]) -> int:
        return _most(len(branches), lambda n: self.fits(self.whole(branches[:n])))

    def add_slices(self, top: str) -> None:
        """A node that is too large for one sheet, since many posts answer for it: they are dealt out to several."""
        posts = [] if self.fits([top]) else self.posts([top])
        while len(posts) > 1:
            many = max(1, self._most_posts(top, posts))
            self.sheets.append([top, *posts[:many]])
            posts = posts[many:]
            self.shown.add(top)
        if posts or top not in self.shown:
            self.sheets.append([top, *(posts or self.posts([top]))])
            self.shown.add(top)

    def all_of(self, branches: Sequence[_Branch]) -> None:
        """Branches in their order, as many on one sheet as can be read there; of a larger one first a part."""
        left = list(branches)
        while left:
            many = self._most_branches(left)
            if many:
                self.add(self.whole(left[:many]))
                left = left[many:]
            else:
                left = [*self.parted(left[0]), *left[1:]]

    def parted(self, branch: _Branch) -> list[_Branch]:
        """A sheet of as many levels as can be read, or of a slice of the first; what is left of the branch then."""
        levels = [list(branch.tops)]
        while below := [b for iri in levels[-1] for b in self.forest.below[iri]]:
            levels.append(below)
        deep = _most(len(levels), lambda n: self.fits(branch.start(levels[:n])))
        if deep:
            self.add(branch.start(levels[:deep]))
            return self.under(levels[deep - 1])
        tops = levels[0]
        many = _most(len(tops) - 1, lambda n: self.fits(branch.start([tops[:n]])))
        if many:
            self.add(branch.start([tops[:many]]))
        else:
            self.add_slices(tops[0])
        slice_, rest = tops[: max(many, 1)], tuple(tops[max(many, 1) :])
        return [*([_Branch(branch.head, rest)] if rest else []), *self.under(slice_)]

    def under(self, level: Sequence[str]) -> list[_Branch]:
        """The branches that begin at some nodes."""
        return [
            _Branch(iri, tuple(self.forest.below[iri])) for iri in level if self.forest.below[iri]
        ]


def cut(forest: Forest, fits: Fits) -> list[list[str]]:
    """The nodes of every sheet, each node on one of them at least; ``fits`` tells what can be read on one."""
    found = _Cut(forest, fits)
    found.all_of([_Branch("", tuple(forest.roots))] if forest.roots else [])
    return found.sheets or [[]]
