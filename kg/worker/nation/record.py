"""The run's own record of what it wrote.

A result that is not in it, byte for byte, is made again.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.read.gate import sha256
from kg.read.place import Located

__all__ = ["Record"]

#: A name and a digest; whatever else a broken line holds is not ours.
_LINE = re.compile(r"[\w.-]+ [0-9a-f]{64}")
_WHOLE = "sidik.txt"
#: Each process writes a record of its own, so that none waits for another.
_PART = ".sidik-{}.txt"


class Record:
    """Names and SHA-256 of the files of a run, a line each.

    Every process adds to a part of its own, a line before it writes the file, so that a kill leaves
    no file without one; the parts become one file when the run ends. An address cannot be added to:
    there nothing is recorded, and nothing refused.
    """

    def __init__(self, folder: Located, process: str) -> None:
        self._folder: Path | None = None
        if isinstance(folder, Path):
            self._folder = folder
        self._own = _PART.format(process)
        self._lines: set[str] = set()

    @property
    def is_kept(self) -> bool:
        """Whether anything is recorded, so that a changed file can be told."""
        return self._folder is not None

    def add(self, name: str, data: bytes) -> None:
        """Record what is about to be written.

        :raises OSError: the disk is full.
        """
        if self._folder is None:
            return
        line = f"{name} {sha256(data)}"
        self._lines.add(line)
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / self._own).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def load(self) -> None:
        """Read what this run and earlier ones recorded."""
        if self._folder is None:
            return
        for path in self._paths(self._folder):
            lines = path.read_text("utf-8", "replace").splitlines()
            # A line that a kill tore, or that nobody of us wrote, names no file.
            self._lines.update(filter(_LINE.fullmatch, lines))

    @staticmethod
    def _paths(folder: Path) -> list[Path]:
        whole = folder / _WHOLE
        parts = sorted(folder.glob(_PART.format("*")))
        found: list[Path] = []
        for path in (whole, *parts):
            if path.is_file() and not path.is_symlink():
                found.append(path)
        return found

    def holds(self, name: str, data: bytes) -> bool:
        """Whether these are the bytes that were written under that name."""
        return not self.is_kept or f"{name} {sha256(data)}" in self._lines

    def together(self) -> tuple[Path, bytes] | None:
        """The one file that all parts become, and what stands in it."""
        if self._folder is None:
            return None
        self.load()
        return self._folder / _WHOLE, "".join(f"{line}\n" for line in sorted(self._lines)).encode()

    def forget_parts(self) -> None:
        """Take the parts away when the one file holds all of them."""
        if self._folder is not None:
            for path in self._folder.glob(_PART.format("*")):
                path.unlink(missing_ok=True)
