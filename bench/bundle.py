"""The whole report bundle, and kg verify of it, against the check alone; seconds, memory, sizes.

One kecamatan, and a hundred copies of it (``--copies N`` for another number).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from bench.data import seconds, unit_bytes
from bench.spent import Spent, spent
from kg.assets import bundled_documents

COPIES = 100
_RUNS = 3


def _run(*words: str) -> Spent:
    """What one command and all it started took."""
    return spent([sys.executable, "-m", "kg", *words], check=False)


def _copies(folder: Path, source: Path, copies: int = COPIES) -> None:
    """So many kecamatan with the sheets of one, each with a region code of its own."""
    from lokal import wilayah

    codes = (k.code for p in wilayah.list_wilayah("33") for k in wilayah.list_wilayah(p.code))
    for code in [c for c, _ in zip(codes, range(copies), strict=False)]:
        copy = folder / code
        copy.mkdir()
        for sheet in source.glob("*.csv"):
            text = sheet.read_text(encoding="utf-8")
            (copy / sheet.name).write_text(text.replace("33.02.19", code), encoding="utf-8")


def _sizes(folder: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).parts[0]
            found[name] = found.get(name, 0) + path.stat().st_size
    return found


@dataclass(frozen=True)
class _Figures:
    """A check alone, with its bundle, and the verification of that."""

    check: Spent
    bundle: Spent
    verify: Spent
    sizes: dict[str, int]

    def line(self, title: str) -> str:
        """CPU seconds, megabytes, and both ratios to the check."""
        alone = self.check.cpu
        return (
            f"{title:16}check {alone:6.2f} s {self.check.megabytes:5.0f} MB"
            f"   bundle {self.bundle.cpu:6.2f} s {self.bundle.megabytes:5.0f} MB"
            f" {self.bundle.cpu / alone:5.2f} x"
            f"   verify {self.verify.cpu:6.2f} s {self.verify.cpu / alone:5.2f} x"
        )


def _measured(data: Path, target: Path, runs: int) -> _Figures:
    """The least of some runs of each command."""
    options = ("check", str(data), "--fail-on", "none", "--store", str(target.parent / "none"))
    options += ("--jobs", "0")

    def least(*words: str) -> Spent:
        return min((_run(*words) for _ in range(runs)), key=lambda took: took.cpu)

    check = least(*options)
    bundle = least(*options, "-o", str(target))
    return _Figures(check, bundle, least("verify", str(target)), _sizes(target))


def main(words: list[str] | None = None) -> None:
    """Print seconds, megabytes, ratios and the size of each part."""
    parser = argparse.ArgumentParser(prog="python -m bench bundle")
    parser.add_argument("--copies", type=int, default=COPIES)
    copies = parser.parse_args(words or []).copies
    # As at a desk, where what was compiled at the first start is kept for the next one.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    source = next(p for p in bundled_documents() if p.name == "33.02.19-sokaraja")
    facts = unit_bytes()[source.name]
    parsing = seconds(lambda: deque(parse(facts, RdfFormat.N_TRIPLES), 0), 5)
    print(f"report bundle against check alone, CPU seconds of whole commands ({platform.system()})")
    print(f"{'':16}parsing the facts of one kecamatan: {parsing * 1000:.1f} ms")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "isian").mkdir()
        _copies(work / "isian", source, copies)
        one = _measured(source, work / "one", _RUNS)
        print(one.line("one kecamatan"))
        many = _measured(work / "isian", work / "many", 1)
        print(many.line(f"{copies} kecamatan"))
    for part in sorted({*one.sizes, *many.sizes}):
        sizes = (one.sizes.get(part, 0), many.sizes.get(part, 0))
        print(f"{part:24}" + "".join(f"{size / 1000:12.1f} kB" for size in sizes))


if __name__ == "__main__":
    main()
