"""Copies between kecamatan, planted on purpose: trees, indicators, and indicators with the name of where they came from."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from bench.nation.compose import compose
from bench.nation.plan import Plan
from bench.nation.regions import Place, places

__all__ = ["COLUMNS", "LEDGER", "Copy", "Crossing", "lines", "planted"]

LEDGER = "ledger-lintas.csv"
COLUMNS = ("aturan", "kecamatan", "petunjuk")
#: What is added to a copied indicator, so that nobody else has it by chance.
_MARKS = (
    "sebelum panen raya",
    "menjelang pasar ternak",
    "seusai musim tanam",
    "selama pasar malam",
    "sepanjang jalur tani",
)
_KINDS = {"pohon": "03", "indikator": "01", "nama": "02"}
_TAKERS = {"pohon": 2, "indikator": 3, "nama": 1}
_LEAST = 5


@dataclass(frozen=True)
class Copy:
    """One copy: the kecamatan it comes from, those that took it, and what tells it."""

    kind: str
    donor: Place
    takers: tuple[str, ...]
    mark: str

    @property
    def rule(self) -> str:
        """The rule that must find it."""
        return f"LIN-{_KINDS[self.kind]}"

    @property
    def members(self) -> tuple[str, ...]:
        """The kecamatan that the finding names: of a foreign name only the takers."""
        return (
            self.takers if self.kind == "nama" else tuple(sorted((self.donor.code, *self.takers)))
        )


class Crossing:
    """Which kecamatan copies what; no kecamatan takes part in two copies."""

    def __init__(self, seed: str, kecamatan: int, groups: int) -> None:
        self.seed, self.copies = seed, tuple(_drawn(seed, kecamatan, groups)) if groups else ()
        self._of = {code: copy for copy in self.copies for code in (copy.donor.code, *copy.takers)}

    def composed(self, place: Place) -> Plan:
        """The plan of a kecamatan with what it copied."""
        copy = self._of.get(place.code)
        if copy is None:
            return compose(place, self.seed)
        donor = compose(copy.donor, self.seed)
        if copy.kind == "pohon":
            there = replace(
                copy.donor, code=place.code, name=place.name, neighbours=place.neighbours
            )
            return compose(there, self.seed, dice=copy.donor.code)
        plan = compose(place, self.seed)
        _mark(plan, donor, copy.mark)
        return plan


def _drawn(seed: str, kecamatan: int, groups: int) -> Iterator[Copy]:
    """``groups`` copies of each kind, between kecamatan of different kabupaten."""
    rng = random.Random(f"{seed}/lintas")
    free = {place.code: place for place in places(kecamatan)}
    usable = [
        code for code, place in free.items() if len(place.name) >= _LEAST and place.name.isalpha()
    ]
    for number in range(groups):
        for kind, count in _TAKERS.items():
            chosen: list[str] = []
            for code in rng.sample(usable, len(usable)):
                if all(code[:5] != other[:5] for other in chosen):
                    chosen.append(code)
                if len(chosen) > count:
                    break
            if len(chosen) <= count:  # too few kecamatan of different kabupaten are left
                return
            usable = [code for code in usable if code not in chosen]
            donor = free[chosen[0]]
            mark = f"di Kecamatan {donor.name}" if kind == "nama" else _MARKS[number % len(_MARKS)]
            yield Copy(kind, donor, tuple(sorted(chosen[1:])), "" if kind == "pohon" else mark)


def _ratio(plan: Plan) -> tuple[dict[str, str], str, str]:
    """The first ratio among the indicators: its row, its population and its condition."""
    row = next(
        r
        for r in plan.sheets["indikator"]
        if r["rumusan"].startswith("Persentase ") and " yang " in r["rumusan"]
    )
    population, _, condition = row["rumusan"].removeprefix("Persentase ").partition(" yang ")
    return row, population, condition


def _mark(plan: Plan, donor: Plan, mark: str) -> None:
    """Give the first ratio the wording of the donor's, with the mark behind it; formula and counts follow."""
    row, population, condition = _ratio(plan)
    _, wanted, state = _ratio(donor)
    for name in ("rumusan", "formulasi", "pembilang", "penyebut"):
        if name in row:
            row[name] = row[name].replace(population, wanted).replace(condition, f"{state} {mark}")


def lines(crossing: Crossing) -> str:
    """The ledger: rule, kecamatan of the finding, and what its wording or value holds."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for copy in sorted(crossing.copies, key=lambda c: (c.rule, c.members)):
        writer.writerow((copy.rule, " ".join(copy.members), copy.mark))
    return text.getvalue()


def planted(path: Path) -> dict[str, set[tuple[str, ...]]]:
    """The kecamatan of each planted copy, by rule."""
    found: dict[str, set[tuple[str, ...]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["aturan"], set()).add(tuple(row["kecamatan"].split()))
    return found
