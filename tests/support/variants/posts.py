"""Indicators per post."""

from __future__ import annotations

from tests.support.variants.canvas import Canvas
from tests.support.variants.frame import Column
from tests.support.variants.lists import ListMaker
from tests.support.variants.plan import MEASURES, Measure

__all__ = ["PostMaker"]

_POSTS = (
    "Sekretaris Kecamatan",
    "Kepala Seksi Pemerintahan",
    "Kepala Seksi Pelayanan Umum",
    "Kepala Subbagian Umum dan Kepegawaian",
    "Kasi Trantib",
)
_HEADS = {"Kecamatan": "Camat", "Kapanewon": "Panewu", "Distrik": "Kepala Distrik"}


class PostMaker(ListMaker):
    """Indicators per post: one sheet a post, posts below each other, or one wide table."""

    name = "iki"

    def make(self) -> list[Canvas]:
        """The sheets of the document."""
        head = _HEADS.get(self.plan.called, "Mantri Pamong Praja")
        posts = [head, *self.chance.sample(_POSTS, 2)]
        form = self.choose("susunan", "bertumpuk", "tabel", "lembar")
        if self.flat:
            form = self.frame.chosen["susunan"] = "tabel"
        elif self.paper and form == "lembar":
            form = self.frame.chosen["susunan"] = "bertumpuk"
        aims = [f"{aim.text}" for aim in self.plan.of("sasaran")]
        aims += [node.result for node in self.plan.of("program")]
        if form == "tabel":
            self._title()
            self._wide(posts, aims)
            return [self.canvas]
        sheets = []
        self._title()
        for number, post in enumerate(posts):
            if number and form == "lembar":
                self.canvas = self.frame.canvas = self._canvas(post[:28])
                self._title()
            elif number == 0 and form == "lembar":
                self.canvas.title = post[:28]
            self._post(post, aims[number :: len(posts)])
            if form == "lembar":
                sheets.append(self.canvas)
        return sheets or [self.canvas]

    def _title(self) -> None:
        self.frame.title(["INDIKATOR KINERJA INDIVIDU", f"TAHUN {self.year}"], [])

    def _columns(self) -> list[Column]:
        head = self.hand.head
        found = [Column("no", [head("no")]), Column("sasaran", [head("kinerja")])]
        found.append(Column("indikator", [head("iki")]))
        if self.choose("rumus", True, False):
            found.append(Column("formulasi", [head("formulasi")]))
        if not self.hand.unit_inside:
            found.append(Column("satuan", [head("satuan")]))
        if self.choose("target", True, True, False) or self.hand.unit_inside:
            found.append(Column("target", [head("target")]))
        found.append(Column("sumber_data", [head("sumber_data")]))
        return found

    def _duties(self) -> tuple[str, list[str]]:
        return "Membantu pelaksanaan tugas pemerintahan di wilayah", [
            "Penyusunan rencana kerja",
            "Pelaksanaan koordinasi",
            "Pelaporan pelaksanaan tugas",
        ]

    def _post(self, post: str, aims: list[str]) -> None:
        canvas = self.canvas
        form = self.choose("label", "satu sel", "titik dua", "nomor")
        duty, functions = self._duties()
        labels = (
            str(self.choose("kata_jabatan", "Jabatan", "Nama Jabatan", "JABATAN")),
            "Tugas",
            "Fungsi",
        )

        def labelled(number: int, label: str, text: str) -> str:
            if form == "satu sel" or self.paper:
                return canvas.line(f"{label} : {text}")[0]
            if form == "nomor":
                return canvas.line(f"{number}.", label, ":", text)[-1]
            return canvas.line(label, ":", text)[-1]

        self.truth.entry("jabatan", post, labelled(1, labels[0], post))
        self.truth.entry("tugas", duty, labelled(2, labels[1], duty), post)
        first = f"1. {functions[0]}"
        self.truth.entry("fungsi", functions[0], labelled(3, labels[2], first), post)
        offset = 0 if form == "satu sel" or self.paper else (3 if form == "nomor" else 2)
        for number, text in enumerate(functions[1:], start=2):
            cell = canvas.line(f"{number}. {text}", column=offset)[0]
            self.truth.entry("fungsi", text, cell, post)
        if self.choose("jeda", True, False):
            canvas.skip()
        canvas.begin()
        columns = self._columns()
        self.frame.head(columns)
        self._rows(columns, post, aims)
        canvas.end()
        canvas.skip(2)

    def _rows(self, columns: list[Column], post: str, aims: list[str]) -> None:
        at = {column.key: index for index, column in enumerate(columns)}
        for number, aim in enumerate(aims, start=1):
            row = self.canvas.row
            if "no" in at:
                self.canvas.put(row, at["no"], str(number) if self.hand.text_only else number)
            cell = self.canvas.put(row, at["sasaran"], aim)
            entry = self.truth.entry("sasaran_jabatan", aim, cell, post)
            text, unit, formula, source, start = self.chance.choice(MEASURES)
            one = Measure(text, unit, formula, source, start, {self.year: start})
            truth = self.truth.measure(entry, one, self.canvas.put(row, at["indikator"], text))
            self.texts(columns, row, one, truth)
            if "target" in at:
                self.value(row, at["target"], one, truth, str(self.year), start)
            self.canvas.row += 1

    def _wide(self, posts: list[str], aims: list[str]) -> None:
        head = self.hand.head
        columns = [Column("no", [head("no")]), Column("jabatan", [head("jabatan")])]
        if self.choose("tugas", True, False):
            columns.append(Column("tugas", ["Tugas"]))
        columns += self._columns()[1:]
        self.canvas.begin()
        self.frame.head(columns)
        at = {column.key: index for index, column in enumerate(columns)}
        for number, post in enumerate(posts):
            start = self.canvas.row
            self.canvas.put(start, 0, str(number + 1) if self.hand.text_only else number + 1)
            self.truth.entry("jabatan", post, self.canvas.put(start, 1, post))
            if "tugas" in at:
                duty = self._duties()[0]
                cell = self.canvas.put(start, at["tugas"], duty)
                self.truth.entry("tugas", duty, cell, post)
            own = aims[number :: len(posts)]
            self._wide_rows(columns, post, own)
            last = self.canvas.row - 1
            if not self.flat and self.choose("gabung", True, False):
                self.canvas.merge(start, 0, last, 0)
                self.canvas.merge(start, 1, last, 1)
                if "tugas" in at:
                    self.canvas.merge(start, at["tugas"], last, at["tugas"])
        self.canvas.end()

    def _wide_rows(self, columns: list[Column], post: str, aims: list[str]) -> None:
        keep = columns[0]
        keep.key = "nomor_jabatan"
        self._rows(columns, post, aims)
        keep.key = "no"
