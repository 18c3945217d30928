"""Everything else a document prints, and the nodes of the document and its kecamatan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pyoxigraph import NamedNode, Triple

from kg.read.statements.builder import LABEL, Builder
from kg.read.table import Table
from kg.terms import KIN, WILAYAH, integer

__all__ = ["PrintedHeading", "build_columns", "build_headings", "build_identity", "build_texts"]


class PrintedHeading(Protocol):
    """One column of a table of the user's own."""

    @property
    def sheet(self) -> str:
        """The title of its sheet."""

    @property
    def letter(self) -> str:
        """The letter of the column."""

    @property
    def row(self) -> int:
        """The lowest row of its head."""

    @property
    def text(self) -> str:
        """The heading as printed."""

    @property
    def holds(self) -> NamedNode:
        """The property that the column fills."""


def build_identity(builder: Builder, table: Table) -> None:
    """The document and the kecamatan it belongs to, each with the row and line that names it."""
    own = builder.identity
    document = builder.document()
    kecamatan = builder.iri("organisasi", "kecamatan")
    builder.typed(document, "Dokumen")
    builder.text(document, LABEL, own.title)
    builder.text(document, KIN["berkas"], own.file)
    builder.text(document, KIN["kode"], own.code)
    builder.text(document, KIN["jenisDokumen"], own.kind)
    builder.belonging(document)
    builder.typed(kecamatan, "Kecamatan")
    builder.text(kecamatan, LABEL, own.name)
    builder.text(kecamatan, KIN["kodeWilayah"], own.region_code)
    if own.called:
        builder.text(kecamatan, KIN["sebutanWilayah"], own.called)
    if own.region_code:
        builder.add(kecamatan, KIN["wilayah"], WILAYAH[own.region_code])
    _entries(builder, table, {"dokumen": document, "kecamatan": kecamatan})


def _entries(builder: Builder, table: Table, described: dict[str, NamedNode]) -> None:
    """The entries that need no builder of their own, and the cell of every one in a workbook."""
    for entry in table.sheet.entries:
        row = builder.identity.rows.get(entry.name)
        if row is None or not row.get("nilai"):
            continue
        node = described[entry.of]
        if not entry.special:
            builder.value(node, entry, row.get("nilai"))
        # In a folder of sheets the document and its kecamatan are told by the line that names them.
        if table.workbook or entry.property == LABEL:
            builder.trace(node, table, row, "nilai")


def build_columns(builder: Builder, table: Table) -> None:
    """Where each column stands in its sheet, so that a finding can name the cell."""
    if table.workbook:
        title = table.name
    else:
        title = table.sheet.name
    for name, letter in table.letters.items():
        column = table.sheet.column(name)
        if column.property is None:
            continue
        node = builder.iri("kolom", f"{builder.identity.code}.{table.sheet.name}.{name}")
        builder.typed(node, "KolomLembar")
        builder.text(node, KIN["lembar"], title)
        builder.text(node, KIN["kolom"], letter)
        builder.add(node, KIN["memuatProperti"], column.property)


def build_headings(builder: Builder, heads: Iterable[PrintedHeading]) -> list[Triple]:
    """The columns of a table of the user's own, so that a remedy can name their headings."""
    for head in heads:
        named = f"{builder.identity.code}.{head.sheet}.{head.row}.{head.letter}"
        node = builder.iri("kolom", named)
        builder.typed(node, "KolomLembar")
        builder.text(node, KIN["lembar"], head.sheet)
        builder.text(node, KIN["kolom"], head.letter)
        builder.text(node, KIN["kepalaKolom"], head.text)
        builder.add(node, KIN["baris"], integer(head.row))
        builder.add(node, KIN["memuatProperti"], head.holds)
    return list(dict.fromkeys(builder.triples))


def build_texts(builder: Builder, table: Table) -> None:
    """Headings, guidance, echelons, related units and remarks."""
    for row in table.rows:
        node = builder.iri("teks", row.get("kode"))
        builder.typed(node, "PernyataanLain")
        builder.values(node, table, row)
        builder.trace(node, table, row, "uraian")
        code = row.get("kode_acuan")
        about = builder.reprints.get(code) or builder.nodes.get(code)
        if about is not None:
            builder.add(node, KIN["tentang"], about)
