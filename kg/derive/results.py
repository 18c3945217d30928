"""What the words of a result give away: activity instead of condition, an echo of its parent or plan, other organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.text import normal, words
from kg.terms import KIN

__all__ = ["echoes", "lost_phrases", "result_wording", "single_children"]

_FILLER = frozenset({"di", "tingkat", "kecamatan", "wilayah", "sesuai", "dengan", "dan", "yang", "lingkup", "pada", "dalam"})
_PHRASE = re.compile(r"\b(\w+) (\w+) dan (\1) (\w+)\b")


def _core(label: str) -> frozenset[str]:
    """The content of a result: its words without the first (the word of result) and without filler."""
    return frozenset(words(label)[1:]) - _FILLER


def result_wording(context: Context) -> Iterator[Triple]:
    """First words that state an activity or output; words that tell of other organisations."""
    view, vocabulary = context.view, context.vocabulary
    for node in view.instances(KIN["Kinerja"]):
        label = view.label(node)
        active = vocabulary.beginning("kata-aktif", label)
        if active is not None:
            yield Triple(node, KIN["kataAktif"], Literal(words(label)[0]))
        other = vocabulary.contains("kata-lintas-organisasi", label)
        if other:
            yield Triple(node, KIN["kataLintasOrganisasi"], Literal(other))
    for node in view.instances(KIN["Outcome"]):
        output = vocabulary.beginning("kata-output", view.label(node))
        measured = (view.label(i) for i in view.nodes(node, KIN["diukurOleh"]))
        personal = next((t for t in measured if vocabulary.beginning("kata-output", t)), "")
        if output is not None or personal:
            yield Triple(node, KIN["kataOutput"], Literal(output.name if output is not None else personal))


def _scrambled(context: Context, node: NamedNode) -> bool:
    return Literal("kode_induk") in context.view.objects(node, KIN["artefakEkstraksi"])


def echoes(context: Context) -> Iterator[Triple]:
    """Results that only say their parent again, or the name of their planning item, or hold cause and effect at once."""
    view = context.view
    for node in view.instances(KIN["Kinerja"]):
        label = view.label(node)
        mine = _core(label)
        if "sehingga" in words(label):
            yield Triple(node, KIN["mengulangInduk"], Literal("sehingga"))
        for parent in [] if _scrambled(context, node) else view.nodes(node, KIN["menopang"]):
            theirs = _core(view.label(parent))
            if mine and theirs and (mine >= theirs or (mine < theirs and len(mine) == 1)):
                yield Triple(node, KIN["mengulangInduk"], Literal(view.label(parent)))
        for item in view.subjects(KIN["memilikiSasaran"], node):
            name = view.label(item)
            if mine and words(label)[0].startswith("ter") and mine in (frozenset(words(name)) - _FILLER, _core(name)):
                yield Triple(node, KIN["mengulangInduk"], Literal(name))


def lost_phrases(context: Context) -> Iterator[Triple]:
    """Conditions that answer only one half of a factor that joins two (X A dan X B)."""
    view = context.view
    for factor in view.instances(KIN["CSF"]):
        for node in view.nodes(factor, KIN["kondisiDiperlukan"]):
            for match in _PHRASE.finditer(normal(view.label(factor))):
                answer = normal(view.label(node))
                halves = [f"{match[1]} {match[2]}", f"{match[3]} {match[4]}"]
                lost = [half for half in halves if half not in answer]
                if len(lost) == 1:
                    yield Triple(node, KIN["cakupanHilang"], Literal(lost[0]))


def single_children(context: Context) -> Iterator[Triple]:
    """Only children that have at most one child themselves: a chain where a branch is expected."""
    view = context.view
    below = {
        n: [c for c in view.subjects(KIN["menopang"], n) if not _scrambled(context, c)]
        for n in view.instances(KIN["SimpulKinerja"])
    }
    for parent, children in below.items():
        if len(children) == 1 and len(below.get(children[0], [])) <= 1:
            yield Triple(children[0], KIN["anakTunggal"], Literal(view.label(parent)))
