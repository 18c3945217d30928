"""Derived classes and the performance tree of each document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.evidence import counted
from kg.derive.indikator.wording import asks_satisfaction
from kg.derive.places import columnless, placeless
from kg.derive.target.years_beside import own_targets
from kg.terms import GRAPH, ID, KIN, RDF, Namespace, text_of
from kg.walk.trace import cited
from kg.walk.view import View

__all__ = ["further_levels", "named_components", "stated_indicators", "trees"]

#: How many numeric targets can be compared.
_COMPARED = 2
#: The levels that ask for one kind of indicator.
_LEVELS = (
    "Outcome",
    "KondisiStrategis",
    "KondisiAntara",
    "Tujuan",
    "SasaranPerangkatDaerah",
    "SasaranSubKegiatan",
    "SasaranProgram",
    "SasaranJabatan",
    "KondisiOperasional",
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
    """The outcomes of a tree that stand below nothing, as a reader looks for them.

    Label and line.
    """
    outcomes = [m for m in members if view.is_a(m, KIN["Outcome"])]
    tops = []
    for m in outcomes:
        if not view.objects(m, KIN["menopang"]):
            tops.append(cited(view, m))
    return "; ".join(tops) or "tidak ada"


def _kinds(context: Context, node: NamedNode) -> Iterator[str]:
    """The classes of an indicator by what there is to look at."""
    view = context.view
    label = view.label(node)
    if label.strip():
        yield "IndikatorDirumuskan"
        if view.text(node, KIN["penyebut"]).strip():
            yield "IndikatorRasio"
        if _has_level(context, node):
            yield "IndikatorBertingkat"
    if view.text(node, KIN["formulasi"]).strip():
        yield "IndikatorBerformulasi"
        if asks_satisfaction(label):
            yield "IndikatorKepuasan"
    targets = own_targets(context, node)
    if sum(bool(view.objects(target, KIN["nilai"])) for target in targets) >= _COMPARED:
        yield "IndikatorBertarget"


def _has_level(context: Context, node: NamedNode) -> bool:
    """Whether an indicator measures a result of a level that asks for one kind of indicator."""
    view = context.view
    results = view.subjects(KIN["diukurOleh"], node)
    return any(view.is_a(result, KIN[level]) for result, level in product(results, _LEVELS))


def _stating_baselines(context: Context) -> frozenset[NamedNode]:
    """The documents that must state baselines.

    Strategic plans, and others some of whose rows do.
    """
    view = context.view
    found: set[NamedNode] = set()
    for indicator in view.instances(KIN["Indikator"]):
        states = _has_baseline(context, indicator)
        if states or "renstra" in context.document_kinds(indicator):
            found.update(context.stated_in(indicator))
    return frozenset(found)


def _without_baselines(context: Context) -> dict[NamedNode, Literal]:
    """Documents with a place for baselines, none of whose indicators with targets has one."""
    without = placeless(context, "kondisiAwal")
    view = context.view
    rows = []
    for indicator in view.instances(KIN["Indikator"]):
        if indicator not in without and view.objects(indicator, KIN["memilikiTarget"]):
            rows.append(indicator)
    found: dict[NamedNode, Literal] = {}
    for document, own in context.by_paper(rows).items():
        many = len(own) >= context.threshold("kolom-kosong")
        if many and not any(_has_baseline(context, node) for node in own):
            found[document] = counted(view, f"0 / {len(own)}", own)
    return found


def _has_baseline(context: Context, node: NamedNode) -> bool:
    return bool(context.view.text(node, KIN["kondisiAwal"]).strip())


def stated_indicators(context: Context) -> Iterator[Triple]:
    """Indicators by what there is to look at.

    Wording, level, formula, targets to compare, baselines of the document.
    """
    stating = _stating_baselines(context)
    bare = _without_baselines(context)
    yield from (Triple(d, KIN["tanpaKondisiAwal"], told) for d, told in bare.items())
    stating -= bare.keys()
    outside = columnless(context, _has_baseline)
    for node in context.view.instances(KIN["Indikator"]):
        for name in _kinds(context, node):
            yield Triple(node, RDF["type"], KIN[name])
        if stating & context.stated_in(node) and node not in outside:
            yield Triple(node, RDF["type"], KIN["IndikatorRenstra"])


def further_levels(context: Context) -> Iterator[Triple]:
    """Operational conditions that their document calls those of a second or lower operational level."""
    view = context.view
    for node in view.instances(KIN["KondisiOperasional"]):
        stated = list(map(text_of, view.objects(node, KIN["tingkatOperasional"])))
        if any(level.isdigit() and int(level) > 1 for level in stated):
            yield Triple(node, RDF["type"], KIN["KondisiOperasionalLanjutan"])


def named_components(context: Context) -> Iterator[Triple]:
    """Programs, activities and sub-activities that the document names."""
    view = context.view
    for node in view.instances(KIN["KomponenPerencanaan"]):
        if view.label(node).strip():
            yield Triple(node, RDF["type"], KIN["KomponenBernama"])
