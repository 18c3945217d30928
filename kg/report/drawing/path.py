"""The way from a post up to the outcome, in the lines of the picture, for the answer to a question or for one post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, product

from kg.report.drawing.ranks import ordered
from kg.report.drawing.scene import Highlight
from kg.worker.asking import Answer
from kg.worker.facts import UnitFacts

__all__ = ["answer_path", "post_path"]

_Before = dict[str, tuple[str, ...]]


class _Ways:
    """The lines of one unit, walked upwards.

    To what is served, then to what was translated into it.
    """

    def __init__(self, facts: UnitFacts) -> None:
        self.nodes = {node.iri: node for node in ordered(facts.nodes)}
        self.home: dict[str, str] = {}
        self.origins: dict[str, list[str]] = {}
        for node in self.nodes.values():
            self.home.update(dict.fromkeys(node.parts, node.iri))
            for item in node.translated:
                self.origins.setdefault(item, []).append(node.iri)
        self.home.update({iri: iri for iri in self.nodes})

    def up(self, iri: str) -> list[str]:
        """What stands directly above a node in the picture."""
        stated = (*self.nodes[iri].above, *self.origins.get(iri, ()))
        return [above for above in stated if above in self.nodes]

    def steps(self, iri: str) -> list[tuple[str, str]]:
        """What a node contributes to, by IRI as ``kg ask`` walks.

        A CSF on the way is stepped over and named second.
        """
        found = []
        for above in self.up(iri):
            found.append((above, ""))
            if self.nodes[above].band == "csf":
                for top in self.up(above):
                    found.append((top, above))
        return sorted(found)

    def way(self, start: str, ends: Iterable[str]) -> list[str]:
        """A shortest way up to one of the ends; empty when there is none."""
        wanted = set(ends)
        before: _Before = {start: ()}
        level = [start]
        while level and wanted.isdisjoint(level):
            level = self._higher(level, before)
        reached = [iri for iri in level if iri in wanted]
        if reached:
            return _back(reached[0], before)
        return []

    def _higher(self, level: list[str], before: _Before) -> list[str]:
        """The nodes one step up that were not reached before, each with the way that led to it."""
        found = []
        for node in level:
            for above, csf in self.steps(node):
                if above not in before:
                    if csf:
                        before[above] = (node, csf)
                    else:
                        before[above] = (node,)
                    found.append(above)
        return found

    def bears(self, post: str, iri: str) -> bool:
        """Whether a post answers for, carries out or assists a node."""
        node = self.nodes[iri]
        return post in node.posts or post in node.assistants

    def borne_by(self, post: str) -> list[str]:
        """What a post answers for, carries out or assists."""
        return [iri for iri in self.nodes if self.bears(post, iri)]

    def tops(self) -> list[str]:
        """The outcomes; in a unit that states none, everything with nothing above it."""
        outcomes = []
        for node in self.nodes.values():
            if node.band == "outcome":
                outcomes.append(node.iri)
        return outcomes or [iri for iri in self.nodes if not self.up(iri)]


def _back(end: str, before: _Before) -> list[str]:
    """The way that led to ``end``, from its beginning."""
    way = [end]
    while before[way[-1]]:
        way += reversed(before[way[-1]])
    return way[::-1]


def _highlight(ways: Iterable[list[str]], single: Iterable[str] = ()) -> Highlight:
    """Nodes and lines of the ways, each given from below to above."""
    nodes = set(single)
    lines = set()
    for way in ways:
        nodes.update(way)
        for lower, upper in pairwise(way):
            lines.add((upper, lower))
    return Highlight(frozenset(nodes), frozenset(lines))


def post_path(facts: UnitFacts, post: str) -> Highlight:
    """From a post over everything it bears up to the outcome.

    In a unit without results, up to its highest superior.
    """
    graph = _Ways(facts)
    if post not in graph.nodes:
        return Highlight()
    tops = graph.tops()
    borne = []
    for iri in graph.borne_by(post):
        borne.append([post, *(graph.way(iri, tops) or [iri])])
    return _highlight(borne or [graph.way(post, tops)], [post])


def _named(graph: _Ways, cells: Mapping[str, str], terms: Mapping[str, str]) -> list[str]:
    """The nodes that a row or its question names, each by the node it is a part of."""
    iris = {}
    for name, value in cells.items():
        if name.endswith("_iri"):
            iris[name] = value
    iris |= terms
    found: list[str] = []
    for value in iris.values():
        if value in graph.home:
            found.append(graph.home[value])
    return found


def _row_ways(graph: _Ways, found: Answer, cells: Mapping[str, str]) -> list[list[str]]:
    """The ways that one row of an answer tells: its path, and the line to a post it names."""
    terms = {}
    for name, value in found.params.items():
        if value in graph.home:
            terms[name] = value
    named = _named(graph, cells, terms)
    ways = [[one] for one in named]
    for lower, upper in product(named, named):
        if graph.bears(lower, upper) or upper in graph.up(lower):
            ways.append([lower, upper])
    path = found.question.path
    if path is not None:
        known = {**cells, **terms}
        start = graph.home.get(known.get(path.start, ""), "")
        end = graph.home.get(known.get(path.end, ""), "")
        if start and end:
            ways.append(graph.way(start, [end]))
    return ways


def answer_path(facts: UnitFacts, found: Answer) -> Highlight:
    """Everything of this unit that an answer names, joined by the ways that the question asks for."""
    graph = _Ways(facts)
    ways: list[list[str]] = []
    for row in found.rows:
        ways += _row_ways(graph, found, dict(zip(found.columns, row, strict=True)))
    return _highlight(ways)
