"""What readers answered, kept as long as the store stays as it is.

Everybody who opens a page asks for the same names and answers; a reader works them out once.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

from starlette.types import Receive

from kg.web.readers import Readers

__all__ = ["Remembered", "file_stamp", "store_stamp"]

_MOST = 128
#: The files of a store that a write changes; others are notes of whoever opened it.
_DATA = ("MANIFEST-*", "*.sst", "*.log", "CURRENT")


def store_stamp(store: Path) -> str:
    """Names the state of a store on disk: what another command loads changes it."""
    found = []
    for pattern in _DATA:
        for path in store.glob(pattern):
            found.append(f"{path.name} {file_stamp(path)}")
    return "\n".join(sorted(found))


def file_stamp(path: Path) -> str:
    """Names the state of a file; empty where there is none."""
    try:
        state = path.stat()
    except FileNotFoundError:  # also one that went while a folder was listed
        return ""
    return f"{state.st_mtime_ns}-{state.st_size}"


class Remembered:
    """Answers of readers by what was asked; all are forgotten once the store changed."""

    def __init__(self, store: Path, readers: Readers) -> None:
        self._store = store
        self._readers = readers
        self._stamp = store_stamp(store)
        self._kept: OrderedDict[str, Any] = OrderedDict()

    async def run(self, task: Any, seconds: float, receive: Receive | None = None) -> Any:
        """The answer to a task, whose ``repr`` names all that it asks.

        :raises KgError: as :meth:`Readers.run`; what failed is asked again next time.
        """
        self._look()
        asked = repr(task)
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        stamp = self._stamp
        answer = await self._readers.run(task, seconds, receive)
        if stamp == self._stamp:
            self._kept[asked] = answer
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return answer

    def forget(self) -> None:
        """Forget all: something was written."""
        self._kept.clear()

    def _look(self) -> None:
        """Forget all when the store changed on disk."""
        stamp = store_stamp(self._store)
        if stamp != self._stamp:
            self._stamp = stamp
            self._kept.clear()
