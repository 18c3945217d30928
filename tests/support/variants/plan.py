"""What a generated document says: a kecamatan, its years, and its goals down to sub-activities."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kg.assets import folder
from kg.read.wilayah import districts, name_of

__all__ = ["Measure", "Node", "Plan", "made_plan"]

GOALS = (
    "Meningkatnya kualitas tata kelola pemerintahan kecamatan",
    "Terwujudnya pelayanan publik kecamatan yang prima",
    "Meningkatnya kesejahteraan masyarakat di wilayah kecamatan",
)
AIMS = (
    "Meningkatnya kepuasan masyarakat atas layanan kecamatan",
    "Meningkatnya akuntabilitas kinerja kecamatan",
    "Meningkatnya partisipasi masyarakat dalam pembangunan",
    "Terwujudnya ketenteraman dan ketertiban wilayah",
    "Meningkatnya tertib administrasi pemerintahan desa",
    "Optimalnya koordinasi pembangunan lintas sektor",
)
RESULTS = (
    "Terpenuhinya kebutuhan layanan perkantoran",
    "Meningkatnya mutu dokumen perencanaan",
    "Terlaksananya koordinasi di wilayah",
    "Tertanganinya gangguan ketertiban",
    "Terbinanya lembaga kemasyarakatan",
    "Tersedianya data wilayah yang mutakhir",
)
#: Indicator, unit, formula, source, and the first target.
MEASURES: list[tuple[str, str, str, str, float | str]] = [
    (one["text"], one["unit"], one["formula"], one["source"], one["start"])
    for one in tomllib.loads(Path(__file__).with_name("measures.toml").read_text(encoding="utf-8"))[
        "measure"
    ]
]
HOLDERS = (
    "Sekretariat",
    "Seksi Pemerintahan",
    "Seksi Pelayanan Umum",
    "Seksi Ketenteraman dan Ketertiban",
    "Camat",
    "Kasi PMD",
    "Kasubbag Umum dan Kepegawaian",
)


#: Names that no list of the nomenclature knows, as older or local plans have them.
LOCAL = {
    "program": (
        "Pelayanan Warga Terpadu",
        "Penguatan Lembaga Warga",
        "Lingkungan Aman dan Tertib",
        "Tata Kelola Kantor",
    ),
    "kegiatan": (
        "Loket Keliling",
        "Forum Warga Tahunan",
        "Ronda Bersama",
        "Rapat Berkala",
        "Pembekalan Pengurus",
        "Kunjungan Wilayah",
        "Penataan Arsip",
        "Lomba Antardesa",
    ),
    "sub_kegiatan": (
        "Belanja Bahan Loket",
        "Honor Narasumber",
        "Perbaikan Pos Ronda",
        "Cetak Formulir",
        "Sewa Tenda",
        "Konsumsi Rapat",
        "Perjalanan Tim",
        "Penggandaan Buku",
        "Papan Informasi",
        "Alat Peraga",
        "Bahan Pelatihan",
        "Dekorasi",
        "Seragam Petugas",
        "Pulsa Data",
        "Alat Tulis Loket",
        "Spanduk Kegiatan",
    ),
}


@dataclass
class Measure:
    """One indicator with what it is to reach each year."""

    text: str
    unit: str
    formula: str
    source: str
    baseline: float | str
    targets: dict[int, float | str]


@dataclass
class Node:
    """One row of the plan; ``money`` is whole rupiah by year."""

    level: str
    text: str
    code: str = ""
    parent: Node | None = None
    result: str = ""
    holder: str = ""
    fund: str = ""
    place: str = ""
    measures: list[Measure] = field(default_factory=list)
    money: dict[int, int] = field(default_factory=dict)


@dataclass
class Plan:
    """All that a generated document may say."""

    region: str
    kecamatan: str
    kabupaten: str
    called: str
    years: list[int]
    nodes: list[Node]

    def named_locally(self, chance: Random) -> None:
        """Give every program, activity and sub-activity a name of its own, and no code."""
        for level, names in LOCAL.items():
            left = list(chance.sample(names, len(names)))
            for node in self.of(level):
                node.text, node.code = left.pop(), ""

    def of(self, *levels: str) -> list[Node]:
        """The rows of these levels in order."""
        return [node for node in self.nodes if node.level in levels]


class _Maker:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        first = chance.choice([2024, 2025, 2026, 2027])
        self.years = list(range(first, first + chance.choice([3, 5, 5, 6])))
        self.nodes: list[Node] = []
        self.used: set[str] = set()

    def measure(self) -> Measure:
        text, unit, formula, source, start = self.chance.choice(
            [one for one in MEASURES if one[0] not in self.used] or MEASURES
        )
        self.used.add(text)
        if isinstance(start, str):
            return Measure(text, unit, formula, source, start, dict.fromkeys(self.years, start))
        whole = isinstance(start, int)
        step = self.chance.choice([0, 1, 2]) if whole else self.chance.choice([0.25, 0.5, 1.25])
        targets: dict[int, float | str] = {}
        for n, year in enumerate(self.years):
            targets[year] = start + step * n
        return Measure(text, unit, formula, source, start, targets)

    def add(self, node: Node, measured: int) -> Node:
        self.used.clear() if node.level in {"tujuan", "program"} else None
        node.measures = [self.measure() for _ in range(measured)]
        node.holder = self.chance.choice(HOLDERS)
        node.fund = self.chance.choice(["APBD", "DAU", "PAD"])
        self.nodes.append(node)
        return node


def _place(chance: Random) -> tuple[str, str, str, str]:
    code, name = chance.choice(districts())
    called = "Kecamatan"
    if code.startswith(("91", "92", "93", "94", "95", "96")):
        called = "Distrik"
    elif code.startswith("34.71"):
        called = "Kemantren"
    elif code.startswith("34"):
        called = "Kapanewon"
    return code, name, name_of(code.rpartition(".")[0]), called


def _nomenclature() -> list[dict[str, str]]:
    with (folder("data") / "nomenklatur" / "701.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["cakupan"] == "nasional"]


def _summed(nodes: list[Node]) -> None:
    for node in reversed(nodes):
        above = node.parent
        if above is not None and above.level in {"program", "kegiatan"}:
            for year, amount in node.money.items():
                above.money[year] = above.money.get(year, 0) + amount


def made_plan(chance: Random, programs: int = 3) -> Plan:
    """A plan from the nomenclature and invented objectives; money of a row is that of the rows below it."""
    maker = _Maker(chance)
    listed = _nomenclature()
    wanted = chance.sample([row for row in listed if row["jenjang"] == "program"], programs)
    aims = chance.sample(AIMS, len(AIMS))
    results = chance.sample(RESULTS, len(RESULTS))
    goal = maker.add(Node("tujuan", chance.choice(GOALS)), chance.choice([0, 1, 1]))
    aim = None
    for number, row in enumerate(sorted(wanted, key=lambda one: one["kode"])):
        if aim is None or number != 1 or chance.random() < 0.5:
            aim = maker.add(Node("sasaran", aims.pop(), parent=goal), chance.choice([1, 1, 2]))
        program = Node("program", row["nama"], row["kode"], aim, result=results.pop())
        maker.add(program, chance.choice([1, 1, 2]))
        below = [one for one in listed if one["kode_induk"] == row["kode"]]
        for one in sorted(chance.sample(below, min(2, len(below))), key=lambda r: r["kode"]):
            activity = maker.add(Node("kegiatan", one["nama"], one["kode"], program), 1)
            subs = [sub for sub in listed if sub["kode_induk"] == one["kode"]]
            for sub in sorted(chance.sample(subs, min(2, len(subs))), key=lambda r: r["kode"]):
                node = Node("sub_kegiatan", sub["nama"], sub["kode"], activity)
                maker.add(node, 1)
                for year in maker.years:
                    node.money[year] = chance.randrange(3, 900) * 500_000
    _summed(maker.nodes)
    code, name, kabupaten, called = _place(chance)
    return Plan(code, name, kabupaten, called, maker.years, maker.nodes)
