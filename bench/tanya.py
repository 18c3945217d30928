"""'Which jabatan supports this outcome' for one kecamatan, with more and more of the nation loaded beside it.

``python -m bench tanya --sizes 10,100,1000`` generates and loads that many kecamatan each, asks the same question about the
same kecamatan of every store in turns, and prints what it costs against the smallest. ``--sizes 10,100,1000,7285 --folder DIR
--jobs 2`` measures the nation and keeps it in DIR; a second run goes on with what is there. ``--all`` puts every question
to all kecamatan of the largest store.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.nation.generate import Wanted, generate
from bench.same import compare
from bench.spent import Spent, spent
from kg.questions.question import catalogue
from kg.read.ontology import ontology
from kg.store.base import GraphStore
from kg.store.catalogue import entries
from kg.store.opening import open_store
from kg.terms import instance_iri
from kg.worker.asked import Asked, filled
from kg.worker.asking import find_question, unit_rows

T = TypeVar("T")
SEED = "7"
ROUNDS = 7


def _kg(*words: str) -> Spent:
    return spent([sys.executable, "-m", "kg", *words])


def _load(folder: Path, size: int, jobs: int) -> Path:
    """Generate and load so many kecamatan, and print the rate."""
    data, store = folder / f"in-{size}", folder / f"store-{size}"
    if not data.exists():
        generate(data, Wanted(SEED, size))
    before = sum(e.triples for e in entries(open_store(store, write=False)))
    took = _kg("load", str(data), "--store", str(store), "--jobs", str(jobs), "--format", "csv")
    held = sum(e.triples for e in entries(open_store(store, write=False)))
    disk = sum(p.stat().st_size for p in store.iterdir()) / 1e6
    rate = (
        f"{(held - before) / took.cpu:8.0f} statements per CPU second"
        if held > before
        else "was loaded before"
    )
    print(
        f"load {size:6} kecamatan {held:10} statements {took.cpu:8.1f} s CPU {took.wall:8.1f} s",
        f"{took.megabytes:6.0f} MB {took.written:6.1f} GB written {disk:7.0f} MB on disk   {rate}",
        flush=True,
    )
    return store


class _Best:
    """The least CPU and wall milliseconds of each step."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.wall: dict[str, float] = {}

    def note(self, step: str, cpu: float, wall: float) -> None:
        """Keep it when it is the least so far."""
        self.cpu[step] = min(cpu * 1e3, self.cpu.get(step, float("inf")))
        self.wall[step] = min(wall * 1e3, self.wall.get(step, float("inf")))

    def step(self, name: str, work: Callable[[], T]) -> T:
        """Carry out a step and note what it took."""
        cpu, wall = time.process_time(), time.perf_counter()
        found = work()
        self.note(name, time.process_time() - cpu, time.perf_counter() - wall)
        return found


def _ask(store: Path, given: dict[str, str], best: _Best) -> int:
    """One question with its steps, from a store opened anew; the number of rows."""
    question, known = find_question("Q01", catalogue()), ontology()
    opened: GraphStore = best.step("open the store", lambda: open_store(store, write=False))
    asked: Asked = best.step(
        "find kecamatan and outcome", lambda: filled(question, given, opened, known)
    )
    rows = best.step(
        "query and paths", lambda: [unit_rows(asked, unit, opened, known) for unit in asked.units]
    )
    return sum(map(len, rows))


def _one(stores: dict[int, Path], region: str) -> None:
    """The same question about the same kecamatan, from every store in turns."""
    ways = {
        "by code": {"kecamatan": region, "outcome": "O1"},
        "by IRI": {"outcome": instance_iri(region, "2025-2029", "simpul", "O1").value},
    }
    for way, given in ways.items():
        best = {size: _Best() for size in stores}
        rows = set()
        for _ in range(ROUNDS):
            for size, store in stores.items():
                rows.add(_ask(store, given, best[size]))
                words = [
                    word for name, value in given.items() for word in ("--set", f"{name}={value}")
                ]
                whole = _kg("ask", "Q01", "--store", str(store), *words, "--format", "csv")
                best[size].note("whole command", whole.cpu, whole.wall)
                start = _kg("ask", "--format", "csv")
                best[size].note("of that, start-up", start.cpu, start.wall)
        assert len(rows) == 1
        print(
            f"\nQ01 about {region} {way}: {rows.pop()} rows; least of {ROUNDS}, CPU ms (wall ms) and CPU against the smallest"
        )
        print(" " * 28 + "".join(f"{size:>26}" for size in stores))
        first = best[min(stores)]
        for step in first.cpu:
            cells = (
                f"{b.cpu[step]:9.1f} ({b.wall[step]:7.1f}) {b.cpu[step] / first.cpu[step]:5.2f}x"
                for b in best.values()
            )
            print(f"{step:28}" + "".join(f"{cell:>26}" for cell in cells))


def _all(store: Path, size: int, jobs: int) -> None:
    """Every question that needs no parameter, put to all kecamatan."""
    print(f"\nall {size} kecamatan, whole commands with --jobs {jobs}")
    for question in (q for q in catalogue() if not any(p.required for p in q.params)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answer.csv"
            words = ["--store", str(store), "--jobs", str(jobs), "-o", str(path)]
            took = _kg("ask", question.id, *words)
            rows = path.read_bytes().count(b"\n") - 1
        each = took.cpu / size * 1e3
        print(
            f"{question.id}  {rows:8} rows {took.cpu:8.1f} s CPU {took.wall:8.1f} s",
            f"{took.megabytes:5.0f} MB {each:7.2f} ms each",
            flush=True,
        )


def main(words: list[str] | None = None) -> None:
    """Load, ask, compare, print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench tanya", description=__doc__.partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", default="10,100", help="numbers of kecamatan, with commas; the nation has 7285"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        help="keep data and stores here (a temporary folder when it is not given)",
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes for loading and for --all")
    parser.add_argument(
        "--all",
        action="store_true",
        help="also put every question to all kecamatan of the largest store",
    )
    options = parser.parse_args(words or [])
    sizes = sorted({int(size) for size in options.sizes.split(",")})
    compare()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        stores = {size: _load(folder, size, options.jobs) for size in sizes}
        region = max(e.region for e in entries(open_store(stores[sizes[0]], write=False)))
        _one(stores, region)
        if options.all:
            _all(stores[sizes[-1]], sizes[-1], options.jobs)


if __name__ == "__main__":
    main(sys.argv[1:])
