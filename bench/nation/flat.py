"""Whether a kecamatan costs the same whatever came before it: ``python -m bench.nation.flat DIR``.

One worker checks the whole folder; before each kecamatan the same file is parsed alone: a machine that is slower for a while
changes both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pyoxigraph

from kg.pool.child import settle
from kg.worker.equipment import Settings, equip
from kg.worker.nation.looking import Look, look
from kg.worker.nation.plan import plan_files
from kg.worker.nation.task import CheckJob

__all__ = ["costs", "main", "parsing_alone"]

_ENDS = (10, 100, 1_000, 3_000, 5_000)


def parsing_alone(path: Path) -> float:
    """Processor seconds of strict parsing, the file already read."""
    data, start = path.read_bytes(), time.process_time()
    for _ in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS):
        pass
    return time.process_time() - start


def costs(paths: list[Path], out: Path) -> Iterator[tuple[float, float]]:
    """Seconds of parsing alone and of the task (looking, checking, keeping the result), for one kecamatan after the other."""
    digest = equip(Settings()).digest
    work = CheckJob(Settings(), str(out), digest)()
    settle()
    for path in paths:
        alone, start = parsing_alone(path), time.process_time()
        (task,) = plan_files([look(Look(str(path)))], digest).tasks
        work(task)
        yield alone, time.process_time() - start


def main() -> None:
    """Print milliseconds of each stretch of kecamatan, and the ratio to parsing them."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.nation.flat", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", type=Path)
    paths = sorted(parser.parse_args().folder.glob("*/*/*.nq"))
    print(f"{'kecamatan':16}{'parsing ms':>12}{'task ms':>10}{'x parsing':>11}{'memory MB':>11}")
    with tempfile.TemporaryDirectory() as name:
        parsing = task = 0.0
        begun = 0
        for number, (alone, whole) in enumerate(costs(paths, Path(name)), 1):
            parsing, task = parsing + alone, task + whole
            if number in _ENDS or number == len(paths):
                count, memory = number - begun, psutil.Process().memory_info().rss / 1e6
                row = f"{parsing / count * 1e3:12.1f}{task / count * 1e3:10.1f}{task / parsing:11.1f}{memory:11.0f}"
                print(f"{f'{begun + 1}-{number}':16}{row}", flush=True)
                begun, parsing, task = number, 0.0, 0.0


if __name__ == "__main__":
    main()
