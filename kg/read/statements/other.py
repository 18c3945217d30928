"""Everything else a document prints, and the nodes of the document and its kecamatan."""

from __future__ import annotations

from kg.read.statements.builder import LABEL, Builder
from kg.read.table import Table
from kg.terms import KIN, WILAYAH, year

__all__ = ["build_columns", "build_identity", "build_texts"]


def build_identity(builder: Builder, table: Table) -> None:
    """The document and the kecamatan it belongs to, each with the row and line that names it."""
    own = builder.identity
    document, kecamatan = builder.document(), builder.iri("organisasi", "kecamatan")
    builder.typed(document, "Dokumen")
    builder.text(document, LABEL, own.title)
    builder.text(document, KIN["berkas"], own.file)
    builder.text(document, KIN["kode"], own.code)
    builder.text(document, KIN["jenisDokumen"], own.kind)
    builder.text(document, KIN["versiNomenklatur"], own.nomenclature)
    builder.add(document, KIN["milikOrganisasi"], kecamatan)
    for number in own.years:
        builder.add(document, KIN["tahunPeriode"], year(number))
    builder.typed(kecamatan, "Kecamatan")
    builder.text(kecamatan, LABEL, own.name)
    builder.text(kecamatan, KIN["kodeWilayah"], own.region_code)
    named = {"judul": document, "nama_kecamatan": kecamatan}
    for row in table.rows:
        if row.get("kunci") in named:
            builder.trace(named[row.get("kunci")], table, row)
    if own.region_code:
        builder.add(kecamatan, KIN["wilayah"], WILAYAH[own.region_code])


def build_columns(builder: Builder, table: Table) -> None:
    """Where each column stands in its sheet, so that a finding can name the cell."""
    for name, letter in table.letters.items():
        column = table.sheet.column(name)
        if column.property is None:
            continue
        node = builder.iri("kolom", f"{builder.identity.code}.{table.sheet.name}.{name}")
        builder.typed(node, "KolomLembar")
        builder.text(node, KIN["lembar"], table.sheet.name)
        builder.text(node, KIN["kolom"], letter)
        builder.add(node, KIN["memuatProperti"], column.property)


def build_texts(builder: Builder, table: Table) -> None:
    """Headings, guidance, echelons, related units and remarks."""
    for row in table.rows:
        node = builder.iri("teks", row.get("kode"))
        builder.typed(node, "PernyataanLain")
        builder.values(node, table, row, ("kode", "jenis", "uraian", "nomor", "tahap"))
        builder.trace(node, table, row, (), "uraian")
        code = row.get("kode_acuan")
        about = builder.nodes.get(code) or builder.reprints.get(code)
        if about is not None:
            builder.add(node, KIN["tentang"], about)
