"""Composes the plan of one kecamatan from the vetted wordings."""

from __future__ import annotations

import random
from typing import Any

from bench.nation.measure import Measure, count, index, ratio, villages
from bench.nation.phrases import Phrases, official, phrases
from bench.nation.plan import Branch, Middle, Plan
from bench.nation.posts import posts, roles
from bench.nation.regions import Place

__all__ = ["YEARS", "compose"]

YEARS = (2025, 2026, 2027, 2028, 2029)
_ZONE = frozenset({"7.01.04", "7.01.05", "7.01.06"})
_VERSION = "900.1-2850/2025"
#: The most operational conditions below one intermediate condition.
_MOST = 3
_THIRD = 0.25


class _Composer:
    """Draws the wordings of one kecamatan."""

    def __init__(self, plan: Plan, rng: random.Random) -> None:
        self.plan, self.rng, self.words = plan, rng, phrases()
        self.names = {"desa": plan.place.kind}
        self.activities: dict[str, str] = {}
        self.measures: list[tuple[str, str, Measure]] = []
        self.mapped: list[tuple[str, str]] = []

    def pick(self, wordings: list[str]) -> str:
        """One wording with the words of the place."""
        return Phrases.pick(self.rng, wordings, self.names)

    def top(self) -> None:
        """Outcome and goal."""
        raw = self.words.raw["outcome"]
        label = self.pick(raw["results"])
        self.plan.add("simpul", kode="O1", jenis="outcome", rumusan=label, tahap="1")
        self.plan.add("rencana", at="O1", kode="TJ1", jenjang="tujuan", nama=label)
        self.measures.append(
            (
                "O1; TJ1",
                "iku",
                index(self.rng, self.pick(raw["indicators"]), self.pick(raw["formulas"])),
            )
        )
        self.mapped.append(("O1", "TJ1"))

    def middles(self, raw: dict[str, Any], first: int) -> list[dict[str, Any]]:
        """The intermediate conditions that this kecamatan has, with the codes of their rows."""
        found = list(raw["middle"])
        if len(found) > 1 and self.rng.random() < 0.7:
            found = [self.rng.choice(found)]
        chosen = []
        for number, middle in enumerate(found, first):
            wanted = min(_MOST if self.rng.random() < _THIRD else 2, len(middle["operations"]))
            codes = sorted(self.rng.sample(middle["operations"], wanted))
            self.activities[middle["activity"]] = f"K{number}"
            chosen.append(middle | {"number": number, "codes": codes})
        return chosen

    def branch(self, number: int, raw: dict[str, Any], middles: list[dict[str, Any]]) -> None:
        """Factor, strategic condition, objective and program, and what stands below."""
        plan, code = self.plan, str(number)
        label, partners = self.pick(raw["results"]), raw.get("partners", "")
        plan.add(
            "simpul",
            kode=f"C{code}",
            kode_induk="O1",
            jenis="csf",
            rumusan=self.pick(raw["factors"]),
            nomor=code,
            tahap="2",
        )
        cells = {
            "kode": f"S{code}",
            "kode_induk": f"C{code}",
            "jenis": "strategis",
            "rumusan": label,
            "nomor": code,
            "tahap": "2",
        }
        plan.add("simpul", **cells, crosscutting_dengan=partners)
        plan.add(
            "rencana",
            at=f"S{code}",
            kode=f"SS{code}",
            kode_induk="TJ1",
            jenjang="sasaran",
            nama=label,
        )
        self.measures.append(
            (f"S{code}; SS{code}", "iku", ratio(self.rng, self.pick(raw["ratios"])))
        )
        self.mapped.append((f"S{code}", f"SS{code}"))
        self.program(number, raw["program"])
        built = tuple(self.middle(f"S{code}", f"P{code}", m, partners) for m in middles)
        zone = "bersama" if raw["program"] in _ZONE else raw["section"]
        plan.branches.append(Branch(zone, f"C{code}", f"S{code}", f"SS{code}", f"P{code}", built))

    def program(self, number: int, code: str) -> None:
        """A program; that of the villages has an objective of its own, counted in villages."""
        counted = code == "7.01.06" and len(self.plan.place.villages) > 1
        raw = self.words.raw["villages"]
        cells = {
            "kode": f"P{number}",
            "kode_induk": f"SS{number}",
            "jenjang": "program",
            "nomor": "1",
        }
        goal = self.pick(raw["results"]) if counted else ""
        self.plan.add(
            "rencana", **cells, kode_nomenklatur=code, nama=official(code).name, sasaran=goal
        )
        if counted:
            label = self.pick(raw["indicators"])
            self.measures.append(
                (f"P{number}", "", villages(self.rng, label, len(self.plan.place.villages)))
            )

    def middle(self, above: str, program: str, raw: dict[str, Any], partners: str) -> Middle:
        """An intermediate condition with its activity and the operational conditions below."""
        number, plan = raw["number"], self.plan
        node, activity, label = f"A{number}", f"K{number}", self.pick(raw["results"])
        place = {
            "kode": node,
            "kode_induk": above,
            "jenis": "antara",
            "rumusan": label,
            "tahap": "3",
        }
        plan.add("simpul", **place, crosscutting_dengan=partners)
        order = 1 + len(plan.rows("rencana", jenjang="kegiatan", kode_induk=program))
        cells = {
            "kode": activity,
            "kode_induk": program,
            "jenjang": "kegiatan",
            "nomor": str(order),
            "sasaran": label,
        }
        plan.add(
            "rencana",
            at=node,
            **cells,
            kode_nomenklatur=raw["activity"],
            nama=official(raw["activity"]).name,
        )
        self.measures.append((f"{node}; {activity}", "", ratio(self.rng, self.pick(raw["ratios"]))))
        self.mapped.append((node, activity))
        pairs = [
            self.operation(f"{number}.{i}", node, code, partners)
            for i, code in enumerate(raw["codes"], 1)
        ]
        return Middle(node, activity, raw["head"], f"pelaksana-{number}", tuple(pairs))

    def operation(self, number: str, above: str, code: str, partners: str) -> tuple[str, str]:
        """An operational condition with its sub-activity, which may belong to the activity of another branch."""
        raw, concept, plan = self.words.operation(code), official(code), self.plan
        node, item, label = f"OP{number}", f"SK{number}", self.pick(raw["results"])
        together = "; ".join(
            filter(
                None,
                [
                    partners,
                    self.hamlet() if number.endswith(".1") and code.startswith("7.01.06") else "",
                ],
            )
        )
        cells = {
            "kode": node,
            "kode_induk": above,
            "jenis": "operasional",
            "rumusan": label,
            "tahap": "3",
        }
        plan.add("simpul", **cells, crosscutting_dengan=together)
        parent = self.activities[concept.code.rpartition(".")[0]]
        place = {"kode": item, "kode_induk": parent, "jenjang": "sub_kegiatan", "sasaran": label}
        plan.add("rencana", at=node, **place, kode_nomenklatur=concept.code, nama=concept.name)
        self.measures.append(
            (
                f"{node}; {item}",
                "iki",
                count(self.rng, self.pick(raw["indicators"]), concept.unit, raw["most"]),
            )
        )
        self.mapped.append((node, item))
        return node, item

    def hamlet(self) -> str:
        """The government of a village as partner: of the first whose name is plain words."""
        place = self.plan.place
        plain = (
            n
            for n in place.villages
            if n.replace(" ", "").isalpha() and n.isascii() and not n.startswith("Se ")
        )
        name = next(plain, "")
        return f"Pemerintah {place.kind.title()} {name}" if name else ""


def compose(place: Place, seed: str, years: tuple[int, ...] = YEARS, dice: str = "") -> Plan:
    """The sound plan of one kecamatan; the same seed gives the same plan.

    With ``dice`` it draws as the kecamatan of that code does.
    """
    rng = random.Random(f"{seed}/{dice or place.code}")
    plan = Plan(place, years)
    composer = _Composer(plan, rng)
    _identity(plan, rng)
    composer.top()
    raws, first, chosen = phrases().branches, 1, []
    for raw in raws:
        chosen.append(composer.middles(raw, first))
        first += len(chosen[-1])
    for number, (raw, middles) in enumerate(zip(raws, chosen, strict=True), 1):
        composer.branch(number, raw, middles)
    posts(plan, rng)
    roles(plan)
    for about, kind, measure in composer.measures:
        measure.write(plan, about, kind, rng)
    _reprint(plan)
    for node, item in composer.mapped:
        plan.add("pemetaan", at=node, kode_simpul=node, kode_rencana=item)
    return plan


def _identity(plan: Plan, rng: random.Random) -> None:
    """Identity and titles."""
    title = phrases().other("titles")
    years = f"{plan.years[0]}-{plan.years[-1]}"
    text = rng.choice(title).replace("{name}", plan.place.name.upper()).replace("{years}", years)
    entries = {
        "kode_wilayah": plan.place.code,
        "nama_kecamatan": plan.place.name,
        "periode": years,
        "kode_dokumen": "renstra",
        "judul": text,
        "jenis_dokumen": "renstra",
        "berkas": plan.file,
        "versi_nomenklatur": _VERSION,
    }
    for key, value in entries.items():
        plan.add("identitas", kunci=key, nilai=value)
    plan.add("teks", kode="J1", jenis="judul", uraian=text)
    plan.add("teks", kode="J2", jenis="judul", uraian=text)
    plan.add("teks", kode="E1", jenis="eselon", uraian=rng.choice(phrases().other("echelons")))


def _reprint(plan: Plan) -> None:
    """The first indicator once more, as such documents print it in a table of key indicators."""
    first = plan.sheets["indikator"][0]
    plan.add("indikator", kode="I-ulang", rumusan=first["rumusan"], cetak_ulang_dari=first["kode"])
