"""Keeps one result per task in a folder, under the key that names everything it depends on."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.errors import CouldNotError, Problem, sentences
from kg.limits import DEFAULT, Limits
from kg.read.place import Located
from kg.worker.nation.record import Record
from kg.worker.nation.shelf import process_name, replace_file, shelf_at

__all__ = ["Results"]

#: How the file of a result ends: one that was carried out, and one that a limit ended.
_DONE = ".json.gz"
#: Results of tasks that a limit ended: they are tried again only when asked.
_ENDED = ".gagal.json.gz"


def _name(key: str, *, ended: bool) -> str:
    """The file of a result, from the folder of results on."""
    ending = _ENDED if ended else _DONE
    return f"{key[:2]}/{key}{ending}"


class Results:
    """The folder ``hasil``.

    ``<aa>/<key>.json.gz``, and ``.gagal.json.gz`` where a limit ended the task.
    """

    def __init__(self, out: Located, limits: Limits = DEFAULT) -> None:
        self._folder = out / "hasil"
        self._shelf = shelf_at(self._folder)
        self._most = limits.result_bytes
        self.record = Record(self._folder, process_name())

    def _path(self, key: str, *, ended: bool) -> Located:
        return self._folder / _name(key, ended=ended)

    def has(self, key: str) -> bool:
        """Whether the task was carried out."""
        return self._path(key, ended=False).exists()

    def listed(self) -> tuple[set[str], set[str]]:
        """The keys of all tasks that were carried out, and of those that were given up.

        From listings, never key by key.

        Asking for a file that is not there yet would let a network share answer "no" for a while
        after it is.
        """
        done, ended = set(), set()
        for name in self._shelf.names():
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
        """Keep a result; the same result gives the same bytes.

        :raises CouldNotError: NATION-LARGE for one that nobody would read back.
        """
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        written = text.encode("utf-8", "surrogatepass")
        path = self._path(key, ended=ended)
        if len(written) > self._most:
            values = {"size": str(len(written)), "limit": str(self._most)}
            raise CouldNotError(Problem("NATION-LARGE", str(path), values))
        data = gzip.compress(written, compresslevel=1, mtime=0)
        self._note(path, data)
        replace_file(path, data)
        if not ended:
            self._shelf.drop_older(_name(key, ended=True))

    def _note(self, path: Located, data: bytes) -> None:
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
        if not self.record.is_kept:
            return set()

        changed = set()
        for key in sorted(done):
            path = self._path(key, ended=False)
            if not self._is_as_written(path):
                path.unlink(missing_ok=True)
                changed.add(key)

        return changed

    def gathered(self, path: Located, data: bytes) -> None:
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
        names = [_name(key, ended=False) for key in keys]
        for key, name, data in zip(keys, names, self._shelf.many(names), strict=True):
            body = self._believed(name, data)
            if body is None:
                body = self.read(key)
            yield body

    def found(self, keys: Sequence[str]) -> Iterator[dict[str, Any] | None]:
        """The results of many tasks in their order; ``None`` where none is, and nothing is taken away.

        For those who may see less of the folder than who writes it.
        """
        names = [_name(key, ended=False) for key in keys]
        for key, name, data in zip(keys, names, self._shelf.many(names), strict=True):
            yield self._believed(name, data) or self.ended(key)

    def _is_as_written(self, path: Located) -> bool:
        """Whether a file holds the bytes that a run recorded; what they say need not be read."""
        try:
            return self.record.holds(path.name, path.read_bytes())
        except OSError:  # none
            return False

    def _read(self, path: Located) -> dict[str, Any] | None:
        try:
            data = path.read_bytes()
        except OSError:  # none
            return None

        return self._believed(path.name, data)

    def _believed(self, name: str, data: bytes | None) -> dict[str, Any] | None:
        """A result, when it is whole and the one that was written."""
        if data is None or not self.record.holds(name.rpartition("/")[2], data):
            return None

        return _parsed(data, self._most)

    def prepare(self) -> None:
        """Make the folders that workers would make all at once, and take away what is half written."""
        self._shelf.prepare()


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
