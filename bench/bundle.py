"""The whole report bundle against the check alone: one kecamatan, and a hundred copies of it; seconds, memory, sizes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.assets import bundled_documents

COPIES = 100
#: Runs one command in a child and prints its CPU seconds and its largest memory in megabytes.
_CHILD = """
import json, resource, sys, time
sys.argv = ["kg", *sys.argv[1:]]
from kg.cli.app import main
try:
    main()
except SystemExit:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
sys.stderr.write("\\n" + json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def _run(*words: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one command."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *words], capture_output=True, text=True, check=False
    )
    seconds, megabytes = json.loads(done.stderr.rsplit("\n", 1)[1])
    return float(seconds), float(megabytes)


def _copies(folder: Path, source: Path) -> None:
    """A hundred kecamatan with the sheets of one, each with a region code of its own."""
    from lokal import wilayah

    codes = (k.code for p in wilayah.list_wilayah("33") for k in wilayah.list_wilayah(p.code))
    for code in [c for c, _ in zip(codes, range(COPIES), strict=False)]:
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


def main() -> None:
    """Print seconds, megabytes, ratios and the size of each part."""
    source = next(p for p in bundled_documents() if p.name == "33.02.19-sokaraja")
    print("report bundle against check alone, CPU seconds of whole commands")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "isian").mkdir()
        _copies(work / "isian", source)
        sizes = {}
        for title, data in (("one kecamatan", source), (f"{COPIES} kecamatan", work / "isian")):
            words = (
                "check",
                str(data),
                "--fail-on",
                "none",
                "--store",
                str(work / "none"),
                "--jobs",
                "0",
            )
            alone, bundle = _run(*words), _run(*words, "-o", str(work / title))
            sizes[title] = _sizes(work / title)
            print(
                f"{title:16}check {alone[0]:7.1f} s {alone[1]:6.0f} MB   bundle {bundle[0]:7.1f} s {bundle[1]:6.0f} MB"
                f"   ratio {bundle[0] / alone[0]:5.1f}"
            )
    for part in sorted(sizes["one kecamatan"]):
        print(
            f"{part:24}"
            + "".join(f"{size.get(part, 0) / 1000:12.1f} kB" for size in sizes.values())
        )


if __name__ == "__main__":
    main()
