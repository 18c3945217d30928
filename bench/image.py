"""Builds what the Containerfile builds, without an image: ``python -m bench.image out/citra``.

The RUN of its first stage is run here with the folders of the image below the given one, and what its last stage starts is
started as its user, with its environment and without a network. Of an image only the base of the first line is missing,
which needs a registry.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.assets import bundled_documents

__all__ = ["Recipe", "build", "recipe", "start"]

_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Recipe:
    """What the Containerfile says of the build and of the start."""

    run: str
    environment: dict[str, str]
    user: str
    entry: list[str]
    command: list[str]


def _stated(text: str, word: str) -> str:
    """What stands behind a word in the last stage, lines that go on joined."""
    found = re.search(rf"^{word} ((?:.*\\\n)*.*)$", text, re.MULTILINE)
    if found is None:
        raise LookupError(word)
    return found[1].replace("\\\n", " ")


def recipe(text: str) -> Recipe:
    """The parts of a Containerfile of two stages."""
    first, _, last = text.rpartition("\nFROM ")
    pairs = shlex.split(_stated(last, "ENV"))
    return Recipe(
        run=_stated(first, "RUN"),
        environment=dict(pair.split("=", 1) for pair in pairs),
        user=_stated(last, "USER"),
        entry=re.findall(r'"([^"]*)"', _stated(last, "ENTRYPOINT")),
        command=re.findall(r'"([^"]*)"', _stated(last, "CMD")),
    )


def _ours(text: str, root: Path) -> str:
    """The folders of the image below ours."""
    return text.replace("/opt/", f"{root}/opt/").replace("/source", f"{root}/source")


def _python() -> str:
    """The Python of the system, which every user can reach, as that of the image."""
    found = shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin")
    return found or sys.executable


def build(wanted: Recipe, root: Path) -> None:
    """Copy what git has, as ``COPY . /source`` copies it, and run the steps."""
    source = root / "source"
    source.mkdir(parents=True)
    (root / "opt").mkdir()
    files = subprocess.run(["git", "archive", "HEAD"], cwd=_ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x", "-C", str(source)], input=files.stdout, check=True)
    (root / "bin").mkdir()
    (root / "bin/python").symlink_to(_python())
    settings = {**os.environ, "PATH": f"{root}/bin:{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", _ours(wanted.run, root)], check=True, env=settings)
    # Nothing of the source is in the image: the program has to do without it.
    shutil.rmtree(source)


def start(wanted: Recipe, root: Path, words: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Start the program as the image does: its user, its environment, no network."""
    user, _, group = wanted.user.partition(":")
    settings = {name: _ours(value, root) for name, value in wanted.environment.items()}
    settings["PATH"] = settings["PATH"].replace("$PATH", "/usr/bin:/bin")
    command = ["unshare", "--net", "setpriv", f"--reuid={user}", f"--regid={group}"]
    command += ["--clear-groups", *wanted.entry, *(words or wanted.command)]
    return subprocess.run(command, cwd=root, env=settings, capture_output=True, check=False)


def main(target: str) -> int:
    """Build, then check a document that is read only for the user of the image."""
    root = Path(target).resolve()
    shutil.rmtree(root, ignore_errors=True)
    wanted = recipe((_ROOT / "Containerfile").read_text(encoding="utf-8"))
    build(wanted, root)
    shutil.copytree(bundled_documents()[0], root / "data")
    for words, codes in ((["--help"], {0}), (["check", str(root / "data")], {0, 1})):
        done = start(wanted, root, words)
        sys.stdout.write(f"{' '.join(words)}: {done.returncode}\n")
        if done.returncode not in codes:
            sys.stdout.write(done.stderr.decode())
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:2])))
