"""Writes a nation of made-up kecamatan: ``python -m bench.nation.generate --seed 1 --kecamatan 7285 -o DIR``.

One N-Quads file per kecamatan in folders by province and kabupaten (``33/33.02/33.02.19.nq``). With ``--defects 0.3`` three
in ten are damaged, and ``ledger.csv`` lists every finding that must follow. The same options give the same bytes, whatever
the number of processes; no more than one kecamatan is ever in memory. With ``--copies 3`` three trees, indicators and names each
are copied between kecamatan, and ``ledger-lintas.csv`` lists what ``kg cross`` must find.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.nation.crossing import LEDGER, Crossing
from bench.nation.crossing import lines as copy_lines
from bench.nation.defects import KINDS
from bench.nation.document import nquads
from bench.nation.ledger import COLUMNS, damaged, lines
from bench.nation.regions import NATION, places

__all__ = ["Made", "Wanted", "generate", "main", "stream"]


@dataclass(frozen=True)
class Wanted:
    """What to generate."""

    seed: str = "1"
    kecamatan: int = NATION
    defects: float = 0.0
    kinds: tuple[str, ...] = ()
    copies: int = 0


@dataclass(frozen=True)
class Made:
    """One kecamatan: where it goes, its document, its lines of the ledger and how many defects these are of."""

    path: str
    data: bytes
    ledger: str
    planted: int


def stream(wanted: Wanted, part: tuple[int, int] = (0, 1)) -> Iterator[Made]:
    """The kecamatan one after the other; of these the share ``part`` = (which, of how many)."""
    crossing = Crossing(wanted.seed, wanted.kecamatan, wanted.copies)
    for place in places(wanted.kecamatan, part):
        plan = crossing.composed(place)
        planted = damaged(plan, wanted.seed, wanted.defects, wanted.kinds)
        province, regency = place.code[:2], place.code[:5]
        yield Made(
            f"{province}/{regency}/{place.code}.nq",
            nquads(plan),
            lines(plan, planted),
            len(planted),
        )


def _write(folder: Path, wanted: Wanted, part: tuple[int, int]) -> dict[str, int]:
    """Write one share of the nation, its ledger beside it; the figures of that share."""
    sums = {"kecamatan": 0, "triples": 0, "bytes": 0, "damaged": 0, "defects": 0, "findings": 0}
    with _share(folder, part[0]).open("w", encoding="utf-8", newline="") as ledger:
        for made in stream(wanted, part):
            path = folder / made.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.data)
            ledger.write(made.ledger)
            counts = (
                1,
                made.data.count(b"\n"),
                len(made.data),
                bool(made.planted),
                made.planted,
                made.ledger.count("\n"),
            )
            sums = {name: sums[name] + more for name, more in zip(sums, counts, strict=True)}
    return sums


def _share(folder: Path, number: int) -> Path:
    return folder / f"ledger-{number}.part"


def _join(folder: Path, shares: int) -> None:
    """One ledger from those of the processes, in the order of codes."""
    parts = [_share(folder, number) for number in range(shares)]
    texts = [part.read_text(encoding="utf-8") for part in parts]
    rows = sorted(
        (line for text in texts for line in text.splitlines(keepends=True)),
        key=lambda line: line[:8],
    )
    with (folder / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(rows)
    for part in parts:
        part.unlink()


def generate(folder: Path, wanted: Wanted, workers: int = 1) -> dict[str, int]:
    """Write the nation below ``folder``; its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [(number, workers) for number in range(workers)]
    if workers == 1:
        found = [_write(folder, wanted, parts[0])]
    else:
        with ProcessPoolExecutor(workers) as pool:
            found = list(pool.map(_write, [folder] * workers, [wanted] * workers, parts))
    _join(folder, workers)
    if wanted.copies:
        crossing = Crossing(wanted.seed, wanted.kecamatan, wanted.copies)
        (folder / LEDGER).write_text(copy_lines(crossing), encoding="utf-8", newline="")
    sums = {name: sum(one[name] for one in found) for name in found[0]}
    manifest = {
        "seed": wanted.seed,
        "defects": wanted.defects,
        "kinds": sorted(wanted.kinds or KINDS),
    } | sums
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return sums


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.nation.generate", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--seed", default="1", help="the same seed gives the same bytes")
    parser.add_argument(
        "--kecamatan", type=int, default=NATION, help="how many, spread evenly over the nation"
    )
    parser.add_argument(
        "--defects", type=float, default=0.0, help="share of the kecamatan that are damaged, 0 to 1"
    )
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=sorted(KINDS),
        help="only these kinds of defect",
    )
    parser.add_argument(
        "--copies", type=int, default=0, help="copies of each kind planted between kecamatan"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    return parser


def main() -> None:
    """Write what the options ask for and print the figures."""
    options = _options().parse_args()
    start = time.perf_counter()
    wanted = Wanted(
        options.seed,
        min(options.kecamatan, NATION),
        options.defects,
        tuple(options.kind),
        max(0, options.copies),
    )
    sums = generate(options.output, wanted, max(1, options.workers))
    seconds = time.perf_counter() - start
    print(" ".join(f"{name}={number}" for name, number in sums.items()))
    print(f"{seconds:.1f} s, {sums['kecamatan'] / seconds:.1f} kecamatan/s")


if __name__ == "__main__":
    main()
