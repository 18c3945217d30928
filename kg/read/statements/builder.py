"""Writes statements and, for every row, the trace to its source line and its sheet row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.form import Column
from kg.read.codes import codes_in
from kg.read.rows import lines_in
from kg.read.statements.identity import Identity
from kg.read.table import Row, Table
from kg.terms import KIN, PROV, RDF, RDFS, instance_iri, integer, year

__all__ = ["LABEL", "Builder", "Object"]

Object = NamedNode | Literal
#: Transcribers name in a note what the making of the text broke.
_ARTEFACT = re.compile(r"artefak ekstraksi \[([^\]]+)\]")
_DERIVED = PROV["wasDerivedFrom"]
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

    def fresh(self, kind: str, code: str) -> NamedNode:
        """The IRI of one of several things that a row states: the first is named by the row alone."""
        node = self.iri(kind, code)
        further = 2
        while node in self._seen:
            node = self.iri(kind, f"{code}-{further}")
            further += 1
        self._seen.add(node)
        return node

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
            self.belonging(node)
        return node

    def belonging(self, document: NamedNode) -> None:
        """Whose document it is and of which period, so that whatever stands in it can be told apart without its IRI."""
        own = self.identity
        self.add(document, KIN["milikOrganisasi"], self.iri("organisasi", "kecamatan"))
        self.text(document, KIN["periode"], own.period)
        for number in own.years:
            self.add(document, KIN["tahunPeriode"], year(number))

    def organisation(self, name: str) -> NamedNode:
        """The node of an organisation outside of the kecamatan."""
        node = self.iri("organisasi", name.casefold())
        self.typed(node, "OrganisasiLain")
        self.text(node, LABEL, name)
        return node

    def values(
        self, subject: NamedNode, table: Table, row: Row, also: tuple[str, ...] = ()
    ) -> None:
        """Every cell of the row whose column has a property, as the value of that property.

        Columns that the form marks as special are left to the builder of the sheet; ``also`` names
        those of them that go to this subject all the same.
        """
        for column in table.sheet.columns:
            if not column.special or column.name in also:
                self.value(subject, column, row.get(column.name))

    def value(self, subject: NamedNode, column: Column, text: str) -> None:
        """One cell as the value of the property of its column.

        A literal, or what its codes and names stand for.
        """
        if not text or column.property is None:
            return
        for term in self._terms(column, text):
            self.add(subject, column.property, term)

    def _terms(self, column: Column, text: str) -> list[Object]:
        if column.refers:
            named = map(self.nodes.get, codes_in(text))
            return [node for node in named if node is not None]
        if column.kind == "names":
            return list(map(self.organisation, codes_in(text)))
        if column.kind == "integer":
            return [integer(int(text))]
        if column.kind == "year":
            return [year(int(text))]
        return [Literal(text)]

    def trace(
        self,
        subject: NamedNode,
        table: Table,
        row: Row,
        main: str = "",
        elsewhere: tuple[str, ...] = (),
    ) -> None:
        """Where ``subject`` comes from.

        Sheet row, source line, own lines of single columns, note and artefacts.

        ``main`` is the column of its wording; ``elsewhere`` are columns that another subject
        states.
        """
        self.add(subject, _DERIVED, self._sheet_row(table, row, main))
        others = {main, *elsewhere}
        # Each cell of a row that has no columns of its own in the sheet is named by itself.
        if row.title:
            for name in row.letters:
                if name not in others:
                    self.add(subject, _DERIVED, self._sheet_row(table, row, name))
        lines = lines_in(row.get("sumber_baris_kolom"))
        printed = row.get("sumber_baris")
        line = lines.get(main) or (int(printed) if printed else None)
        document = self.document(row.get("sumber_dokumen"))
        if line is not None:
            self.add(subject, _DERIVED, self._line(document, line, None))
        for column in table.sheet.columns:
            if column.name in lines and column.name not in others:
                self._own_line(subject, document, lines[column.name], column)
        self._note(subject, row.get("catatan"))

    def _own_line(self, subject: NamedNode, document: NamedNode, line: int, column: Column) -> None:
        """The line of a column that stands elsewhere than the wording of its row."""
        if column.property is not None:
            self.add(subject, _DERIVED, self._line(document, line, column))

    def _note(self, subject: NamedNode, note: str) -> None:
        """The note of a row, and what in it names a trace of how its document was made into text."""
        self.text(subject, KIN["catatan"], note)
        for match in _ARTEFACT.finditer(note):
            for name in match[1].split(","):
                self.text(subject, KIN["artefakEkstraksi"], name.strip())

    def _line(self, document: NamedNode, number: int, column: Column | None) -> NamedNode:
        """The node of a line of the source document, or of one column's own line."""
        stem = document.value.rpartition("/")[2]
        behind = ""
        if column:
            behind = f".{column.name}"
        node = self.iri("baris", f"{stem}.{number}{behind}")
        if node not in self._seen:
            self._seen.add(node)
            self.typed(node, "BarisSumber")
            self.add(node, KIN["dokumen"], document)
            self.add(node, KIN["baris"], integer(number))
            if column is not None and column.property is not None:
                self.add(node, KIN["memuatProperti"], column.property)
        return node

    def _sheet_row(self, table: Table, row: Row, main: str) -> NamedNode:
        """The node of a row of a sheet; of one cell where the row alone does not tell which.

        That is so where two columns of the sheet hold the same property, and where a row of another
        worksheet or several columns of one row became several things.
        """
        title = row.title or table.name
        code = f"{self.identity.code}.{title if row.title else table.sheet.name}.{row.number}"
        property_ = self._cell_property(table, row, main)
        letter = ""
        if property_ is not None:
            letter = table.cell(row, main).rstrip("0123456789")
        node = self.iri("lembar", f"{code}.{letter}" if letter else code)
        if node in self._seen:
            return node
        self._seen.add(node)
        self.typed(node, "BarisLembar")
        self.add(node, KIN["dokumen"], self.document())
        self.text(node, KIN["berkas"], re.split(r"[/\\]", table.file)[-1])
        self.text(node, KIN["lembar"], title if table.workbook else table.sheet.name)
        self.add(node, KIN["baris"], integer(row.number))
        if property_ is not None:
            self.text(node, KIN["kolom"], letter)
            self.add(node, KIN["memuatProperti"], property_)
        return node

    def _cell_property(self, table: Table, row: Row, main: str) -> NamedNode | None:
        """The property whose cell a sheet row must name itself; ``None`` where its column tells."""
        if not table.workbook or not main:
            return None
        own = self.identity_property(table, row) or table.sheet.column(main).property
        same = []
        for c in table.sheet.columns:
            if c.property == own and c.name in table.letters:
                same.append(c)
        if main in row.letters or len(same) > 1 or table.sheet.entries:
            return own
        return None

    def identity_property(self, table: Table, row: Row) -> NamedNode | None:
        """The property of an entry of ``identitas``; ``None`` for a row of any other sheet."""
        key = row.get("kunci")
        entries = (entry for entry in table.sheet.entries if entry.name == key)
        entry = next(entries, None)
        return entry.property if entry else None

    def reprint(self, table: Table, row: Row, also: tuple[str, ...] = (), main: str = "") -> None:
        """A row that prints another statement again.

        Its own wording and line, never a second node.
        """
        node = self.iri("cetak-ulang", f"{table.sheet.name}.{row.get('kode')}")
        self.typed(node, "CetakUlang")
        self.values(node, table, row, also)
        self.trace(node, table, row, main)
        original = row.get("cetak_ulang_dari")
        if original in self.nodes:
            self.add(node, KIN["cetakUlangDari"], self.nodes[original])
            # What refers to the code of a reprint is about what is printed again.
            self.nodes.setdefault(row.get("kode"), self.nodes[original])
        self.reprints[row.get("kode")] = node

    def result(self, code: str) -> NamedNode | None:
        """What an indicator or role of that code is about.

        The objective of a plan row, else the node itself.
        """
        return self.objectives.get(code) or self.nodes.get(code)
