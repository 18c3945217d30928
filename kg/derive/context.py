"""What a derivation may look at: one kecamatan and period, the word lists, and the region list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.official.name_pool import NamePool
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.region_list import Regions
from kg.derive.text import words
from kg.derive.vocabulary import Vocabulary
from kg.read.ontology import Ontology
from kg.terms import GRAPH, KIN, RDFS, text_of
from kg.walk.trace import stated_in
from kg.walk.view import View

__all__ = ["TEXTS", "Context", "Graphs", "each_once", "names_in", "view_of"]

#: The statements of the documents of one unit, by graph.
Graphs = dict[NamedNode, Sequence[Triple]]

#: The properties that hold text a document printed.
TEXTS = tuple(
    [RDFS["label"]]
    + [
        KIN[n]
        for n in (
            "formulasi",
            "definisiOperasional",
            "sumberData",
            "kondisiAwal",
            "keterangan",
            "teksNilai",
        )
    ]
)


Answer = TypeVar("Answer")


def each_once(
    compute: Callable[[Context, NamedNode], Answer],
) -> Callable[[Context, NamedNode], Answer]:
    """What ``compute`` makes of a node of a context, made when it is first asked for.

    Several derivations share it unchanged.
    """

    @wraps(compute)
    def answer(context: Context, node: NamedNode) -> Answer:
        known: dict[NamedNode, Answer] = context.answers[compute]
        try:
            return known[node]
        except KeyError:
            found = known[node] = compute(context, node)
        return found

    return answer


_NOWHERE: frozenset[NamedNode] = frozenset()
_GRAPH = re.compile(re.escape(GRAPH) + r"(\d{2}\.\d{2}\.\d{2})/[^/]+/[^/]+")
#: The name of a graph, for the year or the two years in it.
_PERIOD = re.compile(re.escape(GRAPH) + r"[^/]+/(\d{4})(?:-(\d{4}))?/[^/]+")


def view_of(graphs: Graphs, ontology: Ontology) -> View:
    """The statements of one unit for walking, the same whatever their order."""
    return View.in_order(graphs.values(), ontology)


def names_in(view: View) -> frozenset[str]:
    """The words of the names of the kecamatan that these statements are about."""
    found: set[str] = set()
    for kecamatan in view.instances(KIN["Kecamatan"]):
        found.update(words(view.label(kecamatan)))
    return frozenset(found)


@dataclass(frozen=True)
class Context:
    """Everything one derivation needs; ``others`` are the other periods of the same kecamatan."""

    view: View
    graphs: dict[NamedNode, list[NamedNode]]
    vocabulary: Vocabulary
    regions: Regions
    nomenclature: Nomenclature
    others: tuple[Graphs, ...] = ()

    @cached_property
    def beside(self) -> tuple[Context, ...]:
        """The other periods of the same kecamatan, each for itself; made only for those who ask."""
        found = []
        for graphs in self.others:
            view = view_of(graphs, self.view.ontology)
            found.append(replace(self, view=view, graphs={}, others=()))
        return tuple(found)

    def once(self, compute: Callable[[Context], Answer]) -> Answer:
        """What ``compute`` makes of this context, made when it is first asked for.

        Several derivations share it unchanged.
        """
        known: dict[Callable[[Context], Any], Answer] = self._computed
        try:
            return known[compute]
        except KeyError:
            found = known[compute] = compute(self)
        return found

    @cached_property
    def answers(self) -> dict[Callable[..., Any], dict[NamedNode, Any]]:
        """What was made of single nodes so far, for :func:`each_once`."""
        return defaultdict(dict)

    @cached_property
    def _computed(self) -> dict[Callable[[Context], Any], Any]:
        return {}

    @cached_property
    def stated_code(self) -> str:
        """The region code as stated or else as the graph IRIs say; empty when there is none."""
        for node in self.view.instances(KIN["Kecamatan"]):
            code = self.view.text(node, KIN["kodeWilayah"])
            if code:
                return code
        return next((m[1] for graph in self.graphs if (m := _GRAPH.fullmatch(graph.value))), "")

    @cached_property
    def region_code(self) -> str:
        """The region code of the kecamatan.

        Where the stated one belongs to another name, the code of the declared name.

        One wrong code is told once; everything else is held against the kecamatan that the document
        declares.
        """
        name = self.declared_name
        if not name or self.regions.has_name(self.stated_code, name):
            return self.stated_code
        return self.regions.code_named(name, self.stated_code) or self.stated_code

    @cached_property
    def declared_name(self) -> str:
        """The name of the kecamatan as declared, without the word for its kind.

        Empty when no document states one.
        """
        named = []
        for node in self.view.instances(KIN["Kecamatan"]):
            named.append(self.view.label(node))
        kinds: set[str] = set()
        for e in self.vocabulary.entries("sebutan-wilayah"):
            kinds.update(e.forms)
        told = []
        for w in words(named[0] if named else ""):
            if w not in kinds:
                told.append(w)
        return " ".join(told)

    @cached_property
    def known_region(self) -> bool:
        """Whether the region list knows that code under the declared name, so that texts and counts can be held against it."""
        code = self.region_code
        name = self.declared_name
        same = not name or self.regions.has_name(code, name)
        return bool(code) and self.regions.is_known(code) and same

    @cached_property
    def stated_version(self) -> str:
        """The decree of the nomenclature that a document states; empty when none does."""
        for document in self.view.instances(KIN["Dokumen"]):
            number = self.view.text(document, KIN["versiNomenklatur"])
            if number:
                return number
        return ""

    @cached_property
    def pool(self) -> NamePool:
        """The concepts of the nomenclature that the names of this kecamatan and period are held against."""
        return self.nomenclature.pool(self.region_code, self.stated_years(), self.stated_version)

    def period_years(self) -> list[int]:
        """The years of the period that the graph IRIs name; empty when they name none."""
        found = (m for graph in self.graphs if (m := _PERIOD.fullmatch(graph.value)))
        first = next(found, None)
        if first is None:
            return []
        return list(range(int(first[1]), int(first[2] or first[1]) + 1))

    def stated_years(self) -> list[int]:
        """The years of the period that the documents state, else those of the graph IRIs, in order."""
        return list(self._stated_years)

    @cached_property
    def _stated_years(self) -> list[int]:
        stated = set()
        for d in self.view.instances(KIN["Dokumen"]):
            for y in self.view.objects(d, KIN["tahunPeriode"]):
                stated.add(int(text_of(y)))
        return sorted(stated) or self.period_years()

    def together(self, first: NamedNode, second: NamedNode) -> bool:
        """Whether one document states both.

        What two documents say alike is agreement, not repetition.
        """
        return bool(self.documents(first) & self.documents(second))

    def documents(self, node: NamedNode) -> frozenset[NamedNode]:
        """The graphs of the documents that state a node."""
        return self._homes.get(node, _NOWHERE)

    @cached_property
    def _homes(self) -> dict[NamedNode, frozenset[NamedNode]]:
        """Every node, with the graphs that state it."""
        found: dict[NamedNode, frozenset[NamedNode]] = {}
        for graph, subjects in self.graphs.items():
            for node in subjects:
                found[node] = found.get(node, _NOWHERE) | {graph}
        return found

    def threshold(self, name: str) -> float:
        """A number of the word list ``ambang``."""
        return self.vocabulary.threshold(name)

    def document_kinds(self, node: NamedNode) -> set[str]:
        """The kinds of the documents that state a node (``renstra``, ``pk``, …)."""
        return {_kind_of(self, document) for document in self.stated_in(node)}

    def kind_of(self, document: NamedNode) -> str:
        """The kind of a document in the word of the form; as it is printed where no list knows it."""
        return _kind_of(self, document)

    def is_changed(self, node: NamedNode) -> bool:
        """Whether a document that states a node is the change of another, such as a *PK Perubahan*."""
        documents = self.stated_in(node)
        printed = [self.view.text(document, KIN["jenisDokumen"]) for document in documents]
        return any("perubahan" in words(text) for text in printed)

    @each_once
    def stated_in(self, node: NamedNode) -> frozenset[NamedNode]:
        """The documents whose rows a statement comes from."""
        return frozenset(stated_in(self.view, node))

    @each_once
    def papers(self, node: NamedNode) -> frozenset[NamedNode]:
        """What is a document among :meth:`stated_in`."""
        return frozenset(d for d in self.stated_in(node) if self.view.is_a(d, KIN["Dokumen"]))

    def by_paper(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
        """The documents that state any of these nodes, each with those that it states."""
        found: dict[NamedNode, list[NamedNode]] = {}
        for node in nodes:
            for paper in self.papers(node):
                found.setdefault(paper, []).append(node)
        return found

    def scrambled(self, node: NamedNode, column: str) -> bool:
        """Whether text extraction scrambled this column of a statement, so that it proves nothing."""
        return Literal(column) in self.view.objects(node, KIN["artefakEkstraksi"])

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The words of the name of the kecamatan itself."""
        return names_in(self.view)

    def texts(self, node: NamedNode) -> list[tuple[NamedNode, str]]:
        """Property and text of everything that the document prints about a node."""
        return self._texts.get(node, [])

    @cached_property
    def _texts(self) -> dict[NamedNode, list[tuple[NamedNode, str]]]:
        found: dict[NamedNode, list[tuple[NamedNode, str]]] = {}
        for prop in TEXTS:
            for node, value in self.view.pairs(prop):
                if isinstance(node, NamedNode):
                    found.setdefault(node, []).append((prop, text_of(value)))
        return found


@each_once
def _kind_of(context: Context, document: NamedNode) -> str:
    """The kind of a document in the word of the form, however it is printed (*PK*, *Perjanjian Kinerja*)."""
    entries = context.vocabulary.entries("dokumen-kinerja")
    plain = " ".join(words(context.view.text(document, KIN["jenisDokumen"])))
    return next((e.name for e in entries if plain in e.forms), plain)
