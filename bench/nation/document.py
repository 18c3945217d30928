"""From a plan to N-Quads, by the builder that reads the product's own form."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode, RdfFormat, serialize

from bench.nation.plan import DOCUMENT, Plan
from kg.model.form import sheet
from kg.read.document import Document
from kg.read.statements.builder import Builder
from kg.read.statements.identity import Identity
from kg.read.table import Row, Table
from kg.read.tabular import _build
from kg.terms import ID, KIN, PROV, graph_iri, segment

__all__ = ["document", "nquads"]

_ORDER = (
    "identitas",
    "simpul",
    "rencana",
    "indikator",
    "target",
    "jabatan",
    "tugas",
    "peran",
    "pemetaan",
    "teks",
)


@lru_cache(maxsize=65536)
def _segment(code: str) -> str:
    return segment(code)


class _Lines(Builder):
    """Traces every statement to its line of the source file; there are no sheets to point at."""

    def iri(self, kind: str, code: str) -> NamedNode:
        """The same IRI as the product makes, without quoting the same codes again."""
        return ID[f"{self.identity.region}/{self.identity.period}/{kind}/{_segment(code)}"]

    def trace(
        self,
        subject: NamedNode,
        table: Table,
        row: Row,
        main: str = "",
        elsewhere: tuple[str, ...] = (),
    ) -> None:
        """The source line of the row, where it has one."""
        del table, main, elsewhere
        number = row.get("sumber_baris")
        if number:
            self.add(
                subject, PROV["wasDerivedFrom"], self._line(self.document(), int(number), None)
            )


def _tables(plan: Plan) -> dict[str, Table]:
    return {
        name: Table(
            sheet(name),
            plan.file,
            workbook=False,
            rows=[Row(int(cells["#"]), cells) for cells in plan.sheets[name]],
        )
        for name in _ORDER
        if name in plan.sheets
    }


def document(plan: Plan) -> Document:
    """The document as a reader of the product would hand it on."""
    said = {row["kunci"]: row.get("nilai", "") for row in plan.sheets["identitas"]}
    tables = _tables(plan)
    own = Identity(
        region=said["kode_wilayah"],
        region_code=said["kode_wilayah"],
        period=plan.period,
        years=plan.years,
        code=DOCUMENT,
        name=said["nama_kecamatan"],
        title=said["judul"],
        kind=said["jenis_dokumen"],
        file=said["berkas"],
        rows={row.get("kunci"): row for row in tables["identitas"].rows},
    )
    builder = _Lines(own)
    _build(builder, tables)
    for subject, name, value in plan.extra:
        builder.add(NamedNode(subject), KIN[name], NamedNode(value))
    graph = graph_iri(own.region, own.period, own.code)
    rows = sum(len(r) for r in plan.sheets.values())
    return Document(
        graph,
        own.region,
        own.period,
        own.code,
        plan.file,
        "",
        rows,
        list(dict.fromkeys(builder.triples)),
    )


def nquads(plan: Plan) -> bytes:
    """The document in its named graph, one statement a line."""
    made = document(plan)
    text = serialize(made.triples, format=RdfFormat.N_TRIPLES) or b""
    # N-Triples escape line ends inside literals: each line of the file ends a statement.
    return text.replace(b" .\n", f" {made.graph} .\n".encode())
