"""The nomenclature of programs, activities and sub-activities, and the decrees that fixed it: ``data/nomenklatur/``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.assets import folder
from kg.derive.text import KEPT, normal
from kg.derive.vocabulary import Vocabulary
from kg.read.gate import sha256

__all__ = ["Closeness", "Concept", "Decree", "Match", "Nomenclature", "nomenclature", "spelled"]

_SLASH = re.compile(r"\s*([/-])\s*")


@dataclass(frozen=True)
class Concept:
    """One program, activity or sub-activity: code, level, names in force or former, standard result, indicator and unit."""

    code: str
    former_code: str
    level: str
    names: tuple[str, ...]
    result: str
    indicator: str
    unit: str
    since: int | None
    until: int | None

    @property
    def name(self) -> str:
        """The name in force."""
        return self.names[0]

    @property
    def program(self) -> str:
        """The code of the program it belongs to.

        >>> nomenclature().coded("7.01.02.2.03").program
        '7.01.02'
        """
        return ".".join(self.code.split(".")[:3])


@dataclass(frozen=True)
class Decree:
    """One version of the nomenclature and the years in which documents follow it."""

    number: str
    first: int
    last: int | None


@dataclass(frozen=True)
class Closeness:
    """Least similarity (0-100) of a name and of the beginning of a long one, and the words that make a name long."""

    name: float
    head: float
    words: float

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Closeness:
        """The closeness that the thresholds ask for."""
        limit = vocabulary.threshold
        return cls(100 * limit("nama-resmi"), 100 * limit("awal-nama-resmi"), limit("nama-panjang"))


@dataclass(frozen=True)
class Match:
    """The concept a printed name means, with the official name it is closest to and their similarity (0-1)."""

    concept: Concept
    name: str
    score: float


def spelled(text: str) -> str:
    """A name as names are compared: case, the spacing of signs and a comma before *dan* evened out, other commas kept.

    >>> spelled("Kabupaten / Kota") == spelled("KABUPATEN/KOTA")
    True
    """
    return (
        _SLASH.sub(r"\1", " ".join(text.casefold().split()))
        .replace(", dan ", " dan ")
        .strip(" .,;:")
    )


class Nomenclature:
    """Concepts by code and by name."""

    def __init__(
        self, concepts: tuple[Concept, ...], decrees: tuple[Decree, ...], digest: str
    ) -> None:
        self.digest = digest
        self._decrees = {d.number: d for d in decrees}
        self._codes = {code: c for c in concepts for code in (c.former_code, c.code) if code}
        self._names = [(normal(name), name, c) for c in concepts for name in c.names]
        self._plain = [plain for plain, _, _ in self._names]
        self._results = [plain.removeprefix("program ") for plain in self._plain]
        self._named = lru_cache(maxsize=KEPT)(self._look_for)
        self._closest = lru_cache(maxsize=KEPT)(self._look_for_closest)
        self._said = " | ".join(
            f" {normal(text)} " for c in concepts for text in (*c.names, c.result, c.indicator)
        )

    def coded(self, code: str) -> Concept | None:
        """The concept of a code, also of its two-digit form of before 2023."""
        return self._codes.get(code.strip())

    def names(self) -> list[tuple[str, Concept]]:
        """Every official name with its concept."""
        return [(name, concept) for _, name, concept in self._names]

    def says(self, words: str) -> bool:
        """Whether an official name, standard result or indicator holds these words.

        >>> nomenclature().says("Negara"), nomenclature().says("Somagede")
        (True, False)
        """
        return f" {normal(words)} " in self._said

    def decree(self, number: str) -> Decree | None:
        """The decree of that number."""
        return self._decrees.get(number.strip())

    def named(self, text: str, level: str, closeness: Closeness) -> Match | None:
        """The concept that a printed name means; of equally close ones that of the wanted level.

        >>> close = Closeness(90, 85, 5)
        >>> nomenclature().named("Penyediaan Barang Cetak dan Penggandaan", "sub_kegiatan", close).concept.code
        '7.01.01.2.06.0005'
        """
        return self._named(normal(text), level, closeness)

    def _look_for(self, plain: str, level: str, closeness: Closeness) -> Match | None:
        found = process.extract(
            plain, self._plain, scorer=fuzz.ratio, score_cutoff=closeness.name, limit=5
        )
        best = max(
            ((score, self._names[i][2].level == level, i) for _, score, i in found), default=None
        )
        best = best or max(
            ((s, self._names[i][2].level == level, i) for s, i in self._heads(plain, closeness)),
            default=None,
        )
        if best is None:
            return None
        _, name, concept = self._names[best[2]]
        return Match(concept, name, best[0] / 100)

    def closest(self, text: str, least: float) -> Match | None:
        """The entry whose name, without the word *program*, is at least so similar (0-100).

        >>> nomenclature().closest("Pembinaan dan Pengawasan Pemerintahan Desa", 95).concept.code
        '7.01.06'
        """
        return self._closest(normal(text), least)

    def _look_for_closest(self, plain: str, least: float) -> Match | None:
        found = process.extractOne(plain, self._results, scorer=fuzz.ratio, score_cutoff=least)
        return (
            Match(self._names[found[2]][2], self._names[found[2]][1], found[1] / 100)
            if found
            else None
        )

    def _heads(self, plain: str, closeness: Closeness) -> list[tuple[float, int]]:
        """Official names that begin as the printed one does, or the other way round, with the similarity of that part."""
        if len(plain.split()) < closeness.words:
            return []
        found = []
        for i, (name, _, _) in enumerate(self._names):
            short, long = sorted((plain, name), key=len)
            part = fuzz.partial_ratio_alignment(short, long, score_cutoff=closeness.head)
            if part is not None and part.dest_start == 0 and len(short.split()) >= closeness.words:
                found.append((part.score, i))
        return found


def _year(text: str) -> int | None:
    return int(text) if text else None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def nomenclature() -> Nomenclature:
    """The own catalogue of the program: what the five documents name, with its ancestors."""
    concepts, decrees = (
        folder("data") / "nomenklatur" / "701.csv",
        folder("data") / "nomenklatur" / "keputusan.csv",
    )
    return Nomenclature(
        tuple(
            Concept(
                row["kode"],
                row["kode_lama"],
                row["jenjang"],
                (row["nama"], *(n.strip() for n in row["nama_lain"].split("|") if n.strip())),
                row["kinerja"],
                row["indikator"],
                row["satuan"],
                _year(row["sejak"]),
                _year(row["sampai"]),
            )
            for row in _rows(concepts)
        ),
        tuple(
            Decree(r["nomor"], int(r["berlaku_dari"]), _year(r["berlaku_sampai"]))
            for r in _rows(decrees)
        ),
        sha256(concepts.read_bytes() + decrees.read_bytes()),
    )
