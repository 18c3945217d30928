"""The check of thousands of kecamatan against pySHACL and against parsing alone, in one run over a generated nation.

``python -m bench.nasional --kecamatan 7285 --sizes 10,100,1000,7285 --reference 50`` is the whole nation; by itself a small
part of it. Processor time is that of whole process trees less the fixed part, which a check of one kecamatan shows. Systems that
do not tell the processor time of ended children (Windows) show none.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.nation.flat import parsing_alone
from bench.nation.generate import Wanted, generate
from bench.nation.stages import stages
from bench.nation.verify import check
from bench.peers import ours, pyshacl_as_it_comes, written
from bench.spent import Spent, spent
from kg.read.rdf import read_rdf
from kg.report.exchange.folder import shapes_file
from kg.worker.equipment import Settings, equip
from kg.worker.nation.looking import Look, look
from kg.worker.nation.plan import plan_files
from kg.worker.nation.task import CheckJob

__all__ = ["main"]

_MEMORY = re.compile(r"(\d+) MB")


def _check(inputs: Path, out: Path, jobs: int) -> Spent:
    words = [sys.executable, "-m", "kg", "check", str(inputs), "--jobs", str(jobs), "-o", str(out)]
    return spent([*words, "--fail-on", "none", "--lang", "en"])


def _memory(run: Spent) -> int:
    """Megabytes of the largest worker, as the command says."""
    return max(map(int, _MEMORY.findall(run.errors)), default=0)


def _part(paths: list[Path], count: int, folder: Path) -> Path:
    """A folder with so many of the kecamatan, spread evenly."""
    folder.mkdir()
    for path in paths[:: max(1, len(paths) // count)][:count]:
        shutil.copy(path, folder / path.name)
    return folder


def _parsing(paths: Sequence[Path]) -> float:
    """Seconds of strict parsing alone for one kecamatan."""
    return sum(map(parsing_alone, paths)) / len(paths)


def _reference(paths: Sequence[Path]) -> float:
    """Seconds of pySHACL for one kecamatan, with all else that a check does; it must find what the bulk engine finds."""
    from kg.rules.reference import ReferenceEngine

    engine, spent = ReferenceEngine(), 0.0
    for path in paths:
        start = time.process_time()
        slow = check(read_rdf(path), engine)
        spent += time.process_time() - start
        fast = check(read_rdf(path))
        assert (slow.findings, slow.statuses) == (fast.findings, fast.statuses), path
    return spent / len(paths)


def _as_it_comes(paths: Sequence[Path], work: Path) -> float:
    """Seconds of pySHACL alone for one kecamatan, called as its documentation says, derived facts given.

    It must tell what our engine tells.
    """
    shapes = work / "shapes.ttl"
    shapes.write_bytes(shapes_file("en"))
    slow, fast, took = pyshacl_as_it_comes(shapes), ours(), 0.0
    for file in written(paths, work):
        start = time.process_time()
        found = slow(file)
        took += time.process_time() - start
        assert found == fast(file), file
    return took / len(paths)


def _first(path: str, out: str) -> float:
    """Seconds of the first kecamatan that a new process checks, once rules and engine are loaded."""
    tools = equip(Settings())
    (task,) = plan_files([look(Look(path))], tools.digest).tasks
    work = CheckJob(Settings(), out, tools.digest)()
    start = time.process_time()
    work(task)
    return time.process_time() - start


def _alone(path: Path, out: Path) -> float:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return float(pool.apply(_first, (str(path), str(out))))


def _change(path: Path) -> None:
    """Another label of one thing: another kecamatan to check."""
    path.write_bytes(path.read_bytes().replace(b'"Meningkatnya ', b'"Meningkatnya sekali ', 1))


def _line(what: str, value: str, ratio: str = "") -> None:
    print(f"{what:58}{value:>14}  {ratio}")


def _tell_stages(paths: Sequence[Path], parsing: float) -> None:
    print("where the time of one kecamatan goes, in this process")
    for step, took in stages(paths).items():
        name = f"  {step} (part of rules)" if step == "engine" else f"  {step}"
        _line(name, f"{took * 1e3:.1f} ms", f"{took / parsing:.1f} x parsing")


def _costs(paths: list[Path], sizes: Sequence[int], work: Path) -> tuple[float, dict[int, Spent]]:
    """The fixed part of a check, and what checks of so many kecamatan take in one process."""
    fixed = _check(_part(paths, 1, work / "satu"), work / "h-satu", 1)
    runs = {}
    for size in sizes:
        part = _part(paths, size, work / f"n{size}")
        runs[size] = _check(part, work / f"h{size}", 1)
    return fixed.cpu, runs


def _each(fixed: float, size: int, spent: Spent) -> float:
    return (spent.cpu - fixed) / (size - 1)


def _print(paths: list[Path], sizes: Sequence[int], drawn: Sequence[Path], work: Path) -> None:
    most = max(sizes)
    parsing, slow = _parsing(paths[:most]), _reference(drawn)
    plain = _as_it_comes(drawn, work)
    fixed, runs = _costs(paths, sizes, work)
    one = _each(fixed, most, runs[most])
    _line("parsing alone, one kecamatan", f"{parsing * 1e3:.1f} ms")
    _line(
        "check, one kecamatan, one process", f"{one * 1e3:.1f} ms", f"{one / parsing:.1f} x parsing"
    )
    _line(
        f"pySHACL alone, one kecamatan ({len(drawn)} drawn, same results)",
        f"{plain * 1e3:.0f} ms",
        f"{plain / one:.0f} x the check",
    )
    _line(
        "the check by pySHACL where each query is read once",
        f"{slow * 1e3:.0f} ms",
        f"{slow / one:.0f} x the check",
    )
    _tell_stages(paths[:most][:200], parsing)
    for size in sizes:
        each = _each(fixed, size, runs[size])
        _line(
            f"  {size} kecamatan, each; largest worker",
            f"{each * 1e3:.1f} ms",
            f"{each / one:.2f}; {_memory(runs[size])} MB",
        )
    both = _check(work / f"n{most}", work / "h-dua", 2)
    _line(
        "two processes against one, wall",
        f"{both.wall:.1f} s",
        f"{runs[most].wall / both.wall:.2f} x",
    )
    again = _check(work / f"n{most}", work / "h-dua", 2)
    _line(
        "the same again, nothing changed, wall",
        f"{again.wall:.2f} s",
        f"{both.wall / again.wall:.0f} x faster",
    )
    _change(min((work / f"n{most}").iterdir()))
    changed = _check(work / f"n{most}", work / "h-dua", 2)
    _line(
        "one changed, processor time beyond that",
        f"{changed.cpu - again.cpu:.2f} s",
        "start of a worker included",
    )
    alone = _alone(min((work / f"n{most}").iterdir()), work / "h-sendiri")
    _line("one changed, after start-up", f"{alone:.2f} s")


def main(words: Sequence[str] = ()) -> None:
    """Print processor time, ratios, memory."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.nasional", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--kecamatan", type=int, default=200)
    parser.add_argument("--sizes", default="10,200", help="checks of so many, comma between")
    parser.add_argument(
        "--reference", type=int, default=3, help="how many kecamatan pySHACL repeats"
    )
    parser.add_argument("--seed", default="1")
    parser.add_argument("--folder", type=Path, help="a nation that was generated before")
    options = parser.parse_args(words)
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = options.folder or work / "nasional"
        if options.folder is None:
            generate(folder, Wanted(options.seed, options.kecamatan, 0.3), 2)
        paths = sorted(folder.glob("*/*/*.nq"))
        drawn = random.Random(options.seed).sample(paths, min(options.reference, len(paths)))
        print(f"check of a nation: {len(paths)} kecamatan, three in ten with planted defects")
        _print(paths, sizes, drawn, work)


if __name__ == "__main__":
    main(sys.argv[1:])
