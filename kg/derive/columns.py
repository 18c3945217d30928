"""Columns that a whole document does not have: told once for the document, not once for every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.measures import printed_units
from kg.terms import KIN, PROV

__all__ = ["absent_columns"]

#: A column counts as absent when at least this many rows could fill it and none does; below, each row is judged.
_ROWS = 10
_Fills = Callable[[Context, NamedNode], bool]


def _has(*names: str) -> _Fills:
    return lambda context, node: any(context.view.objects(node, KIN[name]) for name in names)


def _has_unit(context: Context, node: NamedNode) -> bool:
    return bool(printed_units(context, node))


def _is_tied(context: Context, post: NamedNode) -> bool:
    """Whether a result of the post supports anything."""
    results = context.view.subjects(KIN["ditanggungjawabiOleh"], post)
    return any(context.view.objects(result, KIN["menopang"]) for result in results)


def _reports(context: Context) -> list[NamedNode]:
    return sorted(set(context.view.having(KIN["melaporKe"])), key=lambda n: n.value)


def _of(kind: str) -> Callable[[Context], list[NamedNode]]:
    return lambda context: context.view.instances(KIN[kind])


def _worded(context: Context) -> list[NamedNode]:
    return [n for n in context.view.instances(KIN["Indikator"]) if context.view.label(n).strip()]


#: Column, fact about the document, the rows that could fill it, and whether a row does.
_COLUMNS: tuple[tuple[str, str, Callable[[Context], list[NamedNode]], _Fills], ...] = (
    ("target", "tanpaTarget", _worded, _has("memilikiTarget")),
    ("satuan", "tanpaSatuan", _worded, _has_unit),
    ("sumber_data", "tanpaSumberData", _worded, _has("sumberData")),
    ("penanggung_jawab", "tanpaPenanggungJawab", _of("Kinerja"), _has("ditanggungjawabiOleh", "diterjemahkanKe")),
    ("sub_kegiatan", "tanpaSubKegiatan", _of("KondisiOperasional"), _has("diterjemahkanKe")),
    ("pelaksana", "tanpaPelaksana", _of("KondisiOperasional"), _has("dilaksanakanOleh")),
    ("kinerja_atasan", "tanpaKinerjaAtasan", _reports, _is_tied),
)


def _documents(context: Context, node: NamedNode) -> set[NamedNode]:
    view = context.view
    found = {d for row in view.nodes(node, PROV["wasDerivedFrom"]) for d in view.nodes(row, KIN["dokumen"])}
    return {d for d in found if view.is_a(d, KIN["Dokumen"])}


def absent_columns(context: Context) -> Iterator[Triple]:
    """Facts about documents none of whose rows fills a column, and a mark on each of those rows."""
    for column, fact, rows, fills in _COLUMNS:
        by_document: dict[NamedNode, list[NamedNode]] = {}
        for node in rows(context):
            for document in _documents(context, node):
                by_document.setdefault(document, []).append(node)
        for document, nodes in by_document.items():
            if len(nodes) >= _ROWS and not any(fills(context, node) for node in nodes):
                yield Triple(document, KIN[fact], Literal(f"0 / {len(nodes)}"))
                yield from (Triple(node, KIN["tanpaKolom"], Literal(column)) for node in nodes)
