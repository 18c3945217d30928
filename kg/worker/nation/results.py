"""Keeps one result per task in a folder, under the key that names everything it depends on."""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from pathlib import Path
from typing import Any

import psutil

from kg.errors import CouldNotError, Problem

__all__ = ["Results", "replace_file"]

_BESIDE = re.compile(r"\..+\.(\d+)\.tmp")


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it, to the disk, then in its place.

    :raises CouldNotError: USE-OUTPUT when the disk is full or the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CouldNotError(Problem("USE-OUTPUT", str(path), {"reason": error.strerror or str(error)})) from error


class Results:
    """The folder ``hasil``: ``<aa>/<key>.json.gz``, and ``.gagal.json.gz`` where a limit ended the task."""

    def __init__(self, out: Path) -> None:
        self._folder = out / "hasil"

    def _path(self, key: str, *, ended: bool) -> Path:
        return self._folder / key[:2] / f"{key}{'.gagal' if ended else ''}.json.gz"

    def has(self, key: str) -> bool:
        """Whether the task was carried out."""
        return self._path(key, ended=False).exists()

    def ended(self, key: str) -> dict[str, Any] | None:
        """Why an earlier run gave the task up; ``None`` when it did not."""
        return self._read(self._path(key, ended=True))

    def write(self, key: str, body: dict[str, Any], *, ended: bool = False) -> None:
        """Keep a result; the same result gives the same bytes."""
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        data = gzip.compress(text.encode("utf-8", "surrogatepass"), compresslevel=1, mtime=0)
        replace_file(self._path(key, ended=ended), data)
        if not ended:
            self._path(key, ended=True).unlink(missing_ok=True)

    def read(self, key: str) -> dict[str, Any]:
        """The result of a task, or why it was given up.

        :raises CouldNotError: NATION-RESULT when it is damaged; it is taken away, so that the next run makes it again.
        """
        for ended in (False, True):
            path = self._path(key, ended=ended)
            body = self._read(path)
            if body is not None:
                return body
            path.unlink(missing_ok=True)
        raise CouldNotError(Problem("NATION-RESULT", str(self._path(key, ended=False))))

    @staticmethod
    def _read(path: Path) -> dict[str, Any] | None:
        try:
            body = json.loads(gzip.decompress(path.read_bytes()))
        except (OSError, EOFError, zlib.error, ValueError):  # none, or not whole
            return None
        return body if isinstance(body, dict) else None

    def sweep(self) -> None:
        """Take away what processes that are gone left half written."""
        for path in [*self._folder.parent.glob(".*.tmp"), *self._folder.glob("??/.*.tmp")]:
            match = _BESIDE.fullmatch(path.name)
            if match and not _is_writing(int(match[1]), path):
                path.unlink(missing_ok=True)


def _is_writing(pid: int, path: Path) -> bool:
    """Whether the process that began the file still runs; not one that later got the same number."""
    try:
        process = psutil.Process(pid)
        alive: bool = process.status() != psutil.STATUS_ZOMBIE
        return alive and float(process.create_time()) <= path.stat().st_mtime + 1
    except (psutil.Error, FileNotFoundError):
        return False
