"""Results that explain nothing: an echo of the parent, of the plan item or of an official name; cause and effect at once."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from kg.derive.context import Context
from kg.derive.nomenklatur.naming import matches
from kg.derive.nomenklatur.nomenclature import nomenclature
from kg.derive.text import words
from kg.terms import KIN, RDF
from kg.walk.trace import cited

__all__ = ["echoes", "scrambled_parent"]

_FILLER = frozenset(
    {
        "di",
        "tingkat",
        "kecamatan",
        "wilayah",
        "sesuai",
        "dengan",
        "dan",
        "yang",
        "lingkup",
        "pada",
        "dalam",
    }
)
_BOTH = "sehingga"
_CARRIED_OUT = ("terlaksananya kegiatan", "terselenggaranya kegiatan")
#: Written documents, which a sub-activity hands over but which are no result of a program or activity; and the kelurahan
#: of a name, which a kecamatan without any leaves out.
_LOOSE = frozenset({"dokumen", "laporan", "kelurahan"})


def scrambled_parent(context: Context, node: NamedNode) -> bool:
    """Whether text extraction lost the parent of a node."""
    return Literal("kode_induk") in context.view.objects(node, KIN["artefakEkstraksi"])


def _core(tokens: list[str]) -> frozenset[str]:
    """The content of a result: its words without the first (the word of result) and without filler."""
    return frozenset(tokens[1:]) - _FILLER


def _ratio(first: list[str], second: list[str]) -> float:
    return fuzz.ratio(" ".join(first), " ".join(second))


def _parents(context: Context, node: NamedNode, label: list[str]) -> Iterator[str]:
    """Parents that the result only says again."""
    view, mine = context.view, _core(label)
    for parent in [] if scrambled_parent(context, node) else view.nodes(node, KIN["menopang"]):
        theirs = _core(words(view.label(parent)))
        if mine and theirs and (mine >= theirs or (mine < theirs and len(mine) == 1)):
            yield cited(view, parent)


def _named(label: list[str], name: list[str], ignored: frozenset[str], least: float) -> bool:
    """Whether a result is the name of its item behind a word of result.

    The first word of the name may be missing where the word of result says it (*Penyediaan X*, *Tersedianya X*) or where it
    is the level (*Program X*, *Meningkatnya X*).
    """
    first, mine = label[0], _core(label) - ignored
    whole, rest = frozenset(name) - _FILLER - ignored, _core(name) - ignored
    if not mine or not first.endswith("nya"):
        return False
    if name[0] == "program":
        return mine == rest or (len(label) == len(name) and _ratio(label[1:], name[1:]) >= least)
    taken_up = name[0].startswith("pe") or name[0] in first
    return first.startswith("ter") and (mine == whole or (taken_up and mine == rest))


def _sound(label: list[str], name: list[str], standard: str, limits: tuple[float, float]) -> bool:
    """Whether a result is worded as the nomenclature words the result of its sub-activity.

    A result that is the whole name behind its first word (*Terlaksananya Pengadaan X*) is sound only where the standard
    result is so as well (not *Tersedianya X*). ``limits`` are the least similarities (0-100) of the usual and of that case.
    """
    official = words(standard)
    least = limits[1] if label[1:] == name else limits[0]
    return bool(official) and max(_ratio(label, official), _ratio(label[1:], official[1:])) >= least


def _plan(
    context: Context, node: NamedNode, label: list[str], known: dict[NamedNode, str]
) -> Iterator[str]:
    """Items whose name is the result, unless the nomenclature words their result so."""
    view = context.view
    limits = (100 * context.threshold("kinerja-baku"), 100 * context.threshold("nama-resmi-simpul"))
    for item in view.subjects(KIN["memilikiSasaran"], node):
        name = words(view.label(item))
        ignored = frozenset() if view.is_a(item, KIN["SubKegiatan"]) else _LOOSE
        named = bool(name) and _named(
            label, name, ignored, 100 * context.threshold("nama-komponen")
        )
        if named and not _sound(label, name, known.get(item, ""), limits):
            yield cited(view, item)


def _official(context: Context, node: NamedNode, label: list[str]) -> Iterator[str]:
    """The official name that a node of the tree is, with code and similarity."""
    if context.view.is_a(node, KIN["SimpulKinerja"]):
        best = nomenclature().closest(" ".join(label), 100 * context.threshold("nama-resmi-simpul"))
        if best is not None:
            yield f"{best.name} ({best.concept.code}, {best.score:.2f})"


def _facts(
    context: Context, node: NamedNode, label: list[str], known: dict[NamedNode, str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a result, as property and evidence."""
    for text in sorted(
        {
            *_parents(context, node, label),
            *_plan(context, node, label, known),
            *_official(context, node, label),
        }
    ):
        yield "mengulangInduk", text
    if _BOTH in label:
        yield "sebabAkibat", _BOTH
    begun = next((c for c in _CARRIED_OUT if " ".join(label).startswith(c)), "")
    if begun and not context.view.subjects(KIN["memilikiSasaran"], node):
        yield "kegiatanTerlaksana", begun


def echoes(context: Context) -> Iterator[Triple]:
    """What each result only repeats, and the results that have something to be compared with."""
    view, known = context.view, {node: match.concept.result for node, _, match in matches(context)}
    for node in view.instances(KIN["Kinerja"]):
        label = words(view.label(node))
        facts = list(_facts(context, node, label, known)) if label else []
        parents = [] if scrambled_parent(context, node) else view.nodes(node, KIN["menopang"])
        if facts or (label and (parents or view.subjects(KIN["memilikiSasaran"], node))):
            yield Triple(node, RDF["type"], KIN["KinerjaBerpembanding"])
        for name, text in facts:
            yield Triple(node, KIN[name], Literal(text))
