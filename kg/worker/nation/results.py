"""Keeps one result per task in a folder, under the key that names everything it depends on."""

from __future__ import annotations

import gzip
import json
import os
import platform
import re
import time
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import psutil

from kg.errors import CouldNotError, Problem
from kg.read.gate import sha256
from kg.read.url import UrlPath, read_many

__all__ = ["Results", "own_file", "replace_file"]

#: How the file of a result ends: one that was carried out, and one that a limit ended.
_DONE = ".json.gz"
_ENDED = ".gagal.json.gz"
_BESIDE = re.compile(r"\..+?\.(?:([0-9a-f]{8})-)?(\d+)\.tmp")
#: How old a half written file of another machine must be to be taken for a left one, in seconds.
_LEFT = 3600.0
#: How many results are asked for at once where they lie at an address.
_TOGETHER = 64


@lru_cache(maxsize=1)
def _machine() -> str:
    """Tells machines that share a folder apart: process numbers alone do not."""
    return sha256(platform.node().encode())[:8]


def own_file(path: Path) -> str:
    """A name beside a file that only this process uses.

    It is swept away when the process is gone.
    """
    return f".{path.name}.{_machine()}-{os.getpid()}.tmp"


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it, to the disk, then in its place.

    :raises CouldNotError: USE-OUTPUT when the disk is full or the folder cannot be written.
    """
    if isinstance(path, UrlPath):
        path.put(data, own_file(path))
        return

    beside = path.with_name(own_file(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        values = {"reason": error.strerror or str(error)}
        raise CouldNotError(Problem("USE-OUTPUT", str(path), values)) from error


class Results:
    """The folder ``hasil``.

    ``<aa>/<key>.json.gz``, and ``.gagal.json.gz`` where a limit ended the task.
    """

    def __init__(self, out: Path) -> None:
        self._folder = out / "hasil"

    def _path(self, key: str, *, ended: bool) -> Path:
        ending = _ENDED if ended else _DONE
        return self._folder / key[:2] / f"{key}{ending}"

    def has(self, key: str) -> bool:
        """Whether the task was carried out."""
        return self._path(key, ended=False).exists()

    def listed(self) -> tuple[set[str], set[str]]:
        """The keys of all tasks that were carried out, and of those that were given up.

        From listings, never key by key.

        Asking for a file that is not there yet would let a network share answer "no" for a while
        after it is.
        """
        if isinstance(self._folder, UrlPath):
            names = [name.rpartition("/")[2] for name in self._folder.below()]
        else:
            names = [path.name for path in self._folder.glob("??/*.json.gz")]

        done, ended = set(), set()
        for name in names:
            key, _, ending = name.partition(".")
            if f".{ending}" == _DONE:
                done.add(key)
            elif f".{ending}" == _ENDED:
                ended.add(key)

        return done, ended

    def ended(self, key: str) -> dict[str, Any] | None:
        """Why an earlier run gave the task up; ``None`` when it did not."""
        return self._read(self._path(key, ended=True))

    def write(
        self,
        key: str,
        body: dict[str, Any],
        *,
        ended: bool = False,
    ) -> None:
        """Keep a result; the same result gives the same bytes."""
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        data = gzip.compress(text.encode("utf-8", "surrogatepass"), compresslevel=1, mtime=0)
        replace_file(self._path(key, ended=ended), data)
        # At an address that is one request less; where both are, the result counts.
        if not ended and not isinstance(self._folder, UrlPath):
            self._path(key, ended=True).unlink(missing_ok=True)

    def read(self, key: str) -> dict[str, Any]:
        """The result of a task, or why it was given up.

        :raises CouldNotError: NATION-RESULT when it is damaged; it is taken away, so that the next
            run makes it again.
        """
        for ended in (False, True):
            path = self._path(key, ended=ended)
            body = self._read(path)
            if body is not None:
                return body

            path.unlink(missing_ok=True)

        raise CouldNotError(Problem("NATION-RESULT", str(self._path(key, ended=False))))

    def bodies(self, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The results of many tasks in their order.

        Many requests at once where each takes its time.

        :raises CouldNotError: as for one.
        """
        if not isinstance(self._folder, UrlPath):
            yield from map(self.read, keys)
            return

        for start in range(0, len(keys), _TOGETHER):
            some = keys[start : start + _TOGETHER]
            found = read_many([self._path(key, ended=False) for key in some])
            for key, data in zip(some, found, strict=True):
                body = None if data is None else _parsed(data)
                yield self.read(key) if body is None else body

    @staticmethod
    def _read(path: Path) -> dict[str, Any] | None:
        try:
            return _parsed(path.read_bytes())
        except OSError:  # none
            return None

    def prepare(self) -> None:
        """Make the folders that workers would make all at once, and take away what is half written.

        Only of processes that are gone.
        """
        if isinstance(self._folder, UrlPath):
            # The last of the folders is there when all are.
            if not (self._folder / "ff").exists():
                self._folder.make_folders([f"{number:02x}" for number in range(256)])

            return

        out = self._folder.parent
        left = [*out.glob(".*.tmp"), *out.glob("*/.*.tmp"), *self._folder.glob("??/.*.tmp")]
        for path in left:
            match = _BESIDE.fullmatch(path.name)
            if match and not _is_writing(match[1], int(match[2]), path):
                path.unlink(missing_ok=True)


def _parsed(data: bytes) -> dict[str, Any] | None:
    """A result, when it is whole."""
    try:
        body = json.loads(gzip.decompress(data))
    except (OSError, EOFError, zlib.error, ValueError):
        return None

    if not isinstance(body, dict):
        return None

    return body


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
