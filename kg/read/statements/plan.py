"""The plan: the sheets ``rencana`` and ``pemetaan``."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.read.codes import codes_in
from kg.read.statements.builder import Builder
from kg.read.statements.relations import related, relation
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
#: What the objective of a component shares with the component of its row.
_SHARED = ("kode", "sasaran", "tahap", "keterangan")


def _name(builder: Builder, row: Row) -> None:
    """Give the code of the row its node, and its objective when the row has one."""
    code = row.get("kode")
    level = row.get("jenjang")
    if level in _RESULTS:
        builder.nodes[code] = builder.iri(_RESULTS[level][1], code)
        return
    builder.nodes[code] = builder.iri(_COMPONENTS[level][1], code)
    if row.get("sasaran"):
        builder.objectives[code] = builder.iri("sasaran", code)


def _link(builder: Builder, node: NamedNode, row: Row, levels: dict[str, str]) -> None:
    """How a row hangs on its parent depends on what the two are."""
    parent = builder.nodes.get(row.get("kode_induk"))
    level = row.get("jenjang")
    for code in codes_in(row.get("mendukung_juga")):
        if code in builder.nodes and level in _COMPONENTS and levels.get(code) in _RESULTS:
            builder.add(node, KIN["mendukungSasaran"], builder.nodes[code])
    if parent is None:
        return
    above = levels.get(row.get("kode_induk"), "")
    if level in _COMPONENTS and above in _COMPONENTS:
        builder.add(node, KIN["bagianDari"], parent)
    elif level in _COMPONENTS:
        builder.add(node, KIN["mendukungSasaran"], parent)
    elif above in _COMPONENTS:
        builder.add(parent, KIN["memilikiSasaran"], node)
    else:
        builder.add(node, KIN["menopang"], parent)


def _result(builder: Builder, table: Table, row: Row) -> None:
    """A goal or objective: its wording stands in either of the two columns."""
    node = builder.nodes[row.get("kode")]
    column = "nama" if row.get("nama") else "sasaran"
    builder.typed(node, _RESULTS[row.get("jenjang")][0])
    builder.values(node, table, row, (column, "kode_nomenklatur"))
    builder.trace(node, table, row, column)


def _component(builder: Builder, table: Table, row: Row) -> None:
    """A program, activity or sub-activity, and the objective on its row."""
    node = builder.nodes[row.get("kode")]
    builder.typed(node, _COMPONENTS[row.get("jenjang")][0])
    builder.values(node, table, row, ("nama", "kode_nomenklatur"))
    builder.trace(node, table, row, "nama", elsewhere=("sasaran",))
    objective = builder.objectives.get(row.get("kode"))
    if objective is not None:
        _objective(builder, objective, table, row)
        builder.add(node, KIN["memilikiSasaran"], objective)


def _objective(builder: Builder, objective: NamedNode, table: Table, row: Row) -> None:
    builder.typed(objective, _COMPONENTS[row.get("jenjang")][2])
    for name in _SHARED:
        builder.value(objective, table.sheet.column(name), row.get(name))
    others = tuple(c.name for c in table.sheet.columns if c.name not in _SHARED)
    builder.trace(objective, table, row, "sasaran", elsewhere=others)


def build_plan(builder: Builder, table: Table) -> None:
    """Goals, objectives and components, their parents and their reprints."""
    rows = [row for row in table.rows if not row.get("cetak_ulang_dari")]
    levels = {row.get("kode"): row.get("jenjang") for row in rows}
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
            builder.reprint(table, row, ("nama", "sasaran", "kode_nomenklatur"))


def build_mapping(builder: Builder, table: Table) -> None:
    """Which node is translated into which goal, objective or component."""
    for row in table.rows:
        for upper, lower in related(row, "kode_simpul", "kode_rencana"):
            node = builder.nodes.get(upper)
            target = builder.nodes.get(lower)
            if node is not None and target is not None:
                builder.add(node, KIN["diterjemahkanKe"], target)
                relation(builder, table, row, "pemetaan", node, target)
