"""Posts, their duties and their roles: the sheets ``jabatan``, ``tugas`` and ``peran``."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from kg.read.statements.builder import LABEL, Builder
from kg.read.statements.relations import related, relation
from kg.read.table import Row, Table
from kg.terms import KIN, ORG

__all__ = ["build_duties", "build_posts", "build_roles"]

_CLASSES = {
    "camat": "Camat",
    "sekretaris_kecamatan": "SekretarisKecamatan",
    "kepala_seksi": "KepalaSeksi",
    "kepala_subbagian": "KepalaSubbagian",
    "lurah": "Lurah",
    "pelaksana": "Pelaksana",
    "jabatan_fungsional": "JabatanFungsional",
    "": "Jabatan",
}
_ROLES = {
    "penanggung_jawab": "ditanggungjawabiOleh",
    "pelaksana": "dilaksanakanOleh",
    "pendukung": "didukungOleh",
}


def _place(builder: Builder, row: Row, units: dict[str, str]) -> NamedNode:
    """The organisation that a post stands in: another one, a unit, or the kecamatan itself."""
    other = row.get("organisasi")
    unit = row.get("unit")
    if other:
        return builder.organisation(other)
    kecamatan = builder.iri("organisasi", "kecamatan")
    if not unit:
        return kecamatan
    place = builder.iri("unit", units.setdefault(unit, row.get("kode")))
    builder.typed(place, "UnitKerja")
    builder.text(place, LABEL, unit)
    builder.add(place, ORG["unitOf"], kecamatan)
    return place


def build_posts(builder: Builder, table: Table) -> None:
    """Posts, the organisation each stands in and the post it reports to."""
    units: dict[str, str] = {}
    for row in table.rows:
        builder.nodes[row.get("kode")] = builder.iri("jabatan", row.get("kode"))
    for row in table.rows:
        node = builder.nodes[row.get("kode")]
        builder.typed(node, _CLASSES[row.get("jenis")])
        builder.values(node, table, row)
        builder.trace(node, table, row, "nama")
        builder.add(node, ORG["postIn"], _place(builder, row, units))


def build_duties(builder: Builder, table: Table) -> None:
    """Duties and functions, numbered by their order under each post."""
    counted: Counter[str] = Counter()
    for row in table.rows:
        code = row.get("kode_jabatan")
        counted[code] += 1
        node = builder.iri("tugas", f"{code}-{counted[code]}")
        builder.typed(node, "Fungsi" if row.get("jenis") == "fungsi" else "Tugas")
        builder.values(node, table, row)
        builder.trace(node, table, row, "uraian")
        builder.add(builder.nodes[code], KIN["memilikiTugas"], node)


def _role(builder: Builder, table: Table, row: Row, code: str, post: NamedNode) -> None:
    """One post's role in one result or component, and in its objective."""
    role = row.get("peran")
    for node in dict.fromkeys((builder.nodes.get(code), builder.objectives.get(code))):
        if node is not None:
            builder.add(node, KIN[_ROLES[role]], post)
    about = builder.nodes.get(code)
    if about is not None:
        relation(builder, table, row, role, about, post)


def build_roles(builder: Builder, table: Table) -> None:
    """Who is accountable for, performs or assists in a result or component (and its objective)."""
    for row in table.rows:
        for code, post in related(row, "kode_kinerja_atau_komponen", "kode_jabatan"):
            _role(builder, table, row, code, builder.nodes[post])
