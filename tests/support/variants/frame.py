"""What stands around a table: title block, head of one to three rows, number row, totals, notes, signature."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.support.variants.canvas import Canvas
from tests.support.variants.plan import Plan
from tests.support.variants.wording import Hand

__all__ = ["Column", "Frame"]

_POSTS = {"Kapanewon": "PANEWU", "Kemantren": "MANTRI PAMONG PRAJA", "Distrik": "KEPALA DISTRIK"}


@dataclass
class Column:
    """One column: what it holds, for which year and quarter, and the texts of its head from the top."""

    key: str
    heads: list[str]
    year: int = 0
    quarter: int = 0
    level: str = ""


@dataclass
class Frame:
    """Writes tables with all that stands around them on one sheet."""

    canvas: Canvas
    plan: Plan
    hand: Hand
    chance: Random
    chosen: dict[str, object] = field(default_factory=dict)

    def choose(self, name: str, *choices: object) -> object:
        """Choose once for the document, and note it."""
        if name not in self.chosen:
            self.chosen[name] = self.chance.choice(choices)
        return self.chosen[name]

    def title(self, lines: list[str], extra: list[str]) -> None:
        """The lines above the table: what it is, whose, of when."""
        where = f"{self.plan.called} {self.plan.kecamatan}"
        if self.plan.called == "Kecamatan" and self.choose("singkatan", False, False, True):
            where = f"Kec. {self.plan.kecamatan}"
        form = self.choose("judul", "dua baris", "satu baris", "label", "lampiran")
        if form == "lampiran":
            self.canvas.line("LAMPIRAN I")
            self.canvas.line(
                f"KEPUTUSAN CAMAT {self.plan.kecamatan.upper()}"
                if self.plan.called == "Kecamatan"
                else "KEPUTUSAN"
            )
            self.canvas.line("NOMOR : ....................")
        if form == "satu baris":
            self.canvas.line(f"{lines[0]} {where} {self.plan.kabupaten} {lines[1]}".upper())
        elif form == "label":
            self.canvas.line(lines[0].upper())
            self.canvas.line("Perangkat Daerah", f": {where}")
            self.canvas.line("Kabupaten/Kota", f": {self.plan.kabupaten}")
            self.canvas.line("Tahun", f": {lines[1].removeprefix('TAHUN ')}")
        else:
            self.canvas.line(lines[0].upper())
            kabupaten = self.plan.kabupaten
            if self.choose("pemerintah", False, False, True):
                self.canvas.line(f"PEMERINTAH {kabupaten}".upper())
                kabupaten = ""
            self.canvas.line(f"{where} {kabupaten}".strip().upper())
            self.canvas.line(lines[1])
        for line in extra:
            self.canvas.line(line)
        if self.choose("jarak", True, True, False):
            self.canvas.skip()

    def head(self, columns: list[Column]) -> None:
        """The head: texts from the top, equal neighbours joined; sometimes a row of column numbers."""
        canvas = self.canvas
        depth = max(len(column.heads) for column in columns)
        top = canvas.row
        for index, column in enumerate(columns):
            rows = column.heads
            for level, text in enumerate(rows):
                if (
                    index
                    and columns[index - 1].heads[: level + 1] == rows[: level + 1]
                    and len(rows) > level + 1
                ):
                    continue
                canvas.put(top + level, index, text)
            joined = self.choose("kepala_gabung", True, True, False)
            if len(rows) < depth and joined:
                canvas.merge(top + len(rows) - 1, index, top + depth - 1, index)
        if self.choose("kepala_gabung", True, True, False):
            self._joined(columns, top)
        canvas.row = top + depth
        if self.choose("nomor_kolom", True, False, False):
            form = self.choose("nomor_bentuk", "({})", "{}")
            texts: list[object] = []
            for number in range(1, len(columns) + 1):
                plain = form == "{}" and not self.hand.text_only
                texts.append(number if plain else str(form).format(number))
            canvas.line(*texts)

    def _joined(self, columns: list[Column], top: int) -> None:
        for level in range(max(len(column.heads) for column in columns) - 1):
            start = 0
            while start < len(columns):
                end = start
                own = columns[start].heads
                while (
                    end + 1 < len(columns)
                    and len(own) > level + 1
                    and columns[end + 1].heads[: level + 1] == own[: level + 1]
                    and len(columns[end + 1].heads) > level + 1
                ):
                    end += 1
                if end > start:
                    self.canvas.merge(top + level, start, top + level, end)
                start = end + 1

    def after(self, width: int, signed: bool = True) -> None:
        """What stands below: notes, and who signs where."""
        canvas = self.canvas
        if self.choose("catatan", True, False, False):
            canvas.skip()
            canvas.line("Keterangan: angka dapat berubah setelah pembahasan.")
        if signed and self.choose("tanda_tangan", True, True, False):
            canvas.skip(2)
            at = max(0, width - 3)
            canvas.line(f"{self.plan.kecamatan}, ........ {self.plan.years[0]}", column=at)
            canvas.line(_POSTS.get(self.plan.called, "CAMAT"), column=at)
            canvas.skip(2)
            canvas.line("(....................)", column=at)
            canvas.line("NIP. ....................", column=at)
