"""What a kind of document has no place for.

An agreement prints results, indicators, targets and money: that it prints no formula is how its
form is, not what its author left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.contributing import reached
from kg.terms import KIN

__all__ = ["PLACES", "Fills", "columnless", "placeless", "without_place"]

Fills = Callable[[Context, NamedNode], bool]


def _states(*names: str) -> Fills:
    return lambda context, node: any(context.view.text(node, KIN[name]).strip() for name in names)


def _leads_to_goal(context: Context, node: NamedNode) -> bool:
    """Whether a row is a goal, or an objective that is told to support one."""
    return any(context.view.is_a(one, KIN["Tujuan"]) for one in reached(context, {node}))


def _plans(context: Context, node: NamedNode) -> bool:
    """Whether a row is a program, a goal, or an objective that is told to support one."""
    return context.view.is_a(node, KIN["Program"]) or _leads_to_goal(context, node)


def _belongs(context: Context, item: NamedNode) -> bool:
    """Whether an activity or sub-activity is told to be part of another component."""
    return bool(context.view.nodes(item, KIN["bagianDari"]))


def _supports(context: Context, program: NamedNode) -> bool:
    """Whether a program is tied to an objective of the office."""
    tied = reached(context, {program}) - {program}
    for node in list(tied):
        tied.update(context.view.nodes(node, KIN["memilikiSasaran"]))
    return any(context.view.is_a(node, KIN["SasaranPerangkatDaerah"]) for node in tied)


#: What may have no place: the classes of the rows that would fill it, and whether a row does.
PLACES: dict[str, tuple[tuple[str, ...], Fills]] = {
    "formulasi": (("Indikator",), _states("formulasi", "definisiOperasional")),
    "sumberData": (("Indikator",), _states("sumberData")),
    "tipePenghitungan": (("Indikator",), _states("tipePenghitungan")),
    "kondisiAwal": (("Indikator",), _states("kondisiAwal")),
    "kodeNomenklatur": (("KomponenPerencanaan",), _states("kodeNomenklatur")),
    "tujuan": (("Tujuan", "SasaranPerangkatDaerah"), _leads_to_goal),
    # A list of indicators that prints programs is a plan, and has a place for goals as a plan has.
    "tujuanSasaran": (("Tujuan", "Program", "SasaranPerangkatDaerah"), _plans),
    "kegiatan": (("Kegiatan", "SubKegiatan"), _belongs),
    "programSasaran": (("Program",), _supports),
}
#: The rows that are judged by what stands in a place.
_JUDGED: dict[str, tuple[str, ...]] = {
    "formulasi": ("Indikator",),
    "sumberData": ("Indikator",),
    "tipePenghitungan": ("Indikator",),
    "kondisiAwal": ("Indikator",),
    "kodeNomenklatur": ("KomponenPerencanaan",),
    "tujuan": ("SasaranPerangkatDaerah", "KomponenPerencanaan"),
    "tujuanSasaran": ("SasaranPerangkatDaerah",),
    "kegiatan": ("Program", "SubKegiatan"),
    "programSasaran": ("SasaranPerangkatDaerah", "KomponenPerencanaan"),
}


def _filled(context: Context, place: str) -> set[NamedNode]:
    """The documents one of whose rows fills a place, whatever their kind has none for."""
    classes, fills = PLACES[place]
    found: set[NamedNode] = set()
    for name in classes:
        for node in context.view.instances(KIN[name]):
            if fills(context, node):
                found.update(context.papers(node))
    return found


def _lacking(context: Context, place: str) -> set[NamedNode]:
    """The documents that have none: their kind prints no such thing, and they do not either."""
    entries = context.vocabulary.entries("dokumen-kinerja")
    kinds = {entry.name for entry in entries if place in entry.lacks}
    found = set()
    for document in context.view.instances(KIN["Dokumen"]):
        if context.kind_of(document) in kinds:
            found.add(document)
    if found:
        found -= _filled(context, place)
    return found


def placeless(context: Context, place: str) -> frozenset[NamedNode]:
    """The rows all of whose documents have no place for something, and those documents.

    ``place`` is a word of the list of kinds of documents, such as ``formulasi``.
    """
    lacking = _lacking(context, place)
    found = set(lacking)
    if not lacking:
        return frozenset()
    for name in _JUDGED[place]:
        for node in context.view.instances(KIN[name]):
            documents = context.papers(node)
            if documents and documents <= lacking:
                found.add(node)
    return frozenset(found)


def columnless(context: Context, fills: Fills) -> frozenset[NamedNode]:
    """The indicators of posts whose table has no such column: none of them fills it, while the other indicators do.

    A matrix of posts beside a tree often prints individual indicators without unit, target and
    baseline; that is how the table is, not what was left out in a row.
    """
    view = context.view
    held: dict[NamedNode, list[NamedNode]] = {}
    filled: set[NamedNode] = set()
    for node in view.instances(KIN["Indikator"]):
        of_post = bool(view.subjects(KIN["memilikiIndikator"], node))
        for document in context.papers(node):
            if of_post:
                held.setdefault(document, []).append(node)
            elif fills(context, node):
                filled.add(document)
    found: set[NamedNode] = set()
    least = context.threshold("kolom-tabel")
    for document, own in held.items():
        many = len(own) >= least and document in filled
        if many and not any(fills(context, node) for node in own):
            found.update(own)
    return frozenset(found)


def without_place(context: Context) -> Iterator[Triple]:
    """Documents and rows with what there is no place for: rules about it are not applied to them."""
    for place in PLACES:
        for node in sorted(placeless(context, place), key=lambda node: node.value):
            yield Triple(node, KIN["tanpaTempat"], Literal(place))
