"""What readers answered, kept as long as the store stays as it is.

Everybody who opens a page asks for the same names and answers; a reader works them out once.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.types import Receive

from kg.web.readers import Readers

__all__ = ["Remembered", "file_stamp", "store_stamp"]

#: So many answers are kept.
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
    """Answers of processes by what was asked; all are forgotten once what they read has changed.

    ``stamp`` names its state.
    """

    def __init__(self, stamp: Callable[[], str], readers: Readers) -> None:
        self._now = stamp
        self._readers = readers
        self._stamp = stamp()
        self._kept: OrderedDict[str, Any] = OrderedDict()
        #: What is being worked out for everybody who asks meanwhile.
        self._joint: dict[str, asyncio.Future[Any]] = {}

    async def run(self, task: Any, seconds: float, receive: Receive | None = None) -> Any:
        """The answer to a task, whose ``repr`` names all that it asks.

        Without ``receive`` it is worked out once for all who ask at the same time.

        :raises KgError: as :meth:`Readers.run`; what failed is asked again next time.
        """
        self._look()
        asked = repr(task)
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        if receive is not None:
            return await self._ask(task, asked, seconds, receive)
        return await asyncio.shield(self._begun(task, asked, seconds))

    def soon(self, task: Any, seconds: float) -> Any:
        """The answer to a task that takes long: None while it is worked out.

        :raises KgError: what the task ended with; it begins again next time.
        """
        self._look()
        asked = repr(task)
        if asked in self._kept:
            return self._kept[asked]
        work = self._joint.get(asked)
        if work is not None and work.done():
            del self._joint[asked]
            return work.result()
        self._begun(task, asked, seconds)
        return None

    def _begun(self, task: Any, asked: str, seconds: float) -> asyncio.Future[Any]:
        """The work on a task: that which goes on already, else it begins now."""
        work = self._joint.get(asked)
        if work is None or work.done():
            work = asyncio.ensure_future(self._ask(task, asked, seconds, None))
            self._joint[asked] = work
            work.add_done_callback(lambda done: self._ended(asked, done))
        return work

    def _ended(self, asked: str, work: asyncio.Future[Any]) -> None:
        """What came to an answer is kept as such; how it failed, until somebody was told."""
        is_answered = work.cancelled() or work.exception() is None
        if is_answered and self._joint.get(asked) is work:
            del self._joint[asked]

    async def _ask(self, task: Any, asked: str, seconds: float, receive: Receive | None) -> Any:
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
        self._joint.clear()

    def _look(self) -> None:
        """Forget all when what was read has changed on disk."""
        stamp = self._now()
        if stamp != self._stamp:
            self._stamp = stamp
            self.forget()
