"""Writes files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import CouldNotError, Problem

__all__ = ["write_bytes", "write_pieces"]


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all, piece by piece: beside it first, then in its place.

    A symbolic link is followed; a device or pipe is written to directly.
    """
    target = path.resolve() if path.is_symlink() else path
    direct = target.exists() and not target.is_file()
    beside = target if direct else target.with_name(f".{target.name}.{os.getpid()}.tmp")
    done = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb" if direct else "xb") as file:
            file.writelines(pieces)
            file.flush()
            if not direct:
                os.fsync(file.fileno())
        if not direct:
            beside.replace(target)
        done = True
    except OSError as error:
        raise CouldNotError(
            Problem("USE-OUTPUT", str(path), {"reason": error.strerror or str(error)})
        ) from error
    finally:
        if not done and not direct and target.parent.is_dir():
            beside.unlink(missing_ok=True)
