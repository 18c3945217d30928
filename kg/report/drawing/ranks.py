"""Which row every node stands in: by band, and inside a band by how deep it stands below others of the band."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from kg.worker.facts import BANDS, NodeFact

__all__ = ["ordered", "ranked"]

Bands = tuple[tuple[str, int, int], ...]


def _natural(text: str) -> list[tuple[int, str]]:
    """K1.10 after K1.9."""
    return [
        (int(part[:18]), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in re.split(r"([0-9]+)", text)
    ]


def ordered(nodes: Sequence[NodeFact]) -> list[NodeFact]:
    """Each node once, in the order of the codes."""
    return sorted(
        {n.iri: n for n in reversed(nodes)}.values(), key=lambda n: (_natural(n.iri), n.iri)
    )


def _depths(nodes: Sequence[NodeFact]) -> dict[str, int]:
    """The longest way from the top of the band to each node; a loop is opened at its first node."""
    known = {n.iri for n in nodes}
    waiting = {n.iri: {a for a in n.above if a in known and a != n.iri} for n in nodes}
    below: dict[str, list[str]] = {iri: [] for iri in known}
    for iri, above in waiting.items():
        for a in above:
            below[a].append(iri)
    depth = dict.fromkeys(waiting, 0)
    left = dict.fromkeys(waiting)
    ready = deque(iri for iri, above in waiting.items() if not above)
    while left:
        iri = ready.popleft() if ready else next(iter(left))
        if iri not in left:
            continue
        del left[iri]
        for b in sorted(below[iri]):
            if b in left:
                depth[b] = max(depth[b], depth[iri] + 1)
                waiting[b].discard(iri)
                if not waiting[b]:
                    ready.append(b)
    return depth


def ranked(nodes: Sequence[NodeFact]) -> tuple[dict[str, int], Bands]:
    """The row of every node, and the bands that are there with their first and last row, from top to bottom."""
    ranks: dict[str, int] = {}
    bands: list[tuple[str, int, int]] = []
    first = 0
    for _, band in BANDS:
        depth = _depths([n for n in nodes if n.band == band])
        if depth:
            levels = {d: i for i, d in enumerate(sorted(set(depth.values())))}
            ranks |= {iri: first + levels[d] for iri, d in depth.items()}
            bands.append((band, first, first + len(levels) - 1))
            first += len(levels)
    return ranks, tuple(bands)
