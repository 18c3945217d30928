"""Derived classes and the performance tree of each document."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.wording import asks_satisfaction
from kg.terms import GRAPH, ID, KIN, RDF, Namespace
from kg.walk.trace import cited
from kg.walk.view import View

__all__ = ["named_components", "stated_indicators", "trees"]

#: How many numeric targets can be compared, and how many make a series.
_SERIES = (("IndikatorBertarget", 2), ("IndikatorBerderet", 3))
#: The levels that ask for one kind of indicator.
_LEVELS = (
    "Outcome",
    "KondisiStrategis",
    "KondisiAntara",
    "Tujuan",
    "SasaranPerangkatDaerah",
    "SasaranSubKegiatan",
)


def trees(context: Context) -> Iterator[Triple]:
    """One ``kin:PohonKinerja`` per document that has result nodes."""
    view = context.view
    nodes = set(view.instances(KIN["SimpulKinerja"]))
    for graph, subjects in context.graphs.items():
        members = [s for s in subjects if s in nodes]
        if members:
            base, _, code = graph.value.replace(GRAPH, ID, 1).rpartition("/")
            tree = Namespace(f"{base}/pohon/")[code]
            yield Triple(tree, RDF["type"], KIN["PohonKinerja"])
            yield Triple(tree, KIN["puncakPohon"], Literal(_tops(view, members)))
            for member in members:
                yield Triple(tree, KIN["memilikiSimpul"], member)


def _tops(view: View, members: list[NamedNode]) -> str:
    """The outcomes of a tree that stand below nothing, as a reader looks for them: label and line."""
    outcomes = [m for m in members if view.is_a(m, KIN["Outcome"])]
    tops = [cited(view, m) for m in outcomes if not view.objects(m, KIN["menopang"])]
    return "; ".join(tops) or "tidak ada"


def stated_indicators(context: Context) -> Iterator[Triple]:
    """Indicators by what there is to look at: wording, level, formula, targets to compare."""
    view, below = context.view, context.view.ontology.descendants
    levels = frozenset().union(*(below[KIN[level]] for level in _LEVELS))
    for node in view.instances(KIN["Indikator"]):
        if view.label(node).strip():
            yield Triple(node, RDF["type"], KIN["IndikatorDirumuskan"])
            if view.text(node, KIN["penyebut"]).strip():
                yield Triple(node, RDF["type"], KIN["IndikatorRasio"])
            if any(
                kind in levels
                for r in view.subjects(KIN["diukurOleh"], node)
                for kind in view.objects(r, RDF["type"])
            ):
                yield Triple(node, RDF["type"], KIN["IndikatorBertingkat"])
        if view.text(node, KIN["formulasi"]).strip():
            yield Triple(node, RDF["type"], KIN["IndikatorBerformulasi"])
        if asks_satisfaction(view.label(node)) and view.text(node, KIN["formulasi"]).strip():
            yield Triple(node, RDF["type"], KIN["IndikatorKepuasan"])
        if "renstra" in context.document_kinds(node):
            yield Triple(node, RDF["type"], KIN["IndikatorRenstra"])
        targets = view.nodes(node, KIN["memilikiTarget"])
        numbers = sum(bool(view.objects(t, KIN["nilai"])) for t in targets)
        yield from (
            Triple(node, RDF["type"], KIN[name]) for name, least in _SERIES if numbers >= least
        )


def named_components(context: Context) -> Iterator[Triple]:
    """Programs, activities and sub-activities that the document names."""
    view = context.view
    for node in view.instances(KIN["KomponenPerencanaan"]):
        if view.label(node).strip():
            yield Triple(node, RDF["type"], KIN["KomponenBernama"])
