"""Posts: who holds a result, how many there are of a kind, and which terms are used for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.evidence import counted
from kg.derive.text import normal
from kg.terms import KIN, ORG, RDF, integer
from kg.walk.trace import cited
from kg.walk.view import View

__all__ = ["echelons", "elsewhere", "holders", "structure", "terms"]

#: Echelon II in all spellings, but not III, which begins alike.
_ECHELON_TWO = re.compile(r"\beselon\s+(?:ii|2)(?:[.\s]?[ab]\b|(?![\w.]|\s*i))", re.IGNORECASE)


def holders(context: Context, node: NamedNode) -> frozenset[NamedNode]:
    """The posts that a result or an indicator belongs to, itself or by its result."""
    view = context.view
    results = [node, *view.subjects(KIN["diukurOleh"], node)]
    found = {
        *view.subjects(KIN["memilikiIndikator"], node),
        *view.subjects(KIN["memilikiSasaran"], node),
    }
    for result in results:
        found.update(view.nodes(result, KIN["ditanggungjawabiOleh"]))
        found.update(view.nodes(result, KIN["dilaksanakanOleh"]))
    return frozenset(found)


def elsewhere(context: Context, node: NamedNode) -> frozenset[NamedNode]:
    """The other organisations in which the posts of a result or indicator stand.

    None for posts of the kecamatan itself.
    """
    view = context.view
    places: set[NamedNode] = set()
    for post in holders(context, node):
        places.update(view.nodes(post, ORG["postIn"]))
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
    texts = view.instances(KIN["PernyataanLain"])
    said = [node for node in texts if view.text(node, KIN["jenisTeks"]) == "eselon"]
    posts = (post for post in view.instances(KIN["Jabatan"]) if not elsewhere(context, post))
    for post in posts:
        if "eselon" in normal(view.label(post)):
            said.append(post)
    for node in said:
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
    measured = chain.from_iterable(view.nodes(n, KIN["diukurOleh"]) for n in lower)
    return any(view.is_a(indicator, KIN["IKU"]) for indicator in measured)


def terms(context: Context) -> Iterator[Triple]:
    """Headings that call indicators of posts or activities *kinerja utama* (PER/20/2008)."""
    view = context.view
    for node in view.instances(KIN["PernyataanLain"]):
        if "indikator kinerja utama" in normal(view.label(node)) and _below_strategic(
            context, view.nodes(node, KIN["tentang"])
        ):
            yield Triple(node, KIN["istilahTidakTepat"], Literal("indikator kinerja utama"))


#: What is measured below the level of the office.
_STAFF = ("Pelaksana", "JabatanFungsional")
_LOWER = ("Kegiatan", "SubKegiatan", "SasaranKegiatan", "SasaranSubKegiatan")


def _measuring_lower(view: View) -> dict[NamedNode, NamedNode]:
    """Indicators with the activity, or what stands below one, that they measure."""
    lower: dict[NamedNode, NamedNode] = {}
    for indicator in view.instances(KIN["Indikator"]):
        for result in view.subjects(KIN["diukurOleh"], indicator):
            if _is_any(view, result, _LOWER) or _is_of_staff(view, result):
                lower[indicator] = result
    return lower


def _is_of_staff(view: View, result: NamedNode) -> bool:
    """Whether a result is the objective of staff alone."""
    posts = []
    for role in ("ditanggungjawabiOleh", "dilaksanakanOleh"):
        posts += view.nodes(result, KIN[role])
    staff = all(_is_any(view, post, _STAFF) for post in posts)
    return view.is_a(result, KIN["SasaranJabatan"]) and bool(posts) and staff


def _is_any(view: View, node: NamedNode, kinds: tuple[str, ...]) -> bool:
    return any(view.is_a(node, KIN[kind]) for kind in kinds)


def lower_keys(context: Context) -> Iterator[Triple]:
    """Indicators that are called key ones (*IKU*) and measure an activity or one below it.

    Where a heading calls them so that is told there; where all of them are called so, on the
    document.
    """
    if any(True for _ in terms(context)):
        return
    view = context.view
    lower = _measuring_lower(view)
    keys = [node for node in lower if view.is_a(node, KIN["IKU"])]
    covered: set[NamedNode] = set()
    for document, own in context.by_paper(lower).items():
        if len(own) >= context.threshold("kolom-kosong") and set(own) <= set(keys):
            yield Triple(document, KIN["ikuTingkatBawah"], counted(view, str(len(own)), own))
            covered.update(own)
    for node in keys:
        if node not in covered:
            yield Triple(node, KIN["ikuPadaKegiatan"], Literal(cited(view, lower[node])))
