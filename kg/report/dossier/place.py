"""Where a finding stands for its readers: the level of the tree and the posts that answer for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = ["LEVELS", "Places", "told_source"]

#: Levels from the top of the tree to what stands beside it.
LEVELS = (
    "outcome",
    "csf",
    "strategis",
    "antara",
    "operasional",
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub_kegiatan",
    "jabatan",
    "tugas",
    "text",
)
_BY_KIND = {
    "sub-kegiatan": "sub_kegiatan",
    "sasaran": "sasaran",
    "tugas": "tugas",
    "jabatan": "jabatan",
    "csf": "csf",
}
_Place = tuple[str, frozenset[str]]


class Places:
    """Levels and posts by node of one unit; what the facts do not name takes the place of what stands above it."""

    def __init__(self, unit: UnitFacts) -> None:
        names = {post.iri: post.label for post in unit.posts}
        self._by_node: dict[str, _Place] = {}
        self._by_label: dict[str, _Place] = {}
        for node in unit.nodes:
            posts = {names.get(p, p) for p in node.posts} | (
                {node.label} if node.band == "jabatan" else set()
            )
            self._add([node.iri, *node.results], node.label, node.band, posts)
        for post in unit.posts:
            self._add([post.iri, *post.results], post.label, "jabatan", {post.label})
        for indicator in unit.indicators:
            level = (
                self._by_node[indicator.of][0]
                if indicator.of in self._by_node
                else _level_of(indicator.of)
            )
            self._add([indicator.iri], indicator.label, level, indicator.posts)
        for node in unit.nodes:
            self._add(node.parts, node.label, *self._by_node[node.iri])

    def _add(self, nodes: Iterable[str], label: str, level: str, posts: Iterable[str]) -> None:
        place = (level, frozenset(posts))
        for node in nodes:
            self._by_node.setdefault(node, place)
        self._by_label.setdefault(label, place)

    def of(self, found: Finding) -> tuple[str, tuple[str, ...]]:
        """The level and the posts of a finding."""
        own = self._by_node.get(found.focus)
        above = (self._by_label[label] for label in reversed(found.path) if label in self._by_label)
        level, posts = own or next(above, (_level_of(found.focus), frozenset[str]()))
        kind = _level_of(found.focus)
        return (kind if kind == "tugas" else level), tuple(sorted(posts))


def told_source(source: Mapping[str, Any]) -> str:
    """A source as JSON states it, as file:line or file sheet!cell.

    >>> told_source({"document": "a.txt", "line": 3, "sheet": None, "cell": None})
    'a.txt:3'
    """
    document, line, sheet, cell = (source.get(key) for key in ("document", "line", "sheet", "cell"))
    if sheet and cell:
        return f"{document or '-'} {sheet}!{cell}"
    return str(document or "-") if line is None else f"{document or '-'}:{line}"


def _level_of(node: str) -> str:
    """The level that the address of a node tells.

    >>> _level_of("https://w3id.org/kinerja/id/1/2/program/P1"), _level_of("urn:x")
    ('program', 'text')
    """
    kind = node.split("/")[-2] if "/" in node else ""
    kind = _BY_KIND.get(kind, kind)
    return kind if kind in LEVELS else "text"
