"""Files that are whole or not there, also after a power loss."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

__all__ = ["append_durably", "sync_folder", "write_durably"]


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows keeps them with the files."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, beside: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all: ``beside`` it, to the disk, then in its place.

    ``beside`` must not be there: a link that somebody planted under that name is never followed.

    :raises OSError: the disk is full, or the folder cannot be written; nothing changed.
    """
    done = False
    try:
        with beside.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        done = True
    finally:
        if not done:
            beside.unlink(missing_ok=True)
    # The name of a new file is kept by its folder, and lost with it where only the file is on the
    # disk.
    sync_folder(path.parent)


def append_durably(path: Path, data: bytes) -> None:
    """Add to a file and bring it to the disk; what could be written only in part is taken back.

    :raises OSError: the disk is full, or the file cannot be written.
    """
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        done = False
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            done = True
        finally:
            if not done:
                os.ftruncate(file.fileno(), end)
