"""Scores findings on documents whose expected findings were written by reading, before the program saw them."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.read.inputs import read_paths
from kg.rules.finding import Finding
from tests.support.engines import checked

__all__ = [
    "DOCUMENTS",
    "HERE",
    "Place",
    "Score",
    "changed_files",
    "findings",
    "judged",
    "place_of",
    "rows_of",
    "score",
]

HERE = Path(__file__).parent
DOCUMENTS = tuple(sorted(path.parent for path in HERE.glob("*/expected.csv")))
#: Rule and code of a row; a target is told on its indicator, what a whole document lacks on "dokumen".
Place = tuple[str, str]
#: Rules that tell one fault on both of two rows.
_PAIRS = frozenset({"STR-07", "STR-08", "IND-17", "TGT-07", "NOM-06", "DOC-11", "CAS-11"})
_LINE = re.compile(r"baris (\d+)")
_IDENTITY = "identitas"
_DOCUMENT = "dokumen"


@dataclass
class Score:
    """Expected findings, those found, and those found that no reader expected, by rule."""

    expected: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)
    missed: set[tuple[str, Place]] = field(default_factory=set)
    extra: set[tuple[str, Place]] = field(default_factory=set)

    def recall(self, only: frozenset[str] | None = None) -> float:
        """The share of the expected findings that were found."""
        return _share(_sum(self.hit, only), _sum(self.expected, only))

    def precision(self, only: frozenset[str] | None = None) -> float:
        """The share of the findings that were expected."""
        hit = _sum(self.hit, only)
        return _share(hit, hit + _sum(self.surplus, only))


def _sum(counts: Counter[str], only: frozenset[str] | None) -> int:
    return sum(n for rule, n in counts.items() if only is None or rule in only)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a list."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed(folder: Path, name: str) -> set[Place]:
    return {(row["rule"], _code(row["lembar"], row["kode"])) for row in rows_of(folder / name)}


def _code(sheet: str, code: str) -> str:
    return _DOCUMENT if sheet == _IDENTITY else code


def changed_files() -> list[str]:
    """The frozen files whose digest is not that of ``DIGESTS``."""
    wrong = []
    for line in (HERE / "DIGESTS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != digest:
            wrong.append(name)
    return wrong


@cache
def findings(folder: Path) -> list[Finding]:
    """What the program finds in a document."""
    return checked(read_paths([folder])).findings


#: The column by which a row is named in the lists.
_NAMED_BY = {
    "target": ("kode_indikator",),
    "peran": ("kode_kinerja_atau_komponen",),
    "tugas": ("kode_jabatan",),
    "pemetaan": ("kode_simpul",),
}


def place_of(folder: Path, finding: Finding) -> Place:
    """Rule and code of the row that a finding points at."""
    source = finding.source
    if source.document is None or source.line is None:
        return finding.rule, _DOCUMENT
    sheet, row = _rows_byplace_of(folder).get((source.document, source.line), (_IDENTITY, {}))
    if sheet == _IDENTITY:
        return finding.rule, _DOCUMENT
    names = (*_NAMED_BY.get(sheet, ()), "kode")
    return finding.rule, next((row[name] for name in names if row.get(name)), "")


@cache
def _rows_byplace_of(folder: Path) -> dict[tuple[str, int], tuple[str, dict[str, str]]]:
    """Sheet and row by the place that findings tell: the row's own stated source, else file and line."""
    places: dict[tuple[str, int], tuple[str, dict[str, str]]] = {}
    for path in sorted(folder.glob("*.csv")):
        for line, row in enumerate(rows_of(path), start=2):
            stated = row.get("sumber_dokumen"), row.get("sumber_baris")
            if stated[0] and stated[1]:
                places[stated[0], int(stated[1])] = path.stem, row
            else:
                places[path.name, line] = path.stem, row
    return places


def _corrected(folder: Path) -> dict[str, set[Place]]:
    """What the lists of a document hold after the corrections, which give a reason each."""
    lists = {name: _listed(folder, f"{name}.csv") for name in ("expected", "doubt")}
    for row in rows_of(HERE / "corrections.csv"):
        if row["document"] != folder.name:
            continue
        place = (row["rule"], _code(row["lembar"], row["kode"]))
        assert row["reason"].strip(), place
        for name, places in lists.items():
            places.discard(place)
            if row["list"] == name:
                places.add(place)
    return lists


def _partners(folder: Path, told: list[Finding], expected: set[Place]) -> set[Place]:
    """The other rows of pairs of which a reader expected one."""
    pairs = [one for one in told if one.rule in _PAIRS]
    lines = {(one.rule, one.source.line): place_of(folder, one) for one in pairs}
    hit = [one for one in pairs if place_of(folder, one) in expected]
    named = {(one.rule, int(n)) for one in hit for n in _LINE.findall(one.message["id"])}
    return {lines[place] for place in named if place in lines} - expected


def judged(folder: Path) -> tuple[set[Place], set[Place]]:
    """The places of a document that were found and expected, and those found and not; a doubt is in neither."""
    lists = _corrected(folder)
    told = findings(folder)
    expected, doubt = lists["expected"], lists["doubt"] - lists["expected"]
    found = {place_of(folder, one) for one in told} - _partners(folder, told, expected)
    return expected & found, found - expected - doubt


def score(folders: tuple[Path, ...] = DOCUMENTS) -> Score:
    """The score over some documents; a doubt counts neither way, a pair may be told on either of its rows."""
    total = Score()
    for folder in folders:
        expected = _corrected(folder)["expected"]
        hit, surplus = judged(folder)
        total.expected.update(rule for rule, _ in expected)
        total.hit.update(rule for rule, _ in hit)
        total.surplus.update(rule for rule, _ in surplus)
        total.missed |= {(folder.name, place) for place in expected - hit}
        total.extra |= {(folder.name, place) for place in surplus}
    return total
