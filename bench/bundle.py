"""The whole report bundle, and kg verify of it, against the check alone; seconds, memory, sizes.

One kecamatan, and a hundred copies of it (``--copies N`` for another number).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.spent import spent
from kg.assets import bundled_documents

COPIES = 100


def _run(*words: str) -> tuple[float, float]:
    """CPU seconds of one command with all it started, and the most megabytes of one process."""
    took = spent([sys.executable, "-m", "kg", *words], check=False)
    return took.cpu, took.megabytes


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


def main(words: list[str] | None = None) -> None:
    """Print seconds, megabytes, ratios and the size of each part."""
    parser = argparse.ArgumentParser(prog="python -m bench bundle")
    parser.add_argument("--copies", type=int, default=COPIES)
    copies = parser.parse_args(words or []).copies
    source = next(p for p in bundled_documents() if p.name == "33.02.19-sokaraja")
    print("report bundle against check alone, CPU seconds of whole commands")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "isian").mkdir()
        _copies(work / "isian", source, copies)
        sizes = {}
        for title, data in (("one kecamatan", source), (f"{copies} kecamatan", work / "isian")):
            options = (
                "check",
                str(data),
                "--fail-on",
                "none",
                "--store",
                str(work / "none"),
                "--jobs",
                "0",
            )
            alone, bundle = _run(*options), _run(*options, "-o", str(work / title))
            again = _run("verify", str(work / title))
            sizes[title] = _sizes(work / title)
            print(
                f"{title:16}check {alone[0]:7.1f} s {alone[1]:6.0f} MB   bundle {bundle[0]:7.1f} s {bundle[1]:6.0f} MB"
                f"   ratio {bundle[0] / alone[0]:5.1f}"
                f"   verify {again[0]:7.1f} s   ratio {again[0] / alone[0]:5.1f}"
            )
    for part in sorted(sizes["one kecamatan"]):
        print(
            f"{part:24}"
            + "".join(f"{size.get(part, 0) / 1000:12.1f} kB" for size in sizes.values())
        )


if __name__ == "__main__":
    main()
