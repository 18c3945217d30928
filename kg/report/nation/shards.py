"""The listings of a nation in shards, so that a change makes those rows anew that it touches.

A shard is some units of one kabupaten that follow each other. In every listing its rows stand
together; an earlier gathering recorded where, and the SHA-256 of their bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from kg.worker.nation.plan import Task

__all__ = ["Earlier", "EarlierShard", "Piece", "Shard", "of_pieces", "shards"]

#: So many characters of the code of a kecamatan are those of its kabupaten.
_KABUPATEN = 5
#: Most units of a shard: its rows are held in memory.
_MOST = 64


@dataclass(frozen=True)
class Piece:
    """Where the rows of a shard stand in one listing, how many bytes they are, and which."""

    at: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Shard:
    """One shard as it was gathered.

    ``digest`` names everything it depends on, ``findings`` is how many rows it has in the table of
    findings, ``pieces`` are told by listing.
    """

    digest: str
    totals: Mapping[str, int]
    findings: int
    pieces: Mapping[str, Piece]


@dataclass(frozen=True)
class EarlierShard:
    """A shard in the files of an earlier gathering: the number of its first finding, and its rows by listing."""

    shard: Shard
    first: int
    rows: dict[str, bytes]


def shards(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    """The tasks in shards, in their order."""
    for _code, own in groupby(tasks, key=lambda task: task.region[:_KABUPATEN]):
        units = list(own)
        for first in range(0, len(units), _MOST):
            yield units[first : first + _MOST]


def of_pieces(file: BinaryIO, pieces: Iterable[Piece]) -> str:
    """The digest of a file whose pieces are hashed by themselves.

    Of what stands between them its bytes, of each piece its digest: who has just held a piece
    against its digest need not hash it a second time for the whole.
    """
    whole = hashlib.sha256()
    place = 0
    for piece in sorted(pieces, key=lambda piece: piece.at):
        whole.update(file.read(piece.at - place))
        whole.update(hashlib.sha256(file.read(piece.size)).hexdigest().encode())
        place = piece.at + piece.size
    whole.update(file.read())
    return whole.hexdigest()


class Earlier:
    """The shards of an earlier gathering, in the files as they lie there."""

    def __init__(self, folder: Path, known: Sequence[Shard] = ()) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Shard, int]] = {}
        self._files: dict[str, BinaryIO] = {}
        row = 0
        for shard in known:
            self._known[shard.digest] = (shard, row)
            row += shard.findings

    def knows(self, digest: str) -> bool:
        """Whether there was such a shard; its bytes may be others now."""
        return digest in self._known

    def find(self, digest: str) -> EarlierShard | None:
        """A shard and its rows.

        None where there was no such shard, or where one byte of it is another now.
        """
        shard, row = self._known.get(digest, (None, 0))
        if shard is None:
            return None
        found = {}
        for name, piece in shard.pieces.items():
            data = self._read(name, piece)
            if hashlib.sha256(data).hexdigest() != piece.sha256:
                return None
            found[name] = data
        return EarlierShard(shard, row, found)

    def _read(self, name: str, piece: Piece) -> bytes:
        try:
            if name not in self._files:
                self._files[name] = (self._folder / name).open("rb")
            self._files[name].seek(piece.at)
            return self._files[name].read(piece.size)
        except OSError:  # a file that is not there any more holds no such rows
            return b""

    def close(self) -> None:
        """Let go of the files, which may be replaced then."""
        for file in self._files.values():
            file.close()
        self._files.clear()
