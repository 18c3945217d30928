"""The performance tree: the sheet ``simpul``."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.read.rows import codes_in
from kg.read.statements.builder import LABEL, Builder
from kg.read.table import Row, Table
from kg.terms import KIN, segment

__all__ = ["build_tree"]

_CLASSES = {
    "outcome": "Outcome",
    "csf": "CSF",
    "strategis": "KondisiStrategis",
    "antara": "KondisiAntara",
    "operasional": "KondisiOperasional",
}


def _parent(builder: Builder, node: NamedNode, row: Row, rows: dict[str, Row]) -> None:
    """A condition supports its parent; under a CSF it is the required condition and supports the CSF's outcome."""
    parent = rows.get(row.get("kode_induk"))
    if parent is None:
        return
    above = builder.nodes[parent.get("kode")]
    kinds = row.get("jenis").casefold(), parent.get("jenis").casefold()
    if kinds[0] == "csf":
        builder.add(node, KIN["faktorDari"], above)
    elif kinds[1] == "csf":
        builder.add(above, KIN["kondisiDiperlukan"], node)
        outcome = builder.nodes.get(parent.get("kode_induk"))
        if outcome is not None:
            builder.add(node, KIN["menopang"], outcome)
    else:
        builder.add(node, KIN["menopang"], above)


def _other_organisations(builder: Builder, node: NamedNode, row: Row) -> None:
    for name in codes_in(row.get("crosscutting_dengan")):
        other = builder.iri("organisasi", segment(name.casefold()))
        builder.typed(other, "OrganisasiLain")
        builder.text(other, LABEL, name)
        builder.add(node, KIN["crosscuttingDengan"], other)


def build_tree(builder: Builder, table: Table) -> None:
    """Nodes, their parents and their reprints."""
    rows = {row.get("kode"): row for row in table.rows if not row.get("cetak_ulang_dari")}
    for code, row in rows.items():
        kind = row.get("jenis").casefold()
        builder.nodes[code] = builder.iri("csf" if kind == "csf" else "simpul", code)
    columns = ("kode", "rumusan", "nomor", "tahap", "keterangan")
    for code, row in rows.items():
        node = builder.nodes[code]
        builder.typed(node, _CLASSES[row.get("jenis").casefold()])
        builder.values(node, table, row, columns)
        builder.trace(node, table, row, ("nomor",), "rumusan")
        _parent(builder, node, row, rows)
        _other_organisations(builder, node, row)
    for row in table.rows:
        if row.get("cetak_ulang_dari"):
            builder.reprint(table, row, ("rumusan",))
