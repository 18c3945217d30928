"""Where results lie: what a folder of this machine and one at an address do differently."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import psutil

from kg.errors import CouldNotError, Problem
from kg.files import write_durably
from kg.read.gate import sha256
from kg.read.place import Located, Place
from kg.read.url import UrlPath, read_many

__all__ = ["Shelf", "own_file", "process_name", "replace_file", "shelf_at"]

_BESIDE = re.compile(r"\..+?\.(?:([0-9a-f]{8})-)?(\d+)\.tmp")
#: How old a half written file of another machine must be to be taken for a left one, in seconds.
_LEFT = 3600.0
#: How many results are asked for at once where they lie at an address.
_TOGETHER = 64


@lru_cache(maxsize=1)
def _machine() -> str:
    """Tells machines that share a folder apart: process numbers alone do not."""
    return sha256(platform.node().encode())[:8]


def process_name() -> str:
    """Tells this process apart from all that may write to the same folder."""
    return f"{_machine()}-{os.getpid()}"


def own_file(path: Place) -> str:
    """A name beside a file that only this process uses.

    It is swept away when the process is gone.
    """
    return f".{path.name}.{process_name()}.tmp"


def replace_file(path: Located, data: bytes) -> None:
    """Write a file whole or not at all: beside it, to the disk, then in its place.

    :raises CouldNotError: USE-OUTPUT when the disk is full or the folder cannot be written.
    """
    if isinstance(path, UrlPath):
        path.put(data, own_file(path))
        return

    beside = path.with_name(own_file(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)  # of a process that had the same number and was killed
        write_durably(path, beside, [data])
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise CouldNotError(Problem("USE-OUTPUT", str(path), values)) from error


class Shelf(Protocol):
    """The folder of results; files are named from it on."""

    def names(self) -> list[str]:
        """The names of all files in the folders of it, from listings alone."""
        ...

    def many(self, names: Sequence[str]) -> Iterator[bytes | None]:
        """The bytes of many files in their order, ``None`` where none is."""
        ...

    def drop_older(self, name: str) -> None:
        """Take away what a newer file has made worthless, where that costs little."""
        ...

    def prepare(self) -> None:
        """Make the folders that workers would make all at once, and take away what is half written.

        Only of processes that are gone.
        """
        ...


def shelf_at(folder: Located) -> Shelf:
    """The folder of results at a place."""
    if isinstance(folder, UrlPath):
        return _AddressShelf(folder)
    return _FolderShelf(folder)


class _FolderShelf:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        return [path.name for path in self._folder.glob("??/*.json.gz")]

    def many(self, names: Sequence[str]) -> Iterator[bytes | None]:
        for name in names:
            try:
                yield (self._folder / name).read_bytes()
            except OSError:  # none
                yield None

    def drop_older(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)

    def prepare(self) -> None:
        out = self._folder.parent
        left = [*out.glob(".*.tmp"), *out.glob("*/.*.tmp"), *self._folder.glob("??/.*.tmp")]
        for path in left:
            match = _BESIDE.fullmatch(path.name)
            if match and not _is_writing(match[1], int(match[2]), path):
                path.unlink(missing_ok=True)


class _AddressShelf:
    """A folder at an address, where every request takes its time."""

    def __init__(self, folder: UrlPath) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        return [name.rpartition("/")[2] for name in self._folder.below()]

    def many(self, names: Sequence[str]) -> Iterator[bytes | None]:
        for start in range(0, len(names), _TOGETHER):
            some = names[start : start + _TOGETHER]
            yield from read_many([self._folder / name for name in some])

    def drop_older(self, name: str) -> None:
        """Nothing: that is one request less, and where both are, the newer counts."""

    def prepare(self) -> None:
        # The last of the folders is there when all are.
        if not (self._folder / "ff").exists():
            self._folder.make_folders([f"{number:02x}" for number in range(256)])


def _is_writing(
    machine: str | None,
    pid: int,
    path: Path,
) -> bool:
    """Whether the process that began the file still runs; not one that later got the same number.

    Of a process of another machine only the age of its file can tell.
    """
    try:
        if machine not in {None, _machine()}:
            return time.time() - path.stat().st_mtime < _LEFT

        process = psutil.Process(pid)
        alive: bool = process.status() != psutil.STATUS_ZOMBIE
        return alive and float(process.create_time()) <= path.stat().st_mtime + 1
    except (psutil.Error, FileNotFoundError):
        return False
