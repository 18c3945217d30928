"""Gives every box of a tree its place.

What hangs below a node keeps to a strip of its own, so that no two lines are mistaken.

Distances are told along the direction of the picture (``along``, from rank to rank) and across it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.report.drawing.scene import Box, Scene

__all__ = ["Tidy", "tidied"]

#: Space between neighbours, between ranks, between boxes of a pile, and beside a pile for the line
#: that leads down it; points.
_BESIDE, _BETWEEN, _PILED, _INDENT = 14.0, 30.0, 8.0, 15.0
#: Half the room that a line needs which passes a rank.
_LINE = 4.0
Reach = dict[int, tuple[float, float]]


@dataclass
class _Part:
    """Some boxes with places across, how far they reach in each rank, and where the line from above comes in."""

    entry: float
    reach: Reach
    spots: dict[str, float]
    #: How deep each box stands inside its rank; only those of a pile stand deeper than its
    #: beginning.
    depths: dict[str, float] = field(default_factory=dict)

    def moved(self, by: float) -> _Part:
        """The same further across."""
        reach = {}
        for rank, (low, high) in self.reach.items():
            reach[rank] = (low + by, high + by)
        spots = {}
        for iri, spot in self.spots.items():
            spots[iri] = spot + by
        return _Part(self.entry + by, reach, spots, self.depths)


@dataclass(frozen=True)
class Tidy:
    """Places of boxes across, where each rank begins and how deep it is, depths of piled boxes, and where lines come in."""

    across: dict[str, float]
    starts: dict[int, float]
    extents: dict[int, float]
    depths: dict[str, float]
    trunks: dict[str, float]
    between: float = _BETWEEN


class _Tidying:
    """One scene, placed with piles of at most ``tall`` leaves; with 1 nothing is piled."""

    def __init__(self, scene: Scene, tall: int, *, down: bool) -> None:
        self.boxes = {box.iri: box for box in scene.boxes}
        self.down = down
        self.tall = tall
        self.below: dict[str, list[str]] = defaultdict(list)
        self.trunks: dict[str, float] = {}
        hung = set()
        for line in scene.lines:
            if line.is_tree:
                self.below[line.upper].append(line.lower)
                hung.add(line.lower)
        self.roots = [box.iri for box in scene.boxes if box.iri not in hung]
        self._made: dict[str, _Part] = {}

    def across(self, box: Box) -> float:
        """How much of the strip a box takes."""
        if self.down:
            return box.width
        return box.height

    def along(self, box: Box) -> float:
        """How much of its rank a box takes."""
        if self.down:
            return box.height
        return box.width

    def _is_leaf(self, iri: str) -> bool:
        return not self.below[iri]

    def _runs(self, level: Sequence[str]) -> list[list[str]]:
        """Neighbours that can be piled: leaves of one rank, in the order of the codes."""
        runs: list[list[str]] = []
        for iri in level:
            if runs:
                last = runs[-1]
            else:
                last = []
            fits = last and self._is_leaf(last[0]) and self._is_leaf(iri)
            if fits and self.boxes[last[0]].rank == self.boxes[iri].rank:
                last.append(iri)
            else:
                runs.append([iri])
        return runs

    def _parts(self, level: Sequence[str]) -> list[_Part]:
        parts = []
        for run in self._runs(level):
            if len(run) == 1 or self.tall == 1:
                parts += [self._made[iri] for iri in run]
                continue
            # Piles of equal height look better than full ones and a rest.
            piles = -(-len(run) // self.tall)
            size = -(-len(run) // piles)
            for first in range(0, len(run), size):
                parts.append(self._pile(run[first : first + size]))
        return parts

    def _pile(self, leaves: list[str]) -> _Part:
        """Leaves of one parent below each other, with room at their side for the line that leads to them."""
        depths = {}
        depth = 0.0
        for iri in leaves:
            depths[iri] = depth
            depth += self.along(self.boxes[iri]) + _PILED
        wide = max(self.across(self.boxes[iri]) for iri in leaves)
        spots = dict.fromkeys(leaves, _INDENT + wide / 2)
        rank = self.boxes[leaves[0]].rank
        return _Part(0.0, {rank: (-_LINE, _INDENT + wide)}, spots, depths)

    def _joined(self, parts: Sequence[_Part]) -> list[_Part]:
        """The parts side by side, as close as their ranks allow."""
        found: list[_Part] = []
        edge: dict[int, float] = {}
        for part in parts:
            if not found:
                shift = -min(low for low, _ in part.reach.values())
            else:
                shift = float("-inf")
            for rank, (low, _) in part.reach.items():
                if rank in edge:
                    shift = max(shift, edge[rank] + _BESIDE - low)
            if shift == float("-inf"):
                shift = 0.0
            placed = part.moved(shift)
            for rank, (_, high) in placed.reach.items():
                edge[rank] = max(edge.get(rank, high), high)
            found.append(placed)
        return found

    def _family(self, iri: str) -> _Part:
        """A node over the middle of what hangs below it."""
        box = self.boxes[iri]
        half = self.across(box) / 2
        if self._is_leaf(iri):
            return _Part(0.0, {box.rank: (-half, half)}, {iri: 0.0})
        parts = self._joined([self._passing(box, part) for part in self._parts(self.below[iri])])
        middle = (parts[0].entry + parts[-1].entry) / 2
        whole = _Part(middle, {}, {iri: middle})
        _merge(whole, parts)
        whole.reach[box.rank] = (middle - half, middle + half)
        return whole

    def _passing(self, upper: Box, part: _Part) -> _Part:
        """A part below a node, with room in the ranks that the line to it passes."""
        for rank in range(upper.rank + 1, min(part.reach)):
            part.reach[rank] = (part.entry - _LINE, part.entry + _LINE)
        return part

    def placed(self) -> Tidy:
        """All trees of the scene, side by side where they share a rank."""
        # From below, not by recursion: a chain may be as long as the most nodes that are drawn.
        for box in sorted(self.boxes.values(), key=lambda box: box.rank, reverse=True):
            self._made[box.iri] = self._family(box.iri)
        whole = _Part(0.0, {}, {})
        _merge(whole, self._joined(self._parts(self.roots)))
        depth: dict[int, float] = defaultdict(float)
        for iri in whole.spots:
            box = self.boxes[iri]
            depth[box.rank] = max(depth[box.rank], whole.depths.get(iri, 0.0) + self.along(box))
        starts: dict[int, float] = {}
        start = 0.0
        for rank in sorted(depth):
            starts[rank] = start
            start += depth[rank] + _BETWEEN
        trunks = {}
        for iri in whole.depths:
            trunks[iri] = whole.spots[iri] - self.across(self.boxes[iri]) / 2 - _INDENT
        return Tidy(whole.spots, starts, dict(depth), whole.depths, trunks)


def _merge(whole: _Part, parts: Sequence[_Part]) -> None:
    """Take the places of the parts over."""
    for part in parts:
        whole.spots |= part.spots
        whole.depths |= part.depths
        for rank, (low, high) in part.reach.items():
            before = whole.reach.get(rank, (low, high))
            whole.reach[rank] = (min(low, before[0]), max(high, before[1]))


def tidied(scene: Scene, tall: int, *, down: bool) -> Tidy:
    """The places of a scene from top to bottom (``down``) or from left to right, leaves in piles of at most ``tall``."""
    return _Tidying(scene, tall, down=down).placed()
