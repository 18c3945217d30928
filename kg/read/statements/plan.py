"""The plan: the sheets ``rencana`` and ``pemetaan``."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.read.statements.builder import Builder
from kg.read.statements.relations import relation
from kg.read.table import Row, Table
from kg.terms import KIN

__all__ = ["build_mapping", "build_plan"]

_RESULTS = {
    "tujuan": ("Tujuan", "tujuan"),
    "sasaran": ("SasaranPerangkatDaerah", "sasaran"),
    "sasaran_program": ("SasaranProgram", "sasaran"),
    "sasaran_kegiatan": ("SasaranKegiatan", "sasaran"),
    "sasaran_sub_kegiatan": ("SasaranSubKegiatan", "sasaran"),
    "sasaran_jabatan": ("SasaranJabatan", "sasaran"),
}
_COMPONENTS = {
    "program": ("Program", "program", "SasaranProgram"),
    "kegiatan": ("Kegiatan", "kegiatan", "SasaranKegiatan"),
    "sub_kegiatan": ("SubKegiatan", "sub-kegiatan", "SasaranSubKegiatan"),
}
_COMMON = ("kode", "nomor", "tahap", "keterangan")


def _name(builder: Builder, row: Row) -> None:
    """Give the code of the row its node, and its objective when the row has one."""
    code, level = row.get("kode"), row.get("jenjang").casefold()
    if level in _RESULTS:
        builder.nodes[code] = builder.iri(_RESULTS[level][1], code)
        return
    builder.nodes[code] = builder.iri(_COMPONENTS[level][1], code)
    if row.get("sasaran"):
        builder.objectives[code] = builder.iri("sasaran", code)


def _link(builder: Builder, node: NamedNode, row: Row, levels: dict[str, str]) -> None:
    parent = builder.nodes.get(row.get("kode_induk"))
    if parent is None:
        return
    level, above = row.get("jenjang").casefold(), levels.get(row.get("kode_induk"), "")
    if level in _COMPONENTS:
        builder.add(node, KIN["bagianDari" if above in _COMPONENTS else "mendukungSasaran"], parent)
    elif above in _COMPONENTS:
        builder.add(parent, KIN["memilikiSasaran"], node)
    else:
        builder.add(node, KIN["menopang"], parent)


def _result(builder: Builder, table: Table, row: Row) -> None:
    node = builder.nodes[row.get("kode")]
    column = "nama" if row.get("nama") else "sasaran"
    builder.typed(node, _RESULTS[row.get("jenjang").casefold()][0])
    builder.values(node, table, row, (*_COMMON, column))
    builder.trace(node, table, row, ("nomor",), column)


def _component(builder: Builder, table: Table, row: Row) -> None:
    code = row.get("kode")
    node = builder.nodes[code]
    name, _, objective_class = _COMPONENTS[row.get("jenjang").casefold()]
    builder.typed(node, name)
    builder.values(node, table, row, (*_COMMON, "nama", "kode_nomenklatur"))
    builder.trace(node, table, row, ("nomor", "kode_nomenklatur"), "nama")
    objective = builder.objectives.get(code)
    if objective is not None:
        builder.typed(objective, objective_class)
        builder.values(objective, table, row, ("kode", "sasaran", "tahap", "keterangan"))
        builder.trace(objective, table, row, (), "sasaran")
        builder.add(node, KIN["memilikiSasaran"], objective)


def build_plan(builder: Builder, table: Table) -> None:
    """Goals, objectives and components, their parents and their reprints."""
    rows = [row for row in table.rows if not row.get("cetak_ulang_dari")]
    levels = {row.get("kode"): row.get("jenjang").casefold() for row in rows}
    for row in rows:
        _name(builder, row)
    for row in rows:
        if levels[row.get("kode")] in _RESULTS:
            _result(builder, table, row)
        else:
            _component(builder, table, row)
        _link(builder, builder.nodes[row.get("kode")], row, levels)
    for row in table.rows:
        if row.get("cetak_ulang_dari"):
            builder.reprint(table, row, ("nama", "sasaran"))


def build_mapping(builder: Builder, table: Table) -> None:
    """Which node is translated into which goal, objective or component."""
    for row in table.rows:
        node, target = (
            builder.nodes.get(row.get("kode_simpul")),
            builder.nodes.get(row.get("kode_rencana")),
        )
        if node is not None and target is not None:
            builder.add(node, KIN["diterjemahkanKe"], target)
            relation(builder, table, row, "pemetaan", node, target)
