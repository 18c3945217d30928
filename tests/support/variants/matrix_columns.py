"""The columns of matrices of a plan, as offices choose and order them."""

from __future__ import annotations

from random import Random

from tests.support.variants.canvas import Canvas
from tests.support.variants.frame import Column, Frame
from tests.support.variants.plan import made_plan
from tests.support.variants.truth import Truth
from tests.support.variants.wording import made_hand

__all__ = ["AIMS", "QUARTERS", "WORKS", "MatrixColumns"]

AIMS = ("tujuan", "sasaran")
WORKS = ("program", "kegiatan", "sub_kegiatan")
QUARTERS = ("I", "II", "III", "IV")
#: What stands below a year: performance and money.
_PAIRS = (
    ("Target", "Rp"),
    ("K", "Rp"),
    ("Target", "Pagu (Rp)"),
    ("target", "Rp."),
    ("Volume", "Anggaran"),
)
#: How the head of a quarter is printed; the number is put in.
_QUARTER_HEADS = (
    "I",
    "Triwulan {}",
    "TW {}",
    "TRIWULAN {}",
    "Trw. {}",
    "Realisasi Triwulan {}",
    "Tw.{}",
)


class MatrixColumns:
    """One matrix; ``kind`` is renstra, sipd or triwulan."""

    def __init__(self, kind: str, chance: Random, ending: str, stem: str) -> None:
        self.kind = kind
        self.chance = chance
        text_only = ending in {".csv", ".tsv", ".docx"}
        self.flat = ending in {".csv", ".tsv"}
        self.plan = made_plan(chance, chance.choice([2, 3, 4]))
        self.hand = made_hand(chance, text_only, self.flat)
        title = stem if self.flat else chance.choice(["Sheet1", "MATRIKS", "Lampiran", "Data"])
        self.canvas = Canvas(title, paper=ending == ".docx")
        self.frame = Frame(self.canvas, self.plan, self.hand, chance)
        self.choose = self.frame.choose
        self.years = self.plan.years
        if kind != "renstra" or self.choose("satu_tahun", True, False, False):
            self.years = self.plan.years[:1]
        period = "-".join(dict.fromkeys((str(self.years[0]), str(self.years[-1]))))
        name = {"sipd": "renja", "triwulan": "realisasi"}.get(kind, "renstra")
        if name == "renstra" and len(self.years) == 1:
            name = "renja"
        self.truth = Truth(self.plan, name, period)
        self.style = self._style()
        self.shown = [*AIMS, *WORKS] if self._with_aims() else list(WORKS)
        if self.style == "penomoran":
            self.plan.named_locally(chance)

    def _style(self) -> object:
        if self.kind == "sipd":
            return self.choose("jenjang", "fused", "fused", "wide")
        if self.kind == "triwulan":
            return self.choose("jenjang", "names", "fused", "columns", "split")
        styles = ("names", "columns", "split", "fused", "all", "per-level", "penomoran")
        return self.choose("jenjang", *styles)

    def _with_aims(self) -> bool:
        if self.kind == "sipd":
            return False
        if self.style in {"all", "per-level"}:
            return True
        return bool(self.choose("tujuan_sasaran", True, True, False))

    def columns(self) -> list[Column]:
        """All columns from left to right."""
        head = self.hand.head
        found: list[Column] = []
        if self.choose("kolom_no", True, False) and self.style != "per-level":
            found.append(Column("no", [head("no")]))
        if self.style == "per-level":
            return self._levels_beside()
        if self.style == "wide":
            return self._ordered([*found, *self._wide(), *self._tail()])
        if "tujuan" in self.shown and self.style != "all":
            found += [Column("tujuan", [head("tujuan")]), Column("sasaran", [head("sasaran")])]
        if self.style == "split":
            parts = self.choose("kode_kolom", 5, 7)
            found += [Column(f"kode{n}", [head("kode")]) for n in range(int(str(parts)))]
            title = found[-1].heads
            for column in found:
                if column.key.startswith("kode"):
                    column.heads = [*title, ""]
        elif self.style in {"names", "columns", "all"} and self.choose("kode", True, True, False):
            found.append(Column("kode", [head("kode")]))
        if self.style == "columns":
            found += [Column(level, [head(level)]) for level in WORKS]
        else:
            found.append(Column("nama", [head("semua" if self.style == "all" else "nama")]))
        return self._ordered([*found, *self._tail()])

    def _ordered(self, columns: list[Column]) -> list[Column]:
        """The columns in one of the orders that offices print them in."""
        form = self.choose("urutan", "biasa", "biasa", "satuan di belakang", "pj di depan", "sela")
        keys = [column.key for column in columns]
        if form == "satuan di belakang" and "satuan" in keys:
            unit = columns.pop(keys.index("satuan"))
            last = max(n for n, one in enumerate(columns) if one.key in {"target", "pagu"})
            columns.insert(last + 1, unit)
        elif form == "pj di depan" and "pj" in keys:
            holder = columns.pop(keys.index("pj"))
            columns.insert(keys.index("indikator"), holder)
        elif form == "sela" and not self.flat and not self.canvas.paper:
            columns.insert(keys.index("indikator"), Column("sela", [""]))
        return columns

    def _wide(self) -> list[Column]:
        found = []
        for level in WORKS:
            found.append(Column(level, [self.hand.head(level)]))
        return found

    def _levels_beside(self) -> list[Column]:
        """Each level with an indicator of its own beside it."""
        found: list[Column] = []
        own_values = self.choose("nilai_per_jenjang", True, False)
        for level in self.shown:
            name = self.hand.head(level)
            pretty = level.replace("_", " ").title()
            label = self.chance.choice(
                [f"Indikator {pretty}", f"Indikator Kinerja {pretty}", "Indikator"]
            )
            found += [Column(level, [name], level=level), Column("indikator", [label], level=level)]
            last = level == self.shown[-1]
            if own_values or last:
                found.append(Column("satuan", [self.hand.head("satuan")], level=level))
                target = f"Target {self.years[0]}" if len(self.years) == 1 else ""
                if target:
                    found.append(Column("target", [target], self.years[0], level=level))
                elif last or own_values:
                    for year in self.years:
                        found.append(Column("target", ["Target", str(year)], year, level=level))
        for year in self.years:
            found.append(Column("pagu", [f"Pagu {year} (Rp)"], year))
        if self.hand.factor > 1:
            self.hand.factor = 1
        return found

    def _tail(self) -> list[Column]:
        head = self.hand.head
        found = [Column("indikator", [head("indikator")])]
        if not self.hand.unit_inside:
            found.append(Column("satuan", [head("satuan")]))
        if self.kind == "renstra" and self.choose("awal", True, False):
            label = head("awal")
            if self.chance.random() < 0.5:
                label += f" ({self.years[0] - 1})"
            found.append(Column("awal", [label]))
        found += self._quarters() if self.kind == "triwulan" else self._values()
        if self.kind == "renstra" and len(self.years) > 1 and self.choose("akhir", True, False):
            found.append(Column("akhir", [head("akhir")]))
        if self.choose("pj", True, False):
            found.append(Column("pj", [head("pj")]))
        if self.choose("sumber_dana", True, False, False) and self.kind != "triwulan":
            found.append(Column("sumber_dana", [head("sumber_dana")]))
        if self.choose("ket", True, False, False):
            found.append(Column("ket", [head("keterangan")]))
        return found

    def _money(self, text: str) -> str:
        scale = self.hand.scale
        if not scale:
            return text
        return f"{text.replace('(Rp.)', '').replace('(Rp)', '').strip()} ({scale})"

    def _values(self) -> list[Column]:
        head = self.hand.head
        if len(self.years) == 1:
            year = self.years[0]
            form = self.choose("kepala_tahun", "polos", "tahun", "kelompok")
            if form == "kelompok":
                pair = self.chance.choice([("Target", "Rp"), ("K", "Rp"), ("Target", "Pagu")])
                group = self.chance.choice([str(year), f"Tahun {year}", f"Rencana Tahun {year}"])
                return [
                    Column("target", [group, pair[0]], year),
                    Column("pagu", [group, self._money(pair[1])], year),
                ]
            end = f" {year}" if form == "tahun" else ""
            return [
                Column("target", [head("target") + end], year),
                Column("pagu", [self._money(head("pagu")) + end], year),
            ]
        form = self.choose(
            "kepala_tahun", "pasangan", "datar", "dua kelompok", "ke", "tiga baris", "tahun ke-"
        )
        if form == "tahun ke-":
            return self._counted_years()
        if form == "datar":
            found = []
            for year in self.years:
                found.append(Column("target", [f"Target {year}"], year))
                found.append(Column("pagu", [self._money(f"Pagu {year} (Rp)")], year))
            return found
        if form == "dua kelompok":
            label = head("target")
            money = self._money(head("pagu"))
            one = [Column("target", [label, str(year)], year) for year in self.years]
            return one + [Column("pagu", [money, str(year)], year) for year in self.years]
        pair = self.choose(
            "pasangan",
            ("Target", "Rp"),
            ("K", "Rp"),
            ("Target", "Pagu (Rp)"),
            ("target", "Rp."),
            ("Volume", "Anggaran"),
        )
        top = ["Target Kinerja dan Kerangka Pendanaan"] if form == "tiga baris" else []
        word = self.choose(
            "kata_tahun", "{}", "Tahun {}", "Target Tahun {}", "TAHUN {}", "Tahun {n}"
        )
        found = []
        for number, year in enumerate(self.years, start=1):
            text = str(word).replace("{n}", "{}").format(year)
            if form == "ke":
                text = f"Tahun ke-{number}"
            found.append(Column("target", [*top, text, pair[0]], year))  # type: ignore[index]
            found.append(Column("pagu", [*top, text, self._money(pair[1])], year))  # type: ignore[index]
        return found

    def _counted_years(self) -> list[Column]:
        """Targets below a head that ends in "tahun ke-", each year only a number."""
        words = ("Target Kinerja pada Tahun ke-", "TARGET PADA TAHUN KE", "Target Tahun Ke-")
        group = self.chance.choice(words)
        style = self.choose("angka_tahun", "{}", "{}", "romawi")
        found = []
        for number, year in enumerate(self.years, start=1):
            text = (
                ("I", "II", "III", "IV", "V", "VI")[number - 1]
                if style == "romawi"
                else str(number)
            )
            found.append(Column("target", [group, text], year))
        return found

    def _quarters(self) -> list[Column]:
        head, year = self.hand.head, self.years[0]
        forms = ("k rp", "k rp", "hanya k", "target realisasi", "datar", "empat")
        form = self.choose("triwulan", *forms)
        found = [
            Column("target", [head("target") + self.chance.choice(["", f" {year}"])], year),
            Column("pagu", [self._money(head("pagu"))], year),
        ]
        if form == "hanya k":
            found = found[:1]
        word = str(self.choose("kata_triwulan", *_QUARTER_HEADS))
        group = ["Realisasi"] if word == "I" or self.choose("kelompok", True, False) else []
        if word.startswith("Realisasi"):
            group = []
        for number, roman in enumerate(QUARTERS, start=1):
            text = roman if word == "I" else word.format(roman)
            if form == "hanya k":
                found.append(Column("realisasi", [*(group or ["Realisasi"]), text], year, number))
            elif form == "datar":
                found.append(Column("target", [f"Target TW {roman}"], year, number))
                found.append(Column("realisasi", [f"Realisasi TW {roman}"], year, number))
            elif form == "empat":
                group = f"Triwulan {roman}"
                for side in ("Target", "Realisasi"):
                    key = side.lower()
                    money = "target_rp" if key == "target" else "realisasi_rp"
                    found.append(Column(key, [group, side, "K"], year, number))
                    found.append(Column(money, [group, side, self._money("Rp")], year, number))
            elif form == "target realisasi":
                found.append(Column("target", [text, "Target"], year, number))
                found.append(Column("realisasi", [text, "Realisasi"], year, number))
                found.append(Column("capaian", [text, "Capaian (%)"], year, number))
            else:
                top = group or ["Realisasi Kinerja dan Anggaran"]
                found.append(Column("realisasi", [*top, text, "K"], year, number))
                found.append(Column("realisasi_rp", [*top, text, self._money("Rp")], year, number))
        return found
