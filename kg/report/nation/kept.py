"""What an earlier gathering wrote.

Believed when every file is still the one that the run recorded.
"""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kg.read.place import Located
from kg.report.nation.shards import Shard, of_pieces
from kg.worker.nation.results import Results

__all__ = ["STATE", "Kept", "is_whole", "kept_from"]

STATE = "kumpulan.json"


@dataclass(frozen=True)
class Kept:
    """What was gathered, the digest of each file, the sums, and the shards where they were told."""

    digest: str
    files: dict[str, str]
    totals: dict[str, Any]
    shards: list[Shard] = field(default_factory=list)


def kept_from(out: Located) -> Kept | None:
    """What an earlier gathering says that it wrote; None where nothing proves that it did."""
    record = Results(out).record
    record.load()
    with suppress(OSError, msgspec.MsgspecError, RecursionError):
        data = (out / STATE).read_bytes()
        if record.holds(STATE, data):
            return msgspec.json.decode(data, type=Kept)
    return None


def is_whole(kept: Kept, out: Located, digest: str) -> bool:
    """Whether it gathered the same, and its files are still as they were written."""
    if kept.digest != digest:
        return False
    with suppress(OSError):
        return {name: _digest(kept, out, name) for name in kept.files} == kept.files
    return False


def _digest(kept: Kept, out: Located, name: str) -> str:
    """What a file holds now; one without pieces counts as a whole."""
    pieces = []
    for shard in kept.shards:
        piece = shard.pieces.get(name)
        if piece is not None:
            pieces.append(piece)
    if isinstance(out, Path):
        with (out / name).open("rb") as file:
            return of_pieces(file, pieces)
    return of_pieces(io.BytesIO((out / name).read_bytes()), pieces)
