"""How much is poured into a store at once, and in what form the database takes it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

__all__ = ["Patience", "most_at_once", "one_by_one"]

#: Of fewer statements the database puts more pieces in order, each of which it writes again and
#: again; more would need more memory. The first where there is room, the second elsewhere.
_MANY, _FEW = 50_000_000, 1_000_000
#: Bytes of memory that must be free for the first, which takes a third of them.
_ROOM = 8_000_000_000
#: What all processes together may use, where a container sets a limit.
_CONTAINER = Path("/sys/fs/cgroup/memory.max")
#: What waits for so many seconds is written, so that a kill costs no more work than that.
_PATIENCE = 600.0
#: So many bytes are handed to the database in one read.
_CHUNK = 1 << 18


def most_at_once() -> int:
    """How many statements come together at most before they are written."""
    room = psutil.virtual_memory().available
    with suppress(OSError, ValueError):  # no container, or one without a limit
        room = min(room, int(_CONTAINER.read_text(encoding="ascii")))
    return _MANY if room >= _ROOM else _FEW


class Patience:
    """Says when what waits is enough to be written."""

    def __init__(self) -> None:
        self._most = most_at_once()
        self._held = 0
        self._since = time.monotonic()

    def add(self, statements: int) -> bool:
        """Some more are waiting; whether it is time to write."""
        if not self._held:
            self._since = time.monotonic()
        self._held += statements
        late = time.monotonic() - self._since > _PATIENCE
        return self._held >= self._most or (late and self._held >= _FEW)

    def written(self) -> None:
        """Nothing waits any more."""
        self._held = 0


def one_by_one(parts: Iterable[bytes]) -> io.BufferedReader:
    """Pieces of text as one file that is read, never put together in memory.

    >>> one_by_one([b"ab", b"", b"c"]).read()
    b'abc'
    """
    return io.BufferedReader(_Parts(parts), _CHUNK)


class _Parts(io.RawIOBase):
    """What such a file reads from."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Some more; nothing at the end."""
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
        space = memoryview(buffer)
        size = min(len(space), len(self._rest))
        space[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
