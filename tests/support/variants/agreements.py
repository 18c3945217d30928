"""IKU tables, and agreements with their programs below."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.variants.canvas import Canvas
from tests.support.variants.frame import Column
from tests.support.variants.lists import ListMaker
from tests.support.variants.plan import Measure, Node

__all__ = ["AgreementMaker"]

_QUARTERS = ("I", "II", "III", "IV")


class AgreementMaker(ListMaker):
    """An IKU table, or a PK with its table of programs below."""

    def __init__(self, chance: Random, ending: str, stem: str, kind: str) -> None:
        self.name = kind
        super().__init__(chance, ending, stem)
        self.years = [self.year]
        self.unit_above = bool(self.choose("satuan_di_kepala", True, False, False, False))
        if self.unit_above:
            self.hand.unit_inside = False
            self.hand.numbers = "number"
            self._in_percent()
        if kind == "iku":
            self.years = self.choose("tahun", [], self.plan.years, [self.year])  # type: ignore[assignment]
            if self.years:
                ends = dict.fromkeys((str(self.years[0]), str(self.years[-1])))
                self.truth.period = "-".join(ends)

    def _in_percent(self) -> None:
        """Let every objective be measured in percent, so that the head can say so once."""
        for node in self.plan.of("sasaran"):
            for one in node.measures:
                one.text, one.unit = f"Persentase {one.text.split(' ', 1)[1].lower()}", "%"
                for year in one.targets:
                    one.targets[year] = 80 + (year % 10)

    def make(self) -> list[Canvas]:
        """The sheets of the document."""
        words = {
            "iku": (
                "INDIKATOR KINERJA UTAMA",
                "Indikator Kinerja Utama (IKU)",
                "PENETAPAN INDIKATOR KINERJA UTAMA",
            ),
            "pk": (
                "PERJANJIAN KINERJA",
                "LAMPIRAN PERJANJIAN KINERJA",
                "Formulir Perjanjian Kinerja",
            ),
        }
        span = self.truth.period
        self.frame.title([self.chance.choice(words[self.name]), f"TAHUN {span}"], [])
        columns = self._columns()
        self.canvas.begin()
        self.frame.head(columns)
        self._aims(columns)
        if self.name == "pk":
            self._programs()
        self.canvas.end()
        self.frame.after(len(columns))
        return [self.canvas]

    def _columns(self) -> list[Column]:
        head = self.hand.head
        found = [Column("no", [head("no")])]
        if self.name == "iku" and self.choose("tujuan", True, False, False):
            found.append(Column("tujuan", [head("tujuan")]))
        word = self.choose("kata_sasaran", "sasaran", "kinerja")
        found.append(Column("sasaran", [head(str(word))]))
        found.append(Column("indikator", [head("iku" if self.name == "iku" else "indikator")]))
        if self.name == "iku":
            found.append(Column("formulasi", [head("formulasi")]))
        if not self.hand.unit_inside and not self.unit_above:
            found.append(Column("satuan", [head("satuan")]))
        found += self._targets()
        if self.name == "iku":
            found.append(Column("sumber_data", [head("sumber_data")]))
            if self.choose("pj", True, False):
                found.append(Column("pj", [head("pj")]))
        return found

    def _targets(self) -> list[Column]:
        if self.name == "iku":
            top = "Target (%)" if self.unit_above else "Target"
            return [Column("target", [top, str(year)], year) for year in self.years]
        end = self.chance.choice(["", f" {self.year}"])
        if self.unit_above:
            end += " (%)"
        found = [Column("target", [self.hand.head("target") + end], self.year)]
        if self.choose("triwulan", True, False, False):
            for number, roman in enumerate(_QUARTERS, start=1):
                found.append(Column("target", ["Target Triwulan", roman], self.year, number))
        return found

    def _aims(self, columns: list[Column]) -> None:
        at = {column.key: index for index, column in enumerate(columns)}
        goal: Node | None = None
        for number, node in enumerate(self.plan.of("sasaran"), start=1):
            start = self.canvas.row
            self.canvas.put(start, 0, f"{number}." if self.hand.text_only else number)
            if "tujuan" in at and node.parent is not goal and node.parent is not None:
                goal = node.parent
                self.truth.row(goal, self.canvas.put(start, at["tujuan"], goal.text), None)
            above = goal.text if goal is not None else None
            entry = self.truth.row(node, self.canvas.put(start, at["sasaran"], node.text), above)
            for one in node.measures:
                self._measure(columns, at, entry, one)
            last = self.canvas.row - 1
            if not self.flat and last > start and self.choose("gabung", True, False):
                self.canvas.merge(start, 0, last, 0)
                self.canvas.merge(start, at["sasaran"], last, at["sasaran"])

    def _measure(
        self, columns: list[Column], at: dict[str, int], entry: dict[str, Any], one: Measure
    ) -> None:
        row = self.canvas.row
        cell = self.canvas.put(row, at["indikator"], one.text)
        truth = self.truth.measure(entry, one, cell)
        self.texts(columns, row, one, truth)
        for index, column in enumerate(columns):
            if column.key == "target":
                number = one.targets[column.year]
                key = str(column.year)
                if column.quarter:
                    key += f"-{_QUARTERS[column.quarter - 1]}"
                self.value(row, index, one, truth, key, number)
                if self.unit_above:
                    truth["unit"] = "%"
            elif column.key == "pj":
                self.canvas.put(row, index, self.chance.choice(("Camat", "Sekretariat")))
        self.canvas.row += 1

    def _programs(self) -> None:
        """The programs with their money, as an agreement prints them below its indicators."""
        canvas = self.canvas
        canvas.end() if self.paper else None
        canvas.skip(int(str(self.choose("jeda", 1, 1, 2))))
        canvas.begin() if self.paper else None
        number = self.choose("no_program", True, True, False)
        labels = ["Program", "Nama Program", "PROGRAM", "Program/Kegiatan"]
        head = [
            self.chance.choice(labels),
            self.chance.choice(["Anggaran", "Anggaran (Rp)", "Jumlah Anggaran", "Pagu Anggaran"]),
        ]
        if self.hand.factor > 1:
            head[1] = f"Anggaran ({self.hand.scale})"
        note = self.choose("ket", "Keterangan", "Ket", "Sumber Dana", "")
        shift = 1 if number else 0
        canvas.line(*(["No"] if number else []), *head, *([note] if note else []))
        shown = (
            self.plan.of("program", "kegiatan")
            if head[0].endswith("Kegiatan")
            else self.plan.of("program")
        )
        for count, node in enumerate(shown, start=1):
            row = canvas.row
            if number:
                canvas.put(row, 0, str(count) if self.hand.text_only else count)
            above = node.parent.text if node.level == "kegiatan" and node.parent else None
            entry = self.truth.row(node, canvas.put(row, shift, node.text), above)
            amount = node.money[self.year]
            canvas.put(row, shift + 1, self.hand.rupiah(amount))
            entry["pagu"][str(self.year)] = str(amount)
            if note:
                canvas.put(row, shift + 2, "APBD")
            canvas.row += 1
        if self.choose("jumlah", True, False):
            canvas.put(canvas.row, shift, "Jumlah")
            total = sum(node.money[self.year] for node in self.plan.of("program"))
            canvas.put(canvas.row, shift + 1, self.hand.rupiah(total))
            canvas.row += 1
