"""What the words of a result give away: activity instead of condition, an output as outcome, other organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.pembuka import STATE, opening_kind
from kg.derive.context import Context
from kg.derive.struktur.echoes import scrambled_parent
from kg.derive.text import normal
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDF

__all__ = ["lost_phrases", "result_wording", "single_children"]

_PHRASE = re.compile(r"\b(\w+) (\w+) dan (\1) (\w+)\b")


def _activity(vocabulary: Vocabulary, label: str) -> str:
    """The first word of a result, as printed, when it tells of no state; empty when it does."""
    kind, word = opening_kind(vocabulary, label)
    return "" if kind == STATE else word


def _partner(vocabulary: Vocabulary, label: str) -> str:
    """The word that tells of another organisation.

    Words for joint work do not count where the wording says that the work is the own one (``bukan-lintas-organisasi``);
    names of organisations always do.
    """
    own, text = vocabulary.contains("bukan-lintas-organisasi", label), normal(label)
    while found := vocabulary.first("kata-lintas-organisasi", text):
        entry, form = found
        if not own or not entry.broader:
            return form
        text = text.replace(form, " ")
    return ""


def _translates(context: Context, node: NamedNode) -> bool:
    """Whether a result of the plan is a node of the tree once more, which is judged by itself."""
    items = [node, *context.view.subjects(KIN["memilikiSasaran"], node)]
    return any(context.view.subjects(KIN["diterjemahkanKe"], item) for item in items)


def result_wording(context: Context) -> Iterator[Triple]:
    """First words that state an activity or output; words that tell of other organisations."""
    view, vocabulary = context.view, context.vocabulary
    for node in view.instances(KIN["Kinerja"]):
        label = view.label(node)
        active = _activity(vocabulary, label)
        if active:
            yield Triple(node, KIN["kataAktif"], Literal(active))
        other = _partner(vocabulary, label)
        if other and not _translates(context, node):
            yield Triple(node, KIN["kataLintasOrganisasi"], Literal(other))
    for node in view.instances(KIN["Outcome"]):
        output = vocabulary.beginning("kata-output", view.label(node))
        measured = (view.label(i) for i in view.nodes(node, KIN["diukurOleh"]))
        personal = next((t for t in measured if vocabulary.beginning("kata-output", t)), "")
        if output is not None or personal:
            yield Triple(
                node, KIN["kataOutput"], Literal(output.name if output is not None else personal)
            )


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
    """Nodes whose parent or children are known; only children with at most one child: a chain where a branch is expected."""
    view = context.view
    printed = {n: view.subjects(KIN["menopang"], n) for n in view.instances(KIN["SimpulKinerja"])}
    below = {
        n: [c for c in children if not scrambled_parent(context, c)]
        for n, children in printed.items()
    }
    for parent, children in below.items():
        if (children or not printed[parent]) and not view.is_a(parent, KIN["KondisiOperasional"]):
            yield Triple(parent, RDF["type"], KIN["SimpulTerbaca"])
        for child in children:
            yield Triple(child, RDF["type"], KIN["SimpulBerinduk"])
        if len(children) == 1 and len(below.get(children[0], [])) <= 1:
            yield Triple(children[0], KIN["anakTunggal"], Literal(view.label(parent)))
