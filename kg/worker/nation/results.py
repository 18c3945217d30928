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
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import psutil

from kg.errors import CouldNotError, Problem, sentences
from kg.files import write_durably
from kg.limits import DEFAULT, Limits
from kg.read.gate import sha256
from kg.read.url import UrlPath, read_many
from kg.worker.nation.record import Record

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
        beside.unlink(missing_ok=True)  # of a process that had the same number and was killed
        write_durably(path, beside, [data])
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise CouldNotError(Problem("USE-OUTPUT", str(path), values)) from error


class Results:
    """The folder ``hasil``.

    ``<aa>/<key>.json.gz``, and ``.gagal.json.gz`` where a limit ended the task.
    """

    def __init__(self, out: Path, limits: Limits = DEFAULT) -> None:
        self._folder = out / "hasil"
        self._most = limits.result_bytes
        self.record = Record(self._folder, f"{_machine()}-{os.getpid()}")

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
        path = self._path(key, ended=ended)
        self._note(path, data)
        replace_file(path, data)
        # At an address that is one request less; where both are, the result counts.
        if not ended and not isinstance(self._folder, UrlPath):
            self._path(key, ended=True).unlink(missing_ok=True)

    def _note(self, path: Path, data: bytes) -> None:
        """Record a file before it is written.

        :raises CouldNotError: USE-OUTPUT when the disk is full.
        """
        try:
            self.record.add(path.name, data)
        except OSError as error:
            values = {"reason": error.strerror or str(error)}
            raise CouldNotError(Problem("USE-OUTPUT", str(path), values)) from error

    def drop_changed(self, done: set[str]) -> set[str]:
        """Take away the results that are not the ones that were written, and name them."""
        if isinstance(self._folder, UrlPath):
            return set()

        changed = set()
        for key in sorted(done):
            path = self._path(key, ended=False)
            if self._read(path) is None:
                path.unlink(missing_ok=True)
                changed.add(key)

        return changed

    def gathered(self, path: Path, data: bytes) -> None:
        """Write what tells that everything was gathered, and close the record."""
        self._note(path, data)
        replace_file(path, data)
        together = self.record.together()
        if together is not None:
            replace_file(*together)
            self.record.forget_parts()

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
                body = None
                if data is not None:
                    body = _parsed(data, self._most)
                yield self.read(key) if body is None else body

    def _read(self, path: Path) -> dict[str, Any] | None:
        try:
            data = path.read_bytes()
        except OSError:  # none
            return None

        if not self.record.holds(path.name, data):
            return None

        return _parsed(data, self._most)

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


@dataclass(frozen=True)
class _Failed:
    """What every result of a task that could not be carried out has."""

    unit: dict[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Checked:
    """What every result of a unit that was checked has."""

    unit: dict[str, str]
    counts: dict[str, int]
    rules: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    notes: tuple[Problem, ...]


def _parsed(data: bytes, most: int) -> dict[str, Any] | None:
    """A result, when it is whole and has the parts of one; one that would unpack to more than that is none."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(data, most)
        if not unpacker.eof:
            return None

        body = msgspec.json.decode(text, type=dict[str, Any])
        shape: _Checked | _Failed
        if body.get("status") == "checked":
            shape = msgspec.convert(body, _Checked)
        else:
            shape = msgspec.convert(body, _Failed)
    except (zlib.error, msgspec.MsgspecError, RecursionError):
        return None

    if isinstance(shape, _Failed):
        told = shape.problems
    else:
        told = shape.notes
    if not {problem.code for problem in told} <= sentences().keys():
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
