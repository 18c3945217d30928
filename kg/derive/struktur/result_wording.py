"""What the words of a result give away: an activity instead of a condition, an output as outcome.

And only children.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kata import stem
from kg.derive.bahasa.pembuka import PROPERTY, kind_of, not_a_condition, says_a_state
from kg.derive.context import Context
from kg.derive.struktur.echoes import scrambled_parent
from kg.derive.text import words
from kg.terms import KIN, RDF
from kg.walk.trace import cited

__all__ = ["result_wording", "single_children"]


def _activity(context: Context, node: NamedNode) -> str:
    """The first word of a result that states no condition but an act, an activity, a measure or a thing.

    On a strategic condition, that something was made or held states no condition either, unless it
    says how it is.
    """
    label = context.view.label(node)
    paper = context.vocabulary.beginning("kata-aktif", label) is not None
    printed = words(label)
    if not printed:
        return ""
    strategic = context.view.is_a(node, KIN["KondisiStrategis"])
    kept = any(kind_of(word) == PROPERTY for word in printed[1:2])
    made = strategic and bool(_made(context, label)) and not kept and not says_a_state(label)
    if paper or made or not_a_condition(label):
        return printed[0]
    return ""


def _stems(context: Context, name: str) -> set[str]:
    """The stems of all forms of a word list."""
    return set(map(stem, context.vocabulary.forms(name)))


def _made(context: Context, label: str) -> str:
    """The first word of a result where it says that something was made, held, paid, …"""
    first = words(context.vocabulary.corrected(label))[:1]
    if first and stem(first[0]) in _stems(context, "kata-keluaran"):
        return first[0]
    return ""


def _output(context: Context, label: str) -> str:
    """The beginning of an outcome, or of its indicator, that makes it an output or the performance of a person."""
    lists = context.vocabulary
    listed = lists.beginning("kata-output", label)
    if listed is not None:
        return listed.name
    made = _made(context, label)
    # What the public gets of officials and offices is a benefit: kepuasan warga atas layanan kantor
    # camat.
    if made or lists.contains("penerima-manfaat", label):
        return made
    own = lists.contains("kinerja-orang", label) or lists.contains("hasil-internal", label)
    return own or _of_officials(context, label)


def _of_officials(context: Context, label: str) -> str:
    """The officials of the own office whose performance a result is about.

    Empty when it is about others.
    """
    about = _stems(context, "ukuran-kinerja-orang") & set(map(stem, words(label)))
    if not about:
        return ""
    return context.vocabulary.contains("jabatan-sendiri", label)


def result_wording(context: Context) -> Iterator[Triple]:
    """First words that state an activity.

    Outcomes that are an output or the performance of a person, or measured so.
    """
    view = context.view
    for node in view.instances(KIN["Kinerja"]):
        active = _activity(context, node)
        if active:
            yield Triple(node, KIN["kataAktif"], Literal(active))
    for node in view.instances(KIN["Outcome"]):
        measured = map(view.label, view.nodes(node, KIN["diukurOleh"]))
        personal = (t for t in measured if context.vocabulary.beginning("kata-output", t))
        output = _output(context, view.label(node)) or next(personal, "")
        if output:
            yield Triple(node, KIN["kataOutput"], Literal(output))


def single_children(context: Context) -> Iterator[Triple]:
    """Nodes whose parent or children are known, and only children: a chain where a branch is expected."""
    view = context.view
    printed = {}
    below = {}
    for node in view.instances(KIN["SimpulKinerja"]):
        printed[node] = view.subjects(KIN["menopang"], node)
        below[node] = [c for c in printed[node] if not scrambled_parent(context, c)]
    for parent, children in below.items():
        # Of a node whose children all have a scrambled parent it is not known what stands below it.
        is_read = bool(children) or not printed[parent]
        if is_read and not view.is_a(parent, KIN["KondisiOperasional"]):
            yield Triple(parent, RDF["type"], KIN["SimpulTerbaca"])
        for child in children:
            yield Triple(child, RDF["type"], KIN["SimpulBerinduk"])
        if len(children) == 1:
            yield Triple(children[0], KIN["anakTunggal"], Literal(cited(view, parent)))
