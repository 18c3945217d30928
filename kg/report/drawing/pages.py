"""A tree that is too large for one sheet: an overview, and one picture for each branch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.drawing.layout import Placed, best
from kg.report.drawing.ranks import ordered
from kg.report.drawing.scene import Highlight, scene
from kg.report.drawing.svg import paint
from kg.report.drawing.words import said
from kg.rules.finding import Finding
from kg.worker.facts import NodeFact, UnitFacts

__all__ = ["Page", "pages"]

#: Most nodes that are tried on one sheet, and fewest branches that make an overview worth while.
_MOST, _FEWEST = 120, 2
_POST = "jabatan"


@dataclass(frozen=True)
class Page:
    """One picture of a unit: ``name`` is empty for the whole, else tells the piece apart in a file name."""

    name: str
    title: str
    svg: str


def _below(nodes: Sequence[NodeFact]) -> dict[str, list[str]]:
    """What hangs below each node, by the order of the codes."""
    known = {n.iri for n in nodes}
    found: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        for above in node.above:
            if above in known and above != node.iri:
                found[above].append(node.iri)
    return found


def _reach(start: str, below: dict[str, list[str]]) -> list[str]:
    """A node and everything below it."""
    found, waiting = dict.fromkeys([start]), [start]
    while waiting:
        for iri in below.get(waiting.pop(), ()):
            if iri not in found:
                found[iri] = None
                waiting.append(iri)
    return list(found)


class _Pages:
    """Collects the pictures of one unit."""

    def __init__(self, facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None) -> None:
        self.facts, self.findings, self.lang, self.highlight = facts, findings, lang, highlight
        self.nodes = {n.iri: n for n in ordered(facts.nodes)}
        self.below = _below(list(self.nodes.values()))
        self.mixed = any(n.band != _POST for n in facts.nodes)
        self.found: list[Page] = []

    def is_side(self, iri: str) -> bool:
        """Whether the node is a post that only accompanies what it answers for."""
        return self.mixed and iri in self.nodes and self.nodes[iri].band == _POST

    def placed(self, only: Sequence[str], part: str, notes: dict[str, str] | None = None) -> Placed:
        """The scene of some nodes with the posts that answer for them, in their places."""
        posts = {p for iri in only for p in (*self.nodes[iri].posts, *self.nodes[iri].assistants) if self.is_side(p)}
        return best(scene(self.facts, self.findings, self.lang, self.highlight, only={*only, *posts}, part=part, notes=notes))

    def add(self, name: str, placed: Placed) -> None:
        """Paint one picture."""
        self.found.append(Page(name, placed.scene.title, paint(placed)))

    def fits(self, only: Sequence[str]) -> bool:
        """Whether these nodes are legible on one sheet."""
        return len(only) <= _MOST and self.placed(only, "").is_legible

    def tops(self, only: Sequence[str]) -> tuple[list[str], list[str]]:
        """What has nothing above it here; a single top is followed down to where the tree parts, and returned first."""
        inside = set(only)
        tops = [i for i in only if inside.isdisjoint(self.nodes[i].above)] or list(only[:1])
        spine: list[str] = []
        while len(tops) == 1 and tops[0] not in spine:
            spine += tops
            tops = [i for i in self.below.get(tops[0], ()) if i in inside]
        reached = {i for top in (*spine, *tops) for i in _reach(top, self.below)}
        return spine, [*(t for t in tops if t not in spine), *(i for i in only if i not in reached)]

    def groups(self, only: Sequence[str], tops: Sequence[str]) -> list[list[str]]:
        """Branches, small neighbours together as long as they fit on one sheet."""
        inside, groups = set(only), list[list[str]]()
        for tree in ([i for i in _reach(top, self.below) if i in inside] for top in tops):
            if groups and self.fits([*groups[-1], *tree]):
                groups[-1] += [i for i in tree if i not in groups[-1]]
            else:
                groups.append(tree)
        return groups

    def overview(self, spine: list[str], tops: list[str]) -> tuple[list[str], dict[str, str]]:
        """As many levels from the top as are legible, and on the last level how much is below it."""
        shown, level = [*spine, *tops], tops
        while level:
            level = [i for iri in level for i in self.below.get(iri, ()) if i not in shown]
            if not level or not self.fits([*shown, *level]):
                break
            shown += level
        hidden = {i: len(_reach(i, self.below)) - 1 for i in shown if set(self.below.get(i, ())) - set(shown)}
        return shown, {i: said("more", self.lang).format(n=n) for i, n in hidden.items()}

    def split(self, only: list[str], name: str, part: str) -> None:
        """One picture when it is legible or cannot be split, else an overview and a picture for each branch."""
        spine, tops = self.tops(only)
        groups = self.groups(only, tops) if tops and not self.fits(only) else []
        if len(groups) < _FEWEST:
            self.add(name, self.placed(only, part))
            return
        top, notes = self.overview(spine, tops)
        overview = self.placed(top, f"{part}: {said('overview', self.lang)}".removeprefix(": "), notes)
        self.add(f"{name}-0".removeprefix("-"), overview)
        for number, group in enumerate(groups, start=1):
            key = f"{name}-{number}".removeprefix("-")
            self.split(group, key, f"{said('branch', self.lang)} {key}")


def pages(facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None = None) -> list[Page]:
    """The whole tree on one sheet of A3 when that can be read, else an overview and its branches.

    :raises CouldNotError: DRAW-GRAPHVIZ when Graphviz is not there for this machine.
    """
    if len(facts.nodes) > DEFAULT.drawn_nodes:
        shown = best(scene(facts, findings, lang, highlight))
        return [Page("", shown.scene.title, paint(shown))]
    book = _Pages(facts, findings, lang, highlight)
    drawn = {p for n in facts.nodes if n.band != _POST for p in (*n.posts, *n.assistants)}
    book.split([i for i in book.nodes if not (book.is_side(i) and i in drawn)], "", "")
    return book.found
