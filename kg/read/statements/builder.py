"""Writes statements and, for every row, the trace to its source line and its sheet row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.form import Column
from kg.read.rows import codes_in, lines_in
from kg.read.statements.identity import Identity
from kg.read.table import Row, Table
from kg.terms import KIN, PROV, RDF, RDFS, instance_iri, integer, year

__all__ = ["LABEL", "Builder", "Object"]

Object = NamedNode | Literal
_ARTEFACT = re.compile(r"artefak ekstraksi \[([^\]]+)\]")
LABEL = RDFS["label"]


@dataclass
class Builder:
    """Collects the triples of one document and knows which node each code stands for."""

    identity: Identity
    triples: list[Triple] = field(default_factory=list)
    nodes: dict[str, NamedNode] = field(default_factory=dict)
    objectives: dict[str, NamedNode] = field(default_factory=dict)
    reprints: dict[str, NamedNode] = field(default_factory=dict)
    _seen: set[NamedNode] = field(default_factory=set)

    def iri(self, kind: str, code: str) -> NamedNode:
        """The IRI of a thing of this kecamatan and period."""
        return instance_iri(self.identity.region, self.identity.period, kind, code)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        """One statement."""
        self.triples.append(Triple(subject, predicate, value))

    def typed(self, subject: NamedNode, name: str) -> None:
        """``subject`` is an instance of the class ``kin:name``."""
        self.add(subject, RDF["type"], KIN[name])

    def text(self, subject: NamedNode, predicate: NamedNode, value: str) -> None:
        """One text statement; nothing when the text is empty."""
        if value:
            self.add(subject, predicate, Literal(value))

    def document(self, file: str = "") -> NamedNode:
        """The node of the source document; another one when a row names another file."""
        own = self.identity
        if not file or file == own.file:
            return self.iri("dokumen", own.code)
        node = self.iri("dokumen", f"{own.code}.{file}")
        if node not in self._seen:
            self._seen.add(node)
            self.typed(node, "Dokumen")
            self.text(node, KIN["berkas"], file)
            for number in own.years:
                self.add(node, KIN["tahunPeriode"], year(number))
        return node

    def values(self, subject: NamedNode, table: Table, row: Row, columns: tuple[str, ...]) -> None:
        """The cells of ``columns`` as values of the properties that the form gives them."""
        for name in columns:
            column = table.sheet.column(name)
            value = row.get(name)
            if value and column.property is not None:
                self.add(subject, column.property, _literal(column, value))

    def trace(
        self,
        subject: NamedNode,
        table: Table,
        row: Row,
        columns: tuple[str, ...] = (),
        main: str = "",
    ) -> None:
        """Where ``subject`` comes from: sheet row, source line, own lines of single columns, note and artefacts."""
        derived = PROV["wasDerivedFrom"]
        self.add(subject, derived, self._sheet_row(table, row))
        lines = lines_in(row.get("sumber_baris_kolom"))
        own = lines.get(main) or (int(row.get("sumber_baris")) if row.get("sumber_baris") else None)
        document = self.document(row.get("sumber_dokumen"))
        if own is not None:
            self.add(subject, derived, self._line(document, own, None))
        for name in columns:
            column = table.sheet.column(name)
            if name in lines and column.property is not None:
                self.add(subject, derived, self._line(document, lines[name], column))
        note = row.get("catatan")
        self.text(subject, KIN["catatan"], note)
        for match in _ARTEFACT.finditer(note):
            for name in match[1].split(","):
                self.text(subject, KIN["artefakEkstraksi"], name.strip())

    def _line(self, document: NamedNode, number: int, column: Column | None) -> NamedNode:
        stem = document.value.rpartition("/")[2]
        node = self.iri("baris", f"{stem}.{number}" + (f".{column.name}" if column else ""))
        if node not in self._seen:
            self._seen.add(node)
            self.typed(node, "BarisSumber")
            self.add(node, KIN["dokumen"], document)
            self.add(node, KIN["baris"], integer(number))
            if column is not None and column.property is not None:
                self.add(node, KIN["memuatProperti"], column.property)
        return node

    def _sheet_row(self, table: Table, row: Row) -> NamedNode:
        node = self.iri("lembar", f"{self.identity.code}.{table.sheet.name}.{row.number}")
        if node not in self._seen:
            self._seen.add(node)
            self.typed(node, "BarisLembar")
            self.add(node, KIN["dokumen"], self.document())
            self.text(node, KIN["berkas"], re.split(r"[/\\]", table.file)[-1])
            self.text(node, KIN["lembar"], table.sheet.name)
            self.add(node, KIN["baris"], integer(row.number))
        return node

    def reprint(self, table: Table, row: Row, columns: tuple[str, ...]) -> None:
        """A row that prints another statement again: its own wording and line, never a second node."""
        node = self.iri("cetak-ulang", f"{table.sheet.name}.{row.get('kode')}")
        self.typed(node, "CetakUlang")
        self.values(node, table, row, ("kode", "nomor", "tahap", "keterangan", *columns))
        self.trace(node, table, row, ("nomor", *columns))
        original = row.get("cetak_ulang_dari")
        if original in self.nodes:
            self.add(node, KIN["cetakUlangDari"], self.nodes[original])
        self.reprints[row.get("kode")] = node

    def result(self, code: str) -> NamedNode | None:
        """What an indicator or role of that code is about: the objective of a plan row, else the node itself."""
        return self.objectives.get(code) or self.nodes.get(code)

    def results(self, codes: str) -> list[NamedNode]:
        """:meth:`result` for each code of a cell."""
        found = (self.result(code) for code in codes_in(codes))
        return [node for node in found if node is not None]


def _literal(column: Column, value: str) -> Literal:
    if column.kind == "integer":
        return integer(int(value))
    return Literal(value.casefold() if column.kind == "choice" else value)
