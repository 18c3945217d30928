"""Levels of a document none of whose results is measured, while results of other levels are.

A tree that prints indicators down to its intermediate conditions has no column for the others:
that is told once for the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.evidence import counted
from kg.derive.indikator.same_statement import measured_above
from kg.terms import KIN

__all__ = ["unmeasured_levels"]

#: The levels of tree and plan, with what the document calls them.
_LEVELS = {
    "Outcome": "outcome",
    "Tujuan": "tujuan",
    "SasaranPerangkatDaerah": "sasaran",
    "SasaranProgram": "sasaran program",
    "SasaranKegiatan": "sasaran kegiatan",
    "SasaranSubKegiatan": "sasaran sub kegiatan",
    "SasaranJabatan": "sasaran jabatan",
    "KondisiStrategis": "kondisi strategis",
    "KondisiAntara": "kondisi antara",
    "KondisiOperasional": "kondisi operasional",
}

_Levels = dict[str, list[NamedNode]]


def _by_document(context: Context) -> dict[NamedNode, _Levels]:
    found: dict[NamedNode, _Levels] = {}
    for kind, name in _LEVELS.items():
        rows = context.by_paper(context.view.instances(KIN[kind]))
        for document, own in rows.items():
            found.setdefault(document, {})[name] = own
    return found


def _measured(context: Context) -> set[NamedNode]:
    """Results with a worded indicator of their own or at the node that says the same."""
    view = context.view
    found = {told.subject for told in measured_above(context)}
    measured = {node for node in found if isinstance(node, NamedNode)}
    for node in view.having(KIN["diukurOleh"]):
        if any(view.label(one).strip() for one in view.nodes(node, KIN["diukurOleh"])):
            measured.add(node)
    return measured


def unmeasured_levels(context: Context) -> Iterator[Triple]:
    """Documents with the levels that none of their indicators measures, and the results of those levels."""
    measured = _measured(context)
    least = context.threshold("kolom-kosong")
    for document, levels in _by_document(context).items():
        if all(map(measured.isdisjoint, levels.values())):
            continue
        bare: _Levels = {}
        for name, own in levels.items():
            if len(own) >= least and measured.isdisjoint(own):
                bare[name] = own
        if not bare:
            continue
        rows = list(chain.from_iterable(bare.values()))
        told = ", ".join(f"{name} 0 / {len(own)}" for name, own in bare.items())
        yield Triple(document, KIN["tanpaIndikatorTingkat"], counted(context.view, told, rows))
        title = Literal(context.view.label(document))
        yield from (Triple(node, KIN["indikatorTerlewat"], title) for node in rows)
