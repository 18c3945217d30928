"""Posts and mandates: how many of a kind, which terms are used for whom, which duties no program takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.text import normal
from kg.terms import KIN, ORG, RDF, integer
from kg.walk.trace import source, stated_in

__all__ = ["echelons", "elsewhere", "holders", "mandates", "structure", "terms"]

_ECHELON_TWO = re.compile(r"\beselon\s+(?:ii|2)(?![\w.]|\s*i)", re.IGNORECASE)


def holders(context: Context, node: NamedNode) -> frozenset[NamedNode]:
    """The posts that a result or an indicator belongs to, itself or by its result."""
    view = context.view
    results = [node, *view.subjects(KIN["diukurOleh"], node)]
    answer = (
        p
        for r in results
        for name in ("ditanggungjawabiOleh", "dilaksanakanOleh")
        for p in view.nodes(r, KIN[name])
    )
    return frozenset(
        [
            *view.subjects(KIN["memilikiIndikator"], node),
            *view.subjects(KIN["memilikiSasaran"], node),
            *answer,
        ]
    )


def elsewhere(context: Context, node: NamedNode) -> frozenset[NamedNode]:
    """The other organisations in which the posts of a result or indicator stand; none for posts of the kecamatan itself."""
    view = context.view
    places = (place for post in holders(context, node) for place in view.nodes(post, ORG["postIn"]))
    return frozenset(p for p in places if view.is_a(p, KIN["OrganisasiLain"]))


def structure(context: Context) -> Iterator[Triple]:
    """The number of sections and sub-divisions of the kecamatan (PP 18/2016 caps them)."""
    for kecamatan in context.view.instances(KIN["Kecamatan"]):
        for name, kind in (("jumlahSeksi", "KepalaSeksi"), ("jumlahSubbagian", "KepalaSubbagian")):
            count = len(context.view.instances(KIN[kind]))
            if count:
                yield Triple(kecamatan, KIN[name], integer(count))


def echelons(context: Context) -> Iterator[Triple]:
    """Statements of an echelon, and those of one that no kecamatan has."""
    view = context.view
    for node in view.instances(KIN["PernyataanLain"]):
        if view.text(node, KIN["jenisTeks"]) == "eselon":
            yield Triple(node, RDF["type"], KIN["PernyataanEselon"])
            found = _ECHELON_TWO.search(view.label(node))
            if found:
                yield Triple(node, KIN["eselonTidakMungkin"], Literal(found[0]))


def _below_strategic(context: Context, about: list[NamedNode]) -> bool:
    """Whether a heading stands over a post below the camat, or over a document that measures activities."""
    view = context.view
    if about:
        return any(view.is_a(n, KIN["Jabatan"]) and not view.is_a(n, KIN["Camat"]) for n in about)
    lower = [*view.instances(KIN["SasaranKegiatan"]), *view.instances(KIN["SasaranSubKegiatan"])]
    return any(view.is_a(i, KIN["IKU"]) for n in lower for i in view.nodes(n, KIN["diukurOleh"]))


def terms(context: Context) -> Iterator[Triple]:
    """Headings that call indicators of posts or activities *kinerja utama* (PER/20/2008)."""
    view = context.view
    for node in view.instances(KIN["PernyataanLain"]):
        if "indikator kinerja utama" in normal(view.label(node)) and _below_strategic(
            context, view.nodes(node, KIN["tentang"])
        ):
            yield Triple(node, KIN["istilahTidakTepat"], Literal("indikator kinerja utama"))


def _place(context: Context, top: NamedNode) -> NamedNode:
    """Where a reader looks for what a whole document lacks: its first title, else the document, else its first item."""
    view = context.view
    documents = stated_in(view, top)
    titles = {
        (source(view, n).line or 0, n)
        for n in view.instances(KIN["PernyataanLain"])
        if view.text(n, KIN["jenisTeks"]) == "judul" and not view.nodes(n, KIN["tentang"])
        if not documents or source(view, n).document == source(view, top).document
    }
    if titles:
        return min(titles, key=lambda pair: (pair[0], pair[1].value))[1]
    return next(iter(documents or view.instances(KIN["Dokumen"])), top)


def mandates(context: Context) -> Iterator[Triple]:
    """Duties of a kecamatan that neither a program nor, where there is none, a result of the tree takes up.

    The fact stands on the title or the document: what is missing has no row of its own.
    """
    view = context.view
    programs = [n for n in view.instances(KIN["Program"]) if view.label(n)]
    nodes = programs or [n for n in view.instances(KIN["SimpulKinerja"]) if view.label(n)]
    tops = sorted(programs, key=lambda n: source(view, n).line or 0) or view.instances(
        KIN["Outcome"]
    )
    if not tops or not nodes:
        return
    place, text = _place(context, tops[0]), " | ".join(f" {normal(view.label(n))} " for n in nodes)
    yield Triple(place, KIN["mandatDiuji"], integer(len(nodes)))
    for entry in context.vocabulary.entries("mandat-kecamatan"):
        if not any(f" {form} " in text for form in entry.forms):
            yield Triple(place, KIN["mandatTidakTercakup"], Literal(entry.name))
