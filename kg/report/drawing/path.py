"""The way from a post up to the outcome, in the lines of the picture, for the answer to a question or for one post."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.report.drawing.ranks import ordered
from kg.report.drawing.scene import Highlight
from kg.worker.asking import Answer
from kg.worker.facts import UnitFacts

__all__ = ["answer_path", "post_path"]


class _Ways:
    """The lines of one unit, walked upwards: to what is served, then to what was translated into it."""

    def __init__(self, facts: UnitFacts) -> None:
        self.nodes = {n.iri: n for n in ordered(facts.nodes)}
        self.home = {thing: n.iri for n in self.nodes.values() for thing in n.parts} | {
            iri: iri for iri in self.nodes
        }
        self.origins: dict[str, list[str]] = {}
        for node in self.nodes.values():
            for item in node.translated:
                self.origins.setdefault(item, []).append(node.iri)

    def up(self, iri: str) -> list[str]:
        """What stands directly above a node in the picture."""
        return [i for i in (*self.nodes[iri].above, *self.origins.get(iri, ())) if i in self.nodes]

    def steps(self, iri: str) -> list[tuple[str, str]]:
        """What a node contributes to, by IRI as ``kg ask`` walks; a CSF on the way is stepped over and named second."""
        direct = self.up(iri)
        over = [
            (top, csf) for csf in direct if self.nodes[csf].band == "csf" for top in self.up(csf)
        ]
        return sorted([*((i, "") for i in direct), *over])

    def way(self, start: str, ends: Iterable[str]) -> list[str]:
        """A shortest way up to one of the ends; empty when there is none."""
        wanted, before = set(ends), dict[str, tuple[str, ...]]({start: ()})
        level = [start]
        while level and wanted.isdisjoint(level):
            found = [(node, above, csf) for node in level for above, csf in self.steps(node)]
            level = []
            for node, above, csf in found:
                if above not in before:
                    before[above] = (node, csf) if csf else (node,)
                    level.append(above)
        reached = [i for i in level if i in wanted][:1]
        way = list(reached)
        while way and before[way[-1]]:
            way += reversed(before[way[-1]])
        return way[::-1]

    def borne_by(self, post: str) -> list[str]:
        """What a post answers for, carries out or assists."""
        return [n.iri for n in self.nodes.values() if post in {*n.posts, *n.assistants}]

    def tops(self) -> list[str]:
        """The outcomes; in a unit that states none, everything with nothing above it."""
        outcomes = [n.iri for n in self.nodes.values() if n.band == "outcome"]
        return outcomes or [iri for iri in self.nodes if not self.up(iri)]


def _highlight(ways: Iterable[list[str]], single: Iterable[str] = ()) -> Highlight:
    """Nodes and lines of the ways, each given from below to above."""
    known = [way for way in ways if way]
    lines = {(upper, lower) for way in known for lower, upper in pairwise(way)}
    return Highlight(frozenset([*single, *(iri for way in known for iri in way)]), frozenset(lines))


def post_path(facts: UnitFacts, post: str) -> Highlight:
    """From a post over everything it bears up to the outcome; in a unit without results, up to its highest superior."""
    graph = _Ways(facts)
    if post not in graph.nodes:
        return Highlight()
    tops = graph.tops()
    borne = [[post, *(graph.way(iri, tops) or [iri])] for iri in graph.borne_by(post)]
    return _highlight(borne or [graph.way(post, tops)], [post])


def _row_ways(
    graph: _Ways, found: Answer, row: list[str], terms: dict[str, str]
) -> list[list[str]]:
    """The ways that one row of an answer tells: its path, and the line to a post it names."""
    cells = dict(zip(found.columns, row, strict=True))
    iris = {name: value for name, value in cells.items() if name.endswith("_iri")} | terms
    named = [graph.home[value] for value in iris.values() if value in graph.home]
    ways = [[one] for one in named]
    ways += [
        [post, iri]
        for post in named
        for iri in named
        if post in {*graph.nodes[iri].posts, *graph.nodes[iri].assistants}
    ]
    ways += [[lower, upper] for lower in named for upper in named if upper in graph.up(lower)]
    path = found.question.path
    if path is not None:
        start, end = (
            graph.home.get({**cells, **terms}.get(name, ""), "") for name in (path.start, path.end)
        )
        ways += [graph.way(start, [end])] if start and end else []
    return ways


def answer_path(facts: UnitFacts, found: Answer) -> Highlight:
    """Everything of this unit that an answer names, joined by the ways that the question asks for."""
    graph = _Ways(facts)
    terms = {name: value for name, value in found.params.items() if value in graph.home}
    return _highlight(way for row in found.rows for way in _row_ways(graph, found, row, terms))
