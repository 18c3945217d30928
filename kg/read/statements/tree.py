"""The performance tree: the sheet ``simpul``."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.read.statements.builder import Builder
from kg.read.table import Row, Table
from kg.terms import KIN

__all__ = ["build_tree"]

_CLASSES = {
    "outcome": "Outcome",
    "csf": "CSF",
    "strategis": "KondisiStrategis",
    "antara": "KondisiAntara",
    "operasional": "KondisiOperasional",
}


def _parent(builder: Builder, node: NamedNode, row: Row, rows: dict[str, Row]) -> None:
    """A condition supports its parent.

    Under a CSF it is the required condition and supports the CSF's outcome.
    """
    parent = rows.get(row.get("kode_induk"))
    if parent is None:
        return
    above = builder.nodes[parent.get("kode")]
    if row.get("jenis") == "csf":
        builder.add(node, KIN["faktorDari"], above)
    elif parent.get("jenis") == "csf":
        builder.add(above, KIN["kondisiDiperlukan"], node)
        outcome = builder.nodes.get(parent.get("kode_induk"))
        if outcome is not None:
            builder.add(node, KIN["menopang"], outcome)
    else:
        builder.add(node, KIN["menopang"], above)


def build_tree(builder: Builder, table: Table) -> None:
    """Nodes, their parents and their reprints."""
    rows = {row.get("kode"): row for row in table.rows if not row.get("cetak_ulang_dari")}
    for code, row in rows.items():
        kind = "simpul"
        if row.get("jenis") == "csf":
            kind = "csf"
        builder.nodes[code] = builder.iri(kind, code)
    for code, row in rows.items():
        node = builder.nodes[code]
        builder.typed(node, _CLASSES[row.get("jenis")])
        builder.values(node, table, row)
        builder.trace(node, table, row, "rumusan")
        _parent(builder, node, row, rows)
    for row in table.rows:
        if row.get("cetak_ulang_dari"):
            builder.reprint(table, row)
