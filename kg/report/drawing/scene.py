"""What a picture shows, before anything has a place: boxes with their text and badges, and the lines between them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.drawing.badges import NO_FINDINGS, Counts, badges_width, counted
from kg.report.drawing.forest import Forest
from kg.report.drawing.lines import DrawnLine, Highlight, drawn_lines
from kg.report.drawing.ranks import Bands
from kg.report.drawing.said import DrawingSaid
from kg.report.drawing.text import clean, width, wrap
from kg.report.words import period_text, word
from kg.rules.finding import Finding
from kg.worker.facts import NodeFact, UnitFacts

__all__ = [
    "HEAD",
    "LEADING",
    "NOTE",
    "PAD",
    "SIZE",
    "SMALL",
    "Box",
    "DrawnLine",
    "Ground",
    "Highlight",
    "Scene",
    "ident",
    "scene",
    "widened",
]

#: Inner margin of a box; font sizes of label and notes; line heights of both; height of the row with code and badges; points.
PAD, SIZE, NOTE, LEADING, SMALL, HEAD = 7.0, 10.5, 9.8, 12.6, 11.8, 16.0
_MOST_LINES, _MOST_NOTES = 6, 2
#: Longest name in the title, longest code in a box.
_LONGEST, _CODE = 60, 28
#: More posts or codes than these are counted, not named.
_NAMED = 3


@dataclass(frozen=True)
class Box:
    """One node as it is painted; ``rank`` is its row (or column) from the top of the whole picture.

    ``notes`` say who answers for it and what else it hangs on; ``lines`` and ``small`` are label and notes, wrapped;
    ``said`` is what its rows say besides, shown when a pointer rests on it.
    """

    iri: str
    ident: str
    band: str
    rank: int
    code: str
    label: str
    notes: tuple[str, ...]
    counts: Counts
    marked: bool
    width: float = 188.0
    lines: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @cached_property
    def height(self) -> float:
        """One row for code and badges, then the lines of text."""
        return 2 * PAD + HEAD + len(self.lines) * LEADING + len(self.small) * SMALL

    @property
    def least(self) -> float:
        """The least width in which code and badges stand side by side."""
        return 2 * PAD + width(self.code, NOTE, bold=True) + 8 + badges_width(self.counts)


@dataclass(frozen=True)
class Scene:
    """Everything of one picture; ``bands`` are (band, first rank, last rank) from top to bottom.

    ``remark`` is shown when there is no box.
    """

    title: str
    subtitle: str
    ident: str
    lang: Lang
    boxes: tuple[Box, ...]
    lines: tuple[DrawnLine, ...]
    bands: Bands
    loose: Counts = field(default=NO_FINDINGS)
    remark: str = ""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of badges and lines that are there."""
        seen: set[str] = set()
        for box in self.boxes:
            seen.update(kind for kind, _ in box.counts.shown())
        seen.update(line.kind for line in self.lines)
        if any(box.marked for box in self.boxes):
            seen.add("path")
        return frozenset(seen)


def _fitted(box: Box, wide: float) -> Box:
    room = wide - 2 * PAD
    small: list[str] = []
    for note in box.notes:
        small += wrap(note, room, NOTE, _MOST_NOTES)
    lines = wrap(box.label, room, SIZE, _MOST_LINES)
    return replace(box, width=wide, lines=lines, small=tuple(small))


def widened(shown: Scene, wide: float) -> Scene:
    """The scene with boxes of that width, wider where code and badges need it, and the texts wrapped to it."""
    wide = max([wide, *(box.least for box in shown.boxes)])
    return replace(shown, boxes=tuple(_fitted(box, wide) for box in shown.boxes))


def ident(iri: str) -> str:
    """The stable id of a node in every picture.

    >>> ident("urn:x")
    'simpul-1ff30242'
    """
    return f"simpul-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"


def _code(node: NodeFact) -> str:
    """The code that a reader finds in his own table: that of the nomenclature, or the last part of the IRI."""
    own = node.iri.replace(":", "/").rpartition("/")[2]
    return clean(node.nomenclature or own)[:_CODE]


def _label(node: NodeFact) -> str:
    """The label; for a node without one, its kind and code with what it is to reach."""
    if node.label.startswith("[") and node.goals:
        return clean(f"{node.label} {node.goals[0]}")
    return clean(node.label)


class _Told:
    """What is written in the boxes of one unit."""

    def __init__(self, facts: UnitFacts, forest: Forest, lang: Lang) -> None:
        self._forest = forest
        self._lang = lang
        self.said = DrawingSaid(facts, lang)
        self._names = {post.iri: post.label for post in facts.posts}
        self._measures = {post.iri: len(post.indicators) for post in facts.posts}
        for node in facts.nodes:
            if node.iri not in self._measures:
                own = {node.iri, *node.results}
                self._measures[node.iri] = sum(i.of in own for i in facts.indicators)

    def _name(self, iri: str) -> str:
        node = self._forest.nodes.get(iri)
        return self._names.get(iri) or (node.label if node is not None else iri)

    def _listed(self, key: str, names: Iterable[str]) -> list[str]:
        every = list(dict.fromkeys(names))
        if not every:
            return []
        named = ", ".join(every[:_NAMED])
        if len(every) > _NAMED:
            named += f", +{len(every) - _NAMED}"
        return [f"{word(f'drawing/{key}', self._lang)}: {named}"]

    def notes(self, node: NodeFact, more: str) -> tuple[str, ...]:
        """Who answers for a node, what else it serves or becomes, and how many indicators it has; or what is not shown."""
        nodes = self._forest.nodes
        others = [_code(nodes[iri]) for iri in self._forest.others(node.iri)]
        becomes = []
        for iri in node.translated:
            if iri in nodes:
                becomes.append(_code(nodes[iri]))
        measures = word("drawing/indicators", self._lang, n=self._measures[node.iri])
        return (
            *self._listed("posts", map(self._name, node.posts)),
            *self._listed("assistants", map(self._name, node.assistants)),
            *self._listed("also", others),
            *self._listed("translated", becomes),
            *self.said.printed(node.iri),
            more or measures,
        )


def _rows(forest: Forest, shown: Collection[str]) -> tuple[dict[str, int], Bands]:
    """The rows of the nodes that are shown, without those that are empty then."""
    used = sorted({forest.ranks[iri] for iri in shown})
    row = {rank: index for index, rank in enumerate(used)}
    bands = []
    for band, first, last in forest.bands:
        own = []
        for rank in used:
            if first <= rank <= last:
                own.append(row[rank])
        if own:
            bands.append((band, own[0], own[-1]))
    return {iri: row[forest.ranks[iri]] for iri in shown}, tuple(bands)


def _title(facts: UnitFacts, boxes: Sequence[Box], part: str, lang: Lang) -> tuple[str, str]:
    """The title of the picture, and how much it shows."""
    only_posts = all(box.band == "jabatan" for box in boxes) and bool(boxes)
    told = filter(None, (facts.name, facts.region, period_text(facts.period, lang)))
    name = " · ".join(clean(text[:_LONGEST]) for text in told)
    title = f"{word('drawing/title-posts' if only_posts else 'drawing/title-nodes', lang)}: {name}"
    if part:
        title += f" ({part})"
    many = word("drawing/post" if only_posts else "drawing/node", lang)
    total = sum(box.counts.total for box in boxes)
    return title, f"{len(boxes)} {many} · {total} {word('drawing/finding', lang)}"


class Ground:
    """What all pictures of one unit have in common."""

    def __init__(self, facts: UnitFacts, findings: Sequence[Finding], lang: Lang) -> None:
        self._facts = facts
        self._lang = lang
        self.forest = Forest(facts)
        self._badges, self._loose = counted(facts, findings)
        self._told = _Told(facts, self.forest, lang)

    def _box(self, iri: str, rank: int, note: str, *, marked: bool) -> Box:
        node = self.forest.nodes[iri]
        return Box(
            iri,
            ident(iri),
            node.band,
            rank,
            _code(node),
            _label(node),
            self._told.notes(node, note),
            self._badges.get(iri, NO_FINDINGS),
            marked,
            said=self._told.said.whole(iri),
        )

    def scene(
        self,
        highlight: Highlight | None = None,
        only: Collection[str] | None = None,
        part: str = "",
        notes: Mapping[str, str] | None = None,
    ) -> Scene:
        """The scene of the unit, or of some nodes of it (``only``).

        ``part`` names the piece, ``notes`` replace the note of a node.
        """
        facts = self._facts
        lang = self._lang
        limit = DEFAULT.drawn_nodes
        remark = word("drawing/empty", lang)
        shown = [iri for iri in self.forest.nodes if only is None or iri in only]
        if len(shown) > limit:
            remark = word("drawing/large", lang, n=len(shown), limit=limit)
            shown = []
        marked = highlight or Highlight()
        rows, bands = _rows(self.forest, shown)
        boxes = []
        for iri in shown:
            note = (notes or {}).get(iri, "")
            boxes.append(self._box(iri, rows[iri], note, marked=iri in marked.nodes))
        title, count = _title(facts, boxes, part, lang)
        lines = tuple(drawn_lines(self.forest, set(shown), marked))
        key = hashlib.sha256(f"{facts.region}\x1f{facts.period}\x1f{part}".encode()).hexdigest()[:8]
        return Scene(title, count, key, lang, tuple(boxes), lines, bands, self._loose, remark)


def scene(
    facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None = None
) -> Scene:
    """The scene of a unit."""
    return Ground(facts, findings, lang).scene(highlight)
