"""The questions over all kecamatan in DuckDB, Polars and pyoxigraph: same rows, same answers, each in a process of its own.

The rows are those that the check of generated kecamatan keeps (half of the wordings as they are, three in ten made those of
their kabupaten, two in ten the kecamatan's own, and every fiftieth tree a copy). Asked are the copied indicators (groups)
and the nearly equal trees (pairs that share rare wordings). Alone, ``python -m bench.lintas --kecamatan 7285`` takes the nation.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.lintas_engines import ENGINES
from bench.nation.compose import compose
from bench.nation.document import document
from bench.nation.regions import NATION, places
from kg.derive.vocabulary import vocabulary
from kg.read.ontology import ontology
from kg.walk.view import View
from kg.worker.cross.extract import Extractor
from kg.worker.cross.names import own_names

__all__ = ["main", "rows_of", "write_rows"]

_USUAL = 1_000
_COPY = 50
_SEED = "7"


def rows_of(count: int) -> Iterator[tuple[str, list[str], float]]:
    """The wordings of each kecamatan, made as varied as those of real ones, and the CPU seconds that the extract took."""
    extractor, before = Extractor(ontology(), vocabulary()), [""]
    for number, place in enumerate(places(count)):
        made = document(compose(place, _SEED))
        own_names(place.code)  # the check has asked for the region by then
        view = View(made.triples, ontology())  # the check has made it by then
        start = time.process_time()
        tables = extractor.rows(made.unit, view)
        spent = time.process_time() - start
        rng = random.Random(f"{_SEED}/{place.code}")
        texts = [f"k {r[6]}" for r in tables["kinerja"] if r[0].startswith("simpul/")] + [
            f"i {r[6]}" for r in tables["indikator"]
        ]
        varied = sorted({_varied(text, place.code, rng) for text in texts})
        if number % _COPY == _COPY - 1:
            varied = sorted({*before[len(before) // 10 :], *varied[: len(before) // 20]})
        before = varied
        yield place.code, varied, spent


def _varied(text: str, code: str, rng: random.Random) -> str:
    kind = rng.random()
    return text if kind < 0.5 else f"{text} {code[:5] if kind < 0.8 else code}"


def write_rows(path: Path, count: int) -> float:
    """The rows as a CSV file; the mean CPU milliseconds of an extract."""
    total = 0.0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(("satu", "kunci"))
        for code, texts, spent in rows_of(count):
            total += spent
            writer.writerows((code, text) for text in texts)
    return 1_000 * total / count


def _measured(engine: str, path: Path) -> dict[str, object]:
    words = [sys.executable, "-m", "bench.lintas_engines", engine, str(path)]
    found: dict[str, object] = json.loads(
        subprocess.run(words, capture_output=True, text=True, check=True).stdout
    )
    return found


def main(words: list[str] | None = None) -> None:
    """Print CPU seconds, peak memory and the ratios to the first engine; all must give the same answers."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.lintas", description=__doc__.partition("\n")[0]
    )
    parser.add_argument(
        "--kecamatan", type=int, default=_USUAL, help="how many, spread evenly over the nation"
    )
    count = min(parser.parse_args(words or []).kecamatan, NATION)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "isi.csv"
        extract = write_rows(path, count)
        rows = path.read_bytes().count(b"\n") - 1
        print(f"lintas: {count} kecamatan, {rows} wordings, extract {extract:.1f} ms CPU each")
        found = {engine: _measured(engine, path) for engine in ENGINES}
    first = found[ENGINES[0]]
    print(
        f"{'engine':12}{'load s':>9}{'groups s':>10}{'pairs s':>9}{'CPU':>8}{'peak MB':>9}{'memory':>7}{'groups':>8}{'pairs':>7}"
    )
    for engine, one in found.items():
        assert (one["groups"], one["pairs"], one["digest"]) == (
            first["groups"],
            first["pairs"],
            first["digest"],
        ), engine
        spent = [float(str(one[key])) for key in ("load_s", "groups_s", "pairs_s")]
        ratio = sum(spent) / sum(
            float(str(first[key])) for key in ("load_s", "groups_s", "pairs_s")
        )
        memory = float(str(one["peak_mb"])) / float(str(first["peak_mb"]))
        cells = "".join(
            f"{value:{width}.2f}" for value, width in zip(spent, (9, 10, 9), strict=True)
        )
        print(
            f"{engine:12}{cells}{ratio:7.1f}x{one['peak_mb']:9.0f}{memory:6.1f}x{one['groups']:8}{one['pairs']:7}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
