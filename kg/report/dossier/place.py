"""Where a finding stands for its readers.

The level of the tree and the posts that answer for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import Lang
from kg.report.words import word
from kg.rules.finding import Finding
from kg.rules.rule import Rule
from kg.walk.trace import Source
from kg.worker.facts import UnitFacts

__all__ = ["LEVELS", "DossierPlaces", "own_place", "quoted", "remedy_for", "stands", "where"]

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


class DossierPlaces:
    """Levels and posts by node of one unit.

    What the facts do not name takes the place of what stands above it.
    """

    def __init__(self, unit: UnitFacts) -> None:
        names = {post.iri: post.label for post in unit.posts}
        self._by_node: dict[str, _Place] = {}
        self._by_label: dict[str, _Place] = {}
        for node in unit.nodes:
            posts = {names.get(post, post) for post in node.posts}
            if node.band == "jabatan":
                posts.add(node.label)
            self._add([node.iri, *node.results], node.label, node.band, posts)
        for post in unit.posts:
            self._add([post.iri, *post.results], post.label, "jabatan", {post.label})
        for indicator in unit.indicators:
            above = self._by_node.get(indicator.of)
            if above is None:
                level = _level_of(indicator.of)
            else:
                level = above[0]
            self._add([indicator.iri], indicator.label, level, indicator.posts)
        # Parts come last: what has a place of its own keeps it.
        for node in unit.nodes:
            self._add(node.parts, node.label, *self._by_node[node.iri])

    def _add(
        self,
        nodes: Iterable[str],
        label: str,
        level: str,
        posts: Iterable[str],
    ) -> None:
        place = (level, frozenset(posts))
        for node in nodes:
            self._by_node.setdefault(node, place)
        self._by_label.setdefault(label, place)

    def of(self, found: Finding) -> tuple[str, tuple[str, ...]]:
        """The level and the posts of a finding."""
        level, posts = self._place_of(found)
        # A task keeps its own level, though it takes the posts of the post that it hangs on.
        if _level_of(found.focus) == "tugas":
            level = "tugas"
        return level, tuple(sorted(posts))

    def _place_of(self, found: Finding) -> _Place:
        """The place of the node, or of the nearest thing above it that has one."""
        own = self._by_node.get(found.focus)
        if own is not None:
            return own
        for label in reversed(found.path):
            if label in self._by_label:
                return self._by_label[label]
        return _level_of(found.focus), frozenset()


def where(source: Source, otherwise: str = "-") -> str:
    """Where something stands: sheet!cell or line, with the name of the document where one is known.

    >>> where(Source("a.txt", 3, None, None, ""))
    'a.txt:3'
    >>> where(Source(None, 9, "indikator", "D2", "")), where(Source(None, None, None, None, ""))
    ('indikator!D2', '-')
    """
    if source.sheet and source.cell:
        return f"{source.document or ''} {source.sheet}!{source.cell}".strip()
    if not source.document:
        return otherwise
    if source.line is None:
        return source.document
    return f"{source.document}:{source.line}"


def stands(found: Finding) -> str:
    """Where a finding stands; the node itself where no source is known."""
    return where(found.source, found.focus)


def own_place(found: Finding, rule: Rule, lang: Lang) -> str:
    """What the remedy of a finding says beyond that of its rule: where in the file it is carried out."""
    return found.remedy[lang].removeprefix(rule.remedy[lang]).strip()


def remedy_for(rule: Rule, findings: Iterable[Finding], lang: Lang) -> str:
    """The remedy of a rule with every place in which these findings are mended, each once."""
    places = [own_place(found, rule, lang) for found in findings]
    return " ".join([rule.remedy[lang], *filter(None, dict.fromkeys(places))])


def quoted(source: Source, lang: Lang) -> str:
    """The text at that place as evidence, in quotation marks.

    An empty cell is called empty and never quoted.

    >>> quoted(Source("a.txt", 3, None, None, "Camat"), "id"), quoted(Source("a.txt", 3, None, None, ""), "id")
    ('“Camat”', '(kosong pada baris ini)')
    """
    if not source.text:
        return word("empty-row", lang)
    return f"“{source.text}”"


def _level_of(node: str) -> str:
    """The level that the address of a node tells.

    >>> _level_of("https://w3id.org/kinerja/id/1/2/program/P1"), _level_of("urn:x")
    ('program', 'text')
    """
    # Addresses end in kind and code; one without a slash tells no kind.
    kind = node.rpartition("/")[0].rpartition("/")[2]
    level = _BY_KIND.get(kind, kind)
    if level in LEVELS:
        return level
    return "text"
