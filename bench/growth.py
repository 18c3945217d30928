"""How the cost of one document grows with its rows: ``python -m bench.growth [SIZE …]``.

A chain of results, indicators that are near duplicates all of them, and a form with that many rows, as a folder and as
a workbook. Each is checked by a command of its own, and the same file is only read by another one: CPU seconds beyond
what ten rows take, as a ratio between the two and as a ratio a row to the smallest size (n·log n is 1.43 from 1,000 to
20,000 rows), and the largest memory of both.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, NamedNode, Triple

from bench.spent import spent
from kg.store.base import ntriples
from kg.terms import KIN, RDF, RDFS
from tests.support.forms import Sheets, as_folder, as_workbook, small

_SIZES = (1_000, 5_000, 20_000)
#: So few rows cost what a start costs.
_FEW = 10
_PLACE = "https://w3id.org/kinerja/id/33.02.19/2025/pertumbuhan/"
_READ = "import sys; from pathlib import Path; from kg.read.inputs import read_paths; read_paths([Path(sys.argv[1])])"
_CHECK = ("-m", "kg", "check", "--fail-on", "none", "--unit-seconds", "900", "--unit-megabytes")
_MEGABYTES = "8000"


@dataclass(frozen=True)
class _Cost:
    """What one process took."""

    seconds: float
    megabytes: float


def _indicators(size: int) -> list[Triple]:
    """Indicators of one sub-activity with one formula, whose wordings differ in the last word."""
    result = NamedNode(f"{_PLACE}hasil")
    found = [
        Triple(result, RDF["type"], KIN["KondisiOperasional"]),
        Triple(result, RDFS["label"], Literal("Terlaksananya pelayanan administrasi")),
    ]
    for number in range(size):
        node = NamedNode(f"{_PLACE}I{number}")
        label = f"Jumlah pemohon layanan administrasi yang dilayani tepat waktu kelompok {number}"
        found += [
            Triple(node, RDF["type"], KIN["Indikator"]),
            Triple(node, RDFS["label"], Literal(label)),
            Triple(node, KIN["formulasi"], Literal("Jumlah pemohon yang dilayani")),
            Triple(result, KIN["diukurOleh"], node),
        ]
    return found


def _chain(size: int) -> list[Triple]:
    """Results that support each other in one line, up to an outcome."""
    found: list[Triple] = []
    for number in range(size):
        node = NamedNode(f"{_PLACE}N{number}")
        kind = KIN["KondisiAntara"] if number else KIN["Outcome"]
        found += [
            Triple(node, RDF["type"], kind),
            Triple(node, RDFS["label"], Literal(f"Terselenggaranya pelayanan {number}")),
        ]
        if number:
            found.append(Triple(node, KIN["menopang"], NamedNode(f"{_PLACE}N{number - 1}")))

    return found


def _sheets(size: int) -> Sheets:
    """A form with so many targets: indicators of five years each, below results of ten."""
    sheets = small()
    for number in range(size // 5):
        sheets["indikator"].append([f"I{number}", "SK", f"Jumlah layanan {number}", "", ""])
        for year in range(5):
            sheets["target"].append([f"I{number}", str(2025 + year), f"{number + year} Orang"])
    return sheets


def _in_chain(folder: Path, size: int) -> Path:
    path = folder / f"rantai{size}.nt"
    path.write_bytes(ntriples(_chain(size)))
    return path


def _alike(folder: Path, size: int) -> Path:
    path = folder / f"kembar{size}.nt"
    path.write_bytes(ntriples(_indicators(size)))
    return path


def _form(folder: Path, size: int) -> Path:
    return as_folder(folder / f"isian{size}", _sheets(size))


def _workbook(folder: Path, size: int) -> Path:
    return as_workbook(folder / f"isian{size}.xlsx", _sheets(size))


_KINDS: dict[str, Callable[[Path, int], Path]] = {
    "results in a chain": _in_chain,
    "near duplicates": _alike,
    "rows of a form, CSV": _form,
    "rows of a form, xlsx": _workbook,
}


def _cost(*words: str) -> _Cost:
    """CPU seconds and peak memory of one Python process and those below it.

    :raises subprocess.CalledProcessError: it failed.
    """
    took = spent([sys.executable, *words])
    return _Cost(took.cpu, took.megabytes)


def _costs(path: Path) -> tuple[_Cost, _Cost]:
    """Of the check, and of reading alone."""
    return _cost(*_CHECK, _MEGABYTES, str(path)), _cost("-c", _READ, str(path))


def _measure(made: Callable[[Path, int], Path], folder: Path, sizes: list[int]) -> None:
    few = made(folder, _FEW)
    _costs(few)  # the first process of all compiles what the others find compiled
    start, start_reading = _costs(few)
    first = 0.0
    for size in sizes:
        check, read = _costs(made(folder, size))
        spent = check.seconds - start.seconds
        reading = max(read.seconds - start_reading.seconds, 0.01)
        first = first or spent / size
        allowed = log(size) / log(sizes[0])
        print(
            f"{size:>8,} {spent:8.1f} s {spent / reading:6.1f} x reading   a row × {spent / size / first:.2f}"
            f" (n·log n {allowed:.2f}) {check.megabytes:7.0f} MB {check.megabytes / read.megabytes:5.1f} x reading"
        )


def main(words: list[str] | None = None) -> None:
    """Check and read each size of each kind and print what they cost."""
    sizes = [int(word) for word in words or []] or list(_SIZES)
    for what, made in _KINDS.items():
        print(what)
        with TemporaryDirectory() as folder:
            _measure(made, Path(folder), sizes)


if __name__ == "__main__":
    main(sys.argv[1:])
