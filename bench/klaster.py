"""Two workers of a cluster against two processes, over the same kecamatan; then what a nation of desa would take."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.nation.generate import Wanted, generate
from bench.spent import spent
from kg.pool.port import hands
from kg.pool.spending import TaskLimits
from kg.report.nation.files import RECAP
from kg.report.nation.gather import gather
from kg.report.nation.kept import STATE, kept_from
from kg.report.nation.makers import Makers
from kg.terms import UnitKey
from kg.worker.nation.looking import Looked
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.plan import plan_files
from kg.worker.nation.run import Order, Run, run_nation
from kg.worker.told_progress import Progress
from tests.support.clusters import cluster

KECAMATAN = 60
EMPTY = 2_000
REPEAT = 3
#: The nation on paper: desa and kelurahan, and the years of a plan.
UNITS = 83_762 * 5
LIMITS = TaskLimits()


@dataclass(frozen=True)
class Empty:
    """A task, and what comes of it; a cluster hands back nothing but dataclasses that were named."""

    number: int


@dataclass(frozen=True)
class Nothing:
    """A job whose tasks do nothing: what is left is the way there and back."""

    number: int = 0

    def __call__(self) -> Callable[[Any], Any]:
        """Nothing to load."""
        return _answer


def _answer(task: Empty) -> Empty:
    return task


@dataclass(frozen=True)
class Way:
    """What the way of a task costs: seconds until the first answer, then for each task."""

    start: float
    task: float


@dataclass(frozen=True)
class Cost:
    """What one unit costs, in seconds and bytes; ``memory`` is what the plan holds of it in the client."""

    cpu: float
    gather: float
    input: float
    result: float
    findings: float
    recap: float
    index: float
    memory: float


def _way(number: int, address: str) -> Way:
    """Measured with tasks that do nothing, by processes of their own."""
    begun = time.perf_counter()
    with hands(Nothing(number), 2, LIMITS, address, (Empty,)) as crew:
        list(crew.run([Empty(0), Empty(1)]))
        first = time.perf_counter()
        list(crew.run(list(map(Empty, range(EMPTY)))))
        return Way(first - begun, (time.perf_counter() - first) / EMPTY)


def _best(ways: Iterable[Way]) -> Way:
    found = list(ways)
    return Way(min(w.start for w in found), min(w.task for w in found))


def _checked(folder: Path, out: Path, address: str) -> tuple[float, Run]:
    """Seconds of looking and checking, with nothing known before; the shortest of a few."""
    best, run = float("inf"), None
    for number in range(REPEAT):
        here = out / str(number)
        begun = time.perf_counter()
        run = run_nation(
            Order(here, tuple(found_below([folder])), jobs=2, limits=LIMITS, cluster=address), _deaf
        )
        best = min(best, time.perf_counter() - begun)
    assert run is not None
    return best, run


def _deaf(_: Progress) -> None:
    return None


def _cpu(folder: Path, top: Path) -> float:
    """CPU seconds of whole commands with one process over every unit, less what one unit takes."""
    one = top / "one"
    one.mkdir()
    shutil.copy(next(folder.rglob("*.nq")), one)
    words = [sys.executable, "-m", "kg", "check", "--jobs", "1", "--fail-on", "none", "-o"]
    cpu = [
        spent([*words, str(top / f"out{number}"), str(inputs)]).cpu
        for number, inputs in enumerate((one, folder))
    ]
    return (cpu[1] - cpu[0]) / (KECAMATAN - 1)


def _memory() -> float:
    """Bytes of a plan for each unit."""
    tracemalloc.start()
    seen = (
        Looked(
            f"s3://kinerja/2025/33/33.02/33.02.{n:06d}.nq",
            f"{n:064x}",
            (UnitKey(f"33.02.{n:06d}", "2025"),),
        )
        for n in range(EMPTY)
    )
    plan = plan_files(seen, "0" * 64)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return held / len(plan.tasks)


def _gathered(run: Run, out: Path, makers: Makers) -> float:
    """Seconds in which the listings are made from nothing; the shortest of a few."""
    best = float("inf")
    for _ in range(REPEAT):
        (out / STATE).unlink(missing_ok=True)
        begun = time.perf_counter()
        gather(run, out, "id", "penuh", makers=makers)
        best = min(best, time.perf_counter() - begun)
    return best


def _digests(out: Path) -> dict[str, str]:
    """What every file of the listings holds."""
    kept = kept_from(out)
    assert kept is not None
    return kept.files


def _cost(folder: Path, out: Path, run: Run, cpu: float) -> Cost:
    (out / STATE).unlink(missing_ok=True)
    begun = time.process_time()
    gather(run, out, "id", "penuh")
    seconds = time.process_time() - begun
    recap = json.loads((out / RECAP).read_bytes())["units"]
    return Cost(
        cpu=cpu,
        gather=seconds / KECAMATAN,
        input=sum(p.stat().st_size for p in folder.rglob("*.nq")) / KECAMATAN,
        result=sum(p.stat().st_size for p in out.glob("hasil/??/*.gz")) / KECAMATAN,
        findings=(out / "temuan.csv").stat().st_size / KECAMATAN,
        recap=len(json.dumps(recap, ensure_ascii=False, separators=(",", ":"))) / KECAMATAN,
        index=(out / "indeks.jsonl").stat().st_size / KECAMATAN,
        memory=_memory(),
    )


def _gathering(run: Run, out: Path, address: str) -> None:
    """One process against two workers: the same files, or it is no figure."""
    alone = _gathered(run, out, Makers())
    held = _digests(out)
    shared = _gathered(run, out, Makers(limits=LIMITS, cluster=address, fewest=1))
    assert _digests(out) == held
    print(f"\ngathering {KECAMATAN} kecamatan: one process {alone:.2f} s,")
    print(f"  two workers {shared:.2f} s with their start, the same bytes")


def _nation(cost: Cost, way: Way) -> None:
    """The plan on paper, every figure from what was measured."""
    hours = UNITS * cost.cpu / 3600
    print(
        f"\na nation: {UNITS} units (83762 desa x 5 years), each as large as a kecamatan of the generator"
    )
    print(f"{'CPU':44}{hours:10.1f} core hours")
    print(f"{'cores for one hour, for one night of 8 hours':44}{hours:10.0f}{hours / 8:8.0f}")
    print(f"{'1 % changed: CPU':44}{hours * 36:10.0f} core seconds")
    for name, size in (
        ("inputs", cost.input),
        ("results", cost.result),
        ("temuan.csv", cost.findings),
        ("rekap.json", cost.recap),
    ):
        print(f"{name:44}{UNITS * size / 1e9:10.1f} GB")
    print(
        f"{'inputs read twice within one hour':44}{UNITS * cost.input * 2 / 3600 / 1e6:10.0f} MB each second"
    )
    print(f"{'index':44}{UNITS * cost.index / 1e6:10.0f} MB")
    print(f"{'plan in the memory of the client':44}{UNITS * cost.memory / 1e6:10.0f} MB")
    print(f"{'result files in each of 256 folders':44}{UNITS / 256:10.0f}")
    print(f"{'gathering, by one process':44}{UNITS * cost.gather / 60:10.1f} minutes")
    print(f"{'scheduler and client: most units each second':44}{1 / way.task:10.0f}")
    print(f"{'so one scheduler keeps busy':44}{cost.cpu / way.task:10.0f} cores")


def main() -> None:
    """Print ratios of cluster and processes, the cost of one unit, and the plan."""
    with tempfile.TemporaryDirectory() as name, cluster(_made(Path(name) / "dask")) as dask:
        top = Path(name)
        generate(top / "in", Wanted("1", KECAMATAN, 0.3))
        ways = {
            place: _best(_way(number, address) for number in range(REPEAT))
            for place, address in (("two processes", ""), ("two workers", dask.address))
        }
        times = {
            place: _checked(top / "in", top / place, dask.address * (place == "two workers"))
            for place in ways
        }
        print(f"{'':16}{'start s':>9}{'ms a task':>11}{f'{KECAMATAN} kecamatan s':>16}{'ratio':>8}")
        for place, way in ways.items():
            ratio = times[place][0] / times["two processes"][0]
            print(
                f"{place:16}{way.start:9.2f}{1000 * way.task:11.2f}{times[place][0]:16.2f}{ratio:8.2f}"
            )
        out = top / "two workers" / str(REPEAT - 1)
        cost = _cost(top / "in", out, times["two workers"][1], _cpu(top / "in", top))
        print(
            f"\none unit: CPU {1000 * cost.cpu:.0f} ms, gathering {1000 * cost.gather:.1f} ms, input {cost.input / 1000:.0f} kB,"
        )
        print(
            f"  result {cost.result / 1000:.1f} kB, recap {cost.recap:.0f} B, index {cost.index:.0f} B, plan {cost.memory:.0f} B"
        )
        _gathering(times["two workers"][1], out, dask.address)
        _nation(cost, ways["two workers"])


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
