"""Parts that wait until all are made.

Small ones in memory, large ones in a file that has no name: nothing of them is left behind, however the program ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import CouldNotError, Problem
from kg.limits import DEFAULT
from kg.read.gate import sha256

__all__ = ["HeldPart", "held"]

_PIECE = 1 << 20


@dataclass(frozen=True)
class HeldPart:
    """A part with its digest and size; its bytes, or the file that holds them."""

    sha256: str
    size: int
    _inside: bytes | IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        if isinstance(self._inside, bytes):
            yield self._inside
            return
        self._inside.seek(0)
        while piece := self._inside.read(_PIECE):
            yield piece

    def whole(self) -> bytes:
        """The bytes at once."""
        return b"".join(self.pieces())


def _beside(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there: the disk on which the part will lie."""
    while not folder.is_dir():
        folder = folder.parent
    return folder


def held(data: bytes, folder: Path, waiting: ExitStack) -> HeldPart:
    """Hold a part that will be written to ``folder``, as long as ``waiting`` is open.

    :raises CouldNotError: USE-OUTPUT when the disk is full or not to be written to.
    """
    digest = sha256(data)
    if len(data) <= DEFAULT.held_bytes:
        return HeldPart(digest, len(data), data)
    try:
        made = tempfile.TemporaryFile(dir=_beside(folder.absolute()))  # ruff: ignore[open-file-with-context-handler] - closed in time
        file = waiting.enter_context(made)
        file.write(data)
        file.flush()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CouldNotError(Problem("USE-OUTPUT", str(folder), {"reason": reason})) from error
    return HeldPart(digest, len(data), file)
