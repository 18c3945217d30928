"""Matrices of a plan: renstra and renja, lists of SIPD, and realisation by quarter."""

from __future__ import annotations

from typing import Any

from tests.support.variants.canvas import Canvas
from tests.support.variants.frame import Column
from tests.support.variants.matrix_columns import AIMS, QUARTERS, WORKS, MatrixColumns
from tests.support.variants.plan import Measure, Node

__all__ = ["MatrixMaker"]


class MatrixMaker(MatrixColumns):
    """One matrix: its rows under their columns, and what they say."""

    def make(self) -> list[Canvas]:
        """The sheets of the document."""
        canvas, frame = self.canvas, self.frame
        if not self.flat and not canvas.paper:
            canvas.right = int(str(self.choose("geser", 0, 0, 0, 1, 2)))
        columns = self.columns()
        frame.title(self._title_lines(), self._extra())
        canvas.begin()
        frame.head(columns)
        self._body(columns)
        self._totals(columns)
        canvas.end()
        frame.after(len(columns))
        sheets = [canvas]
        if not self.flat and not canvas.paper and self.choose("sampul", True, False, False):
            cover = Canvas("COVER")
            cover.skip(3)
            cover.line("DOKUMEN PERENCANAAN", column=2)
            cover.line(f"{self.plan.called} {self.plan.kecamatan}".upper(), column=2)
            sheets.insert(0, cover)
        return sheets

    def _title_lines(self) -> list[str]:
        words = {
            "renstra": (
                "MATRIKS RENCANA STRATEGIS",
                "Rencana Program, Kegiatan, dan Pendanaan",
                "MATRIK RENSTRA",
            ),
            "renja": ("RENCANA KERJA (RENJA)", "Rencana Kerja", "MATRIKS RENJA"),
            "realisasi": (
                "EVALUASI HASIL RENJA",
                "Realisasi Kinerja dan Anggaran",
                "PENGUKURAN KINERJA",
            ),
        }
        first = self.chance.choice(words[self.truth.kind])
        if self.kind == "sipd":
            first = self.chance.choice(
                ("DAFTAR SUB KEGIATAN", "REKAP BELANJA SKPD", "Rekapitulasi Pagu Sub Kegiatan")
            )
        span = f"TAHUN {self.years[0]}"
        if len(self.years) > 1:
            span = f"TAHUN {self.years[0]}{self.chance.choice(['-', ' - ', '–', ' s.d. '])}{self.years[-1]}"
        return [first, span]

    def _extra(self) -> list[str]:
        if self.frame.chosen.get("kepala_tahun") in {"ke", "tahun ke-"}:
            return [f"Tahun ke-1 = {self.years[0]}"]
        return []

    def _body(self, columns: list[Column]) -> None:
        if self.style in {"wide", "per-level"}:
            self._leaves(columns)
            return
        fill = self.choose("induk", "gabung", "kosong", "ulang", "idem")
        if self.flat and fill == "gabung":
            fill = "kosong"
        spans: dict[str, tuple[int, Node]] = {}
        waiting: list[Node] = []
        for node in self.plan.of(*self.shown):
            if node.level in AIMS and self.style != "all":
                self._close(spans, node.level, fill)
                if not node.measures:
                    waiting.append(node)
                    continue
            if self._again(node, waiting, fill):
                self.frame.head(columns)
            start = self.canvas.row
            rows = self._node_rows(columns, node, waiting, spans, fill)
            for one in [*waiting, node]:
                if one.level in AIMS and self.style != "all":
                    spans[one.level] = (start, one)
            waiting = []
            self.canvas.row = start + rows
            self._gap(fill)
        for level in AIMS:
            self._close(spans, level, fill)

    def _gap(self, fill: object) -> None:
        """Here and there an empty row, where no cell is joined across it."""
        empty = fill != "gabung" and self.choose("baris_kosong", True, False, False)
        if empty and self.chance.random() < 0.05:
            self.canvas.skip()

    def _again(self, node: Node, waiting: list[Node], fill: object) -> bool:
        """Whether the head is printed again above a program, as on a new page."""
        whole = fill == "ulang" and not waiting and node.level == "program"
        first = node is self.plan.of("program")[0]
        return whole and not first and bool(self.choose("judul_diulang", True, False, False))

    def _close(self, spans: dict[str, tuple[int, Node]], level: str, fill: object) -> None:
        for lower in AIMS[AIMS.index(level) :]:
            if lower in spans and fill == "gabung":
                start, _ = spans[lower]
                index = self._at[lower]
                self.canvas.merge(start, index, self.canvas.row - 1, index)
            spans.pop(lower, None)

    def _node_rows(
        self,
        columns: list[Column],
        node: Node,
        waiting: list[Node],
        spans: dict[str, tuple[int, Node]],
        fill: object,
    ) -> int:
        self._at = {column.key: index for index, column in enumerate(columns)}
        row = self.canvas.row
        for one in waiting:
            cell = self.canvas.put(row, self._at[one.level], one.text)
            self.truth.row(one, cell, self._above(one))
        for level, (_, one) in spans.items():
            blocked = any(other.level == level for other in [*waiting, node])
            lower = node.level == "tujuan" or any(w.level == "tujuan" for w in waiting)
            if blocked or lower or level not in self._at:
                continue
            if fill == "ulang":
                self.canvas.put(row, self._at[level], one.text)
            elif fill == "idem":
                self.canvas.put(row, self._at[level], "idem")
        entry = self._name(node, row)
        # A reader of delimited text cites lines of the file, of which a cell of two lines takes two.
        forms = ["baris"] if self.flat else ["baris", "baris", "sel bernomor", "sel"]
        several = self.choose("beberapa", *forms)
        measures = node.measures
        if several != "baris" and len(measures) > 1:
            self._one_row(columns, row, entry, node, measures, several)
            return 1
        for offset, one in enumerate(measures):
            self._one_row(columns, row + offset, entry, node, [one], "", first=not offset)
        return max(1, len(measures))

    def _above(self, node: Node) -> str | None:
        parent = node.parent
        if parent is None or parent.level not in self.shown:
            return None
        return parent.text

    def _name(self, node: Node, row: int) -> dict[str, Any]:
        text = node.text
        if self.style == "fused" and node.code:
            text = str(self.choose("kode_nama", "{} {}", "{} - {}", "[{}] {}", "{}. {}")).format(
                node.code, text
            )
        elif self.style == "all" and node.level in AIMS:
            text = str(self.choose("label", "{}: {}", "{} : {}", "{} 1: {}")).format(
                node.level.title(), text
            )
        elif self.style == "penomoran" and node.level in WORKS:
            text = f"{self._numbered(node)} {text}"
        key = node.level if node.level in self._at else "nama"
        cell = self.canvas.put(row, self._at[key], text)
        entry = self.truth.row(node, cell, self._above(node))
        if node.code and self._code(node, row):
            entry["code"] = node.code
        return entry

    def _numbered(self, node: Node) -> str:
        """The number of a program, activity or sub-activity in the style of its level."""
        beside = [one for one in self.plan.of(node.level) if one.parent is node.parent]
        number = next(n for n, one in enumerate(beside, start=1) if one is node)
        if node.level == "program":
            number = self.plan.of("program").index(node) + 1
        styles = self.choose("gaya", ("I.", "1.", "a."), ("A.", "1.", "a."), ("A.", "1)", "a)"))
        style = styles[WORKS.index(node.level)]  # type: ignore[index]
        romans = ("I", "II", "III", "IV")
        shown = {"I": romans[number - 1] if number <= 4 else "", "1": str(number)}
        letters = {"A": chr(64 + number), "a": chr(96 + number)}
        return {**shown, **letters}[style[0]] + style[1:]

    def _code(self, node: Node, row: int) -> bool:
        if self.style == "fused":
            return True
        if "kode" in self._at:
            form = self.choose("bentuk_kode", "titik", "titik", "titik akhir", "tanpa titik")
            shown = {"titik akhir": f"{node.code}.", "tanpa titik": node.code.replace(".", "")}
            self.canvas.put(row, self._at["kode"], shown.get(str(form), node.code))
            return True
        if "kode0" not in self._at:
            return False
        parts = node.code.split(".")
        if len(parts) > 4:
            parts[3:5] = [".".join(parts[3:5])]
        merged = [parts[0], parts[1], *parts[2:]]
        width = 7 if "kode6" in self._at else 5
        for n, part in enumerate(merged[:width]):
            self.canvas.put(row, self._at[f"kode{n}"], part)
        return True

    def _one_row(
        self,
        columns: list[Column],
        row: int,
        entry: dict[str, Any],
        node: Node,
        measures: list[Measure],
        several: object,
        first: bool = True,
    ) -> None:
        found = []
        if measures:
            texts = [one.text for one in measures]
            if several == "sel bernomor":
                texts = [f"{n}. {text}" for n, text in enumerate(texts, start=1)]
            cell = self.canvas.put(row, self._at["indikator"], "\n".join(texts))
            found = [self.truth.measure(entry, one, cell) for one in measures]
        for index, column in enumerate(columns):
            self._cell(row, index, column, entry, node, measures, found, first)

    def _cell(
        self,
        row: int,
        index: int,
        column: Column,
        entry: dict[str, Any],
        node: Node,
        measures: list[Measure],
        found: list[dict[str, Any]],
        first: bool,
    ) -> None:
        put = self.canvas.put
        if column.key == "no" and first:
            self.number = getattr(self, "number", 0) + 1
            put(row, index, str(self.number) if self.hand.text_only else self.number)
        elif column.key == "satuan" and measures:
            put(row, index, "\n".join(one.unit for one in measures))
            for one, truth in zip(measures, found, strict=True):
                truth["unit"] = one.unit
        elif column.key in {"target", "awal", "akhir", "realisasi", "capaian"} and measures:
            self._number(row, index, column, measures, found)
        elif column.key in {"pagu", "realisasi_rp", "target_rp"} and first and node.money:
            self._amount(row, index, column, entry, node)
        elif column.key == "pj" and first and node.level in WORKS:
            put(row, index, node.holder)
            entry["holder"] = node.holder
        elif column.key == "sumber_dana" and first and node.level == "sub_kegiatan":
            put(row, index, node.fund)
            entry["fund"] = node.fund

    def _number(
        self,
        row: int,
        index: int,
        column: Column,
        measures: list[Measure],
        found: list[dict[str, Any]],
    ) -> None:
        key = f"{column.year}" + (f"-{QUARTERS[column.quarter - 1]}" if column.quarter else "")
        shown: list[tuple[object, str, str]] = []
        for one, truth in zip(measures, found, strict=True):
            number = self._wanted(column, one)
            value, form, text = self.hand.value(number, one.unit)
            alone = len(measures) == 1 and self.style not in {"wide", "per-level"}
            if alone and self.chance.random() < 0.02:
                # What is not there has its own words.
                value, form, text = self.chance.choice(("-", "N/A", "")), "", ""
            shown.append((value, form, text))
            if column.key == "awal":
                truth["baseline"] = text
            elif column.key == "target":
                truth["targets"][key] = text
            elif column.key == "realisasi":
                truth["realisasi"][key] = text
        if len(shown) == 1:
            self.canvas.put(row, index, shown[0][0], shown[0][1])
        else:
            self.canvas.put(row, index, "\n".join(text for _, _, text in shown))

    def _wanted(self, column: Column, one: Measure) -> float | str:
        if column.key == "awal":
            return one.baseline
        if column.key == "akhir":
            return one.targets[self.years[-1]]
        if column.key == "capaian":
            return 100.0
        whole = one.targets[column.year]
        if not column.quarter or isinstance(whole, str):
            return whole
        part = whole * column.quarter / 4
        return float(int(part)) if whole == int(whole) else round(part, 2)

    def _amount(
        self, row: int, index: int, column: Column, entry: dict[str, Any], node: Node
    ) -> None:
        amount = node.money[column.year]
        name, key = "pagu", str(column.year)
        if column.quarter:
            amount = amount // 4 // 500_000 * 500_000
            name = "pagu" if column.key == "target_rp" else column.key
            key = f"{column.year}-{QUARTERS[column.quarter - 1]}"
        self.canvas.put(row, index, self.hand.rupiah(amount), self.hand.money_format)
        entry.setdefault(name, {})[key] = str(amount)

    def _leaves(self, columns: list[Column]) -> None:
        """One row a sub-activity, what stands above it printed again, joined, or left blank."""
        fill = self.choose("induk", "gabung", "kosong", "ulang")
        if self.flat and fill == "gabung":
            fill = "kosong"
        before: dict[str, tuple[Node, int]] = {}
        self._at = {column.key: index for index, column in enumerate(columns)}
        for leaf in self.plan.of("sub_kegiatan"):
            row = self.canvas.row
            chain = [leaf]
            while chain[0].parent is not None:
                chain.insert(0, chain[0].parent)
            for node in [one for one in chain if one.level in self.shown]:
                held = before.get(node.level)
                new = held is None or held[0] is not node
                if new and held is not None and fill == "gabung":
                    self._joined_above(columns, node.level, held[1], row - 1)
                if new:
                    before[node.level] = (node, row)
                if new or fill == "ulang" or node is leaf:
                    self._leaf_cells(columns, row, node, leaf)
            self.canvas.row += 1
        if fill == "gabung":
            for level, (_, start) in before.items():
                self._joined_above(columns, level, start, self.canvas.row - 1)

    def _joined_above(self, columns: list[Column], level: str, start: int, end: int) -> None:
        for index, column in enumerate(columns):
            if column.level == level or (column.key == level and self.style == "wide"):
                self.canvas.merge(start, index, end, index)

    def _leaf_cells(self, columns: list[Column], row: int, node: Node, leaf: Node) -> None:
        entry: dict[str, Any] | None = None
        found: list[dict[str, Any]] = []
        measures = node.measures[:1]
        for index, column in enumerate(columns):
            if column.key == node.level:
                entry = self._wide_name(row, index, node)
            elif (
                column.key == "indikator"
                and (column.level or leaf.level) == node.level
                and measures
            ):
                assert entry is not None
                cell = self.canvas.put(row, index, measures[0].text)
                fresh = not entry["indicators"]
                found = (
                    [self.truth.measure(entry, measures[0], cell)] if fresh else entry["indicators"]
                )
            elif column.key in {"satuan", "target", "awal"}:
                if (column.level or leaf.level) == node.level and measures:
                    self._cell(row, index, column, entry or {}, node, measures, found, True)
            elif node is leaf and entry is not None:
                self._cell(row, index, column, entry, node, measures, found, True)

    def _wide_name(self, row: int, index: int, node: Node) -> dict[str, Any]:
        text = node.text
        if self.style == "wide":
            text = str(self.choose("kode_nama", "{} {}", "{} - {}")).format(node.code, text)
        cell = self.canvas.put(row, index, text)
        entry = self.truth.row(node, cell, self._above(node))
        if self.style == "wide":
            entry["code"] = node.code
        return entry

    def _totals(self, columns: list[Column]) -> None:
        if not self.choose("jumlah", True, False):
            return
        word = self.chance.choice(("JUMLAH", "Total", "JUMLAH TOTAL", "Jumlah Anggaran"))
        at = next((i for i, c in enumerate(columns) if c.key in {"nama", "tujuan", "program"}), 0)
        self.canvas.put(self.canvas.row, at, word)
        for index, column in enumerate(columns):
            if column.key == "pagu":
                total = sum(node.money[column.year] for node in self.plan.of("sub_kegiatan"))
                self.canvas.put(self.canvas.row, index, self.hand.rupiah(total))
        self.canvas.row += 1
