"""What a picture shows, before anything has a place: boxes with their text and badges, and the lines between them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.drawing.badges import NO_FINDINGS, Counts, badges_width, counted
from kg.report.drawing.ranks import ordered, ranked
from kg.report.drawing.text import clean, width, wrap
from kg.report.drawing.words import said
from kg.report.words import period_text
from kg.rules.finding import Finding
from kg.worker.facts import NodeFact, UnitFacts

__all__ = [
    "FOOT",
    "LEADING",
    "NOTE",
    "PAD",
    "SIZE",
    "Box",
    "Highlight",
    "Line",
    "Scene",
    "ident",
    "scene",
    "widened",
]

#: Inner margin of a box, font sizes of label and note, line height and height of the row with note and badges, in points.
PAD, SIZE, NOTE, LEADING, FOOT = 8.0, 10.5, 9.8, 13.0, 17.0
_MOST_LINES = 7
#: Longest name in the title.
_LONGEST = 60


@dataclass(frozen=True)
class Box:
    """One node as it is painted; ``rank`` is its row (or column) from the top of the whole picture."""

    iri: str
    ident: str
    band: str
    rank: int
    label: str
    note: str
    counts: Counts
    marked: bool
    width: float = 188.0
    lines: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Lines of text and one row for note and badges."""
        return 2 * PAD + len(self.lines) * LEADING + FOOT

    @property
    def least(self) -> float:
        """The least width in which note and badges stand side by side."""
        return 2 * PAD + width(self.note, NOTE) + 8 + badges_width(self.counts)


@dataclass(frozen=True)
class Line:
    """A line from what stands above to what stands below; ``kind`` is above, posts, supports or translated."""

    upper: str
    lower: str
    kind: str
    marked: bool

    @property
    def is_tree(self) -> bool:
        """Whether the line is one of the tree itself, not a side line to a post or plan item."""
        return self.kind in {"above", "reports"}


@dataclass(frozen=True)
class Highlight:
    """Nodes and lines (upper, lower) that answer a question."""

    nodes: frozenset[str] = frozenset()
    lines: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Scene:
    """Everything of one picture; ``bands`` are (band, first rank, last rank) from top to bottom.

    ``folds`` are boxes that stand together in a block of ``times`` ranks; ``remark`` is shown when there is no box.
    """

    title: str
    subtitle: str
    ident: str
    lang: Lang
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    bands: tuple[tuple[str, int, int], ...]
    loose: Counts = field(default=NO_FINDINGS)
    folds: tuple[tuple[str, ...], ...] = ()
    times: int = 1
    remark: str = ""


def widened(shown: Scene, wide: float) -> Scene:
    """The scene with boxes of that width, wider where note and badges need it, and the labels wrapped to it."""
    wide = max([wide, *(box.least for box in shown.boxes)])
    boxes = (
        replace(b, width=wide, lines=wrap(b.label, wide - 2 * PAD, SIZE, _MOST_LINES))
        for b in shown.boxes
    )
    return replace(shown, boxes=tuple(boxes))


def ident(iri: str) -> str:
    """The stable id of a node in every picture.

    >>> ident("urn:x")
    'simpul-1ff30242'
    """
    return f"simpul-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"


def _lines(
    nodes: Sequence[NodeFact], ranks: dict[str, int], marked: frozenset[tuple[str, str]]
) -> list[Line]:
    """Each pair once, the upper one first by rank; a node that points at itself draws no line."""
    found: dict[tuple[str, str], Line] = {}
    for node in nodes:
        ends = [("reports" if node.band == "jabatan" else "above", a, node.iri) for a in node.above]
        ends += [
            (kind, node.iri, other)
            for kind in ("posts", "assistants", "translated")
            for other in getattr(node, kind)
        ]
        for kind, one, other in ends:
            if one in ranks and other in ranks and one != other:
                upper, lower = (one, other) if ranks[one] <= ranks[other] else (other, one)
                lit = not marked.isdisjoint({(upper, lower), (lower, upper)})
                found.setdefault((upper, lower), Line(upper, lower, kind, lit))
    return [found[key] for key in found]


def _text(node: NodeFact) -> str:
    """The label; for a node without one, its kind and code with what it is to reach."""
    return (
        f"{node.label} {node.goals[0]}" if node.label.startswith("[") and node.goals else node.label
    )


def scene(
    facts: UnitFacts,
    findings: Sequence[Finding],
    lang: Lang,
    highlight: Highlight | None = None,
    only: Collection[str] | None = None,
    part: str = "",
    notes: dict[str, str] | None = None,
) -> Scene:
    """The scene of a unit, or of some nodes of it (``only``); ``part`` names the piece, ``notes`` replace the note of a node."""
    limit, remark = DEFAULT.drawn_nodes, said("empty", lang)
    nodes = ordered([n for n in facts.nodes if only is None or n.iri in only])
    if len(nodes) > limit:
        nodes, remark = [], said("large", lang).format(n=len(nodes), limit=limit)
    marked = highlight or Highlight()
    badges, loose = counted(facts, findings)
    own = {p.iri: len(p.indicators) for p in facts.posts}
    measured = {
        n.iri: own.get(n.iri, sum(i.of in {n.iri, *n.results} for i in facts.indicators))
        for n in nodes
    }
    ranks, bands = ranked(nodes)
    boxes = tuple(
        Box(
            n.iri,
            ident(n.iri),
            n.band,
            ranks[n.iri],
            clean(_text(n)),
            (notes or {}).get(n.iri) or said("indicators", lang).format(n=measured[n.iri]),
            badges.get(n.iri, NO_FINDINGS),
            n.iri in marked.nodes,
        )
        for n in nodes
    )
    kind = "posts" if nodes and all(n.band == "jabatan" for n in nodes) else "nodes"
    name = " · ".join(
        clean(t[:_LONGEST])
        for t in (facts.name, facts.region, period_text(facts.period, lang))
        if t
    )
    total = sum(box.counts.total for box in boxes)
    count = f"{len(boxes)} {said('post' if kind == 'posts' else 'node', lang)} · {total} {said('finding', lang)}"
    key = hashlib.sha256(f"{facts.region}\x1f{facts.period}\x1f{part}".encode()).hexdigest()[:8]
    title = f"{said(f'title-{kind}', lang)}: {name}" + (f" ({part})" if part else "")
    return Scene(
        title,
        count,
        key,
        lang,
        boxes,
        tuple(_lines(nodes, ranks, marked.lines)),
        bands,
        loose,
        remark=remark,
    )
