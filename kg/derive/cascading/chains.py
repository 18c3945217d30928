"""Which rows of the plan are judged for a complete chain.

A break is told at the highest row that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.derive.cascading.rungs import is_list, marked
from kg.derive.context import Context
from kg.derive.contributing import reached
from kg.derive.places import placeless
from kg.terms import KIN, RDF

__all__ = ["chains"]

#: What marks the rows that end at a level which their whole document does without.
_GAPS = ("tujuanTerlewat", "sasaranTerlewat", "programTerlewat", "kegiatanTerlewat")
#: The components below a program, and the class of those whose own row is judged.
_JUDGED = (("Kegiatan", "KegiatanBerantai"), ("SubKegiatan", "SubKegiatanBerantai"))


def _is_whole(context: Context, item: NamedNode) -> bool:
    """Whether a plan item, or one above it, reaches a goal over an objective that it supports or has."""
    view = context.view
    above = reached(context, {item})
    objectives = set()
    for node in above:
        objectives.update(view.nodes(node, KIN["memilikiSasaran"]))
    return any(view.is_a(n, KIN["Tujuan"]) for n in reached(context, above | objectives))


def chains(context: Context) -> Iterator[Triple]:
    """Objectives that need a program, and activities whose own row is judged.

    Below a broken program every row is broken as well. Where other chains of the document are whole
    the break is told once, on the program; where none is, no row is sound and each is judged.
    """
    view = context.view
    programs = view.instances(KIN["Program"])
    untied = placeless(context, "programSasaran")
    unplaced = untied | placeless(context, "tujuan") | marked(context, *_GAPS)
    told = untied | marked(context, "programTerlewat")
    for node in view.instances(KIN["SasaranPerangkatDaerah"]):
        if node not in told and (programs or not is_list(context, node)):
            yield Triple(node, RDF["type"], KIN["SasaranWajibProgram"])
    whole = {
        item for item in view.instances(KIN["KomponenPerencanaan"]) if _is_whole(context, item)
    }
    for kind, judged in _JUDGED:
        for item in view.instances(KIN[kind]):
            if item not in unplaced and not _is_told_above(context, item, whole):
                yield Triple(item, RDF["type"], KIN[judged])


def _is_told_above(context: Context, item: NamedNode, whole: set[NamedNode]) -> bool:
    """Whether the chain of a row breaks above it, in a document that has whole chains."""
    if not whole:
        return False
    above = set(context.view.nodes(item, KIN["bagianDari"]))
    # That nothing stands above a row of an otherwise whole plan is CAS-02.
    return whole.isdisjoint(above or {item})
