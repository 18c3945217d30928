"""Goals or objectives that a whole plan does without.

Told once for the document: one row more mends every chain that ends there.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.places import placeless
from kg.terms import KIN

__all__ = ["absent_rungs", "below_a_gap"]

_GOAL, _OBJECTIVE, _PROGRAM = "Tujuan", "SasaranPerangkatDaerah", "Program"
_BELOW = ("Program", "Kegiatan", "SubKegiatan")
#: What is missing, what must be there, what is counted, the fact, what marks the rows below, and
#: what a kind of document may have no place for.
_RUNGS = (
    (_GOAL, _OBJECTIVE, _OBJECTIVE, "tanpaTujuan", "tujuanTerlewat", ("tujuan", "tujuanSasaran")),
    (_OBJECTIVE, _GOAL, _PROGRAM, "tanpaSasaran", "sasaranTerlewat", ("programSasaran",)),
)

_Rows = dict[NamedNode, list[NamedNode]]


def _by_document(context: Context, kind: str, without: set[NamedNode]) -> _Rows:
    return context.by_paper(n for n in context.view.instances(KIN[kind]) if n not in without)


def _unplaced(context: Context, places: tuple[str, ...]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    for place in places:
        found |= placeless(context, place)
    return found


def absent_rungs(context: Context) -> Iterator[Triple]:
    """Documents without any goal above their objectives, or without objectives between goals and programs."""
    yield from context.once(_told)


def _told(context: Context) -> tuple[Triple, ...]:
    return tuple(_gaps(context))


def _gaps(context: Context) -> Iterator[Triple]:
    for missing, needed, counted, fact, mark, places in _RUNGS:
        unplaced = _unplaced(context, places)
        there = _by_document(context, needed, set())
        lacking = set(there) - set(_by_document(context, missing, set()))
        rows = _by_document(context, counted, unplaced)
        below = [_by_document(context, kind, unplaced) for kind in _BELOW]
        for document in sorted(lacking, key=lambda node: node.value):
            own = rows.get(document, [])
            if len(own) < context.threshold("tingkat-kosong"):
                continue
            yield Triple(document, KIN[fact], Literal(str(len(own))))
            name = Literal(context.view.label(document))
            marked = set(own)
            for level in below:
                marked.update(level.get(document, ()))
            yield from (Triple(node, KIN[mark], name) for node in marked)


def below_a_gap(context: Context) -> set[NamedNode]:
    """The rows for which a missing level is told on their document."""
    marks = {KIN[mark] for *_, mark, _ in _RUNGS}
    found: set[NamedNode] = set()
    for told in context.once(_told):
        if told.predicate in marks and isinstance(told.subject, NamedNode):
            found.add(told.subject)
    return found
