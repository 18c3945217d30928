"""Writes files whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import CouldNotError, Problem

__all__ = ["write_bytes"]


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then in its place.

    A symbolic link is followed; a device or pipe is written to directly.
    """
    target = path.resolve() if path.is_symlink() else path
    direct = target.exists() and not target.is_file()
    beside = target if direct else target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb" if direct else "xb") as file:
            file.write(data)
            file.flush()
            if not direct:
                os.fsync(file.fileno())
        if not direct:
            beside.replace(target)
    except OSError as error:
        if not direct and target.parent.is_dir():
            beside.unlink(missing_ok=True)
        raise CouldNotError(Problem("USE-OUTPUT", str(path), {"reason": error.strerror or str(error)})) from error
