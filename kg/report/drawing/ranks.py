"""Which row every node stands in.

By band, and inside a band by how deep it stands below others of the band.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from kg.worker.facts import BANDS, NodeFact

__all__ = ["Bands", "ordered", "ranked"]

Bands = tuple[tuple[str, int, int], ...]
_Key = tuple[int, str]
#: Digits beyond these add nothing to an order and would make numbers of any size.
_DIGITS = 18


def _natural(text: str) -> list[_Key]:
    """K1.10 after K1.9."""
    found: list[_Key] = []
    for part in re.split(r"([0-9]+)", text):
        if part.isascii() and part.isdigit():
            found.append((int(part[:_DIGITS]), ""))
        else:
            found.append((-1, part))
    return found


def _by_code(node: NodeFact) -> tuple[list[_Key], str]:
    return _natural(node.iri), node.iri


def ordered(nodes: Sequence[NodeFact]) -> list[NodeFact]:
    """Each node once, in the order of the codes."""
    first = {node.iri: node for node in reversed(nodes)}
    return sorted(first.values(), key=_by_code)


class _Band:
    """The nodes of one band, taken out from the top; a loop is opened at its first node."""

    def __init__(self, nodes: Sequence[NodeFact]) -> None:
        known = {node.iri for node in nodes}
        self.depth = dict.fromkeys((node.iri for node in nodes), 0)
        self._left = dict(self.depth)
        self._waiting: dict[str, set[str]] = {}
        self._below: dict[str, list[str]] = {iri: [] for iri in known}
        for node in nodes:
            above = known.intersection(node.above) - {node.iri}
            self._waiting[node.iri] = above
            for upper in above:
                self._below[upper].append(node.iri)
        self._ready = deque(iri for iri, above in self._waiting.items() if not above)

    def measure(self) -> dict[str, int]:
        """The longest way from the top of the band to each node."""
        while self._left:
            if self._ready:
                iri = self._ready.popleft()
            else:
                iri = next(iter(self._left))
            if iri in self._left:
                del self._left[iri]
                self._release(iri)
        return self.depth

    def _release(self, iri: str) -> None:
        """What waited for a node stands at least one below it."""
        for below in sorted(self._below[iri]):
            if below not in self._left:
                continue
            self.depth[below] = max(self.depth[below], self.depth[iri] + 1)
            self._waiting[below].discard(iri)
            if not self._waiting[below]:
                self._ready.append(below)


def ranked(nodes: Sequence[NodeFact]) -> tuple[dict[str, int], Bands]:
    """The row of every node, and the bands that are there with their first and last row, from top to bottom."""
    ranks: dict[str, int] = {}
    bands: list[tuple[str, int, int]] = []
    first = 0
    for _, band in BANDS:
        depth = _Band([node for node in nodes if node.band == band]).measure()
        if not depth:
            continue
        levels = {}
        for row, deep in enumerate(sorted(set(depth.values())), first):
            levels[deep] = row
        ranks |= {iri: levels[deep] for iri, deep in depth.items()}
        last = first + len(levels) - 1
        bands.append((band, first, last))
        first = last + 1
    return ranks, tuple(bands)
