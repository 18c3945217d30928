"""Exports of trees: a row a condition, or a column a level."""

from __future__ import annotations

from tests.support.variants.canvas import Canvas
from tests.support.variants.frame import Column
from tests.support.variants.lists import ListMaker
from tests.support.variants.plan import MEASURES, Measure, Node

__all__ = ["TreeMaker"]


class TreeMaker(ListMaker):
    """An export of a tree: a row a condition, its parent by order, by number or by id."""

    name = "pohon"
    LEVELS = ("outcome", "strategis", "antara", "operasional")
    WORDS = (
        ("Outcome", "Strategic", "Tactical", "Operational"),
        ("OUTCOME", "STRATEGIC", "TACTICAL", "OPERATIONAL"),
        ("Ultimate Outcome", "Strategis", "Taktikal", "Operasional"),
        ("Final Outcome", "Intermediate Outcome", "Immediate Outcome", "Output"),
    )
    COLUMNS = (
        ("Ultimate Outcome", "Intermediate Outcome", "Immediate Outcome", "Output"),
        ("Final Outcome", "Strategic", "Tactical", "Operational"),
        ("Outcome", "Strategis", "Taktikal", "Operasional"),
    )
    TEXTS = (
        "Meningkatnya",
        "Terwujudnya",
        "Tersedianya",
        "Terlaksananya",
        "Tersusunnya",
        "Optimalnya",
    )
    THINGS = (
        "layanan administrasi", "data penduduk", "koordinasi lintas desa", "pos keamanan",
        "standar pelayanan", "kapasitas aparatur", "forum warga", "sarana loket", "pengaduan warga",
        "lembaga adat", "pemantauan wilayah", "rencana kerja", "usaha kecil", "ruang terbuka",
    )  # fmt: skip

    def _nodes(self) -> list[tuple[str, Node]]:
        things = [f"{a} {b}" for a in self.TEXTS for b in self.THINGS]
        self.chance.shuffle(things)
        found: list[tuple[str, Node]] = []

        def grow(number: str, parent: Node | None, depth: int) -> None:
            node = Node(self.LEVELS[depth], things.pop(), parent=parent)
            text, unit, formula, source, start = self.chance.choice(MEASURES)
            if self.chance.random() < 0.8:
                node.measures = [Measure(text, unit, formula, source, start, {self.year: start})]
            found.append((number, node))
            if depth < 3:
                for n in range(1, self.chance.choice([1, 2, 2]) + 1):
                    grow(f"{number}.{n}", node, depth + 1)

        for n in range(1, self.chance.choice([1, 2]) + 1):
            grow(str(n), None, 0)
        return found

    def make(self) -> list[Canvas]:
        """The sheets of the document."""
        title = self.chance.choice(
            ("POHON KINERJA", "Pohon Kinerja (Cascading)", "DATA POHON KINERJA")
        )
        self.frame.title([title, f"TAHUN {self.year}"], [])
        way = self.choose("induk", "urutan", "nomor", "id", "kolom")
        if way == "kolom":
            self._columns_of_levels()
            return [self.canvas]
        head = self.hand.head
        columns = [Column("jenis", [head("jenis")]), Column("nama", [head("simpul")])]
        if way == "nomor":
            columns.insert(0, Column("nomor", [head("no")]))
        if way == "id":
            columns = [Column("id", [head("id")]), Column("induk", [head("induk")]), *columns]
        columns += [Column("indikator", [head("indikator")]), Column("target", [head("target")])]
        if not self.hand.unit_inside:
            columns.append(Column("satuan", [head("satuan")]))
        self.canvas.begin()
        self.frame.head(columns)
        self._rows(columns)
        self.canvas.end()
        return [self.canvas]

    def _columns_of_levels(self) -> None:
        """Each level in a column of its own; a condition stands once, what is below it to its right."""
        words = self.choose("kata_kolom", *self.COLUMNS)
        columns = [Column(level, [word]) for level, word in zip(self.LEVELS, words, strict=True)]  # type: ignore[call-overload]
        columns += [
            Column("indikator", [self.hand.head("indikator")]),
            Column("target", ["Target"]),
        ]
        if not self.hand.unit_inside:
            columns.append(Column("satuan", ["Satuan"]))
        self.canvas.begin()
        self.frame.head(columns)
        at = {column.key: index for index, column in enumerate(columns)}
        for _, node in self._nodes():
            row = self.canvas.row
            cell = self.canvas.put(row, at[node.level], node.text)
            entry = self.truth.row(node, cell, node.parent.text if node.parent else None)
            for one in node.measures:
                place = self.canvas.put(row, at["indikator"], one.text)
                truth = self.truth.measure(entry, one, place)
                self.texts(columns, row, one, truth)
                self.value(row, at["target"], one, truth, str(self.year), one.targets[self.year])
            self.canvas.row += 1
        self.canvas.end()

    def _rows(self, columns: list[Column]) -> None:
        words = dict(zip(self.LEVELS, self.choose("kata", *self.WORDS), strict=True))  # type: ignore[call-overload]
        at = {column.key: index for index, column in enumerate(columns)}
        known: dict[int, int] = {}
        for count, (number, node) in enumerate(self._nodes(), start=101):
            row = self.canvas.row
            known[id(node)] = count
            above = known[id(node.parent)] if node.parent else ""
            cells = {"nomor": number, "id": count, "induk": above, "jenis": words[node.level]}
            for key, value in cells.items():
                if key in at and value != "":
                    self.canvas.put(row, at[key], str(value) if self.hand.text_only else value)
            cell = self.canvas.put(row, at["nama"], node.text)
            entry = self.truth.row(node, cell, node.parent.text if node.parent else None)
            for one in node.measures:
                truth = self.truth.measure(
                    entry, one, self.canvas.put(row, at["indikator"], one.text)
                )
                self.texts(columns, row, one, truth)
                self.value(row, at["target"], one, truth, str(self.year), one.targets[self.year])
            self.canvas.row += 1
