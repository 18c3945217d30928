"""Posts, their duties and their roles: the sheets ``jabatan``, ``tugas`` and ``peran``."""

from __future__ import annotations

from collections import Counter

from kg.read.statements.builder import LABEL, Builder
from kg.read.statements.relations import relation
from kg.read.table import Table
from kg.terms import KIN, ORG, segment

__all__ = ["build_duties", "build_posts", "build_roles"]

_CLASSES = {
    "camat": "Camat",
    "sekretaris_kecamatan": "SekretarisKecamatan",
    "kepala_seksi": "KepalaSeksi",
    "kepala_subbagian": "KepalaSubbagian",
    "pelaksana": "Pelaksana",
    "jabatan_fungsional": "JabatanFungsional",
    "": "Jabatan",
}
_ROLES = {
    "penanggung_jawab": "ditanggungjawabiOleh",
    "pelaksana": "dilaksanakanOleh",
    "pendukung": "didukungOleh",
}


def build_posts(builder: Builder, table: Table) -> None:
    """Posts, the organisation each stands in and the post it reports to."""
    kecamatan = builder.iri("organisasi", "kecamatan")
    units: dict[str, str] = {}
    for row in table.rows:
        builder.nodes[row.get("kode")] = builder.iri("jabatan", row.get("kode"))
    for row in table.rows:
        node, unit, other = builder.nodes[row.get("kode")], row.get("unit"), row.get("organisasi")
        builder.typed(node, _CLASSES[row.get("jenis").casefold().replace(" ", "_")])
        builder.values(node, table, row, ("kode", "nama"))
        builder.trace(node, table, row, (), "nama")
        place = kecamatan
        if other:
            place = builder.iri("organisasi", segment(other.casefold()))
            builder.typed(place, "OrganisasiLain")
            builder.text(place, LABEL, other)
        elif unit:
            place = builder.iri("unit", units.setdefault(unit, row.get("kode")))
            builder.typed(place, "UnitKerja")
            builder.text(place, LABEL, unit)
            builder.add(place, ORG["unitOf"], kecamatan)
        builder.add(node, ORG["postIn"], place)
        above = builder.nodes.get(row.get("kode_atasan"))
        if above is not None:
            builder.add(node, KIN["melaporKe"], above)


def build_duties(builder: Builder, table: Table) -> None:
    """Duties and functions, numbered by their order under each post."""
    counted: Counter[str] = Counter()
    for row in table.rows:
        code = row.get("kode_jabatan")
        counted[code] += 1
        node = builder.iri("tugas", f"{code}-{counted[code]}")
        builder.typed(node, "Fungsi" if row.get("jenis").casefold() == "fungsi" else "Tugas")
        builder.values(node, table, row, ("uraian", "nomor"))
        builder.trace(node, table, row, (), "uraian")
        builder.add(builder.nodes[code], KIN["memilikiTugas"], node)


def build_roles(builder: Builder, table: Table) -> None:
    """Who is accountable for, performs or assists in a result or component (and its objective)."""
    for row in table.rows:
        code, post = row.get("kode_kinerja_atau_komponen"), builder.nodes[row.get("kode_jabatan")]
        role = row.get("peran").casefold().replace(" ", "_")
        for node in dict.fromkeys((builder.nodes.get(code), builder.objectives.get(code))):
            if node is not None:
                builder.add(node, KIN[_ROLES[role]], post)
        relation(builder, table, row, role, builder.nodes[code], post)
