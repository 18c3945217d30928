"""The plan of one kecamatan as rows of the product's own form, with its codes by branch."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.nation.regions import Place
from kg.terms import instance_iri

__all__ = ["DOCUMENT", "Branch", "Cells", "Middle", "Plan"]

#: Code of the one document of each kecamatan.
DOCUMENT = "renstra"
Cells = dict[str, str]
_KINDS = {
    "tujuan": "tujuan",
    "sasaran": "sasaran",
    "program": "program",
    "kegiatan": "kegiatan",
    "sub_kegiatan": "sub-kegiatan",
}


@dataclass(frozen=True)
class Middle:
    """An intermediate condition and its activity, who heads it, who works on it, and the operational pairs below."""

    node: str
    activity: str
    head: str
    worker: str
    operations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Branch:
    """One strategic condition with everything below; branches of one ``zone`` share components."""

    zone: str
    factor: str
    node: str
    goal: str
    program: str
    middles: tuple[Middle, ...]


@dataclass
class Plan:
    """All sheets of one document, and statements that no sheet can hold."""

    place: Place
    years: tuple[int, ...]
    sheets: dict[str, list[Cells]] = field(default_factory=dict)
    branches: list[Branch] = field(default_factory=list)
    extra: list[tuple[str, str, str]] = field(default_factory=list)
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def period(self) -> str:
        """The period as IRIs write it."""
        return f"{self.years[0]}-{self.years[-1]}"

    @property
    def file(self) -> str:
        """Name of the made-up source file."""
        return f"renstra-{self.place.code}.txt"

    def add(self, sheet: str, *, at: str = "", **cells: str) -> Cells:
        """One more row, printed on the next line of the source file, or on that of the row whose code is ``at``."""
        number_of_line = self.lines.get(at)
        if number_of_line is None:
            self.line += 1
            number_of_line = self.line
        self.lines.setdefault(cells.get("kode", ""), number_of_line)
        rows = self.sheets.setdefault(sheet, [])
        number = int(rows[-1]["#"]) + 1 if rows else 2
        row = {name: text for name, text in cells.items() if text} | {
            "sumber_baris": str(number_of_line),
            "#": str(number),
        }
        rows.append(row)
        return row

    def row(self, sheet: str, value: str, column: str = "kode") -> Cells:
        """The row whose ``column`` holds ``value``."""
        return next(r for r in self.sheets[sheet] if r.get(column) == value)

    def rows(self, sheet: str, **cells: str) -> list[Cells]:
        """The rows that hold these cells."""
        return [r for r in self.sheets[sheet] if all(r.get(k, "") == v for k, v in cells.items())]

    def drop(self, sheet: str, **cells: str) -> None:
        """Take out the rows that hold these cells."""
        gone = self.rows(sheet, **cells)
        self.sheets[sheet] = [r for r in self.sheets[sheet] if r not in gone]

    def targets(self, indicator: str) -> list[Cells]:
        """The targets of an indicator, by year."""
        return self.rows("target", kode_indikator=indicator)

    def iri(self, kind: str, code: str) -> str:
        """The IRI of a thing of this kecamatan."""
        return instance_iri(self.place.code, self.period, kind, code).value

    def node(self, code: str) -> str:
        """The IRI of a row of the tree, the plan, the indicators or the posts."""
        for sheet, kind in (
            ("simpul", "simpul"),
            ("indikator", "indikator"),
            ("jabatan", "jabatan"),
        ):
            for row in self.rows(sheet, kode=code):
                return self.iri("csf" if row.get("jenis") == "csf" else kind, code)
        return self.iri(_KINDS[self.row("rencana", code)["jenjang"]], code)

    def objective(self, code: str) -> str:
        """The IRI of the objective of a plan row."""
        return self.iri("sasaran", code)

    def target(self, row: Cells) -> str:
        """The IRI of a target."""
        return self.iri("target", f"{row['kode_indikator']}-{row['tahun']}")

    def other(self, name: str) -> str:
        """The IRI of another organisation."""
        return self.iri("organisasi", name.casefold())

    @property
    def tree(self) -> str:
        """The IRI of the performance tree that is derived from the document."""
        return self.iri("pohon", DOCUMENT)
