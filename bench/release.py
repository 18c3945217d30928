"""Rehearses a release: two clean builds that are equal byte for byte, and the wheel at work in a place of its own.

``python -m bench.release [FOLDER]`` leaves the archives, and their digests as SHA256SUMS, in FOLDER (out/rilis).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

__all__ = ["build", "main", "try_wheel", "unpacked"]

ROOT = Path(__file__).parent.parent


def build(source: Path, target: Path) -> list[Path]:
    """The source archive and the wheel of a checkout, as ``python -m build`` makes them."""
    words = [sys.executable, "-m", "build", "--sdist", "--wheel", "--no-isolation"]
    subprocess.run([*words, "--outdir", str(target), str(source)], check=True, capture_output=True)
    return sorted(target.iterdir())


def unpacked(archive: Path, target: Path) -> Path:
    """The folder of a source archive, unpacked with the times and rights of today."""
    with tarfile.open(archive) as held:
        held.extractall(target, filter="data")
    found = next(target.iterdir())
    for path in found.rglob("*"):
        os.utime(path)
    return found


def try_wheel(wheel: Path, folder: Path) -> str:
    """Install the wheel beside nothing but its libraries and check the sample with it; what it says."""
    place = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(place), str(wheel)], check=True)
    # The libraries of this environment without its checkout, which a .pth file would bring in.
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    program = f"import sys; sys.path[1:1] = {[str(place), *libraries]!r}; from kg.cli.app import main; main()"
    command = [sys.executable, "-S", "-c", program, "check", "--contoh", "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    body = json.loads(done.stdout)
    return f"kg check --contoh: {len(body['inputs'])} documents, {len(body['findings'])} findings"


def main(target: Path) -> int:
    """Build, build again from the archive, compare, try; 1 when the two differ."""
    target.mkdir(parents=True, exist_ok=True)
    for pattern in ("*.whl", "*.tar.gz", "SHA256SUMS"):
        for old in target.glob(pattern):
            old.unlink()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = build(ROOT, target)
        archive = next(path for path in first if path.name.endswith(".tar.gz"))
        second = build(unpacked(archive, folder / "source"), folder / "again")
        lines = []
        for one, other in zip(first, second, strict=True):
            digest = sha256(one.read_bytes()).hexdigest()
            if digest != sha256(other.read_bytes()).hexdigest():
                print(f"DIFFERS {one.name}")
                return 1
            lines.append(f"{digest}  {one.name}\n")
            print(f"equal   {one.name}  {digest}")
        (target / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
        wheel = next(path for path in first if path.suffix == ".whl")
        print(try_wheel(wheel, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/rilis")))
