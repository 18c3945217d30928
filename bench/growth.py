"""How the cost of one document grows with its rows: ``python -m bench.growth [SIZE …] [--only KIND]``.

A chain of results, indicators that are near duplicates all of them, a form with that many rows as a folder and as a
workbook, a list of names matched with the nomenclature, and three trees compared by LIN-03. Each is put through a
command of its own, and the same file is only read by another one: CPU seconds beyond what ten rows take, as a ratio
between the two and as a ratio a row to the smallest size (n·log n is 1.43 from 1,000 to 20,000 rows), and the largest
memory of both.
"""

from __future__ import annotations

import argparse
import sys
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.grown import KINDS, Kind
from bench.spent import Spent, spent

_SIZES = (1_000, 5_000, 20_000)
#: So few rows cost what a start costs.
_FEW = 10
#: A command that leaves something to a person ends with this: it did all the same what was asked.
_DONE = frozenset((0, 1))


def _cost(*words: str) -> Spent:
    """What one Python process and those below it took."""
    return spent([sys.executable, *words], codes=_DONE)


def _costs(kind: Kind, path: Path) -> tuple[Spent, Spent | None]:
    """Of the command, and of reading alone where that is a thing of its own."""
    first, *options = kind.command
    whole = _cost("-m", "kg", first, *options, str(path), *kind.behind)
    return whole, _cost("-c", kind.reading, str(path)) if kind.reading else None


def _beside(whole: float, read: float) -> str:
    return f"{whole / max(read, 0.01):6.1f} x reading"


def _measure(kind: Kind, folder: Path, sizes: list[int]) -> None:
    few = kind.made(folder, _FEW)
    _costs(kind, few)  # the first process of all compiles what the others find compiled
    start, start_reading = _costs(kind, few)
    first = 0.0
    for size in sizes:
        whole, read = _costs(kind, kind.made(folder, size))
        took = whole.cpu - start.cpu
        first = first or took / size
        allowed = log(size) / log(sizes[0])
        line = f"{size:>8,} {took:8.1f} s   a row × {took / size / first:.2f} (n·log n {allowed:.2f}) {whole.megabytes:7.0f} MB"
        if read is not None and start_reading is not None:
            line += _beside(took, read.cpu - start_reading.cpu)
        print(line, flush=True)


def main(words: list[str] | None = None) -> None:
    """Put each size of each kind through its command and print what that costs."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.growth", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", default=list(_SIZES))
    parser.add_argument("--only", choices=KINDS, action="append", help="this kind; may repeat")
    options = parser.parse_args(words or [])
    for what in options.only or KINDS:
        print(what)
        with TemporaryDirectory() as folder:
            _measure(KINDS[what], Path(folder), options.sizes or list(_SIZES))


if __name__ == "__main__":
    main(sys.argv[1:])
