"""Parse and load against rdflib; then a part of the nation, with a reader who asks all the while.

``python -m bench.loading --kecamatan 728 --before 40`` generates so many, loads the first forty, asks about one of these, loads
the others with two processes and asks the same again and again meanwhile. ``--folder DIR`` takes what lies there.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat

from bench.data import copies, seconds
from bench.nation.flat import parsing_alone
from bench.nation.generate import Wanted, generate
from bench.spent import Spent, spent
from kg.read.parse import parse
from kg.store.base import Write
from kg.store.embedded import memory_store
from kg.store.opening import open_store
from kg.terms import GRAPH

SEED = "2026"
#: How often the reader asks before anything is loaded beside, and again when all is loaded.
ALONE = 10
#: The nation, for the figure on paper.
NATION = 7_285


def _ours(data: bytes, folder: Path | None) -> None:
    quads = parse(data, "bench.nt", RdfFormat.N_TRIPLES)
    store = open_store(folder, write=True) if folder else memory_store()
    store.write(Write({GRAPH["bench"]: [quad.triple for quad in quads]}))


def _gate(data: bytes) -> None:
    parse(data, "bench.nt", RdfFormat.N_TRIPLES)


def _against_rdflib() -> None:
    """Print statements per second and ratios."""
    data = b"".join(copies(2))
    count = data.count(b"\n")
    peer = seconds(lambda: rdflib.Graph().parse(data=data, format="nt"), 2)
    rows = [
        ("rdflib, parse into a memory graph", peer),
        ("gate: strict parse and term checks", seconds(lambda: _gate(data), 2)),
        ("gate and load, memory store", seconds(lambda: _ours(data, None), 2)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows.append(
            ("gate and load, store on disk", seconds(lambda: _ours(data, Path(folder) / "store")))
        )
    print(f"loading: {count} statements")
    for name, time_taken in rows:
        print(f"{name:40}{count / time_taken:12.0f} statements/s{peer / time_taken:8.1f} x rdflib")


@dataclass
class _Reader:
    """Asks one question about one kecamatan with commands of their own, and notes what each took."""

    store: Path
    region: str
    taken: list[float] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def ask(self) -> None:
        """Ask once."""
        words = [sys.executable, "-m", "kg", "ask", "Q01", "--store", str(self.store)]
        blanks = ["--set", f"kecamatan={self.region}", "--set", "outcome=O1", "--format", "csv"]
        begun = time.perf_counter()
        done = subprocess.run([*words, *blanks], capture_output=True, text=True, check=False)
        self.taken.append(time.perf_counter() - begun)
        self.answers.add(done.stdout)
        if done.returncode:
            self.errors.append(done.stderr.strip())

    def until(self, over: threading.Event) -> None:
        """Ask again and again until it is over."""
        while not over.is_set():
            self.ask()

    def told(self, when: str) -> None:
        """Print the waits of this time."""
        middle, last = statistics.median(self.taken), max(self.taken)
        print(
            f"  asked {when:24}{len(self.taken):5} times, {middle:6.2f} s, at most {last:6.2f} s,"
            f" errors {len(self.errors)}, answers {len(self.answers)}"
        )
        for error in dict.fromkeys(self.errors):
            print(f"    {error}")


def _load(inputs: Path, store: Path) -> Spent:
    words = [sys.executable, "-m", "kg", "load", str(inputs), "--store", str(store)]
    return spent([*words, "--jobs", "2", "--format", "csv", "-o", str(store.parent / "told.csv")])


def _split(paths: Sequence[Path], before: int, top: Path) -> tuple[Path, Path]:
    """The first so many in a folder, and the others in another."""
    folders = top / "first", top / "others"
    for folder, own in zip(folders, (paths[:before], paths[before:]), strict=True):
        folder.mkdir()
        for path in own:
            shutil.copy(path, folder / path.name)
    return folders


def _beside_readers(paths: Sequence[Path], before: int, top: Path) -> None:
    """Load, ask, load more while somebody asks, ask again."""
    first, others = _split(paths, before, top)
    store = top / "store"
    _load(first, store)
    region = paths[0].stem
    alone, beside, after = (_Reader(store, region) for _ in range(3))
    for _ in range(ALONE):
        alone.ask()
    over = threading.Event()
    asking = threading.Thread(target=beside.until, args=(over,))
    asking.start()
    took = _load(others, store)
    over.set()
    asking.join()
    for _ in range(ALONE):
        after.ask()
    many = len(paths) - before
    parsing = 1000 * sum(map(parsing_alone, paths[:20])) / 20
    each = 1000 * took.cpu / many
    print(f"\n{many} kecamatan beside {before}, two processes; parsing one alone {parsing:.1f} ms")
    print(f"  CPU {took.cpu:.1f} s, {each:.0f} ms each, {each / parsing:.1f} x parsing")
    print(f"  written {took.written:.2f} GB, largest process {took.megabytes:.0f} MB")
    print(f"  on disk {sum(p.stat().st_size for p in store.iterdir()) / 1e9:.2f} GB")
    print(f"  the nation at that rate: {NATION * each / 1000:.0f} s of CPU")
    for when, reader in (("before", alone), ("while it loads", beside), ("afterwards", after)):
        reader.told(when)
    same = alone.answers == beside.answers == after.answers
    print(f"  the same answer each time: {same}")


def main(words: list[str] | None = None) -> None:
    """Print what loading costs, and what a reader feels of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kecamatan", type=int, default=120)
    parser.add_argument("--before", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args(words or [])
    _against_rdflib()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        folder = options.folder or top / "in"
        if options.folder is None:
            generate(folder, Wanted(SEED, options.kecamatan, 0.3))
        paths = sorted(folder.rglob("*.nq"))[: options.kecamatan]
        _beside_readers(paths, options.before, top)


if __name__ == "__main__":
    main(sys.argv[1:])
