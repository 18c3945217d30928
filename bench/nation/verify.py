"""Holds findings against the ledger: ``python -m bench.nation.verify DIR``.

Checks each kecamatan of a generated nation and tells every planted finding that was missed and every other one that was
found. With ``--reference 50`` pySHACL repeats fifty of them, drawn anew by ``--seed``, and must find the same.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.rules.bulk import BulkEngine
from kg.rules.check import UnitReport, check_unit
from kg.rules.engine import Engine
from kg.rules.registry import rules
from kg.worker.units import from_documents

__all__ = [
    "Difference",
    "check",
    "compare",
    "found",
    "ledger",
    "main",
    "sure",
    "verify",
]

#: What a sound tree is asked about too: five branches of six have one intermediate condition.
_ASKED = frozenset({"STR-16#bukti"})
#: Rule part and focus, counted: a series that falls twice breaks one part of a rule twice.
Facts = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """A finding that was planted and not found (``missed``), or found and not planted (``extra``)."""

    kecamatan: str
    kind: str
    part: str
    focus: str
    count: int


@lru_cache(maxsize=1)
def _bulk() -> BulkEngine:
    return BulkEngine(ontology())


def ledger(path: Path) -> Iterator[tuple[str, Facts]]:
    """The planted findings of each damaged kecamatan, one kecamatan at a time; the file is in the order of codes."""
    with path.open(encoding="utf-8", newline="") as file:
        region, facts = "", Facts()
        for row in csv.DictReader(file):
            if row["kecamatan"] != region and region:
                yield region, facts
                facts = Facts()
            region = row["kecamatan"]
            facts[row["bagian"], row["fokus"]] += 1
        if region:
            yield region, facts


def check(documents: list[Document], engine: Engine | None = None) -> UnitReport:
    """The report of one kecamatan, by the bulk engine unless another one is given."""
    (unit,) = from_documents(documents)
    known = ontology()
    return check_unit(
        unit.key,
        unit.statements(),
        unit.derived(known),
        rules=rules(),
        engine=engine or _bulk(),
        ontology=known,
    )


def found(report: UnitReport) -> Facts:
    """The findings of a report as the ledger writes them."""
    return Facts((f.part.rpartition("/")[2], f.focus) for f in report.findings)


def sure(report: UnitReport) -> Facts:
    """The findings that need no second look; wordings are paired at random, so a doubt about one is no difference."""
    certain = [f for f in report.findings if f.certainty == "pasti"]
    facts = Facts((f.part.rpartition("/")[2], f.focus) for f in certain)
    return Facts({fact: count for fact, count in facts.items() if fact[0] not in _ASKED})


def compare(region: str, planted: Facts, report: UnitReport) -> list[Difference]:
    """What was planted and not found, and what is surely found and was not planted."""
    sides = (("missed", planted - found(report)), ("extra", sure(report) - planted))
    return [
        Difference(region, kind, *fact, count)
        for kind, facts in sides
        for fact, count in sorted(facts.items())
    ]


def _one(job: tuple[Path, Facts]) -> tuple[list[Difference], int]:
    path, planted = job
    report = check(read_rdf(path))
    errors = [Difference(path.stem, "error", text, "", 1) for text in report.errors]
    return errors + compare(path.stem, planted, report), (planted & found(report)).total()


def _jobs(folder: Path) -> Iterator[tuple[Path, Facts]]:
    planted = dict(ledger(folder / "ledger.csv"))
    return ((path, planted.get(path.stem, Facts())) for path in sorted(folder.glob("*/*/*.nq")))


def verify(folder: Path, workers: int = 1) -> Iterator[tuple[list[Difference], int]]:
    """Differences and number of findings of each kecamatan below ``folder``."""
    if workers == 1:
        yield from map(_one, _jobs(folder))
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_one, _jobs(folder), chunksize=8)


def apart(paths: Iterable[Path]) -> list[str]:
    """The kecamatan of which pySHACL does not find what the bulk engine finds, or gives a rule another status."""
    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    engine, strange = ReferenceEngine(), []
    for path in paths:
        documents = read_rdf(path)
        one, other = check(documents), check(documents, engine)
        if (one.findings, one.statuses) != (other.findings, other.statuses):
            strange.append(path.stem)
    return strange


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.nation.verify", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--reference", type=int, default=0, help="how many kecamatan pySHACL repeats"
    )
    parser.add_argument("--seed", default="", help="draws those; by default each run draws others")
    return parser


def main() -> int:
    """Print every difference and the figures; 1 when there is any."""
    options, start = _options().parse_args(), time.perf_counter()
    kecamatan = findings = wrong = 0
    for differences, count in verify(options.folder, options.workers):
        kecamatan, findings, wrong = kecamatan + 1, findings + count, wrong + len(differences)
        for one in differences:
            print(f"{one.kecamatan} {one.kind} {one.part} {one.focus} {one.count}")
    seconds = time.perf_counter() - start
    print(
        f"kecamatan={kecamatan} findings={findings} differences={wrong} {seconds:.1f} s, {kecamatan / seconds:.1f} kecamatan/s"
    )
    paths = sorted(options.folder.glob("*/*/*.nq"))
    drawn = random.Random(options.seed or None).sample(paths, min(options.reference, len(paths)))
    strange = apart(drawn)
    if drawn:
        print(f"reference: {len(drawn)} kecamatan, {len(strange)} apart {' '.join(strange)}")
    return int(bool(wrong or strange))


if __name__ == "__main__":
    raise SystemExit(main())
