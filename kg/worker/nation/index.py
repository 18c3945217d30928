"""Remembers what inputs are, so that a file that was not touched is not read again."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import msgspec

from kg.read.place import Located, Place
from kg.worker.nation.looking import Looked
from kg.worker.nation.nation_inputs import InputSource
from kg.worker.nation.shelf import replace_file

__all__ = ["read_index", "write_index"]

_FILE = "indeks.jsonl"
#: A file touched this shortly before it was read may change again without its times telling (in
#: nanoseconds).
_RACY = 2_000_000_000


def _plain(source: InputSource, looked: Looked) -> str:
    body = {"stamp": source.stamp, "looked": asdict(looked)}
    return json.dumps(body, separators=(",", ":")) + "\n"


@dataclass(frozen=True)
class _Seen:
    """One line: the times and sizes of an input, and what it was."""

    stamp: list[list[object]]
    looked: Looked


def read_index(folder: Place, digest: str) -> dict[str, tuple[list[list[object]], Looked]]:
    """What an earlier run saw, by path.

    Nothing when it was another program or the index is damaged.
    """
    found = {}
    try:
        with io.TextIOWrapper((folder / _FILE).open("rb"), "utf-8") as file:
            if json.loads(next(file)) != {"schema": 1, "digest": digest}:
                return {}

            for line in file:
                seen = msgspec.json.decode(line, type=_Seen)
                found[seen.looked.path] = (seen.stamp, seen.looked)
    except (OSError, StopIteration, ValueError):
        # None yet, or one that nobody should trust: everything is looked at again.
        return {}

    return found


def write_index(
    folder: Located,
    digest: str,
    rows: Iterable[tuple[InputSource, Looked]],
    begun: int | None = None,
) -> None:
    """Keep what was seen.

    Files touched only just before ``begun`` are left out, and read again next time.
    """
    if begun is None:
        begun = time.time_ns()

    limit = begun - _RACY
    lines = [json.dumps({"schema": 1, "digest": digest}) + "\n"]
    for source, looked in rows:
        touched = max((max(times[2:4]) for times in source.stamp), default=0)
        if touched < limit:
            lines.append(_plain(source, looked))

    replace_file(folder / _FILE, "".join(lines).encode())
