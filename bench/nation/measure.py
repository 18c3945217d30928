"""Indicators with formula, unit, source and five targets."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.nation.phrases import phrases
from bench.nation.plan import Plan
from bench.nation.series import decimals, falling, percents, rising, steps

__all__ = ["Measure", "count", "index", "ratio", "villages"]


@dataclass(frozen=True)
class Measure:
    """What an indicator says and aims at."""

    label: str
    formula: str
    unit: str
    start: str
    values: tuple[str, ...]
    upper: str = ""
    lower: str = ""
    way: str = ""
    kind: str = "Non Kumulatif"

    def write(self, plan: Plan, about: str, kind: str, rng: random.Random) -> None:
        """The rows of the indicator and its targets."""
        code = f"I-{about.partition(';')[0]}"
        plan.add(
            "indikator",
            at=about.partition(";")[0],
            kode=code,
            kode_kinerja=about,
            jenis=kind,
            rumusan=self.label,
            formulasi=self.formula,
            pembilang=self.upper,
            penyebut=self.lower,
            pengali="× 100 %" if self.lower else "",
            satuan=self.unit,
            tipe_penghitungan=self.kind,
            arah=self.way,
            sumber_data=rng.choice(phrases().other("sources")),
            kondisi_awal=self.start,
        )
        for year, value in zip(plan.years, self.values, strict=True):
            plan.add("target", at=code, kode_indikator=code, tahun=str(year), nilai=value)


def index(rng: random.Random, label: str, formula: str) -> Measure:
    """The satisfaction index of the top."""
    start, values = decimals(rng)
    return Measure(label, formula, "Nilai", start, tuple(values))


def ratio(rng: random.Random, text: str) -> Measure:
    """A share: *population | condition*; one of repetition falls, others rise."""
    whole, _, condition = text.partition(" | ")
    whole = whole[:1].lower() + whole[1:]
    upper, lower = f"Jumlah {whole} yang {condition}", f"Jumlah seluruh {whole}"
    formula = rng.choice(
        [
            f"= {upper} / {lower} × 100 %",
            f"{upper} dibagi {lower[:1].lower()}{lower[1:]} dikali 100 %",
        ]
    )
    falls = "berulang" in condition
    start, values = falling(rng) if falls else percents(rng)
    way = "turun" if falls else rng.choice(["naik", ""])
    return Measure(
        f"Persentase {whole} yang {condition}",
        formula,
        "%",
        start,
        tuple(values),
        upper,
        lower,
        way,
    )


def count(rng: random.Random, label: str, unit: str, most: int) -> Measure:
    """A count of outputs."""
    start, values = rising(rng, most, unit)
    formula = f"Jumlah {label} {rng.choice(phrases().other('counted'))}"
    return Measure(
        f"Jumlah {label}",
        formula,
        unit,
        start,
        tuple(values),
        kind=rng.choice(["Kumulatif", "Non Kumulatif"]),
    )


def villages(rng: random.Random, label: str, most: int) -> Measure:
    """A count of villages, never more than there are."""
    unit = "Kelurahan" if "kelurahan" in label else "Desa"
    start, values = steps(rng, most, unit)
    return Measure(
        label, f"{label} {rng.choice(phrases().other('counted'))}", unit, start, tuple(values)
    )
