"""The duties of a kecamatan that neither a program nor a result takes up (PP 17/2018)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kata import stems
from kg.derive.bahasa.makna import spelt_out
from kg.derive.context import Context
from kg.derive.text import normal
from kg.derive.vocabulary import Entry
from kg.terms import KIN, integer
from kg.walk.trace import source, stated_in

__all__ = ["mandates"]

#: Duties that are held only against a document that prints them.
_IF_PRINTED = "tugas-tertulis"
#: What only a kecamatan with villages can do.
_OF_VILLAGES = "desa"


def _place(context: Context, top: NamedNode) -> NamedNode:
    """Where a reader looks for what a whole document lacks.

    Its first title, else the document, else its first item.
    """
    view = context.view
    documents = stated_in(view, top)
    titles = set()
    for n in view.instances(KIN["PernyataanLain"]):
        if (
            view.text(n, KIN["jenisTeks"]) == "judul"
            and not view.nodes(n, KIN["tentang"])
            and (not documents or source(view, n).document == source(view, top).document)
        ):
            titles.add((source(view, n).line or 0, n))
    if titles:
        return min(titles, key=lambda pair: (pair[0], pair[1].value))[1]
    return next(iter(documents or view.instances(KIN["Dokumen"])), top)


def _said(context: Context, text: str) -> str:
    """A text as duties are looked up in it: abbreviations spelt out, as words and as stems."""
    villages = context.vocabulary.forms_of("sebutan-wilayah", "desa")
    plain = " ".join("desa" if w in villages else w for w in normal(text).split())
    long = spelt_out(context.vocabulary, plain)
    return f" {plain} | {long} | {' '.join(stems(long))} "


def _names(entry: Entry, said: str) -> bool:
    """Whether a text names a duty, in one of its forms or by the stems of one."""
    forms: set[str] = set()
    for form in entry.forms:
        forms.update((form, " ".join(stems(form))))
    return any(f" {form} " in said for form in forms)


def _duties(context: Context) -> list[Entry]:
    """The duties of this kecamatan; matters of villages only where there are villages."""
    found = context.vocabulary.entries("mandat-kecamatan")
    if context.known_region:
        villages = context.regions.villages(context.region_code)
    else:
        villages = {}
    without = context.known_region and not villages["desa"]
    real = []
    for entry in found:
        of_villages = _OF_VILLAGES in normal(entry.name).split()
        if normal(entry.name) == normal(_IF_PRINTED) or (without and of_villages):
            continue
        real.append(entry)
    return real


def _printed(context: Context) -> list[NamedNode]:
    """The duties of the camat that the document prints."""
    view = context.view
    posts = view.instances(KIN["Camat"])
    found: list[NamedNode] = []
    for post in posts:
        found.extend(view.nodes(post, KIN["memilikiTugas"]))
    return found


def _is_worded(label: str) -> bool:
    """Whether a name says anything: a sign or a blank does not."""
    return any(character.isalpha() for character in label)


def mandates(context: Context) -> Iterator[Triple]:
    """Duties that neither a program nor, where there is none, a result of the tree takes up.

    A duty that the document prints is held against programs and results alike, and the fact stands
    on it. In a document that prints none the fact stands on the title or the document: what is
    missing there has no row of its own.
    """
    view = context.view
    programs = view.instances(KIN["Program"])
    # What a program without a name takes up is not known: its name is told, not every duty.
    if not all(map(_is_worded, map(view.label, programs))):
        return
    nodes = list(filter(view.label, view.instances(KIN["SimpulKinerja"])))
    if not programs and not nodes:
        return
    printed = [duty for duty in _printed(context) if view.label(duty).strip()]
    if printed:
        yield from _printed_duties(
            context, printed, [*programs, *view.instances(KIN["Kegiatan"]), *nodes]
        )
        return
    by_line = sorted(programs, key=lambda n: source(view, n).line or 0)
    tops = by_line or view.instances(KIN["Outcome"])
    if tops:
        yield from _all_duties(context, _place(context, tops[0]), programs or nodes)


def _all_duties(context: Context, place: NamedNode, nodes: list[NamedNode]) -> Iterator[Triple]:
    texts = [_said(context, context.view.label(n)) for n in nodes]
    yield Triple(place, KIN["mandatDiuji"], integer(len(nodes)))
    for entry in _duties(context):
        expected = entry.broader != _IF_PRINTED
        if expected and not any(_names(entry, text) for text in texts):
            yield Triple(place, KIN["mandatTidakTercakup"], Literal(entry.name))


def _printed_duties(
    context: Context, printed: list[NamedNode], nodes: list[NamedNode]
) -> Iterator[Triple]:
    view = context.view
    texts = [_said(context, view.label(n)) for n in nodes]
    for duty in printed:
        said = _said(context, view.label(duty))
        named = [entry for entry in _duties(context) if _names(entry, said)]
        yield Triple(duty, KIN["mandatDiuji"], integer(len(nodes)))
        for entry in named:
            if not any(_names(entry, text) for text in texts):
                yield Triple(duty, KIN["mandatTidakTercakup"], Literal(entry.name))
